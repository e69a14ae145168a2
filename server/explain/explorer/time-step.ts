/**
 * One time step of a recurrent layer, stage by stage. The equations themselves are those of the hover; a stage says
 * which of them is at work, what of the picture
 * it uses, and which vectors there are once it is done.
 */
import { inEnglish } from '../../words/language.ts';
import { message, words, type Text } from '../../words/message.ts';
import { countedNoun } from '../../words/nouns.ts';
import { activation } from '../families/recurrent-equations.ts';
import type { Equations } from '../document/document.ts';
import type { Subject } from '../families/teaching.ts';
import { sizeOf } from './words.ts';

export interface Stage {
  readonly id: string;
  readonly title: Text;
  readonly says: Text;
  /** Which line of the equations; undefined where none is at work. */
  readonly line: number | undefined;
  /** The arrays that are used, by name. */
  readonly arrays: readonly string[];
  /** Only the columns of these gates; undefined: all. */
  readonly gates: readonly number[] | undefined;
  /** The vectors that are read here. */
  readonly reads: readonly string[];
  /** The vectors that come to be here. */
  readonly makes: readonly string[];
}

export interface TimeStep {
  readonly units: number;
  readonly features: number;
  readonly timesteps: number | undefined;
  readonly stages: readonly Stage[];
}

const ARRAYS = ['kernel', 'recurrent_kernel', 'bias'];

/** Undefined for a class that has no such step, or where a size is not a number. */
export function timeStepOf(subject: Subject, equations: Equations | undefined): TimeStep | undefined {
  const units = subject.term('units');
  const features = subject.term('features');
  const timesteps = subject.term('timesteps');
  if (typeof units !== 'number' || typeof features !== 'number' || equations === undefined) return undefined;
  const plan = PLANS[subject.layer.kerasClass ?? '']?.(subject, units, features);
  if (plan === undefined) return undefined;
  const lineOf = (begins: string | undefined): number | undefined => {
    const found =
      begins === undefined
        ? -1
        : equations.lines.findIndex(([first]) => first !== undefined && inEnglish(first.text).startsWith(begins));
    return found < 0 ? undefined : found;
  };
  return {
    units,
    features,
    timesteps: typeof timesteps === 'number' ? timesteps : undefined,
    stages: plan.map(({ begins, ...stage }) => ({ ...stage, line: lineOf(begins) })),
  };
}

/** `begins`: how the equation of the stage begins. */
type Planned = Omit<Stage, 'line'> & { readonly begins?: string };
type Plan = readonly Planned[];

const perUnit = (units: number): Text =>
  message('{0, plural, one {# number} other {# numbers, one per unit}}', sizeOf(units));

/** The previous h arrives with the new x. */
function reading(units: number, features: number, cell: boolean): Planned {
  const input = countedNoun(sizeOf(features), 'feature');
  const each = countedNoun(sizeOf(units), 'number');
  return {
    id: 'read',
    title: words`What comes in`,
    says: cell
      ? words`x(t) is this step's input: ${input}. From the step before come the previous output h and the cell state c (${each} each). At the first step they are 0.`
      : words`x(t) is this step's input: ${input}. From the step before come the previous output h (${perUnit(units)}). At the first step they are 0.`,
    arrays: [],
    gates: undefined,
    reads: [],
    makes: ['x', 'h0', ...(cell ? ['c0'] : [])],
  };
}

/** What a column multiplies and adds up. */
const readByColumns = (subject: Subject): Text =>
  subject.array('bias') === undefined ? words`x and h` : words`x, h and 1`;

function back(subject: Subject): Planned {
  const sequences = subject.flag('return_sequences');
  return {
    id: 'back',
    title: words`On to the next step`,
    says: sequences
      ? words`h(t) goes back in as h(t−1), with the next x and the same arrays. return_sequences=True: h of every step is kept as output.`
      : words`h(t) goes back in as h(t−1), with the next x and the same arrays. The output is h of the last step.`,
    arrays: [],
    gates: undefined,
    reads: ['h'],
    makes: [],
  };
}

