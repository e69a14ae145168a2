import {
  add,
  compareSizes,
  floorDivide,
  formatDimension,
  formatShape,
  isAtMost,
  maximum,
  modulo,
  multiply,
  subtract,
  type Dimension,
  type Shape,
  type Size,
} from './dimension.ts';
import { failure, success, type Result } from './result.ts';
import { type Message, words } from '../words/message.ts';

/** Where the channels stand: (batch, …, channels) or (batch, channels, …). */
export type DataFormat = 'channels_last' | 'channels_first';

export type Padding = 'valid' | 'same' | 'causal';

/** One spatial axis of a convolution: sizes in elements, `dilation` 1 where absent. */
export interface ConvolutionAxis {
  readonly kernelSize: Size;
  readonly stride: Size;
  readonly dilation?: Size | undefined;
}

export interface PoolingAxis {
  readonly poolSize: Size;
  readonly stride: Size;
}

export interface TransposedConvolutionAxis extends ConvolutionAxis {
  /** Elements added at the end; undefined for Keras's default. */
  readonly outputPadding?: Size | undefined;
}

/**
 * How many places a kernel takes along an axis: ⌊(size − dilation·(kernel − 1) − 1) ÷ stride⌋ + 1 with `valid`, ⌈size ÷
 * stride⌉ with `same`
 * and `causal`. None stays None. An error where `valid` surely leaves no place (Keras's `compute_conv_output_shape`
 * raises there, and
 * only there).
 */
export function convolutionSize(size: Dimension, axis: ConvolutionAxis, padding: Padding): Result<Dimension> {
  const { kernelSize, stride, dilation = 1 } = axis;
  const wrong =
    wrongStep(stride, wrongStride) ?? wrongStep(dilation, wrongDilation) ?? wrongStep(kernelSize, wrongKernel);
  if (wrong) return failure(wrong);
  return windowPlaces(size, extent(kernelSize, dilation), stride, padding, 'kernel');
}

/**
 * As for a convolution without dilation (`compute_pooling_output_shape`): `valid` leaves out a rest that does not fill
 * a window.
 */
export function poolingSize(
  size: Dimension,
  { poolSize, stride }: PoolingAxis,
  padding: Exclude<Padding, 'causal'>,
): Result<Dimension> {
  const wrong = wrongStep(stride, wrongStride) ?? wrongStep(poolSize, wrongPool);
  return wrong ? failure(wrong) : windowPlaces(size, poolSize, stride, padding, 'pooling window');
}

/**
 * The size that a transposed convolution gives along an axis. With the kernel's extent k = dilation·(kernel − 1) + 1:
 * `valid` (size − 1)·stride + k + (output padding, or max(k, stride) − k); `same` size·stride, or with output padding
 * (size − 1)·stride + k % 2 + output padding. None stays None. Keras's `compute_conv_transpose_output_shape`, which
 * never raises.
 */
export function transposedConvolutionSize(
  size: Dimension,
  axis: TransposedConvolutionAxis,
  padding: Exclude<Padding, 'causal'>,
): Dimension {
  if (size === null) return null;
  const { kernelSize, stride, dilation = 1, outputPadding } = axis;
  const kernelExtent = extent(kernelSize, dilation);
  const steps = multiply(subtract(size, 1), stride);
  if (padding === 'valid') {
    return add(steps, outputPadding === undefined ? maximum(kernelExtent, stride) : add(kernelExtent, outputPadding));
  }
  return outputPadding === undefined ? multiply(size, stride) : add(steps, add(modulo(kernelExtent, 2), outputPadding));
}

/** The shape after a convolution with `filters` kernels, one axis description for each spatial axis. */
export function convolutionShape(
  shape: Shape,
  filters: Dimension,
  axes: readonly ConvolutionAxis[],
  padding: Padding,
  dataFormat: DataFormat,
): Result<Dimension[]> {
  return overSpatialAxes(shape, filters, axes, dataFormat, (size, axis) => convolutionSize(size, axis, padding));
}

