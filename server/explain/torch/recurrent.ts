import { words } from '../../words/message.ts';
import { add, formatCount, formatDimension, multiply, type Size } from '../../shapes/dimension.ts';
import { countOf } from '../arrays.ts';
import { code, say, strong, type Inline } from '../document/document.ts';
import { Subject } from '../families/teaching.ts';
import type { Torch, TorchArray } from './torch.ts';

interface Counterpart {
  readonly name: string;
  readonly gates: number;
  /** What the gates are called there, and whether their order is another one. */
  readonly order?: Inline;
  /** How the columns of an array get PyTorch's order. */
  readonly reordered: (array: string) => string;
  readonly activations: Readonly<Record<string, string>>;
}

const COUNTERPARTS: Readonly<Record<string, Counterpart>> = {
  LSTM: {
    name: 'LSTM',
    gates: 4,
    order: say` Gates i, f, g, o: the same order, g is c.`,
    reordered: (array) => array,
    activations: { activation: 'tanh', recurrent_activation: 'sigmoid' },
  },
  GRU: {
    name: 'GRU',
    gates: 3,
    order: say` Gates r, z, n: ${code('swap')} exchanges the first third of the rows (z) with the second (r); n is h.`,
    reordered: (array) => `swap(${array})`,
    activations: { activation: 'tanh', recurrent_activation: 'sigmoid' },
  },
  SimpleRNN: { name: 'RNN', gates: 1, reordered: (array) => array, activations: { activation: 'tanh' } },
};

/**
 * Keras's kernel is (features, columns), PyTorch's weight (columns, features); and PyTorch has two biases, which it
 * adds up.
 */
export function torchRecurrent(subject: Subject): Torch | undefined {
  const counterpart = COUNTERPARTS[subject.layer.kerasClass ?? ''];
  const features = subject.term('features');
  const units = subject.term('units');
  const total = countOf(subject.layer.weights);
  if (counterpart === undefined || features === undefined || units === undefined || total === undefined)
    return undefined;
  const arrays = arraysOf(subject, counterpart, '', '');
  if (arrays === undefined)
    return {
      call: undefined,
      arrays: [],
      note: say`${code('nn.GRU')} multiplies by r after the product, as ${code('reset_after=True')} does; this layer has no counterpart.`,
    };
  const bias = arrays.some(({ name }) => name.startsWith('bias'));
  return {
    call: callText(counterpart, features, units, bias ? [] : ['bias=False']),
    arrays,
    note: say`${countText(subject, total, multiply(counterpart.gates, units))}${counterpart.order ?? []}${otherActivations(subject, counterpart)}${outputText(subject, counterpart)}`,
  };
}

/** It always gives the outputs of all steps, and behind them the states. */
function outputText(subject: Subject, { name }: Counterpart): Inline {
  const gives = code(name === 'LSTM' ? 'output, (h_n, c_n)' : 'output, h_n');
  const sequences = subject.argument('return_sequences');
  if (sequences !== 'True' && sequences !== 'False') return [];
  const taken = code(sequences === 'True' ? 'output' : 'output[:, -1]');
  const states = subject.flag('return_state')
    ? say` The states are ${code(name === 'LSTM' ? 'h_n[0], c_n[0]' : 'h_n[0]')}.`
    : [];
  const backwards = subject.flag('go_backwards') ? say` It reads forwards: give it ${code('x.flip(1)')}.` : [];
  return say` It gives ${gives}: take ${taken}.${states}${backwards}`;
}

/**
 * `h_n` holds the last h of each direction. The last output is another thing: of the way back, that is its first step.
 */
function bothOutputs(subject: Subject, inner: Subject, { name }: Counterpart): Inline {
  const gives = code(name === 'LSTM' ? 'output, (h_n, c_n)' : 'output, h_n');
  const sequences = inner.argument('return_sequences');
  if (sequences !== 'True' && sequences !== 'False') return [];
  if (sequences === 'True') {
    const mode = subject.text('merge_mode');
    return mode === 'concat'
      ? say` It gives ${gives}: take ${code('output')}.`
      : say` It gives ${gives}: the halves of the last axis of ${code('output')} are the two directions, not merged.`;
  }
  return say` It gives ${gives}: ${code('h_n[0]')} is the last h forwards, ${code('h_n[1]')} backwards, ${code('(2, batch, units)')} in all. ${howMerged(subject)}`;
}

