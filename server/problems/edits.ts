/** Edits of Python text that several fixes make. */
import type { Call, Span } from '../python/syntax/tree.ts';

/** Where another argument of a call goes, and what parts it from those there are; undefined where the call is not complete. */
export function lastArgumentEnd(text: string, call: Call): { readonly offset: number; readonly separator: string } | undefined {
  if (text[call.end - 1] !== ')') return undefined;
  const last = call.arguments.at(-1);
  if (!last) return { offset: call.end - 1, separator: '' };
  return { offset: last.end, separator: ', ' };
}

/** An argument with the comma that parts it from the one before, or after where it is the first. */
export function withComma(text: string, { start, end }: Span): Span {
  const before = /,\s*$/.exec(text.slice(0, start));
  if (before) return { start: before.index, end };
  const after = /^\s*,\s*/.exec(text.slice(end));
  return { start, end: end + (after?.[0].length ?? 0) };
}
