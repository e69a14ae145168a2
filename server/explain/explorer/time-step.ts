/**
 * One time step of a recurrent layer, stage by stage. The equations themselves are those of the hover; a stage says which of them is at work, what of the picture
 * it uses, and which vectors there are once it is done.
 */
import { inEnglish } from '../../words/language.ts';
import { activation } from '../families/recurrent-equations.ts';
import type { Equations } from '../document/document.ts';
import type { Subject } from '../families/teaching.ts';

export interface Stage {
  readonly id: string;
  readonly title: string;
  readonly says: string;
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
    const found = begins === undefined ? -1 : equations.lines.findIndex(([first]) => first !== undefined && inEnglish(first.text).startsWith(begins));
    return found < 0 ? undefined : found;
  };
  return {
    units, features, timesteps: typeof timesteps === 'number' ? timesteps : undefined,
    stages: plan.map(({ begins, ...stage }) => ({ ...stage, line: lineOf(begins) })),
  };
}

/** `begins`: how the equation of the stage begins. */
type Planned = Omit<Stage, 'line'> & { readonly begins?: string };
type Plan = readonly Planned[];

const unitsText = (units: number): string => (units === 1 ? '1 number' : `${units.toLocaleString('en-US')} numbers, one per unit`);

/** The previous h arrives with the new x. */
function reading(units: number, features: number, cell: boolean): Planned {
  const states = cell ? `the previous output h and the cell state c (${units === 1 ? '1 number' : `${units.toLocaleString('en-US')} numbers`} each)` : `the previous output h (${unitsText(units)})`;
  return {
    id: 'read', title: 'What comes in', says: `x(t) is this step's input: ${features.toLocaleString('en-US')} ${features === 1 ? 'feature' : 'features'}. From the step before come ${states}. At the first step they are 0.`,
    arrays: [], gates: undefined, reads: [], makes: ['x', 'h0', ...(cell ? ['c0'] : [])],
  };
}

/** What a column multiplies and adds up. */
const readByColumns = (subject: Subject): string => (subject.array('bias') === undefined ? 'x and h' : 'x, h and 1');

function back(subject: Subject): Planned {
  const sequences = subject.flag('return_sequences');
  return {
    id: 'back', title: 'On to the next step',
    says: `h(t) goes back in as h(t−1), with the next x and the same arrays. ${sequences ? 'return_sequences=True: h of every step is kept as output.' : 'The output is h of the last step.'}`,
    arrays: [], gates: undefined, reads: ['h'], makes: [],
  };
}

const PLANS: Readonly<Record<string, (subject: Subject, units: number, features: number) => Plan>> = {
  LSTM: (subject, units, features) => {
    const gate = activation(subject, 'recurrent_activation');
    const squash = activation(subject, 'activation');
    return [
      reading(units, features, true),
      { id: 'sum', title: 'All columns at once', says: `Each column multiplies ${readByColumns(subject)} with its numbers and adds them up: one number per column, ${(4 * units).toLocaleString('en-US')} in all.`, begins: 'z', arrays: ARRAYS, gates: undefined, reads: ['x', 'h0'], makes: ['z'] },
      { id: 'gates', title: 'Four pieces', says: `z falls into four pieces of ${unitsText(units)}. ${gate} makes i, f and o into gates${gate === 'σ' ? ' between 0 and 1' : ''}; ${squash} makes the candidate ĉ.`, begins: 'i', arrays: [], gates: undefined, reads: ['z'], makes: ['zi', 'zf', 'zc', 'zo', 'i', 'f', 'g', 'o'] },
      { id: 'cell', title: 'The cell state', says: 'The forget gate says how much of the old c stays, the input gate how much of the candidate comes in. Element by element, unit by unit: no array here.', begins: 'c(t)', arrays: [], gates: undefined, reads: ['f', 'c0', 'i', 'g'], makes: ['c'] },
      { id: 'hidden', title: 'The output', says: `The output gate says how much of the cell state shows: h(t), ${unitsText(units)}. This is what the next layer sees.`, begins: 'h(t)', arrays: [], gates: undefined, reads: ['o', 'c'], makes: ['h'] },
      back(subject),
    ];
  },
  GRU: (subject, units, features) => {
    const gate = activation(subject, 'recurrent_activation');
    const squash = activation(subject, 'activation');
    const after = subject.flag('reset_after');
    return [
      reading(units, features, false),
      { id: 'update', title: 'The update gate', says: `The columns of z read ${readByColumns(subject)}; ${gate} makes them a gate: ${unitsText(units)}.`, begins: 'z', arrays: ARRAYS, gates: [0], reads: ['x', 'h0'], makes: ['z'] },
      { id: 'reset', title: 'The reset gate', says: 'The columns of r do the same with their own numbers.', begins: 'r', arrays: ARRAYS, gates: [1], reads: ['x', 'h0'], makes: ['r'] },
      { id: 'candidate', title: 'The candidate', says: `The columns of h read x and the previous h. r multiplies ${after ? 'what recurrent_kernel made of h (reset_after=True)' : 'h before recurrent_kernel reads it (reset_after=False)'}; ${squash} makes the candidate ĥ.`, begins: 'ĥ', arrays: ARRAYS, gates: [2], reads: ['x', 'h0', 'r'], makes: ['g'] },
      { id: 'hidden', title: 'The output', says: 'Where z is near 1 the old h stays, where it is near 0 the candidate takes its place. Element by element: no array here.', begins: 'h(t)', arrays: [], gates: undefined, reads: ['z', 'h0', 'g'], makes: ['h'] },
      back(subject),
    ];
  },
  SimpleRNN: (subject, units, features) => [
    reading(units, features, false),
    { id: 'hidden', title: 'One weighted sum', says: `Each column multiplies ${readByColumns(subject)} with its numbers and adds them up; ${activation(subject, 'activation')} makes that the new h: ${unitsText(units)}.`, begins: 'h(t)', arrays: ARRAYS, gates: undefined, reads: ['x', 'h0'], makes: ['h'] },
    back(subject),
  ],
};
