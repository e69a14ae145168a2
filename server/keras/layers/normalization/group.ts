import { compareSizes, formatDimension, modulo, type Size } from '../../../shapes/dimension.ts';
import { LayerError, defineLayer, type LayerArguments } from '../definition.ts';
import {
  checkEach,
  described,
  fewerGroups,
  isSurelyBelow,
  requireAxis,
  requireBuiltRank,
  requireKnown,
} from '../refusals.ts';
import { words } from '../../../words/message.ts';

/** `groups`, a positive integer; -1 stands for one group a channel. */
function checkGroups(args: LayerArguments): void {
  const value = args.value('groups');
  const groups = args.size('groups');
  if (groups === -1 || !isSurelyBelow(groups, 1)) return;
  throw new LayerError(
    'bad-argument',
    words`GroupNormalization: groups must be a positive integer, or -1 for one group a channel, but it is ${described(value)}.`,
    { parameter: 'groups' },
  );
}

function checkGroupsAgainst(channels: Size, args: LayerArguments, shape: string): void {
  const groups = args.size('groups');
  if (groups === -1) return;
  const parts = words`${formatDimension(groups)} groups, but the input ${shape} has ${formatDimension(channels)} channels at axis ${args.integer('axis')}`;
  if (compareSizes(channels, groups) === -1) {
    throw new LayerError(
      'groups',
      words`GroupNormalization: the number of groups cannot be more than the number of channels: ${parts}.`,
      { parameter: 'groups', repairs: fewerGroups(groups, channels) },
    );
  }
  if (compareSizes(modulo(channels, groups), 0) === 1) {
    throw new LayerError(
      'groups',
      words`GroupNormalization: the number of channels must be a multiple of the number of groups: ${parts}.`,
      { parameter: 'groups', repairs: fewerGroups(groups, channels) },
    );
  }
}

export const groupNormalization = defineLayer({
  name: 'GroupNormalization',
  family: 'normalization',
  parameters: {
    groups: 32,
    axis: -1,
    epsilon: 1e-3,
    center: true,
    scale: true,
    beta_initializer: 'zeros',
    gamma_initializer: 'ones',
    beta_regularizer: null,
    gamma_regularizer: null,
    beta_constraint: null,
    gamma_constraint: null,
  },
  validate: (args) => checkEach(() => checkGroups(args)),
  terms: (args, input) => {
    const channels = input.at(requireAxis('GroupNormalization', args.integer('axis'), input, 'IndexError'));
    const groups = args.size('groups');
    return { channels, groups: groups === -1 ? channels : groups };
  },
  arrays: (args, terms, input) => {
    const channels = requireKnown('GroupNormalization', terms['channels'], args.integer('axis'), input);
    checkGroupsAgainst(channels, args, input.format());
    return [
      ...(args.flag('scale') ? [{ name: 'gamma', dimensions: ['channels'] }] : []),
      ...(args.flag('center') ? [{ name: 'beta', dimensions: ['channels'] }] : []),
    ];
  },
  fixedAxes: (args) => [args.integer('axis')],
  output: (args, { axes }, layer) => {
    requireBuiltRank('GroupNormalization', layer, axes);
    requireAxis('GroupNormalization', args.integer('axis'), axes, 'ValueError');
    return axes.keep();
  },
});
