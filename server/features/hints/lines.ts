/** Lines of a program's text, as editors count them. */
import type { Span } from '../../python/syntax/place.ts';

const isEnd = (character: string | undefined): boolean => character === '\n' || character === '\r';

export function startOfLine(text: string, offset: number): number {
  let start = offset;
  while (start > 0 && !isEnd(text[start - 1])) start--;
  return start;
}

export function endOfLine(text: string, offset: number): number {
  let end = offset;
  while (end < text.length && !isEnd(text[end])) end++;
  return end;
}

/** The lines that a span touches, whole. */
export function wholeLines(text: string, { start, end }: Span): Span {
  return {
    start: start <= 0 ? 0 : startOfLine(text, Math.min(start, text.length)),
    end: end >= text.length ? Number.POSITIVE_INFINITY : endOfLine(text, end),
  };
}

/**
 * What stands before the span in the line where it begins, and behind it in the line where it ends; a comment is not
 * taken off.
 */
export function around(text: string, { start, end }: Span): { readonly before: string; readonly after: string } {
  return { before: text.slice(startOfLine(text, start), start), after: text.slice(end, endOfLine(text, end)) };
}

/** Nothing, or a comment. */
export const COMMENT = /^\s*(?:#.*)?$/;

/** Is it what its line binds, returns or adds, or an item in a line of its own? */
export function isAlone(span: Span, text: string): boolean {
  const { before, after } = around(text, span);
  if (/\.add\(\s*$/.test(before)) return /^\s*\)\s*(?:#.*)?$/.test(after);
  return (
    /^\s*(?:[\w.[\]"', ]+=\s*|return\s+|yield\s+)?$/.test(before) &&
    COMMENT.test(after.replace(/^\s*,/, '').replace(/^\s*\]\s*\)?/, ''))
  );
}
