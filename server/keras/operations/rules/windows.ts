/** Convolutions and pooling as functions. */
import {
  convolutionShape,
  type DataFormat,
  type Padding,
  poolingShape,
  transposedConvolutionShape,
} from '../../../shapes/convolution.ts';
import {
  type Dimension,
  floorDivide,
  formatDimension,
  multiply,
  type Shape,
  type Size,
} from '../../../shapes/dimension.ts';
import { type TensorSpec, Undecided } from '../../layers/definition.ts';
import type { OperationArguments } from '../arguments.ts';
import type { KnownSpec } from '../value-specs.ts';
import type { Rule, Rules } from '../definition.ts';
import { exactRank } from './ranks.ts';
import { words } from '../../../words/message.ts';

/** TensorFlow's strides and window sizes may name the batch and channels axes too: `[1, 2, 2, 1]`. */
function spatialSizes(args: OperationArguments, name: string, rank: number, format: DataFormat): readonly Size[] {
  if (rank < 1) throw new Undecided('there is no spatial axis');
  const sizes = args.dimensions(name);
  if (sizes.includes(null)) throw new Undecided(words`${name} is not known`);
  const all = sizes as readonly Size[];
  if (all.length === 1) return new Array<Size>(rank).fill(all[0]!);
  if (all.length === rank + 2) return format === 'channels_last' ? all.slice(1, -1) : all.slice(2);
  if (all.length === rank) return all;
  throw args.refusal(
    'bad-argument',
    words`${name} must be an integer or a tuple of ${rank} integers, but it has ${all.length}`,
    name,
  );
}

function paddingOf(args: OperationArguments): Padding {
  const text = args.text('padding').toLowerCase();
  if (text === 'valid' || text === 'same' || text === 'causal') return text;
  throw args.refusal('bad-argument', words`padding must be "valid" or "same"`, 'padding');
}

interface Kernel {
  readonly size: readonly Size[];
  readonly input: Dimension;
  readonly output: Dimension;
}

function kernelOf(spec: KnownSpec, spatialRank: number, args: OperationArguments): Kernel {
  if (spatialRank < 1) throw new Undecided('there is no spatial axis');
  if (spec.shape.length !== spatialRank + 2) {
    throw args.refusal(
      'rank-mismatch',
      words`the kernel has ${spec.shape.length} dimensions, but inputs with ${spatialRank} spatial axes need one of ${spatialRank + 2}`,
      'kernel',
    );
  }
  const size = spec.shape.slice(0, -2);
  if (size.includes(null)) throw new Undecided('the size of the kernel is not known');
  return { size: size as readonly Size[], input: spec.shape.at(-2)!, output: spec.shape.at(-1)! };
}

const channelsOf = (shape: Shape, format: DataFormat): Dimension =>
  shape.at(format === 'channels_last' ? -1 : 1) ?? null;

function checkChannels(args: OperationArguments, channels: Dimension, kernel: Dimension, grouped: boolean): void {
  if (typeof channels !== 'number' || typeof kernel !== 'number') return;
  // Keras wants the same number where it infers shapes; computing takes groups.
  if (grouped && !args.symbolic ? channels % kernel === 0 : channels === kernel) return;
  throw args.refusal(
    'size-mismatch',
    words`the inputs have ${formatDimension(channels)} channels, but the kernel takes ${formatDimension(kernel)}`,
    'kernel',
  );
}

function convolved(
  args: OperationArguments,
  filtersOf: (kernel: Kernel) => Dimension,
  kernelName: string,
  grouped: boolean,
): TensorSpec {
  const { shape, dtype } = args.tensor('inputs');
  const format = args.dataFormat();
  const rank = shape.length - 2;
  const kernel = kernelOf(args.tensor(kernelName), rank, args);
  checkChannels(args, channelsOf(shape, format), kernel.input, grouped);
  const strides = spatialSizes(args, 'strides', rank, format);
  const dilations = args.isNone('dilation_rate')
    ? new Array<Size>(rank).fill(1)
    : spatialSizes(args, 'dilation_rate', rank, format);
  const axes = kernel.size.map((kernelSize, axis) => ({
    kernelSize,
    stride: strides[axis]!,
    dilation: dilations[axis]!,
  }));
  return {
    shape: args.take(convolutionShape(shape, filtersOf(kernel), axes, paddingOf(args), format), 'negative-size'),
    dtype,
  };
}

