/** Where files are, as programs ask. */
import type { Interpreter } from '../../domain/interpreter.ts';
import { UnsureText } from '../../domain/unsure-text.ts';
import { bool, type Value } from '../../domain/value.ts';
import { normalize, splitPath } from '../modules/paths.ts';

/**
 * Whether something is there, of this kind where one is asked for. That nothing is there is known only in a folder that
 * is there itself: what is not beside the program may come later, or lie where the program is run.
 */
export function isThere(interpreter: Interpreter, path: string, kind?: 'file' | 'folder'): Value {
  const found = interpreter.files.find(path);
  if (found?.kind === 'file' || found?.kind === 'folder') return bool(kind === undefined || found.kind === kind);
  if (found?.kind === 'absent' && interpreter.files.isOwn(path)) return bool(false);
  const [above] = splitPath(normalize(path));
  if (found?.kind === 'absent' && above !== '' && above !== '.' && interpreter.files.entries(above)) return bool(false);
  return interpreter.unknown(interpreter.files.whyUnknown(path));
}

/** The folder that the program is started in, most likely its own. */
export function startedIn(interpreter: Interpreter): Value {
  const folder = interpreter.files.folder ?? interpreter.files.own;
  return folder === undefined
    ? interpreter.unknown('it depends on the machine that the program runs on', 'os.getcwd()')
    : new UnsureText(folder);
}

/** A path from there. */
export function fromStart(interpreter: Interpreter, path: string): Value {
  const folder = interpreter.files.folder ?? interpreter.files.own;
  return folder === undefined
    ? interpreter.unknown('it depends on the machine that the program runs on')
    : new UnsureText(normalize(`${folder}/${path}`));
}
