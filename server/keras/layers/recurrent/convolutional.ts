/**
 * ConvLSTM: an LSTM whose products are convolutions, so that its states are images (https://arxiv.org/abs/1506.04214).
 */
import { formatShape, type Dimension, type Shape } from '../../../shapes/dimension.ts';
import { Axes } from '../../../shapes/axes.ts';
import { wholeShape } from '../spec-axes.ts';
import { spatialDimensions } from '../../../shapes/convolution.ts';
import {
  checkStridesAgainstDilation,
  checkWindow,
  convolved,
  kernelNames,
  windowTerms,
  type SpatialRank,
} from '../convolution/window.ts';
import { sumOf, valuesTimes } from '../../costs.ts';
import { joinSides } from '../convolution/former.ts';
import {
  type ArrayDeclaration,
  LayerError,
  defineLayer,
  type LayerArguments,
  type LayerDefinition,
  type TensorSpec,
  type Terms,
} from '../definition.ts';
import { checkEach, requireKnown, sizeToBuild } from '../refusals.ts';
import { FORMER_RECURRENT, convolutional } from './parameters.ts';
import { CALL_PARAMETERS, checkBatch, checkStateful, loopOutput, sequenceOf, sequenceShape } from './sequences.ts';
import { words } from '../../../words/message.ts';

const FORMER: Readonly<Record<string, string>> = {
  ...FORMER_RECURRENT,
  bias: 'use_bias',
  nb_filter: 'filters',
  border_mode: 'padding',
  subsample: 'strides',
  dim_ordering: 'data_format',
};

/** One step of the input: (batch, …, channels). */
const stepOf = (shape: Shape): Shape => [shape[0] ?? null, ...shape.slice(2)];

function requireStaticStep(name: string, args: LayerArguments, input: Shape, terms: Terms): void {
  const step = stepOf(input);
  requireKnown(name, terms['channels'], args.dataFormat() === 'channels_last' ? -1 : 2, Axes.of(input));
  // Keras 2 makes them from the input when the program runs.
  if (args.kerasVersion === 2 || !spatialDimensions(step, args.dataFormat()).includes(null)) return;
  throw new LayerError(
    'unknown-size',
    words`${name} makes its states from the spatial dimensions of its input, so they must be static, but one is None in ${formatShape(input)}.`,
  );
}

/** Each gate is a convolution of the step, and one of the state. */
function cellArrays(args: LayerArguments, rank: SpatialRank): readonly ArrayDeclaration[] {
  const window = kernelNames(rank);
  return [
    { name: 'kernel', path: 'conv_lstm_cell/kernel', dimensions: [...window, 'channels', ['gates', 'filters']] },
    {
      name: 'recurrent_kernel',
      path: 'conv_lstm_cell/recurrent_kernel',
      dimensions: [...window, 'filters', ['gates', 'filters']],
    },
    ...(args.flag('use_bias')
      ? [{ name: 'bias', path: 'conv_lstm_cell/bias', dimensions: [['gates', 'filters']] }]
      : []),
  ];
}

function convLstm(name: string, rank: SpatialRank, one: number | readonly number[]): LayerDefinition {
  const after = (args: LayerArguments, shape: Shape): Dimension[] =>
    convolved(name, args, rank, stepOf(shape), sizeToBuild(name, args, 'filters')).slice(1);
  return defineLayer({
    name,
    family: 'recurrent',
    base: 'RNN',
    parameters: convolutional(one),
    formerParameters: FORMER,
    formerArguments: (args) => joinSides(args, rank),
    callParameters: CALL_PARAMETERS,
    rank: rank + 3,
    validate: (args) => {
      checkEach(
        () => checkWindow(name, args, rank, false),
        () => checkStridesAgainstDilation(name, args, rank),
      );
    },
    terms: (args, input) => ({
      ...windowTerms(args, rank, stepOf(wholeShape(input))),
      gates: 4,
      filters: sizeToBuild(name, args, 'filters'),
      timesteps: input.at(1),
    }),
    arrays: (args, terms, input) => {
      const shape = wholeShape(input);
      requireStaticStep(name, args, shape, terms);
      checkStateful(name, args, shape, sequenceOf(shape, false));
      return cellArrays(args, rank);
    },
    fixedAxes: (args) => [args.dataFormat() === 'channels_last' ? -1 : 2],
    output: (args, call, layer) => {
      const shape = sequenceShape(args, call);
      const sequence = sequenceOf(shape, false);
      checkBatch(name, args, layer.buildInput, sequence);
      const state = after(args, shape);
      const spec: TensorSpec = { shape: [sequence.batch, ...state] };
      return loopOutput(args, sequence, state, [spec, spec]);
    },
    seeds: () => 1,
    multiplyAccumulates: (terms, output) => {
      // With return_sequences the timesteps are an axis of the output already; each output value has one column of a
      // gate.
      const steps = output.length === rank + 3 ? [] : [terms['timesteps']];
      const windows = [...steps, ...kernelNames(rank).map((window) => terms[window]), terms['gates']];
      return sumOf([
        valuesTimes(output, [...windows, terms['channels']]),
        valuesTimes(output, [...windows, terms['filters']]),
      ]);
    },
  });
}

export const convolutionalLayers: readonly LayerDefinition[] = [
  convLstm('ConvLSTM1D', 1, 1),
  convLstm('ConvLSTM2D', 2, 1),
  convLstm('ConvLSTM3D', 3, 1),
];
