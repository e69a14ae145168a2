import type { Interpreter } from '../../domain/interpreter.ts';
import type { Value } from '../../domain/value.ts';
import { TextContent } from '../../domain/written-files.ts';
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
  const begins = writes && text !== undefined ? contentAtStart(interpreter, text, letters) : undefined;
  if (writes && text === undefined) interpreter.files.mayChange(undefined);
  else if (writes) interpreter.files.writes(text);
  if (text === undefined || (!writes && interpreter.files.find(text)?.kind !== 'file')) return undefined;
  const isBinary = letters?.includes('b') === true;
  const named =
    encoding === undefined || encoding.kind === 'none' ? 'utf-8' : encoding.kind === 'str' ? encoding.value : '';
  const written = reads && !writes && !isBinary ? interpreter.files.written(text) : undefined;
  const content =
    written instanceof TextContent
      ? ((written.value.kind === 'str' ? undefined : written.lines) ?? written.value)
      : reads && !writes && !isBinary
        ? interpreter.files.text(text, named)
        : undefined;
  if (typeof content === 'string') interpreter.spend(textCost(content.length));
  const file = new FileValue(
    text,
    { reads, writes, isBinary, encoding: named, begins: isBinary || /^utf-?8$/i.test(named) ? begins : undefined },
    content,
  );
  if (writes) file.flush(interpreter);
  return content === undefined ? file : interpreter.files.readFrom(text, file);
}

/** The bytes that stand before what is written; undefined where that is not known, or writing begins elsewhere. */
function contentAtStart(interpreter: Interpreter, path: string, letters: string | undefined): string | undefined {
  if (letters === undefined || letters.includes('+')) return undefined;
  if (/[wx]/.test(letters)) return '';
  const isNew = interpreter.files.isOwn(path) && interpreter.files.find(path)?.kind === 'absent';
  return isNew ? '' : interpreter.files.made(path)?.content;
}
