import { multiply } from '../../../shapes/dimension.ts';
import { REQUIRED, defineLayer, type LayerDefinition, type ParameterTable } from '../definition.ts';
import { checkEach, requireKnown, requirePositive, sizeToBuild } from '../refusals.ts';
import { wholeShape } from '../spec-axes.ts';
import { FORMER_DEPTHWISE } from './former.ts';
import {
  channelAxis,
  checkWindow,
  convolved,
  kernelNames,
  perOutputValue,
  windowAttributes,
  windowTerms,
  type SpatialRank,
} from './window.ts';

function parameters(one: number | readonly number[]): ParameterTable {
  return {
    kernel_size: REQUIRED,
    strides: one,
    padding: 'valid',
    depth_multiplier: 1,
    data_format: null,
    dilation_rate: one,
    activation: null,
    use_bias: true,
    depthwise_initializer: 'glorot_uniform',
    bias_initializer: 'zeros',
    depthwise_regularizer: null,
    bias_regularizer: null,
    activity_regularizer: null,
    depthwise_constraint: null,
    bias_constraint: null,
  };
}

/** Each channel has its own `depth_multiplier` windows; the output has channels · depth_multiplier channels. */
function depthwise(name: string, rank: SpatialRank, one: number | readonly number[]): LayerDefinition {
  return defineLayer({
    name,
    family: 'convolution',
    parameters: parameters(one),
    formerParameters: FORMER_DEPTHWISE,
    rank: rank + 2,
    validate: (args) => {
      checkEach(
        () => checkWindow(name, args, rank, false),
        () => requirePositive(name, args, 'depth_multiplier'),
      );
    },
    terms: (args, input) => ({
      ...windowTerms(args, rank, wholeShape(input)),
      depth_multiplier: sizeToBuild(name, args, 'depth_multiplier'),
    }),
    arrays: (args, terms, input) => {
      requireKnown(name, terms['channels'], channelAxis(args), input);
      return [
        {
          name: args.kerasVersion === 2 ? 'depthwise_kernel' : 'kernel',
          dimensions: [...kernelNames(rank), 'channels', 'depth_multiplier'],
        },
        ...(args.flag('use_bias') ? [{ name: 'bias', dimensions: [['channels', 'depth_multiplier']] }] : []),
      ];
    },
    attributes: windowAttributes(rank),
    fixedAxes: (args) => [channelAxis(args)],
    output: (args, call) => {
      const axis = channelAxis(args);
      const channels = requireKnown(name, call.shape.at(axis) ?? null, axis, call.axes);
      return { shape: convolved(name, args, rank, call.shape, multiply(channels, args.size('depth_multiplier'))) };
    },
    multiplyAccumulates: perOutputValue(rank, []),
  });
}

export const depthwiseConvolutions: readonly LayerDefinition[] = [
  depthwise('DepthwiseConv1D', 1, 1),
  depthwise('DepthwiseConv2D', 2, [1, 1]),
];
