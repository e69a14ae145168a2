import { formatCount, formatShape, type Size } from '../../shapes/dimension.ts';
import { weightShapeText } from '../arrays.ts';
import { code, say, strong, type Inline } from '../document/document.ts';
import { counted, isExactly } from '../words.ts';
import { torchRecurrent } from '../torch/recurrent.ts';
import { gruEquations, lstmEquations, simpleRnnEquations } from './recurrent-equations.ts';
import type { Subject, Teach } from './teaching.ts';

/** The columns of kernel, recurrent_kernel and bias, in order: a letter and a word for each gate. */
interface Gate { readonly letter: string; readonly word: string }
const LSTM_GATES: readonly Gate[] = [{ letter: 'i', word: 'input' }, { letter: 'f', word: 'forget' }, { letter: 'c', word: 'candidate' }, { letter: 'o', word: 'output' }];
const GRU_GATES: readonly Gate[] = [{ letter: 'z', word: 'update' }, { letter: 'r', word: 'reset' }, { letter: 'h', word: 'candidate' }];
const ONE_GATE: readonly Gate[] = [{ letter: 'h', word: 'output' }];
export const GATES: Readonly<Record<string, readonly Gate[]>> = {
  LSTM: LSTM_GATES, LSTMCell: LSTM_GATES, GRU: GRU_GATES, GRUCell: GRU_GATES, SimpleRNN: ONE_GATE, SimpleRNNCell: ONE_GATE,
};

export const lstm: Teach = (subject) => {
  const sizes = recurrentSizes(subject);
  if (sizes === undefined) return undefined;
  const { features, units } = sizes;
  const gates = subject.term('gates') ?? 4;
  return {
    points: [
      ...sideBySide(subject, units, [code('h'), ' and the cell state ', code('c'), ' are vectors with one number per unit']),
      everyGateReadsAll(subject, units, gates),
      say`The cell state ${code('c')} has ${strong('no array')}: the gates multiply it element by element. ${code('h')} is what goes back in at the next step, through ${code('recurrent_kernel')}.`,
      columnOrder(subject, units),
      ...returned(subject, units),
    ],
    equations: lstmEquations(subject, features, units, gates),
    torch: torchRecurrent(subject),
    source: { title: 'keras.io: LSTM', target: 'https://keras.io/api/layers/recurrent_layers/lstm/' },
  };
};

export const gru: Teach = (subject) => {
  const sizes = recurrentSizes(subject);
  if (sizes === undefined) return undefined;
  const { features, units } = sizes;
  const gates = subject.term('gates') ?? 3;
  const bias = subject.array('bias');
  const biases = bias?.shape?.length === 2
    ? [say`${code('bias')} is ${weightShapeText(bias)}: with ${code('reset_after=True')} (the default) the input part and the recurrent part have a bias each; ${code('reset_after=False')} has one.`]
    : [];
  return {
    points: [
      ...sideBySide(subject, units, [code('h'), ' is a vector with one number per unit; a GRU has no separate cell state']),
      everyGateReadsAll(subject, units, gates),
      ...biases,
      columnOrder(subject, units),
      ...returned(subject, units),
    ],
    equations: gruEquations(subject, features, units),
    torch: torchRecurrent(subject),
    source: { title: 'keras.io: GRU', target: 'https://keras.io/api/layers/recurrent_layers/gru/' },
  };
};

export const simpleRnn: Teach = (subject) => {
  const sizes = recurrentSizes(subject);
  if (sizes === undefined) return undefined;
  const { features, units } = sizes;
  return {
    points: [
      ...sideBySide(subject, units, [code('h'), ' is a vector with one number per unit']),
      say`Each unit reads the previous output ${code('h')} of ${strong(allUnits(units))}, not only its own: ${code('recurrent_kernel')} is ${arrayShape(subject, 'recurrent_kernel')}.`,
      ...returned(subject, units),
    ],
    equations: simpleRnnEquations(subject, features, units),
    torch: torchRecurrent(subject),
    source: { title: 'keras.io: SimpleRNN', target: 'https://keras.io/api/layers/recurrent_layers/simple_rnn/' },
  };
};

function recurrentSizes(subject: Subject): { features: Size; units: Size } | undefined {
  const features = subject.term('features');
  const units = subject.term('units');
  return features === undefined || units === undefined ? undefined : { features, units };
}

const arrayShape = (subject: Subject, name: string): string => {
  const weight = subject.array(name);
  return weight === undefined ? '?' : weightShapeText(weight);
};

/** Units are not cells in a row. With a single unit there is nothing to get wrong. */
function sideBySide(subject: Subject, units: Size, state: Inline): Inline[] {
  if (isExactly(units, 1)) return [];
  const timesteps = subject.term('timesteps');
  const when = timesteps === undefined ? 'at every timestep' : `at each of the ${counted(timesteps, 'timestep')}`;
  return [say`The ${counted(units, 'unit')} are not cells in a row: they work ${strong('side by side')} on the same input, ${when}; ${state}.`];
}

function everyGateReadsAll(subject: Subject, units: Size, gates: Size): Inline {
  const all = isExactly(units, 1) ? say`the previous output ${code('h')} of the one unit` : say`the previous output ${code('h')} of ${strong(allUnits(units))}, not only its own`;
  const perGate = `${formatCount(units)} × ${formatCount(units)}`;
  return say`Each gate of each unit reads ${all}: ${perGate} weights per gate, ${formatCount(gates)} gates, so ${code('recurrent_kernel')} is ${arrayShape(subject, 'recurrent_kernel')}.`;
}

const allUnits = (units: Size): string => (isExactly(units, 2) ? 'both units' : `all ${counted(units, 'unit')}`);

function columnOrder(subject: Subject, units: Size): Inline {
  const gates = GATES[subject.layer.kerasClass ?? ''] ?? [];
  const names = gates.map(({ letter, word }) => `${letter} (${word})`).join(', ');
  return say`${code('get_weights()')} gives the arrays in this order. Their columns: ${names}, ${formatCount(units)} each.`;
}

/** What comes out: only where an argument or the output says that it is not just the last h. */
function returned(subject: Subject, units: Size): Inline[] {
  const points: Inline[] = [];
  if (subject.flag('return_sequences')) points.push(say`${code('return_sequences=True')}: the output has ${code('h')} of every timestep; the arrays are the same as without it.`);
  if (subject.flag('return_state')) {
    const states = subject.outputs.slice(1).map((shape) => (shape === undefined ? '?' : formatShape(shape)));
    const names = subject.layer.kerasClass === 'LSTM' ? ['the last h', 'the last c'] : ['the last h'];
    points.push(say`${code('return_state=True')}: after the output come ${names.map((name, index) => `${name} ${states[index] ?? ''}`.trim()).join(' and ')}.`);
  }
  if (points.length === 0 && subject.argument('return_sequences') === 'False') {
    points.push(say`The output is ${code('h')} of the last timestep, one number per unit; ${code('return_sequences=True')} gives all of them.`);
  }
  return isExactly(units, 0) ? [] : points;
}
