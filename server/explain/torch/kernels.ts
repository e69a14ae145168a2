/** Dense, convolutions and Embedding in PyTorch. */
import { formatCount, formatDimension, multiply, type Size } from '../../shapes/dimension.ts';
import { countOf } from '../arrays.ts';
import { code, say, type Inline } from '../document/document.ts';
import type { Subject } from '../families/teaching.ts';
import { activationNote, type Torch, type TorchArray } from './torch.ts';

const biasOf = (subject: Subject): TorchArray[] => {
  const shape = subject.array('bias')?.shape;
  return shape === undefined ? [] : [{ name: 'bias', shape, from: 'bias' }];
};
const noBias = (subject: Subject): string => (subject.array('bias') === undefined ? ', bias=False' : '');

/** `nn.Linear` keeps the kernel transposed. */
export function torchDense(subject: Subject): Torch | undefined {
  const [features, units] = subject.array('kernel')?.shape ?? [];
  // Adapters and scales of a quantized kernel have no counterpart there.
  if (features === undefined || units === undefined || subject.layer.weights.length > 2) return undefined;
  const total = countOf(subject.layer.weights);
  return {
    call: `nn.Linear(${formatDimension(features)}, ${formatDimension(units)}${noBias(subject)})`,
    arrays: [{ name: 'weight', shape: [units, features], from: 'kernel.T' }, ...biasOf(subject)],
    note:
      total === undefined
        ? say`the kernel transposed.${activationNote(subject)}`
        : say`${formatCount(total)} too, the kernel transposed.${activationNote(subject)}`,
  };
}

/** As PyTorch writes a window: `3`, or `(3, 5)` where the axes differ. */
const windowArgument = (window: readonly Size[]): string =>
  new Set(window.map(String)).size === 1
    ? formatDimension(window[0] ?? 1)
    : `(${window.map(formatDimension).join(', ')})`;
const given = (subject: Subject, argument: string, torchName: string, usual: RegExp): string => {
  const value = subject.argument(argument);
  return value === undefined || usual.test(value) ? '' : `, ${torchName}=${value}`;
};
const strides = (subject: Subject): string =>
  given(subject, 'strides', 'stride', /^[([]?1(, 1)*,?[)\]]?$/) +
  given(subject, 'dilation_rate', 'dilation', /^[([]?1(, 1)*,?[)\]]?$/);

/** `kernel.transpose(3, 2, 0, 1)`: the last two axes first, changed over. */
const channelsFirst = (name: string, rank: number): string =>
  `${name}.transpose(${[rank + 1, rank, ...Array.from({ length: rank }, (_, index) => index)].join(', ')})`;

/** What Keras's padding is there. */
function paddingText(subject: Subject): { readonly option: string; readonly note: Inline } {
  const isStrided = strides(subject).includes('stride=');
  switch (subject.text('padding')) {
    case 'same':
      return isStrided
        ? {
            option: '',
            note: say` With strides, ${code('padding="same"')} pads other sides than PyTorch does: pad by hand.`,
          }
        : { option: ", padding='same'", note: [] };
    case 'causal':
      return { option: '', note: say` ${code('padding="causal"')} is padding by hand, before the sequence.` };
    default:
      return { option: '', note: [] };
  }
}

export function torchConvolution(subject: Subject): Torch | undefined {
  const kernel = subject.array('kernel')?.shape;
  const channels = subject.term('channels') ?? subject.term('channels_per_group');
  const filters = subject.term('filters');
  if (kernel === undefined || channels === undefined || filters === undefined || subject.layer.weights.length > 2)
    return undefined;
  const rank = kernel.length - 2;
  const groups = subject.argument('groups') ?? '1';
  const { option, note } = paddingText(subject);
  const total = countOf(subject.layer.weights);
  return {
    call: `nn.Conv${rank}d(${formatDimension(channels)}, ${formatDimension(filters)}, ${windowArgument(kernel.slice(0, -2))}${strides(subject)}${option}${groups === '1' ? '' : `, groups=${groups}`}${noBias(subject)})`,
    arrays: [
      {
        name: 'weight',
        shape: [...kernel.slice(-2).reverse(), ...kernel.slice(0, -2)],
        from: channelsFirst('kernel', rank),
      },
      ...biasOf(subject),
    ],
    note:
      total === undefined
        ? say`Channels come first in its input.${note}${activationNote(subject)}`
        : say`${formatCount(total)} too. Channels come first in its input.${note}${activationNote(subject)}`,
  };
}