/** The shape after pooling; the channels stay. */
export function poolingShape(
  shape: Shape,
  axes: readonly PoolingAxis[],
  padding: Exclude<Padding, 'causal'>,
  dataFormat: DataFormat,
): Result<Dimension[]> {
  const channels = shape.at(dataFormat === 'channels_last' ? -1 : 1) ?? null;
  return overSpatialAxes(shape, channels, axes, dataFormat, (size, axis) => poolingSize(size, axis, padding));
}

/** The shape after a transposed convolution with `filters` kernels. */
export function transposedConvolutionShape(
  shape: Shape,
  filters: Dimension,
  axes: readonly TransposedConvolutionAxis[],
  padding: Exclude<Padding, 'causal'>,
  dataFormat: DataFormat,
): Result<Dimension[]> {
  return overSpatialAxes(shape, filters, axes, dataFormat, (size, axis) =>
    success(transposedConvolutionSize(size, axis, padding)),
  );
}

/** The axes between batch and channels. */
export function spatialDimensions(shape: Shape, dataFormat: DataFormat): Shape {
  return dataFormat === 'channels_last' ? shape.slice(1, -1) : shape.slice(2);
}

/** Batch, spatial axes and channels in the order of the data format. */
export function withSpatialDimensions(
  batch: Dimension,
  spatial: Shape,
  channels: Dimension,
  dataFormat: DataFormat,
): Dimension[] {
  return dataFormat === 'channels_last' ? [batch, ...spatial, channels] : [batch, channels, ...spatial];
}

function overSpatialAxes<Axis>(
  shape: Shape,
  channels: Dimension,
  axes: readonly Axis[],
  dataFormat: DataFormat,
  sizeAlong: (size: Dimension, axis: Axis) => Result<Dimension>,
): Result<Dimension[]> {
  const [batch = null] = shape;
  if (shape.length !== axes.length + 2) {
    return failure(
      words`expected ${axes.length + 2} dimensions (batch, ${axes.length} spatial, channels), but got ${formatShape(shape)}`,
    );
  }
  const spatial: Dimension[] = [];
  for (const [index, axis] of axes.entries()) {
    const size = sizeAlong(spatialDimensions(shape, dataFormat)[index] ?? null, axis);
    if (!size.ok) return failure(words`${size.message} (in ${formatShape(shape)})`);
    spatial.push(size.value);
  }
  return success(withSpatialDimensions(batch, spatial, channels, dataFormat));
}

function windowPlaces(
  size: Dimension,
  windowSize: Size,
  stride: Size,
  padding: Padding,
  window: 'kernel' | 'pooling window',
): Result<Dimension> {
  if (size === null) return success(null);
  if (padding !== 'valid') return success(add(floorDivide(subtract(size, 1), stride), 1));
  const places = add(floorDivide(subtract(size, windowSize), stride), 1);
  if (isAtMost(places, 0)) {
    return failure(
      window === 'kernel'
        ? words`a kernel over ${formatDimension(windowSize)} elements does not fit in ${formatDimension(size)} without padding`
        : words`a pooling window over ${formatDimension(windowSize)} elements does not fit in ${formatDimension(size)} without padding`,
    );
  }
  return success(places);
}

/** How many elements a dilated kernel spans. */
function extent(kernelSize: Size, dilation: Size): Size {
  return add(multiply(dilation, subtract(kernelSize, 1)), 1);
}

function wrongStep(size: Size, wrong: (size: string) => Message): Message | undefined {
  const order = compareSizes(size, 0);
  return order === -1 || order === 0 ? wrong(formatDimension(size)) : undefined;
}

const wrongStride = (size: string): Message => words`the stride must be positive, but is ${size}`;
const wrongDilation = (size: string): Message => words`the dilation must be positive, but is ${size}`;
const wrongKernel = (size: string): Message => words`the kernel size must be positive, but is ${size}`;
const wrongPool = (size: string): Message => words`the pool size must be positive, but is ${size}`;
