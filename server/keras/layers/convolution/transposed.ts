import { NONE } from '../../../python/domain/value.ts';
import { transposedConvolutionShape, type Padding } from '../../../shapes/convolution.ts';
import { compareSizes, formatShape, type Size } from '../../../shapes/dimension.ts';
import { shapeValue } from '../../graph/tensor.ts';
import { productOf } from '../../costs.ts';
import {
  LayerError,
  REQUIRED,
  defineLayer,
  type LayerArguments,
  type LayerDefinition,
  type ParameterTable,
} from '../definition.ts';
import { checkEach, requireKnown, requirePositive, requireSizes, sizeToBuild } from '../refusals.ts';
import { wholeShape } from '../spec-axes.ts';
import { FORMER_CONVOLUTION, joinSides, withoutOutputShape } from './former.ts';
import {
  axisNames,
  channelAxis,
  checkRank,
  checkStridesAgainstDilation,
  checkWindow,
  kernelNames,
  behindOpenWindow,
  paddingOf,
  whereDecided,
  windowAxes,
  windowAttributes,
  windowTerms,
  type SpatialRank,
} from './window.ts';
import { KERNEL_AND_BIAS } from '../parameters.ts';
import { words } from '../../../words/message.ts';

const REST: ParameterTable = {
  activation: null,
  use_bias: true,
  ...KERNEL_AND_BIAS,
};

/** The three classes take output_padding and data_format in different orders. */
function parameters(one: number | readonly number[], dataFormatFirst: boolean): ParameterTable {
  const middle: ParameterTable = dataFormatFirst
    ? { data_format: null, output_padding: null }
    : { output_padding: null, data_format: null };
  return {
    filters: REQUIRED,
    kernel_size: REQUIRED,
    strides: one,
    padding: 'valid',
    ...middle,
    dilation_rate: one,
    ...REST,
  };
}

function checkOutputPadding(layer: string, args: LayerArguments, rank: SpatialRank): void {
  const outputPadding = outputPaddingOf(layer, args, rank);
  const strides = args.sizes('strides', rank);
  for (const [index, padding] of outputPadding?.entries() ?? []) {
    const order = compareSizes(padding, strides[index] ?? 1);
    if (order === 0 || order === 1) {
      throw new LayerError(
        'bad-argument',
        words`${layer}: output_padding must be less than strides in each axis; output_padding is ${formatShape(outputPadding ?? [])} and strides is ${formatShape(strides)}.`,
        { parameter: 'output_padding' },
      );
    }
  }
}

function outputPaddingOf(layer: string, args: LayerArguments, rank: SpatialRank): readonly Size[] | undefined {
  return args.isNone('output_padding') ? undefined : requireSizes(layer, args, 'output_padding', rank, 0);
}

/** kernel: window × filters × channels, the other way round than in a convolution. */
function transposed(
  name: string,
  rank: SpatialRank,
  one: number | readonly number[],
  aliases: readonly string[],
): LayerDefinition {
  return defineLayer({
    name,
    family: 'convolution',
    keras2Base: `Conv${rank}D`,
    aliases,
    parameters: parameters(one, rank === 3),
    formerParameters: FORMER_CONVOLUTION,
    keras2Truncated: ['filters'],
    formerArguments: (args) => joinSides(withoutOutputShape(args, rank), rank),
    rank: rank + 2,
    validate: (args) => {
      checkEach(
        () => checkWindow(name, args, rank, false),
        () => (args.isNone('filters') ? undefined : requirePositive(name, args, 'filters')),
        () => checkOutputPadding(name, args, rank),
        () => checkStridesAgainstDilation(name, args, rank),
      );
    },
    terms: (args, input) => ({
      ...windowTerms(args, rank, wholeShape(input)),
      filters: sizeToBuild(name, args, 'filters'),
    }),
    arrays: (args, terms, input) => {
      requireKnown(name, terms['channels'], channelAxis(args), input);
      return [
        { name: 'kernel', dimensions: [...kernelNames(rank), 'filters', 'channels'] },
        ...(args.flag('use_bias') ? [{ name: 'bias', dimensions: ['filters'] }] : []),
      ];
    },
    attributes: {
      ...windowAttributes(rank),
      output_padding: (args) => (args.isNone('output_padding') ? NONE : shapeValue(args.sizes('output_padding', rank))),
    },
    fixedAxes: (args) => [channelAxis(args)],
    output: (args, call) => {
      checkRank(name, rank, call.shape);
      const [filters, format] = [args.size('filters'), args.dataFormat()];
      const result = whereDecided(() => {
        const outputPadding = outputPaddingOf(name, args, rank);
        const axes = windowAxes(args, rank).map((axis, index) => ({ ...axis, outputPadding: outputPadding?.[index] }));
        const padding = paddingOf(args) as Exclude<Padding, 'causal'>;
        return transposedConvolutionShape(call.shape, filters, axes, padding, format);
      });
      if (result === undefined) return { shape: behindOpenWindow(call.shape, filters, format) };
      if (!result.ok) throw new LayerError('rank-mismatch', words`${name}: ${result.message}.`);
      return { shape: result.value };
    },
    // Each value of the input is multiplied with the whole kernel of its channel.
    multiplyAccumulates: (terms) => {
      const factors = [...axisNames(rank), ...kernelNames(rank), 'channels', 'filters'];
      return productOf(factors.map((term) => terms[term]));
    },
  });
}

export const transposedConvolutions: readonly LayerDefinition[] = [
  transposed('Conv1DTranspose', 1, 1, ['Convolution1DTranspose']),
  transposed('Conv2DTranspose', 2, [1, 1], ['Convolution2DTranspose', 'Deconvolution2D', 'Deconv2D']),
  transposed('Conv3DTranspose', 3, [1, 1, 1], ['Convolution3DTranspose', 'Deconvolution3D', 'Deconv3D']),
];
