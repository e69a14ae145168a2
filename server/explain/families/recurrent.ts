import { formatCount, formatShape, type Size } from '../../shapes/dimension.ts';
import { words, type Text } from '../../words/message.ts';
import { weightShapeText } from '../arrays.ts';
import { code, say, strong, type Inline } from '../document/document.ts';
import { counted, isExactly } from '../words.ts';
import { torchRecurrent } from '../torch/recurrent.ts';
import { GATES } from './gates.ts';
import { gruEquations, lstmEquations, simpleRnnEquations } from './recurrent-equations.ts';
import { kerasPage } from './sources.ts';
import type { Reasons, Subject, Teach } from './teaching.ts';

export const lstm: Teach = (subject) => {
  const sizes = recurrentSizes(subject);
  if (sizes === undefined) return undefined;
  const { features, units } = sizes;
  const gates = subject.term('gates') ?? 4;
  return {
    reason: everyGateReadsAll(subject, units, gates),
    reasons: gatedReasons(features, units),
    points: [
      ...sideBySide(
        subject,
        units,
        say`the hidden state ${code('h')} and the cell state ${code('c')} are vectors with one number per unit`,
      ),
      say`The columns c make a candidate for the cell state; the cell state itself has ${strong(words`no array`)}: the forget gate multiplies it element by element. ${code('h')} goes back in at the next step, through ${code('recurrent_kernel')}.`,
      columnOrder(subject, units),
      ...returned(subject, units),
    ],
    equations: lstmEquations(subject, features, units, gates),
    torch: torchRecurrent(subject),
    source: kerasPage(subject),
  };
};

export const gru: Teach = (subject) => {
  const sizes = recurrentSizes(subject);
  if (sizes === undefined) return undefined;
  const { features, units } = sizes;
  const bias = subject.array('bias');
  const isTwice = bias?.shape?.length === 2;
  const biases = isTwice
    ? [
        say`${code('bias')} is ${weightShapeText(bias)}: with ${code('reset_after=True')} (the default) the input part and the recurrent part have a bias each; ${code('reset_after=False')} has one.`,
      ]
    : [];
  return {
    reason: everyGateReadsAll(subject, units, subject.term('gates') ?? 3),
    reasons: {
      ...gatedReasons(features, units),
      ...(isTwice ? { bias: words`one for the input, one for h (reset_after)` } : {}),
    },
    points: [
      ...biases,
      ...sideBySide(
        subject,
        units,
        say`the hidden state ${code('h')} is a vector with one number per unit; a GRU has no separate cell state`,
      ),
      columnOrder(subject, units),
      ...returned(subject, units),
    ],
    equations: gruEquations(subject, features, units),
    torch: torchRecurrent(subject),
    source: kerasPage(subject),
  };
};

export const simpleRnn: Teach = (subject) => {
  const sizes = recurrentSizes(subject);
  if (sizes === undefined) return undefined;
  const { features, units } = sizes;
  return {
    reason: say`Each unit reads the previous output ${code('h')} of ${strong(allUnits(units))}, not only its own: ${code('recurrent_kernel')} is ${arrayShape(subject, 'recurrent_kernel')}.`,
    reasons: {
      recurrent_kernel: isExactly(units, 1)
        ? words`the unit reads its own previous h`
        : words`each unit reads the previous h of ${allUnits(units)}`,
    },
    points: [
      ...sideBySide(subject, units, say`the hidden state ${code('h')} is a vector with one number per unit`),
      ...returned(subject, units),
    ],
    equations: simpleRnnEquations(subject, features, units),
    torch: torchRecurrent(subject),
    source: kerasPage(subject),
  };
};

function recurrentSizes(subject: Subject): { features: Size; units: Size } | undefined {
  // Keras 1 calls its arrays otherwise, and has more of them.
  if (subject.layer.weights.some(({ name }) => /^[WU](_|$)/.test(name))) return undefined;
  const features = subject.term('features');
  const units = subject.term('units');
  return features === undefined || units === undefined ? undefined : { features, units };
}

/** Beside the arrays: what their rows are read by. */
const gatedReasons = (features: Size, units: Size): Reasons => ({
  kernel: isExactly(features, 1)
    ? words`each gate reads the one feature of x`
    : words`each gate reads the ${counted(features, 'feature')} of x`,
  recurrent_kernel: isExactly(units, 1)
    ? words`each gate reads the previous h of the one unit`
    : words`each gate reads the previous h of ${allUnits(units)}`,
});

const isLstm = ({ layer }: Subject): boolean => layer.kerasClass?.startsWith('LSTM') === true;

const arrayShape = (subject: Subject, name: string): string => {
  const weight = subject.array(name);
  return weight === undefined ? '?' : weightShapeText(weight);
};

/** Units are not cells in a row. With a single unit there is nothing to get wrong. */
function sideBySide(subject: Subject, units: Size, state: Inline): Inline[] {
  if (isExactly(units, 1)) return [];
  const timesteps = subject.term('timesteps');
  const [all, beside] = [counted(units, 'unit'), strong(words`side by side`)];
  return timesteps === undefined
    ? [say`The ${all} are not cells in a row: they work ${beside} on the same input, at every timestep; ${state}.`]
    : [
        say`The ${all} are not cells in a row: they work ${beside} on the same input, at each of the ${counted(timesteps, 'timestep')}; ${state}.`,
      ];
}

function everyGateReadsAll(subject: Subject, units: Size, gates: Size): Inline {
  const perGate = `${formatCount(units)} × ${formatCount(units)}`;
  const kernel = arrayShape(subject, 'recurrent_kernel');
  return isExactly(units, 1)
    ? say`Each gate of the one unit reads its previous output ${code('h')}: ${perGate} weights per gate, ${formatCount(gates)} gates, so ${code('recurrent_kernel')} is ${kernel}.`
    : say`Each gate of each unit reads the previous output ${code('h')} of ${strong(allUnits(units))}, not only its own: ${perGate} weights per gate, ${formatCount(gates)} gates, so ${code('recurrent_kernel')} is ${kernel}.`;
}

const allUnits = (units: Size): Text =>
  isExactly(units, 2) ? words`both units` : words`all ${counted(units, 'unit')}`;

function columnOrder(subject: Subject, units: Size): Inline {
  const gates = GATES[subject.layer.kerasClass ?? ''] ?? [];
  const names: Inline = gates.flatMap(
    ({ letter, word }, index): Inline => say`${index === 0 ? '' : ', '}${letter} (${word})`,
  );
  return say`${code('get_weights()')} gives the arrays in this order. Their columns: ${names}, ${formatCount(units)} each.`;
}

/** What comes out: only where an argument or the output says that it is not just the last h. */
function returned(subject: Subject, units: Size): Inline[] {
  if (isExactly(units, 0)) return [];
  const points: Inline[] = [];
  if (subject.flag('return_sequences'))
    points.push(
      say`${code('return_sequences=True')}: the output has ${code('h')} of every timestep; the arrays are the same as without it.`,
    );
  if (subject.flag('return_state')) {
    const [h = '', c = ''] = subject.outputs.slice(1).map((shape) => (shape === undefined ? '?' : formatShape(shape)));
    points.push(
      isLstm(subject)
        ? say`${code('return_state=True')}: after the output come the last h ${h} and the last c ${c}.`
        : say`${code('return_state=True')}: after the output comes the last h ${h}.`,
    );
  }
  if (points.length === 0 && subject.argument('return_sequences') === 'False') {
    points.push(
      say`The output is ${code('h')} of the last timestep, one number per unit; ${code('return_sequences=True')} gives ${code('h')} of every timestep.`,
    );
  }
  return points;
}
