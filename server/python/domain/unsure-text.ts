import { Str } from './constants.ts';
import type { Value } from './value.ts';

/**
 * A text that stands for what the machine gives: a name of a folder's, whose names come in no order that is known, or
 * the folder that the program is started in. It leads to files as any text; it is never shown.
 */
export class UnsureText extends Str {
  readonly isUnsure = true;
  /** Whether another one may stand here: names of a folder come in any order. */
  readonly isInNoOrder: boolean = true;
}

/**
 * How the paths of folders begin here that get a name of their own whenever the program runs. No path has this
 * character.
 */
export const TEMPORARY = '/tmp/\uE000';
const NAMELESS = '\uE000';

/** A path into a folder whose name is another one in each run. */
class TemporaryPath extends UnsureText {
  override readonly isInNoOrder = false;
}

/** No text with a path in it is longer: to look into a text that was put together makes it one piece in memory. */
const LONGEST = 1_000;

const hasNameless = (text: string): boolean => text.length <= LONGEST && text.includes(NAMELESS);

/** A text that the program decides but for the name of a temporary folder in it. */
export const decidedText = (text: string): Str => (hasNameless(text) ? new TemporaryPath(text) : new Str(text));

/** A text made of others: as unsure as these. */
export function textOf(text: string, parts: readonly Value[]): Str {
  if (parts.some((part) => part instanceof UnsureText && part.isInNoOrder)) return new UnsureText(text);
  return parts.some((part) => part instanceof TemporaryPath) ? new TemporaryPath(text) : decidedText(text);
}

/** A part of a path, between slashes or dots: behind a temporary folder's name it is what the program decides. */
export const partOfPath = (text: string, path: Value): Str =>
  path instanceof UnsureText && path.isInNoOrder ? new UnsureText(text) : decidedText(text);

/** The same value in an order that the program has chosen. */
export const sureText = (value: Value): Value => (value instanceof UnsureText ? decidedText(value.value) : value);

/** Whether a text is never shown, since what it is depends on the machine. */
export const isUnsure = (text: Str): boolean => text instanceof UnsureText || hasNameless(text.value);

/** A path as it is shown, without the folder of no name that it lies in. */
export const shownPath = (path: string): string =>
  path.startsWith(TEMPORARY) ? `…${path.slice(TEMPORARY.length).replace(/^[^/]*/, '')}` : path;
