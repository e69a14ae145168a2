/** What expressions about a model or an array come to, behind them. */
import type { ValueFact } from '../../analysis/analysis.ts';
import type { Span } from '../../python/syntax/place.ts';
import { cut, plain } from './hint-text.ts';
import { around, isAlone } from './lines.ts';
import type { Note, Several } from './notes.ts';
import { type Loops, valueTexts } from './varying.ts';

/** A longer expression is no name. */
const LONGEST_SUBJECT = 24;
/** Values are told in so many characters, the whole of a hint, or less. */
const VALUE_LENGTHS = [60, 40, 30, 20, 12];

/** What is printed as a whole needs no notes within. */
export function withoutInner(values: readonly ValueFact[]): readonly ValueFact[] {
  const printed = values
    .filter((value) => value.printed && value.short !== undefined)
    .map(({ span }) => span)
    .sort((a, b) => a.start - b.start);
  let end = 0;
  const reach = printed.map((span) => (end = Math.max(end, span.end)));
  // Of what begins before it, something ends behind it.
  const isWithin = ({ start, end: inner }: Span): boolean => (reach[countUpTo(printed, start) - 1] ?? 0) >= inner;
  return values.filter(({ span, printed: whole }) => whole || !isWithin(span));
}

/** How many of the spans, which are in order, begin at the offset or before. */
function countUpTo(spans: readonly Span[], offset: number): number {
  let low = 0;
  let high = spans.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (spans[middle]!.start <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

export function valueNote(values: Several<ValueFact>, text: string, loops: Loops): Note | undefined {
  const [{ span }] = values;
  const printed = values.some((value) => value.printed);
  const { before, after } = around(text, span);
  // Between `x.shape` and `[1]` a note would be taken for the value of both.
  if (!printed && /^\s*[[.]/.test(after)) return undefined;
  const source = text.slice(span.start, span.end);
  // What is not known has the name that the program looks it up by: `w.shape` would be said to be w.shape.
  if (
    saysItself(source) ||
    values.every(({ short }) => short === undefined || saysNothing(short) || isSameCode(short, source))
  )
    return undefined;
  const exact = valueTexts(
    values.map(({ short }) => short ?? '?'),
    loops,
  ).replace(/\s*\n\s*/g, ' ');
  const versions = [...new Set(VALUE_LENGTHS.flatMap((length) => cut(exact, length) ?? []))];
  if (versions.length === 0) return undefined;
  const standsAlone = printed ? /^\s*\)/.test(after) && /^\s*print\($/.test(before) : isAlone(span, text);
  return {
    span,
    kind: 'value',
    exact: cut(exact, VALUE_LENGTHS[0]!) ?? versions[0]!,
    versions: versions.map(plain),
    subjects: [subjectOf(source)],
    standsAlone,
  };
}

/** The expression, or its end. */
function subjectOf(source: string): string {
  const line = source.replace(/\s+/g, ' ');
  if (line.length <= LONGEST_SUBJECT) return line;
  const last = /\.\w+(?:\(\)|\[[\w-]*\])?$/.exec(line)?.[0];
  return last !== undefined && last.length < LONGEST_SUBJECT ? `…${last}` : '…';
}

/** Names of what is not known have their strings as Python prints them. */
const isSameCode = (a: string, b: string): boolean => bare(a) === bare(b);
const bare = (code: string): string => code.replace(/\s+/g, '').replaceAll('"', "'");

/** Of a list of which only the length is known, the length is no answer. */
const saysNothing = (short: string): boolean => /^\[(?:\?(?:, )?)+\]$/.test(short);

/** A literal needs no note. */
const saysItself = (source: string): boolean =>
  /^(?:[rbuRBU]*["']|[-\d.]|True$|False$|None$|[fF][rR]?["'])/.test(source);