const PLANS: Readonly<Record<string, (subject: Subject, units: number, features: number) => Plan>> = {
  LSTM: (subject, units, features) => [
    reading(units, features, true),
    {
      id: 'sum',
      title: words`All columns at once`,
      says: words`Each column multiplies ${readByColumns(subject)} with its numbers and adds them up: one number per column, ${(4 * units).toLocaleString('en-US')} in all.`,
      begins: 'z',
      arrays: ARRAYS,
      gates: undefined,
      reads: ['x', 'h0'],
      makes: ['z'],
    },
    {
      id: 'gates',
      title: words`Four pieces`,
      says: fourPieces(subject, units),
      begins: 'i',
      arrays: [],
      gates: undefined,
      reads: ['z'],
      makes: ['zi', 'zf', 'zc', 'zo', 'i', 'f', 'g', 'o'],
    },
    {
      id: 'cell',
      title: words`The cell state`,
      says: words`The forget gate says how much of the old c stays, the input gate how much of the candidate comes in. Element by element, unit by unit: no array here.`,
      begins: 'c(t)',
      arrays: [],
      gates: undefined,
      reads: ['f', 'c0', 'i', 'g'],
      makes: ['c'],
    },
    {
      id: 'hidden',
      title: words`The output`,
      says: words`The output gate says how much of the cell state shows: h(t), ${perUnit(units)}. This is what the next layer sees.`,
      begins: 'h(t)',
      arrays: [],
      gates: undefined,
      reads: ['o', 'c'],
      makes: ['h'],
    },
    back(subject),
  ],
  GRU: (subject, units, features) => [
    reading(units, features, false),
    {
      id: 'update',
      title: words`The update gate`,
      says: words`The columns of z read ${readByColumns(subject)}; ${activation(subject, 'recurrent_activation')} makes them a gate: ${perUnit(units)}.`,
      begins: 'z',
      arrays: ARRAYS,
      gates: [0],
      reads: ['x', 'h0'],
      makes: ['z'],
    },
    {
      id: 'reset',
      title: words`The reset gate`,
      says: words`The columns of r do the same with their own numbers.`,
      begins: 'r',
      arrays: ARRAYS,
      gates: [1],
      reads: ['x', 'h0'],
      makes: ['r'],
    },
    {
      id: 'candidate',
      title: words`The candidate`,
      says: candidate(subject),
      begins: 'ĥ',
      arrays: ARRAYS,
      gates: [2],
      reads: ['x', 'h0', 'r'],
      makes: ['g'],
    },
    {
      id: 'hidden',
      title: words`The output`,
      says: words`Where z is near 1 the old h stays, where it is near 0 the candidate takes its place. Element by element: no array here.`,
      begins: 'h(t)',
      arrays: [],
      gates: undefined,
      reads: ['z', 'h0', 'g'],
      makes: ['h'],
    },
    back(subject),
  ],
  SimpleRNN: (subject, units, features) => [
    reading(units, features, false),
    {
      id: 'hidden',
      title: words`One weighted sum`,
      says: words`Each column multiplies ${readByColumns(subject)} with its numbers and adds them up; ${activation(subject, 'activation')} makes that the new h: ${perUnit(units)}.`,
      begins: 'h(t)',
      arrays: ARRAYS,
      gates: undefined,
      reads: ['x', 'h0'],
      makes: ['h'],
    },
    back(subject),
  ],
};

/** What becomes of the four pieces of an LSTM's z. */
function fourPieces(subject: Subject, units: number): Text {
  const gate = activation(subject, 'recurrent_activation');
  const squash = activation(subject, 'activation');
  return gate === 'σ'
    ? words`z falls into four pieces of ${perUnit(units)}. ${gate} makes i, f and o into gates between 0 and 1; ${squash} makes the candidate ĉ.`
    : words`z falls into four pieces of ${perUnit(units)}. ${gate} makes i, f and o into gates; ${squash} makes the candidate ĉ.`;
}

/** How a GRU makes its candidate. */
function candidate(subject: Subject): Text {
  const squash = activation(subject, 'activation');
  return subject.flag('reset_after')
    ? words`The columns of h read x and the previous h. r multiplies what recurrent_kernel made of h (reset_after=True); ${squash} makes the candidate ĥ.`
    : words`The columns of h read x and the previous h. r multiplies h before recurrent_kernel reads it (reset_after=False); ${squash} makes the candidate ĥ.`;
}
