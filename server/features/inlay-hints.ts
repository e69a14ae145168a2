import type { Analysis, TextEdit } from '../analysis/analysis.ts';
import type { Place, Span } from '../python/syntax/place.ts';
import { ENGLISH, inEnglish } from '../words/language.ts';
import type { Text } from '../words/message.ts';
import { type HintPart, textOf } from './hints/hint-text.ts';
import { type Fitted, fitLine, type FitOptions, MORE } from './hints/line-fit.ts';
import { around, endOfLine, wholeLines } from './hints/lines.ts';
import { type Note, type NoteKind, type NoteOptions, notesIn } from './hints/notes.ts';

export type { HintPart } from './hints/hint-text.ts';

export type HintOptions = NoteOptions & FitOptions;

/**
 * `editor.inlayHints.maximumLength` where nobody has set it: VS Code cuts the labels of a line's hints where they are
 * longer together.
 */
export const USUAL_MAXIMUM = 43;

export const ALL_HINTS: HintOptions = {
  shapes: true,
  parameters: true,
  totals: true,
  values: true,
  arrays: true,
  minimumParameters: 1,
  loops: 'ends',
  position: 'endOfLine',
  maximumLength: USUAL_MAXIMUM,
};
/** For who has room for them: each behind what it is about, none shortened. */
export const WHOLE_HINTS: HintOptions = { ...ALL_HINTS, position: 'afterCall', maximumLength: 0 };

export interface InlayHint {
  /** What it is about. */
  readonly span: Place;
  /** Where it stands, and which one it is of those that stand there, from 0. */
  readonly offset: number;
  readonly nth: number;
  /** All of it in one piece. Long numbers have three digits in it. */
  readonly text: string;
  /** The same in pieces, where one of them has a source elsewhere. */
  readonly parts?: readonly HintPart[] | undefined;
  /** `more`: what there was no room for. */
  readonly kind: NoteKind | 'more';
  /** With exact numbers, however long that is; of several that were left out, each. */
  readonly exact: readonly Text[];
  /** Writes it into the program, as a comment at the end of its line; undefined where there is no room for one. */
  readonly comment?: TextEdit | undefined;
}

const WHOLE: Span = { start: 0, end: Number.POSITIVE_INFINITY };

/**
 * The hints of the whole program, or those that stand within `range`, in the order of the text. In a line they are in
 * the order of what they are about: what is inside of
 * a call comes before the call.
 */
export function inlayHints(
  analysis: Analysis,
  options: HintOptions,
  range: Span = WHOLE,
  language = ENGLISH,
): readonly InlayHint[] {
  const { text } = analysis.text;
  const lines = new Map<number, Note[]>();
  for (const note of notesIn(analysis, options, wholeLines(text, range), language)) {
    if (isCommented(note, text)) continue;
    const end = endOfLine(text, note.span.end);
    const line = lines.get(end);
    if (line === undefined) lines.set(end, [note]);
    else line.push(note);
  }
  return [...lines]
    .sort(([a], [b]) => a - b)
    .flatMap(([end, notes]) =>
      lineHints(
        notes.sort((a, b) => a.span.end - b.span.end),
        end,
        text,
        options,
      ),
    )
    .filter(({ offset }) => offset >= range.start && offset <= range.end);
}

/**
 * At the end of a line, behind its comment: code and comments stay where the program has them, also where comments
 * stand below each other. A call of several lines is told in
 * the last one, where its value comes to be; what is in its lines before is told there.
 */
function lineHints(notes: readonly Note[], end: number, text: string, options: HintOptions): readonly InlayHint[] {
  const { shown, left } = fitLine(notes, text, options);
  const isAtEnd = options.position === 'endOfLine';
  const place = ({ span }: Note): number => (isAtEnd ? end : span.end);
  const hints = shown.map((fitted): Omit<InlayHint, 'nth'> => {
    const { note, text: parts, exact } = fitted;
    const isLinked = parts.some(({ source }) => source !== undefined);
    return {
      span: note.span,
      offset: place(note),
      text: textOf(parts),
      parts: isLinked ? parts : undefined,
      kind: note.kind,
      exact: [exact],
      comment: commentFor(fitted, text),
    };
  });
  const last = notes.at(-1);
  if (left.length > 0 && last !== undefined)
    hints.push({
      span: last.span,
      offset: place(last),
      text: MORE,
      kind: 'more',
      exact: left.map(({ exact }) => exact),
    });
  const first = new Map<number, number>();
  return hints.map((hint, index) => {
    if (!first.has(hint.offset)) first.set(hint.offset, index);
    return { ...hint, nth: index - first.get(hint.offset)! };
  });
}

/** As a comment has it, which is code and the same in every language. */
const written = (exact: Text): string => inEnglish(exact).replace(/^[→=] /, '');

/** Somebody has written it down already. */
function isCommented({ span, exact }: Note, text: string): boolean {
  const comment = /^[\s)\]},]*#(.*)$/.exec(around(text, span).after)?.[1];
  return comment?.includes(written(exact)) === true;
}

function commentFor({ note, exact }: Fitted, text: string): TextEdit | undefined {
  const { after } = around(text, note.span);
  if (!/^[\s)\]},]*$/.test(after)) return undefined;
  const end = note.span.end + after.trimEnd().length;
  return { span: { start: end, end }, newText: `  # ${written(exact)}` };
}
