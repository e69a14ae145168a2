import { formatShape } from '../../../shapes/dimension.ts';
import {
  LayerError,
  Undecided,
  defineLayer,
  type ArrayDeclaration,
  type LayerArguments,
  type LayerCall,
} from '../definition.ts';
import { checkEach, described, requireAxis, requireBuiltRank, requireKnown } from '../refusals.ts';
import { words } from '../../../words/message.ts';

/** Keras 3 takes one axis here, not a list of them as Keras 2 did. */
function checkAxis(args: LayerArguments): void {
  const value = args.value('axis');
  if (args.kerasVersion === 2) return;
  if (value.kind !== 'list' && value.kind !== 'tuple' && value.kind !== 'dict' && value.kind !== 'none') return;
  throw new LayerError(
    'bad-argument',
    words`BatchNormalization: axis must be one integer, but it is ${described(value)}.`,
    { parameter: 'axis', exceptionType: 'TypeError' },
  );
}

/** The one axis, also where Keras 2 got it as a list of one. */
function axisOf(args: LayerArguments): number {
  const [axis, ...others] = args.integers('axis');
  if (axis === undefined || others.length > 0) throw new Undecided('BatchNormalization over several axes');
  return axis;
}

const CLIPPING = ['rmax', 'rmin', 'dmax'];

/** The limits of batch renormalization: known keys, rmax not below rmin, dmax not negative. */
function checkClipping(args: LayerArguments): void {
  if (args.isNone('renorm') || !args.flag('renorm') || args.isNone('renorm_clipping')) return;
  const value = args.value('renorm_clipping');
  if (value.kind !== 'dict') throw new Undecided('renorm_clipping is not a known dict');
  const limits = new Map<string, number>();
  for (const [key, limit] of value.entries.values()) {
    if (key.kind !== 'str' || !CLIPPING.includes(key.value)) {
      throw new LayerError(
        'bad-argument',
        words`BatchNormalization: renorm_clipping has the key ${described(key)}; Keras knows ${CLIPPING.join(', ')}.`,
        { parameter: 'renorm_clipping' },
      );
    }
    if (limit.kind === 'float') limits.set(key.value, limit.value);
    if (limit.kind === 'int') limits.set(key.value, Number(limit.value));
  }
  const { rmax, rmin, dmax } = Object.fromEntries(limits);
  if (rmax !== undefined && rmin !== undefined && rmax < rmin) {
    throw new LayerError(
      'bad-argument',
      words`BatchNormalization: rmax of renorm_clipping must not be less than rmin, but ${rmax} < ${rmin}.`,
      { parameter: 'renorm_clipping' },
    );
  }
  if (dmax !== undefined && dmax < 0) {
    throw new LayerError(
      'bad-argument',
      words`BatchNormalization: dmax of renorm_clipping must not be negative, but it is ${dmax}.`,
      { parameter: 'renorm_clipping' },
    );
  }
}

/** The mask says of each position, not of each channel, whether it counts. Only computing looks at it. */
function checkMask(call: LayerCall): void {
  const mask = call.tensors('mask');
  if (!mask || 'nest' in mask || !mask.shape || mask.shape.length === call.shape.length - 1) return;
  throw new LayerError(
    'rank-mismatch',
    words`BatchNormalization: the mask must have one dimension less than the input, but the mask is ${formatShape(mask.shape)} and the input ${formatShape(call.shape)}.`,
  );
}

/** An array kept up to date in training, but not by gradients. */
const moving = (name: string): ArrayDeclaration => ({ name, dimensions: ['channels'], trainable: false });

/** gamma and beta are trained; moving_mean and moving_variance are kept up to date in training, but not trainable. */
export const batchNormalization = defineLayer({
  name: 'BatchNormalization',
  family: 'normalization',
  parameters: {
    axis: -1,
    momentum: 0.99,
    epsilon: 1e-3,
    center: true,
    scale: true,
    beta_initializer: 'zeros',
    gamma_initializer: 'ones',
    moving_mean_initializer: 'zeros',
    moving_variance_initializer: 'ones',
    beta_regularizer: null,
    gamma_regularizer: null,
    beta_constraint: null,
    gamma_constraint: null,
    renorm: false,
    renorm_clipping: null,
    renorm_momentum: 0.99,
    synchronized: false,
  },
  formerParameters: { beta_init: 'beta_initializer', gamma_init: 'gamma_initializer', mode: 'mode' },
  callParameters: ['inputs', 'training', 'mask'],
  validate: (args) => {
    checkEach(
      () => checkAxis(args),
      () => checkClipping(args),
    );
  },
  terms: (args, input) => ({
    channels: input.at(requireAxis('BatchNormalization', axisOf(args), input, 'IndexError')),
  }),
  arrays: (args, terms, input) => {
    requireKnown('BatchNormalization', terms['channels'], axisOf(args), input);
    return [
      ...(args.flag('scale') ? [{ name: 'gamma', dimensions: ['channels'] }] : []),
      ...(args.flag('center') ? [{ name: 'beta', dimensions: ['channels'] }] : []),
      moving('moving_mean'),
      moving('moving_variance'),
      ...(args.flag('renorm') ? [moving('moving_stddev'), moving('renorm_mean'), moving('renorm_stddev')] : []),
    ];
  },
  fixedAxes: (args) => [axisOf(args)],
  output: (args, call, layer) => {
    requireBuiltRank('BatchNormalization', layer, call.axes);
    if (call.on === 'arrays') checkMask(call);
    requireAxis('BatchNormalization', axisOf(args), call.axes, 'ValueError');
    return call.axes.keep();
  },
});
