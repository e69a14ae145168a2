import { productOf, sumOf } from '../../costs.ts';
import { REQUIRED, defineLayer, type LayerDefinition, type ParameterTable } from '../definition.ts';
import { checkEach, requireKnown, requirePositive, sizeToBuild } from '../refusals.ts';
import { wholeShape } from '../spec-axes.ts';
import { FORMER_SEPARABLE, joinSides } from './former.ts';
import {
  channelAxis,
  checkWindow,
  convolved,
  kernelNames,
  outputPlaces,
  windowAttributes,
  windowTerms,
  type SpatialRank,
} from './window.ts';

function parameters(one: number | readonly number[]): ParameterTable {
  return {
    filters: REQUIRED,
    kernel_size: REQUIRED,
    strides: one,
    padding: 'valid',
    data_format: null,
    dilation_rate: one,
    depth_multiplier: 1,
    activation: null,
    use_bias: true,
    depthwise_initializer: 'glorot_uniform',
    pointwise_initializer: 'glorot_uniform',
    bias_initializer: 'zeros',
    depthwise_regularizer: null,
    pointwise_regularizer: null,
    bias_regularizer: null,
    activity_regularizer: null,
    depthwise_constraint: null,
    pointwise_constraint: null,
    bias_constraint: null,
  };
}

/**
 * A depthwise kernel, and after it a kernel over one point that mixes the channels · depth_multiplier results into
 * `filters`.
 */
function separable(name: string, rank: SpatialRank, one: number | readonly number[], alias: string): LayerDefinition {
  const point = Array.from({ length: rank }, () => 'pointwise_size');
  return defineLayer({
    name,
    family: 'convolution',
    aliases: [alias],
    parameters: parameters(one),
    formerParameters: FORMER_SEPARABLE,
    keras2Truncated: ['filters'],
    formerArguments: (args) => joinSides(args, rank),
    rank: rank + 2,
    validate: (args) => {
      checkEach(
        () => checkWindow(name, args, rank, false),
        () => requirePositive(name, args, 'depth_multiplier'),
        () => (args.isNone('filters') ? undefined : requirePositive(name, args, 'filters')),
      );
    },
    terms: (args, input) => ({
      ...windowTerms(args, rank, wholeShape(input)),
      depth_multiplier: sizeToBuild(name, args, 'depth_multiplier'),
      pointwise_size: 1,
      filters: sizeToBuild(name, args, 'filters'),
    }),
    arrays: (args, terms, input) => {
      requireKnown(name, terms['channels'], channelAxis(args), input);
      return [
        { name: 'depthwise_kernel', dimensions: [...kernelNames(rank), 'channels', 'depth_multiplier'] },
        { name: 'pointwise_kernel', dimensions: [...point, ['channels', 'depth_multiplier'], 'filters'] },
        ...(args.flag('use_bias') ? [{ name: 'bias', dimensions: ['filters'] }] : []),
      ];
    },
    attributes: windowAttributes(rank),
    fixedAxes: (args) => [channelAxis(args)],
    output: (args, call) => ({ shape: convolved(name, args, rank, call.shape, args.size('filters')) }),
    // At each place of the output: the windows of all channels, then the mixing of their results.
    multiplyAccumulates: (terms, output) => {
      const { channels, depth_multiplier, filters } = terms;
      const places = outputPlaces(output, filters);
      const windows = productOf([places, ...kernelNames(rank).map((term) => terms[term]), channels, depth_multiplier]);
      return sumOf([windows, productOf([places, channels, depth_multiplier, filters])]);
    },
  });
}

export const separableConvolutions: readonly LayerDefinition[] = [
  separable('SeparableConv1D', 1, 1, 'SeparableConvolution1D'),
  separable('SeparableConv2D', 2, [1, 1], 'SeparableConvolution2D'),
];
