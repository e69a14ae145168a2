import {
  compareSizes,
  floorDivide,
  formatDimension,
  formatShape,
  modulo,
  type Shape,
  type Size,
} from '../../../shapes/dimension.ts';
import {
  LayerError,
  REQUIRED,
  defineLayer,
  type LayerArguments,
  type LayerDefinition,
  type ParameterTable,
  type Repair,
} from '../definition.ts';
import { loraArrays, loraTerms } from '../embedding/adapters.ts';
import { checkEach, fewerGroups, requireKnown, requirePositive, sizeToBuild } from '../refusals.ts';
import { wholeShape } from '../spec-axes.ts';
import { FORMER_CONVOLUTION, joinSides } from './former.ts';
import {
  channelAxis,
  checkStridesAgainstDilation,
  checkWindow,
  convolved,
  kernelNames,
  perOutputValue,
  windowAttributes,
  windowTerms,
  type SpatialRank,
} from './window.ts';
import { KERNEL_AND_BIAS } from '../parameters.ts';
import { words } from '../../../words/message.ts';

function parameters(one: number | readonly number[]): ParameterTable {
  return {
    filters: REQUIRED,
    kernel_size: REQUIRED,
    strides: one,
    padding: 'valid',
    data_format: null,
    dilation_rate: one,
    groups: 1,
    activation: null,
    use_bias: true,
    ...KERNEL_AND_BIAS,
    '*': null,
    lora_rank: null,
    lora_alpha: null,
  };
}

/** The next number of filters that divides into the groups. */
const moreFilters = (filters: Size, groups: Size): Repair[] =>
  typeof filters === 'number' && typeof groups === 'number'
    ? [{ argument: 'filters', value: String(Math.ceil(filters / groups) * groups) }]
    : [];

function checkGroups(layer: string, args: LayerArguments): void {
  const groups = requirePositive(layer, args, 'groups');
  // A subclass that makes its own arrays may do without: Keras asks for it when it builds.
  if (args.isNone('filters')) return;
  const filters = requirePositive(layer, args, 'filters');
  if (compareSizes(modulo(filters, groups), 0) === 1) {
    throw new LayerError(
      'groups',
      words`${layer}: the number of filters must be divisible by the number of groups, but ${formatDimension(filters)} filters do not divide into ${formatDimension(groups)} groups.`,
      {
        parameter: 'groups',
        repairs: [...moreFilters(filters, groups), ...fewerGroups(groups, filters)],
      },
    );
  }
}

/**
 * Keras 2 takes any number of batch axes (`batch_shape + (steps, channels)`): those before the last one, and the input
 * without them.
 */
function apart({ kerasVersion }: LayerArguments, shape: Shape, rank: SpatialRank): { batch: Shape; input: Shape } {
  const more = kerasVersion === 2 ? Math.max(0, shape.length - rank - 2) : 0;
  return { batch: shape.slice(0, more), input: shape.slice(more) };
}

const channelAxisOf = (args: LayerArguments, rank: SpatialRank, input: Shape): number =>
  channelAxis(args) === -1 ? -1 : apart(args, input, rank).batch.length + 1;

/** Each group convolves its own channels of the input. */
function checkWholeGroups(name: string, args: LayerArguments, channels: Size, input: Shape): void {
  const groups = args.size('groups');
  if (compareSizes(modulo(channels, groups), 0) === 1) {
    throw new LayerError(
      'groups',
      words`${name}: the number of input channels must be divisible by the number of groups, but the input ${formatShape(input)} has ${formatDimension(channels)} channels for ${formatDimension(groups)} groups.`,
      {
        parameter: 'groups',
        repairs: fewerGroups(groups, channels, args.size('filters')),
      },
    );
  }
}

/**
 * kernel: window × channels of one group × filters. With LoRA the kernel is frozen beside two small trainable arrays.
 */
function convolution(
  name: string,
  rank: SpatialRank,
  one: number | readonly number[],
  formerName: string,
): LayerDefinition {
  const causal = rank === 1;
  return defineLayer({
    name,
    family: 'convolution',
    aliases: [formerName],
    formerNames: { keras1: formerName },
    parameters: parameters(one),
    ...(rank === 1 ? { keras2Defaults: { data_format: 'channels_last' } } : {}),
    formerParameters: FORMER_CONVOLUTION,
    keras2Truncated: ['filters'],
    formerArguments: (args) => joinSides(args, rank),
    rank: rank + 2,
    keras2Rank: { min: rank + 2 },
    validate: (args) => {
      checkEach(
        () => checkWindow(name, args, rank, causal),
        () => checkGroups(name, args),
        () => checkStridesAgainstDilation(name, args, rank),
      );
    },
    terms: (args, given) => {
      const { input } = apart(args, wholeShape(given), rank);
      const terms = windowTerms(args, rank, input);
      const groups = args.size('groups');
      const channels = terms['channels'] ?? null;
      return {
        ...terms,
        groups,
        channels_per_group: channels === null ? null : floorDivide(channels, groups),
        filters: sizeToBuild(name, args, 'filters'),
        ...loraTerms(args),
      };
    },
    arrays: (args, terms, input) => {
      const channels = requireKnown(name, terms['channels'], channelAxisOf(args, rank, wholeShape(input)), input);
      const groups = args.size('groups');
      checkWholeGroups(name, args, channels, wholeShape(input));
      const window = [...kernelNames(rank), groups === 1 ? 'channels' : 'channels_per_group'];
      const lora = loraArrays(args, 'kernel', window, 'filters');
      return [
        { name: 'kernel', dimensions: [...window, 'filters'], frozenLater: lora.length > 0 },
        ...(args.flag('use_bias') ? [{ name: 'bias', dimensions: ['filters'] }] : []),
        ...lora,
      ];
    },
    attributes: windowAttributes(rank),
    fixedAxes: (args, input) => [channelAxisOf(args, rank, input)],
    output: (args, call) => {
      const { batch, input } = apart(args, call.shape, rank);
      return { shape: [...batch, ...convolved(name, args, rank, input, args.size('filters'))] };
    },
    multiplyAccumulates: perOutputValue(rank, ['channels_per_group']),
  });
}

export const plainConvolutions: readonly LayerDefinition[] = [
  convolution('Conv1D', 1, 1, 'Convolution1D'),
  convolution('Conv2D', 2, [1, 1], 'Convolution2D'),
  convolution('Conv3D', 3, [1, 1, 1], 'Convolution3D'),
];