const times = (a: Dimension, b: Dimension): Dimension => (a === null || b === null ? null : multiply(a, b));

const pooled: Rule = (args) => {
  const { shape, dtype } = args.tensor('inputs');
  const format = args.dataFormat();
  const rank = shape.length - 2;
  const padding = paddingOf(args);
  if (padding === 'causal') throw args.refusal('bad-argument', words`padding must be "valid" or "same"`, 'padding');
  const sizes = spatialSizes(args, 'pool_size', rank, format);
  const strides = args.isNone('strides') ? sizes : spatialSizes(args, 'strides', rank, format);
  const axes = sizes.map((poolSize, axis) => ({ poolSize, stride: strides[axis]! }));
  return { shape: args.take(poolingShape(shape, axes, padding, format), 'negative-size'), dtype };
};

const adaptive: Rule = (args) => {
  const { shape, dtype } = args.tensor('inputs');
  const size = args.sizes('output_size', shape.length - 2);
  const [batch = null] = shape;
  return {
    shape: args.dataFormat() === 'channels_last' ? [batch, ...size, shape.at(-1)!] : [batch, shape[1]!, ...size],
    dtype,
  };
};

export const WINDOW_RULES: Rules = {
  Conv: (args) => convolved(args, (kernel) => kernel.output, 'kernel', true),
  DepthwiseConv: (args) => convolved(args, (kernel) => times(kernel.input, kernel.output), 'kernel', false),
  SeparableConv: (args) => {
    const filters = args.shape('pointwise_kernel').at(-1) ?? null;
    return convolved(args, () => filters, 'depthwise_kernel', false);
  },
  ConvTranspose: (args) => {
    const { shape, dtype } = args.tensor('inputs');
    const format = args.dataFormat();
    const rank = shape.length - 2;
    const kernel = kernelOf(args.tensor('kernel'), rank, args);
    checkChannels(args, channelsOf(shape, format), kernel.output, false);
    const padding = paddingOf(args);
    if (padding === 'causal') throw args.refusal('bad-argument', words`padding must be "valid" or "same"`, 'padding');
    const strides = spatialSizes(args, 'strides', rank, format);
    const dilations = spatialSizes(args, 'dilation_rate', rank, format);
    const outputPadding = args.isNone('output_padding')
      ? undefined
      : spatialSizes(args, 'output_padding', rank, format);
    const axes = kernel.size.map((kernelSize, axis) => ({
      kernelSize,
      stride: strides[axis]!,
      dilation: dilations[axis]!,
      outputPadding: outputPadding?.[axis],
    }));
    return {
      shape: args.take(transposedConvolutionShape(shape, kernel.input, axes, padding, format), 'negative-size'),
      dtype,
    };
  },
  /** TensorFlow's transposed convolutions are told their output. */
  ConvTransposeTo: (args) => ({ shape: args.dimensions('output_shape'), dtype: args.dtype('inputs') }),
  MaxPool: pooled,
  AveragePool: pooled,
  AdaptiveMaxPool: adaptive,
  AdaptiveAveragePool: adaptive,
  Unfold: (args) => {
    const { shape, dtype } = args.tensor('x');
    const [batch = null, channels = null, height = null, width = null] = exactRank(args, shape, 4);
    const [kernel, dilation, padding, stride] = ['kernel_size', 'dilation', 'padding', 'stride'].map((name) =>
      args.sizes(name, 2).map(plain),
    );
    const count = (size: Dimension, axis: number): Dimension => {
      if (size === null) return null;
      if (typeof size !== 'number') throw new Undecided('the size of the image is not known');
      return (
        Math.floor((size + 2 * padding![axis]! - dilation![axis]! * (kernel![axis]! - 1) - 1) / stride![axis]!) + 1
      );
    };
    return {
      shape: [batch, times(channels, kernel![0]! * kernel![1]!), times(count(height, 0), count(width, 1))],
      dtype,
    };
  },
  Fold: (args) => {
    const { shape, dtype } = args.tensor('x');
    const [batch = null, merged = null] = exactRank(args, shape, 3);
    const area = args
      .sizes('kernel_size', 2)
      .map(plain)
      .reduce((a, b) => a * b, 1);
    return {
      shape: [batch, merged === null ? null : floorDivide(merged, area), ...args.sizes('output_size', 2)],
      dtype,
    };
  },
};

function plain(size: Size): number {
  if (typeof size !== 'number') throw new Undecided('a size is not known');
  return size;
}
