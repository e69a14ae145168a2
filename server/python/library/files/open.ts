import type { Interpreter } from '../../domain/interpreter.ts';
import type { Value } from '../../domain/value.ts';
import { native } from '../signature.ts';
import { textCost } from '../text/repr.ts';
import { pathText } from '../modules/paths.ts';
import { whyUnknown } from './file-paths.ts';
import { FileValue } from './file-value.ts';

/** `open(file, mode)`. */
export const open = native(
  'open',
  'file, mode=, buffering=, encoding=, errors=, newline=, closefd=, opener=',
  (interpreter, [path, mode, , encoding], { site }) =>
    opened(interpreter, path!, mode, encoding) ??
    interpreter.unknown(whyUnknown(interpreter, path), site && interpreter.sourceName(site)),
);

/** undefined where the path, or what is there, is not known. */
export function opened(interpreter: Interpreter, path: Value, mode?: Value, encoding?: Value): Value | undefined {
  const text = pathText(interpreter, path);
  const letters = mode === undefined ? 'r' : mode.kind === 'str' ? mode.value : undefined;
  const writes = letters === undefined || /[wax+]/.test(letters);
  const reads = letters === undefined || /[r+]/.test(letters);
  if (writes) interpreter.files.writes(text);
  if (text === undefined || (!writes && interpreter.files.find(text)?.kind !== 'file')) return undefined;
  const isBinary = letters?.includes('b') === true;
  const named =
    encoding === undefined || encoding.kind === 'none' ? 'utf-8' : encoding.kind === 'str' ? encoding.value : '';
  const content = reads && !writes && !isBinary ? interpreter.files.text(text, named) : undefined;
  interpreter.spend(textCost(content?.length ?? 0));
  const file = new FileValue(
    text,
    { reads, writes, isBinary, encoding: named, isNew: isNewUtf8(letters, named, isBinary) },
    content,
  );
  return content === undefined ? file : interpreter.files.readFrom(text, file);
}

/** Whether what is written is all that is in the file afterwards, and in UTF-8. */
const isNewUtf8 = (letters: string | undefined, encoding: string, isBinary: boolean): boolean =>
  letters !== undefined && /[wx]/.test(letters) && !letters.includes('+') && (isBinary || /^utf-?8$/i.test(encoding));
