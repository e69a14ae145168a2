import { formatCount, formatDimension, formatShape } from '../../shapes/dimension.ts';
import { countOf } from '../arrays.ts';
import { code, say, type Inline } from '../document/document.ts';
import type { Subject } from '../families/teaching.ts';
import type { Torch, TorchArray } from './torch.ts';

const NAMES: Readonly<Record<string, string>> = {
  gamma: 'weight',
  beta: 'bias',
  moving_mean: 'running_mean',
  moving_variance: 'running_var',
};

/** The arrays under the names that PyTorch has for them; undefined where one has none. */
function renamed(subject: Subject): TorchArray[] | undefined {
  const arrays = subject.layer.weights.flatMap(({ name, shape }): TorchArray[] => {
    const there = NAMES[name];
    return there === undefined || shape === undefined ? [] : [{ name: there, shape, from: name }];
  });
  return arrays.length === subject.layer.weights.length ? arrays : undefined;
}

const epsilon = (subject: Subject): string => `eps=${subject.argument('epsilon') ?? 'epsilon'}`;

/** PyTorch's momentum is the share of the new batch, Keras's that of the old average. */
export function torchBatchNormalization(subject: Subject): Torch | undefined {
  const arrays = renamed(subject);
  const channels = subject.term('channels');
  const rank = subject.input === undefined ? undefined : Math.max(1, subject.input.length - 2);
  if (arrays === undefined || channels === undefined || rank === undefined || rank > 3) return undefined;
  const momentum = Number(subject.argument('momentum'));
  const complement = Number.isFinite(momentum) ? Number((1 - momentum).toFixed(9)) : undefined;
  const learned = countOf(subject.layer.weights.filter(({ name }) => name === 'gamma' || name === 'beta'));
  const turned: Inline = complement === undefined ? say`1 − Keras’s` : [`1 − ${subject.argument('momentum') ?? ''}`];
  const affine = arrays.some(({ name }) => name === 'weight' || name === 'bias') ? '' : ', affine=False';
  return {
    call: `nn.BatchNorm${rank}d(${formatDimension(channels)}, ${epsilon(subject)}${complement === undefined ? '' : `, momentum=${complement}`}${affine})`,
    arrays,
    note:
      learned === undefined
        ? say`its ${code('momentum')} is ${turned}, and its running averages are buffers.`
        : say`its ${code('momentum')} is ${turned}, and its running averages are buffers: it counts ${formatCount(learned)} parameters.`,
  };
}

export function torchLayerNormalization(subject: Subject): Torch | undefined {
  const arrays = renamed(subject);
  const shape = subject.layer.weights[0]?.shape;
  if (arrays === undefined || shape === undefined) return undefined;
  return {
    call: `nn.LayerNorm(${shape.length === 1 ? formatDimension(shape[0] ?? 1) : formatShape(shape)}, ${epsilon(subject)})`,
    arrays,
    note: say`the same arrays under other names. Its own epsilon is 1e-05.`,
  };
}

export function torchGroupNormalization(subject: Subject): Torch | undefined {
  const arrays = renamed(subject);
  const channels = subject.term('channels');
  const groups = subject.term('groups');
  if (arrays === undefined || channels === undefined || groups === undefined) return undefined;
  return {
    call: `nn.GroupNorm(${formatDimension(groups)}, ${formatDimension(channels)}, ${epsilon(subject)})`,
    arrays,
    note: say`the same arrays under other names. Its own epsilon is 1e-05.`,
  };
}
