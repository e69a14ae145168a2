/** The notes of one line, as much of them as there is room for. */
import type { Span } from '../../python/syntax/tree.ts';
import { inEnglish } from '../../words/language.ts';
import { joined as joinedTexts, type Text } from '../../words/message.ts';
import { type HintText, joined, lengthOf } from './hint-text.ts';
import { around } from './lines.ts';
import type { Note } from './notes.ts';

export type Position = 'endOfLine' | 'afterCall';

export interface FitOptions {
  /** Where the hints of a line stand: all at its end, or each behind its call. */
  readonly position: Position;
  /** How many characters the hints of a line have together; 0: any number. */
  readonly maximumLength: number;
}

/** What is left out is in the tooltip of this. */
export const MORE = '…';

/** `9× (None, 64)` */
const SEVERAL = /^\d+× /;
/** More than this no editor has room for, and nobody reads. */
const MOST_OF_A_LINE = 64;

/** A note as it is shown. */
export interface Fitted {
  readonly note: Note;
  readonly text: HintText;
  /** Its exact text, with what it is about where its place does not tell. */
  readonly exact: Text;
}
export interface FittedLine {
  readonly shown: readonly Fitted[];
  /** What there was no room for. Of data nobody misses it. */
  readonly left: readonly Fitted[];
}

export function fitLine(
  notes: readonly Note[],
  text: string,
  { position, maximumLength: most }: FitOptions,
): FittedLine {
  const areInRow = position === 'endOfLine' && isRowOfPrinted(notes, text);
  const named = notes.map((note): Candidate => ({ note, ...spelled(note, position, notes, areInRow) }));
  let kept = most === 0 ? named : named.slice(-MOST_OF_A_LINE);
  const depths = new Map(most === 0 ? [] : kept.map((one) => [one, depthIn(one.note.span, kept)]));
  for (;;) {
    const more = kept.length < named.length ? MORE.length : 0;
    const texts = most === 0 ? kept.map(({ versions }) => versions[0]!) : shortened(kept, most - more);
    if (texts !== undefined) {
      const fitted = (one: Candidate, text: HintText): Fitted => ({ note: one.note, text, exact: one.exact });
      return {
        shown: kept.map((one, index) => fitted(one, texts[index]!)),
        left: named
          .filter((one) => !kept.includes(one) && one.note.kind !== 'array')
          .map((one) => fitted(one, one.versions[0]!)),
      };
    }
    // What is innermost goes first, all of it, since a part would be taken for the whole; then what comes last.
    const deepest = Math.max(...kept.map((one) => depths.get(one) ?? 0));
    kept = deepest === 0 ? kept.slice(0, -1) : kept.filter((one) => depths.get(one) !== deepest);
  }
}

interface Candidate {
  readonly note: Note;
  readonly exact: Text;
  /** From the fullest to the shortest. */
  readonly versions: readonly HintText[];
}

/**
 * A text for each, of together no more than `most` characters: the longest ones are shortened first. undefined where
 * that cannot be.
 */
function shortened(candidates: readonly Candidate[], most: number): readonly HintText[] | undefined {
  const texts = candidates.map(({ versions }) => versions[0]!);
  const lengths = texts.map(lengthOf);
  const sum = (): number => lengths.reduce((a, b) => a + b, 0);
  // The next version may well be longer, with a shorter shape and a longer count.
  const shorter = (index: number): HintText | undefined => {
    const { versions } = candidates[index]!;
    return versions.slice(versions.indexOf(texts[index]!)).find((version) => lengthOf(version) < lengths[index]!);
  };
  while (sum() > most) {
    const [next] = candidates
      .map((_, index) => index)
      .filter((index) => shorter(index) !== undefined)
      .sort((a, b) => lengths[b]! - lengths[a]!);
    if (next === undefined) return undefined;
    texts[next] = shorter(next)!;
    lengths[next] = lengthOf(texts[next]!);
  }
  return texts;
}

/** In so many others of the line it is. */
const depthIn = ({ start, end }: Span, notes: readonly Candidate[]): number =>
  notes.filter(({ note: { span } }) => span.start <= start && end <= span.end && (span.start < start || end < span.end))
    .length;

/**
 * With the sign before it, and at the end of a line with what it is about where there are others, or where that could
 * be something else.
 */
function spelled(
  note: Note,
  position: Position,
  line: readonly Note[],
  areInRow: boolean,
): { readonly exact: Text; readonly versions: readonly HintText[] } {
  const subject = position === 'afterCall' ? undefined : subjectOf(note, line);
  const before = prefixOf(note, subject, position);
  const versions =
    subject === undefined || note.afterName === undefined ? note.versions : [...note.versions, ...note.afterName];
  const bare = areInRow ? note.versions.map((version) => joined(prefixOf(note, undefined, position), version)) : [];
  return {
    exact: joinedTexts([before === ': ' ? '→ ' : before, note.exact], ''),
    versions: [...versions.map((version) => joined(before, version)), ...bare],
  };
}

function prefixOf({ kind, exact }: Note, subject: string | undefined, position: Position): string {
  switch (kind) {
    case 'layer':
      return subject === undefined ? '' : `${subject} `;
    case 'model':
      return subject === undefined ? '' : `${subject} · `;
    case 'tensor':
    case 'array':
      return subject === undefined
        ? position === 'afterCall'
          ? ': '
          : SEVERAL.test(inEnglish(exact))
            ? ''
            : '→ '
        : `${subject}: `;
    case 'value':
      return subject === undefined ? '= ' : `${subject} = `;
  }
}

/**
 * `print(x.shape, y.shape)`: the values of all arguments in their order, which tell themselves apart where there is no
 * room for names.
 */
function isRowOfPrinted(notes: readonly Note[], text: string): boolean {
  const [first, last] = [notes[0], notes.at(-1)];
  if (first === undefined || last === undefined || !notes.every(({ kind }) => kind === 'value')) return false;
  const isNext = notes.every(
    ({ span }, index) => index === 0 || /^\s*,\s*$/.test(text.slice(notes[index - 1]!.span.end, span.start)),
  );
  return (
    isNext &&
    /^\s*print\((?:["'][^"'\\]*["'],\s*)?$/.test(around(text, first.span).before) &&
    /^\s*\)/.test(around(text, last.span).after)
  );
}

/** undefined where nobody needs to be told. */
function subjectOf(note: Note, line: readonly Note[]): string | undefined {
  if (note.kind === 'model')
    return line.filter(({ kind }) => kind === 'model').length > 1 ? note.subjects[0] : undefined;
  if (line.length === 1 && note.standsAlone) return undefined;
  const others = line.filter((other) => other !== note);
  return (
    note.subjects.find((subject) => !others.some(({ subjects }) => subjects.includes(subject))) ?? note.subjects[0]
  );
}
