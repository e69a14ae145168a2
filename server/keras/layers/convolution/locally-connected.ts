/** LocallyConnected1D and 2D, which Keras 2 had: a convolution with a kernel of its own at each place. */
import { convolutionShape, spatialDimensions, type Padding } from '../../../shapes/convolution.ts';
import type { Dimension, Shape } from '../../../shapes/dimension.ts';
import { productOf } from '../../costs.ts';
import {
  defineLayer,
  type LayerArguments,
  type LayerDefinition,
  LayerError,
  REQUIRED,
  Undecided,
} from '../definition.ts';
import { requireKnown, requireOneOf, requirePositive, sizeToBuild } from '../refusals.ts';
import { wholeShape } from '../spec-axes.ts';
import { FORMER_CONVOLUTION, joinSides } from './former.ts';
import { channelAxis, checkRank, kernelNames, outputPlaces, windowTerms } from './window.ts';
import { words } from '../../../words/message.ts';

const OUTPUT_NAMES = { 1: ['output_steps'], 2: ['output_height', 'output_width'] } as const;
const INPUT_NAMES = { 1: ['steps'], 2: ['height', 'width'] } as const;

function convolvedLocally(name: string, args: LayerArguments, rank: 1 | 2, shape: Shape): Dimension[] {
  checkRank(name, rank, shape);
  const strides = args.sizes('strides', rank);
  const axes = args
    .sizes('kernel_size', rank)
    .map((kernelSize, index) => ({ kernelSize, stride: strides[index] ?? 1, dilation: 1 }));
  const padding = requireOneOf(name, args, 'padding', ['valid', 'same'], { ignoreCase: true }) as Padding;
  const result = convolutionShape(shape, args.size('filters'), axes, padding, args.dataFormat());
  if (!result.ok)
    throw new LayerError(
      'negative-size',
      words`${name}: the output size would be zero or negative: ${result.message}.`,
    );
  return result.value;
}

/**
 * The arrays of implementation 2 connect every place of the input with every place of the output; those that are not
 * local are masked.
 */
function kernelOf(args: LayerArguments, rank: 1 | 2): readonly (string | readonly string[])[] {
  const implementation = args.integer('implementation');
  const outputs = OUTPUT_NAMES[rank];
  if (implementation === 1) return [outputs, [...kernelNames(rank), 'channels'], 'filters'];
  if (implementation !== 2)
    throw new Undecided('how many places of the input are connected is not worked out for implementation=3');
  const inputs = INPUT_NAMES[rank];
  return args.dataFormat() === 'channels_last'
    ? [...inputs, 'channels', ...outputs, 'filters']
    : ['channels', ...inputs, 'filters', ...outputs];
}

function checkPadding(name: string, args: LayerArguments): void {
  if (args.integer('implementation') === 1 && args.text('padding').toLowerCase() !== 'valid')
    throw new LayerError(
      'bad-argument',
      words`${name}: padding must be "valid" where implementation is 1, but it is "${args.text('padding')}".`,
      { parameter: 'padding' },
    );
}

function locallyConnected(name: string, rank: 1 | 2, one: number | readonly number[]): LayerDefinition {
  return defineLayer({
    name,
    family: 'convolution',
    parameters: {
      filters: REQUIRED,
      kernel_size: REQUIRED,
      strides: one,
      padding: 'valid',
      data_format: null,
      activation: null,
      use_bias: true,
      kernel_initializer: 'glorot_uniform',
      bias_initializer: 'zeros',
      kernel_regularizer: null,
      bias_regularizer: null,
      activity_regularizer: null,
      kernel_constraint: null,
      bias_constraint: null,
      implementation: 1,
    },
    formerParameters: FORMER_CONVOLUTION,
    formerArguments: (args) => joinSides(args, rank),
    rank: rank + 2,
    validate: (args) => {
      requirePositive(name, args, 'filters');
      checkPadding(name, args);
    },
    terms: (args, input) => {
      const places = spatialDimensions(convolvedLocally(name, args, rank, wholeShape(input)), args.dataFormat());
      return {
        ...windowTerms(args, rank, wholeShape(input)),
        ...Object.fromEntries(OUTPUT_NAMES[rank].map((term, index) => [term, places[index] ?? null])),
        filters: sizeToBuild(name, args, 'filters'),
      };
    },
    arrays: (args, terms, input) => {
      requireKnown(name, terms['channels'], channelAxis(args), input);
      if (OUTPUT_NAMES[rank].some((term) => terms[term] === null))
        throw new LayerError(
          'unknown-size',
          words`${name} has a kernel for each place, so the spatial sizes of its input must be known, but None is in ${input.format()}.`,
        );
      return [
        { name: 'kernel', dimensions: kernelOf(args, rank) },
        ...(args.flag('use_bias') ? [{ name: 'bias', dimensions: [...OUTPUT_NAMES[rank], 'filters'] }] : []),
      ];
    },
    fixedAxes: (args) => [channelAxis(args)],
    output: (args, call) => ({ shape: convolvedLocally(name, args, rank, call.shape) }),
    multiplyAccumulates: (terms, output) => {
      const window = [...kernelNames(rank), 'channels', 'filters'];
      return productOf([outputPlaces(output, terms['filters']), ...window.map((term) => terms[term])]);
    },
  });
}

export const locallyConnectedLayers: readonly LayerDefinition[] = [
  locallyConnected('LocallyConnected1D', 1, 1),
  locallyConnected('LocallyConnected2D', 2, [1, 1]),
];