export function torchTransposed(subject: Subject): Torch | undefined {
  const kernel = subject.array('kernel')?.shape;
  const [filters, channels] = kernel?.slice(-2) ?? [];
  if (kernel === undefined || filters === undefined || channels === undefined || subject.layer.weights.length > 2)
    return undefined;
  const rank = kernel.length - 2;
  return {
    call: `nn.ConvTranspose${rank}d(${formatDimension(channels)}, ${formatDimension(filters)}, ${windowArgument(kernel.slice(0, -2))}${strides(subject)}${noBias(subject)})`,
    arrays: [
      { name: 'weight', shape: [channels, filters, ...kernel.slice(0, -2)], from: channelsFirst('kernel', rank) },
      ...biasOf(subject),
    ],
    note: say`channels come first in its input.${subject.text('padding') === 'same' ? say` ${code('padding="same"')} crops the output there with ${code('padding')} and ${code('output_padding')}.` : []}${activationNote(subject)}`,
  };
}

/**
 * The depthwise kernel as the weight of a convolution with as many groups as channels: (channels · multiplier, 1,
 * window).
 */
function depthwiseWeight(kernel: readonly Size[], name: string): TorchArray {
  const rank = kernel.length - 2;
  const [channels = 1, multiplier = 1] = kernel.slice(-2);
  const shape = [multiply(channels, multiplier), 1, ...kernel.slice(0, -2)];
  const axes = [rank, rank + 1, ...Array.from({ length: rank }, (_, index) => index)].join(', ');
  return {
    name: 'weight',
    shape,
    from: `${name}.transpose(${axes}).reshape(${shape.map(formatDimension).join(', ')})`,
  };
}

export function torchDepthwise(subject: Subject): Torch | undefined {
  const kernel = subject.array('kernel')?.shape;
  const [channels, multiplier] = kernel?.slice(-2) ?? [];
  if (kernel === undefined || channels === undefined || multiplier === undefined) return undefined;
  const { option, note } = paddingText(subject);
  return {
    call: `nn.Conv${kernel.length - 2}d(${formatDimension(channels)}, ${formatDimension(multiply(channels, multiplier))}, ${windowArgument(kernel.slice(0, -2))}${strides(subject)}${option}, groups=${formatDimension(channels)}${noBias(subject)})`,
    arrays: [depthwiseWeight(kernel, 'kernel'), ...biasOf(subject)],
    note: say`a convolution with a group for each channel. Channels come first in its input.${note}${activationNote(subject)}`,
  };
}

export function torchSeparable(subject: Subject): Torch | undefined {
  const depthwise = subject.array('depthwise_kernel')?.shape;
  const pointwise = subject.array('pointwise_kernel')?.shape;
  const [channels] = depthwise?.slice(-2) ?? [];
  const [between, filters] = pointwise?.slice(-2) ?? [];
  if (
    depthwise === undefined ||
    pointwise === undefined ||
    channels === undefined ||
    between === undefined ||
    filters === undefined
  )
    return undefined;
  const rank = depthwise.length - 2;
  const { option, note } = paddingText(subject);
  const first = depthwiseWeight(depthwise, 'depthwise_kernel');
  return {
    call: undefined,
    arrays: [
      { ...first, name: '0.weight' },
      {
        name: '1.weight',
        shape: [filters, between, ...pointwise.slice(0, -2)],
        from: channelsFirst('pointwise_kernel', rank),
      },
      ...biasOf(subject).map((bias) => ({ ...bias, name: '1.bias' })),
    ],
    note: say`two layers, ${code(`nn.Conv${rank}d(${formatDimension(channels)}, ${formatDimension(between)}, ${windowArgument(depthwise.slice(0, -2))}${strides(subject)}${option}, groups=${formatDimension(channels)}, bias=False)`)} and ${code(`nn.Conv${rank}d(${formatDimension(between)}, ${formatDimension(filters)}, 1${noBias(subject)})`)}. Channels come first in their input.${note}${activationNote(subject)}`,
  };
}

export function torchEmbedding(subject: Subject): Torch | undefined {
  const [rows, columns] = subject.array('embeddings')?.shape ?? [];
  if (rows === undefined || columns === undefined || subject.layer.weights.length > 1) return undefined;
  return {
    call: `nn.Embedding(${formatDimension(rows)}, ${formatDimension(columns)})`,
    arrays: [{ name: 'weight', shape: [rows, columns], from: 'embeddings' }],
    note: say`the same table, not transposed.${subject.flag('mask_zero') ? say` ${code('mask_zero')} has no counterpart: ${code('padding_idx=0')} only keeps row 0 from training.` : []}`,
  };
}
