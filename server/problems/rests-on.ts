/**
 * What a problem or a fact rests on beside the code, in words. How severe a problem may be follows from it, and here
 * alone: what is an error where code decides it is a warning elsewhere, which says what it rests on.
 */
import type { Origin, Origins } from '../python/domain/origins.ts';
import { shapeComments } from '../python/library/arrays/shape-comments.ts';
import { placeText } from '../python/syntax/place-text.ts';
import type { ProgramText } from '../python/syntax/program-text.ts';
import { inEnglish } from '../words/language.ts';
import { inTurn } from '../words/lists.ts';
import { joined, type Message, type Text, words } from '../words/message.ts';
import type { Problem, Severity } from './problem.ts';

/** So many things are named. */
const MOST_NAMED = 3;

/** Ends the message of a problem in code that may never run. */
const NOT_CALLED = words`This is not certain: nothing in this file calls this function.`;

const AT_MOST_A_WARNING: Readonly<Record<Severity, Severity>> = {
  error: 'warning',
  warning: 'warning',
  information: 'information',
  hint: 'hint',
};

/** How severe a problem is that would be of this severity by itself. */
export const severityOf = (severity: Severity, origins: Origins): Severity =>
  origins.isCode ? severity : AT_MOST_A_WARNING[severity];

/** The words of a problem with what it rests on, where that is why it is less severe. */
export function wordsResting(
  told: Message,
  severity: Severity,
  origins: Origins,
  text: ProgramText,
  at: number,
): Message {
  const named = severity === 'error' ? restsOn(origins, text, at) : [];
  return joined(
    [
      told,
      ...(named.length > 0 ? [words`This rests on ${inTurn(named)}.`] : []),
      ...(origins.has('uncalled') ? [NOT_CALLED] : []),
    ],
    ' ',
  );
}

/** The problem as one that rests on these too. */
export function resting(problem: Problem, more: Origins, text: ProgramText): Problem {
  const origins = problem.origins.union(more);
  const told = wordsResting(problem.words, problem.severity, more, text, problem.span.start);
  return {
    ...problem,
    origins,
    severity: severityOf(problem.severity, origins),
    words: told,
    message: inEnglish(told),
  };
}

/**
 * What it rests on, each as a part of a sentence: "what the undecided condition in line 4 chose". `at`: where it is
 * said; of its own cell nobody needs to be told the name. Code that nobody calls is told in a sentence of its own.
 */
export function restsOn(origins: Origins, text: ProgramText, at?: number): readonly Text[] {
  const named = inOrder(origins).slice(0, MOST_NAMED);
  const conditions = named.filter(({ kind, at: written }) => kind === 'condition' && written !== undefined);
  const places = conditions.map((origin) => placeOf(origin, text, at)!);
  const others = (conditions.length > 1 ? named.filter((origin) => !conditions.includes(origin)) : named).flatMap(
    (origin): Text[] => {
      const one = nameOf(origin, text, at);
      return one === undefined ? [] : [one];
    },
  );
  return places.length > 1 ? [words`what the undecided conditions in ${inTurn(places)} chose`, ...others] : others;
}

/** What has no place first, and then as it stands in the text: whatever was evaluated first, as it is after an edit. */
const inOrder = ({ all }: Origins): readonly Origin[] => [
  ...all.filter(({ at }) => at === undefined),
  ...all.filter(({ at }) => at !== undefined).sort((a, b) => a.at!.start - b.at!.start || a.at!.end - b.at!.end),
];

/** The same for who reads it as data, code that nobody calls among them. */
export const namesOf = (origins: Origins, text: ProgramText): readonly Text[] => [
  ...restsOn(origins, text),
  ...(origins.has('uncalled') ? [words`that nothing in this file calls this function`] : []),
  ...(origins.has('data') ? [words`data that comes when the program runs`] : []),
  ...(origins.has('release') ? [words`which Keras runs it`] : []),
];

function nameOf(origin: Origin, text: ProgramText, from: number | undefined): Message | undefined {
  const place = placeOf(origin, text, from);
  switch (origin.kind) {
    case 'condition':
      return place
        ? words`what the undecided condition in ${place} chose`
        : words`what a condition chose that is not decided`;
    case 'exception':
      return place ? words`whether an exception comes in ${place}` : words`whether an exception comes`;
    case 'choice':
      return words`which of several values something is`;
    case 'recovered':
      return place ? words`what was recovered after the error in ${place}` : words`what was recovered after an error`;
    case 'comment':
      return place ? words`the comment in ${place}` : words`a comment`;
    case 'output':
      return words`the stored output of the notebook`;
    case 'file':
      return origin.name === undefined ? words`what the project asks for` : words`what ${origin.name} asks for`;
    case 'stored':
      return storedIn(origin);
    case 'cells':
      return words`the order in which the cells run`;
    // Their problems say so in words of their own.
    case 'data':
    case 'release':
    case 'uncalled':
      return undefined;
  }
}

/** "what is in housing.csv (206 rows, 10 columns)" */
function storedIn({ name, detail }: Origin): Message {
  if (name === undefined) return words`what is in a file`;
  return detail ? words`what is in ${name} (${detail})` : words`what is in ${name}`;
}

function placeOf({ kind, at, name }: Origin, text: ProgramText, from: number | undefined): Message | undefined {
  if (at) return placeText(text, at.start, from);
  if (kind !== 'comment') return undefined;
  const comment = shapeComments(text.text).find((one) => one.name === name);
  return comment && placeText(text, comment.offset, from);
}