function howMerged(subject: Subject): Inline {
  const merged: Readonly<Record<string, string>> = {
    concat: 'torch.cat([h_n[0], h_n[1]], -1)',
    sum: 'h_n[0] + h_n[1]',
    mul: 'h_n[0] * h_n[1]',
    ave: '(h_n[0] + h_n[1]) / 2',
  };
  const expression = merged[subject.text('merge_mode') ?? ''];
  if (subject.argument('merge_mode') === 'None') return say`They are the two outputs.`;
  return expression === undefined ? [] : say`The output is ${code(expression)}, not ${code('output[:, -1]')}.`;
}

/** Both directions are one PyTorch layer; the arrays of the second end in `_reverse`. */
export function torchBidirectional(subject: Subject): Torch | undefined {
  const [forward, backward] = subject.layer.children.map((child) => new Subject(child, undefined, undefined));
  const counterpart = COUNTERPARTS[forward?.layer.kerasClass ?? ''];
  const features = forward?.term('features');
  const units = forward?.term('units');
  const total = countOf(subject.layer.weights);
  if (
    forward === undefined ||
    backward === undefined ||
    counterpart === undefined ||
    backward.layer.kerasClass !== forward.layer.kerasClass ||
    features === undefined ||
    units === undefined ||
    total === undefined
  )
    return undefined;
  const arrays = [
    arraysOf(forward, counterpart, 'forward.', ''),
    arraysOf(backward, counterpart, 'backward.', '_reverse'),
  ];
  const [first, second] = arrays;
  if (first === undefined || second === undefined) return undefined;
  const bias = first.some(({ name }) => name.startsWith('bias'));
  return {
    call: callText(counterpart, features, units, ['bidirectional=True', ...(bias ? [] : ['bias=False'])]),
    arrays: [...first, ...second],
    note: say`${countText(forward, total, multiply(2 * counterpart.gates, units))}${counterpart.order ?? []}${otherActivations(forward, counterpart)}${bothOutputs(subject, forward, counterpart)}`,
  };
}

const callText = ({ name }: Counterpart, features: Size, units: Size, options: readonly string[]): string =>
  `nn.${name}(${[formatDimension(features), formatDimension(units), ...options, 'batch_first=True'].join(', ')})`;

/** undefined for a GRU whose one bias stands inside the product: PyTorch has none such. */
function arraysOf(
  subject: Subject,
  { gates, reordered, name }: Counterpart,
  prefix: string,
  suffix: string,
): TorchArray[] | undefined {
  const features = subject.term('features');
  const units = subject.term('units');
  if (features === undefined || units === undefined) return undefined;
  if (name === 'GRU' && !subject.flag('reset_after')) return undefined;
  const columns = multiply(gates, units);
  const rowsOfBias = subject.array('bias')?.shape?.length;
  const biases: TorchArray[] =
    rowsOfBias === undefined
      ? []
      : [
          {
            name: `bias_ih_l0${suffix}`,
            shape: [columns],
            from: rowsOfBias === 2 ? reordered(`${prefix}bias[0]`) : `${prefix}bias`,
          },
          {
            name: `bias_hh_l0${suffix}`,
            shape: [columns],
            from: rowsOfBias === 2 ? reordered(`${prefix}bias[1]`) : 'zeros',
          },
        ];
  return [
    { name: `weight_ih_l0${suffix}`, shape: [columns, features], from: reordered(`${prefix}kernel.T`) },
    { name: `weight_hh_l0${suffix}`, shape: [columns, units], from: reordered(`${prefix}recurrent_kernel.T`) },
    ...biases,
  ];
}

/** `64 instead of 56: two biases, which are added up.` */
function countText(subject: Subject, total: Size, second: Size): Inline {
  const bias = subject.array('bias');
  if (bias === undefined || bias.shape?.length === 2) return say`${strong(formatCount(total))} too.`;
  return say`${strong(formatCount(add(total, second)))} instead of ${formatCount(total)}, because it has ${strong(words`two biases`)}, which it adds.`;
}

function otherActivations(subject: Subject, { activations }: Counterpart): Inline {
  const others = Object.entries(activations).filter(([name, usual]) => subject.text(name) !== usual);
  return others.length === 0
    ? []
    : say` It always has ${Object.values(activations).join(', ')}; here ${others.map(([name]) => `${name}=${subject.argument(name) ?? '…'}`).join(', ')}.`;
}
