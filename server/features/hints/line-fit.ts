/** The notes of one line, as much of them as there is room for. */
import type { Span } from '../../python/syntax/place.ts';
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
  const row = position === 'endOfLine' ? rowOf(notes, text) : undefined;
  const named = notes.map((note): Candidate => ({ note, ...spelled(note, position, notes, row) }));
  let kept = most === 0 ? named : named.slice(-MOST_OF_A_LINE);
  const depths = new Map(most === 0 ? [] : kept.map((one) => [one, depthIn(one.note.span, kept)]));
  for (;;) {
    const more = kept.length < named.length ? MORE.length : 0;
    const texts =
      most === 0 ? kept.map(({ versions }) => versions[0]!) : textsWithin(kept, most - more, row, more === 0);
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
  /**
   * The same without what it is about, where the order in the line tells that: of all notes of the line, or of none.
   */
  readonly bare: readonly HintText[] | undefined;
  /** The same of what all others of the line are part of: where it stands alone, for want of room. */
  readonly lone: readonly HintText[] | undefined;
}

/**
 * With what they are about, where there is room for that; undefined where there is none even without. `areAll`: of
 * several targets that are not all told, each needs its name.
 */
function textsWithin(
  candidates: readonly Candidate[],
  most: number,
  row: Row | undefined,
  areAll: boolean,
): readonly HintText[] | undefined {
  const named = candidates.map(({ versions }) => versions);
  const bare = candidates.map((candidate) => candidate.bare ?? candidate.versions);
  // The code has the names of what is printed; what is cut off a value is nowhere.
  if (row === 'printed')
    return (
      shortened(
        named.map(([first]) => [first!]),
        most,
      ) ?? shortened(bare, most)
    );
  const [only, ...others] = candidates;
  const lone = only?.lone !== undefined && others.length === 0 ? shortened([only.lone], most) : undefined;
  return shortened(named, most) ?? lone ?? (areAll ? shortened(bare, most) : undefined);
}

/**
 * A text for each, of together no more than `most` characters: the longest ones are shortened first. undefined where
 * that cannot be.
 */
function shortened(all: readonly (readonly HintText[])[], most: number): readonly HintText[] | undefined {
  const texts = all.map((versions) => versions[0]!);
  const lengths = texts.map(lengthOf);
  const sum = (): number => lengths.reduce((a, b) => a + b, 0);
  // The next version may well be longer, with a shorter shape and a longer count.
  const shorter = (index: number): HintText | undefined => {
    const versions = all[index]!;
    return versions.slice(versions.indexOf(texts[index]!)).find((version) => lengthOf(version) < lengths[index]!);
  };
  while (sum() > most) {
    const [next] = all
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
function spelled(note: Note, position: Position, line: readonly Note[], row: Row | undefined): Omit<Candidate, 'note'> {
  const subject = position === 'afterCall' ? undefined : subjectOf(note, line);
  const before = prefixOf(note, subject, position);
  const versions =
    subject === undefined || note.afterName === undefined ? note.versions : [...note.versions, ...note.afterName];
  const sign = row === 'printed' || row === undefined ? prefixOf(note, undefined, position) : '';
  const bare = note.versions.map((version) => joined(sign, row === 'listed' ? withoutArrow(version) : version));
  const isOutermost = line.every(({ span }) => note.span.start <= span.start && span.end <= note.span.end);
  return {
    exact: joinedTexts([before === ': ' ? exactPrefix(note) : before, note.exact], ''),
    versions: versions.map((version) => joined(before, version)),
    bare: row === undefined ? undefined : bare,
    lone: isOutermost ? bare : undefined,
  };
}

const withoutArrow = ([first, ...others]: HintText): HintText =>
  first === undefined ? [] : [{ ...first, text: first.text.replace(/^→ /, '') }, ...others];

/** A comma, and texts that are printed between. */
const BETWEEN = /^[\s()]*,(?:\s*["'][^"'\\]*["']\s*,)*[\s()]*$/;

/** As a comment has it, which is about the line. */
const exactPrefix = ({ subjects: [name], standsAlone, exact }: Note): string =>
  !standsAlone ? `${name}: ` : SEVERAL.test(inEnglish(exact)) ? '' : '→ ';

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

type Row = 'printed' | 'unpacked' | 'listed';

/**
 * `print(x.shape, y.shape)`, `kernel, bias = …`, `a, b = Input((2,)), Input((3,))`: all arguments, targets or layers in
 * their order, which tell themselves apart where there is no room for names.
 */
function rowOf(notes: readonly Note[], text: string): Row | undefined {
  const [first, last] = [notes[0], notes.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  const isNext = notes.every(
    ({ span }, index) => index === 0 || BETWEEN.test(text.slice(notes[index - 1]!.span.end, span.start)),
  );
  if (!isNext) return undefined;
  const [{ before }, { after }] = [around(text, first.span), around(text, last.span)];
  if (notes.every(({ kind }) => kind === 'value'))
    return /^\s*print\((?:["'][^"'\\]*["'],\s*)?$/.test(before) && /^\s*\)/.test(after) ? 'printed' : undefined;
  if (notes.length > 1 && notes.every(({ kind }) => kind === 'layer'))
    return /(?:^|[=([])\s*$/.test(before) && /^[\s,)\]]*(?:#.*)?$/.test(after) ? 'listed' : undefined;
  const areBound = notes.length > 1 && notes.every(({ kind }) => kind === 'tensor' || kind === 'array');
  return areBound && /^[\s()[]*$/.test(before) && /^[\s()\]]*=/.test(after) ? 'unpacked' : undefined;
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
