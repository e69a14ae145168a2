/** Paths that are given to what reads or writes files. */
import type { Interpreter } from '../../domain/interpreter.ts';
import type { Value } from '../../domain/value.ts';
import { type Message, words } from '../../../words/message.ts';
import { isUndetermined } from '../../domain/undetermined.ts';
import { type FileContent, TextContent } from '../../domain/written-files.ts';
import { utf8Of } from '../../domain/utf8.ts';
import { pathText } from '../modules/paths.ts';
import { DocumentText } from './documents-of-texts.ts';
import { FileValue } from './file-value.ts';

/** The path of a str, a Path, or a file that is open; undefined where it is not known. */
export function pathOf(interpreter: Interpreter, value: Value | undefined): string | undefined {
  if (value === undefined) return undefined;
  if (value instanceof FileValue) return value.isFresh ? value.path : undefined;
  return pathText(interpreter, value);
}

/** Why what is read from there is not known. */
export function whyUnknown(interpreter: Interpreter, value: Value | undefined): Message {
  const path = pathOf(interpreter, value);
  if (path !== undefined) return interpreter.files.whyUnknown(path);
  return isUndetermined(value) ? value.reason : words`it is read from a file`;
}

/** The program writes this to the path, and nothing else is there. */
export function wrote(interpreter: Interpreter, path: string | undefined, content: Value | undefined): void {
  const bytes = content?.kind === 'str' ? utf8Of(content.value) : content?.kind === 'bytes' ? content.value : undefined;
  if (path === undefined) interpreter.files.mayChange(undefined);
  else if (content instanceof DocumentText) interpreter.files.writes(path, new TextContent(content));
  else interpreter.files.wrote(path, { kind: 'file', content: bytes });
}

/**
 * The program writes to what is at this path, or makes it another. `content`: what is in it then, where it is known.
 */
export function writesTo(interpreter: Interpreter, value: Value | undefined, content?: FileContent): void {
  if (value instanceof FileValue) {
    value.write(interpreter, undefined);
    if (content) interpreter.files.writes(value.path, content);
  }
  // What is kept in memory is no file.
  else if (value !== undefined && (value.kind === 'host' || value.kind === 'none')) return;
  else interpreter.files.writes(value && pathText(interpreter, value), content);
}

/** What the program has written to the path, where that is known. */
export function writtenTo(interpreter: Interpreter, value: Value | undefined): FileContent | undefined {
  const path = pathOf(interpreter, value);
  return path === undefined ? undefined : interpreter.files.written(path);
}
