/** What all convolutions share: the kernel's window and how it steps over the spatial axes. */
import { str, type ListValue, type TupleValue } from '../../../python/domain/value.ts';
import { Expression } from '../../../shapes/expression.ts';
import {
  convolutionShape,
  spatialDimensions,
  type ConvolutionAxis,
  type DataFormat,
  type Padding,
} from '../../../shapes/convolution.ts';
import { add, floorDivide, formatShape, type Dimension, type Shape, type Size } from '../../../shapes/dimension.ts';
import { productOf, valuesTimes } from '../../costs.ts';
import { LayerError, Undecided, type LayerArguments, type Terms } from '../definition.ts';
import { checkEach, isSurelyBelow, requireOneOf, requireSizes } from '../refusals.ts';
import { dataFormatAttribute, sizesAttribute, type Attributes } from '../standardized.ts';
import { shapeOf } from '../values.ts';
import { type Message, words } from '../../../words/message.ts';

export type SpatialRank = 1 | 2 | 3;

const AXIS_NAMES: Readonly<Record<SpatialRank, readonly string[]>> = {
  1: ['steps'],
  2: ['height', 'width'],
  3: ['depth', 'height', 'width'],
};

/** Names of the input's spatial terms. */
export const axisNames = (rank: SpatialRank): readonly string[] => AXIS_NAMES[rank];

/** Names of a kernel's spatial terms: `kernel_size` in one dimension, `kernel_height`, `kernel_width` … in more. */
export function kernelNames(rank: SpatialRank): readonly string[] {
  return rank === 1 ? ['kernel_size'] : AXIS_NAMES[rank].map((name) => `kernel_${name}`);
}

/** The terms of the input's spatial axes, its channels, and the kernel's window. */
export function windowTerms(args: LayerArguments, rank: SpatialRank, input: Shape): Record<string, Dimension> {
  const format = args.dataFormat();
  const spatial = spatialDimensions(input, format);
  const sizes = args.sizes('kernel_size', rank);
  const terms: Record<string, Dimension> = {};
  for (const [index, name] of AXIS_NAMES[rank].entries()) terms[name] = spatial[index] ?? null;
  for (const [index, name] of kernelNames(rank).entries()) terms[name] = sizes[index] ?? null;
  terms['channels'] = input.at(channelAxis(args)) ?? null;
  return terms;
}

export function channelAxis(args: LayerArguments): number {
  return args.dataFormat() === 'channels_last' ? -1 : 1;
}

export function windowAxes(args: LayerArguments, rank: SpatialRank): ConvolutionAxis[] {
  const strides = args.sizes('strides', rank);
  const dilations = args.sizes('dilation_rate', rank);
  return args
    .sizes('kernel_size', rank)
    .map((kernelSize, index) => ({ kernelSize, stride: strides[index] ?? 1, dilation: dilations[index] ?? 1 }));
}

/** How Keras keeps the window's arguments. */
export function windowAttributes(rank: SpatialRank): Attributes {
  return {
    kernel_size: sizesAttribute('kernel_size', rank),
    strides: sizesAttribute('strides', rank),
    dilation_rate: sizesAttribute('dilation_rate', rank),
    padding: (args) => {
      const value = args.value('padding');
      return value.kind === 'list' || value.kind === 'tuple' ? value : str(paddingOf(args));
    },
    data_format: dataFormatAttribute,
  };
}

/** `padding` in lower case, as Keras reads it. `checkWindow` has looked at which one it is. */
export const paddingOf = (args: LayerArguments): Padding => args.text('padding').toLowerCase() as Padding;

/** The refusals of every convolution's constructor. */
export function checkWindow(layer: string, args: LayerArguments, rank: SpatialRank, causal: boolean): void {
  checkEach(
    () => requireSizes(layer, args, 'kernel_size', rank, 1),
    () => requireSizes(layer, args, 'strides', rank, 1),
    () => requireSizes(layer, args, 'dilation_rate', rank, 1),
    () => {
      if (!numbersOf(layer, args))
        requireOneOf(layer, args, 'padding', causal ? ['valid', 'same', 'causal'] : ['valid', 'same'], {
          ignoreCase: true,
        });
    },
    () => args.dataFormat(),
  );
}

/**
 * tf.keras 2 hands a list on to tf.nn.convolution: `[[0, 0], [1, 1], [1, 1], [0, 0]]`, what stands before and behind
 * each axis.
 */
function numbersOf(layer: string, args: LayerArguments): ListValue | TupleValue | undefined {
  const value = args.value('padding');
  return args.kerasVersion === 2 && /^Conv\dD$/.test(layer) && (value.kind === 'list' || value.kind === 'tuple')
    ? value
    : undefined;
}

function padded(numbers: ListValue | TupleValue, shape: Shape): Shape {
  const sides = numbers.items.flatMap((item) => {
    const pair = shapeOf(item);
    return pair?.length === 2 && !pair.includes(null) ? [pair as readonly Size[]] : [];
  });
  if (sides.length !== shape.length || (numbers.kind === 'list' && numbers.summary))
    throw new Undecided('what padding adds is not known');
  return shape.map((dimension, axis) => (dimension === null ? null : sides[axis]!.reduce(add, dimension)));
}

/** Keras refuses strides together with dilation in Conv and Conv…Transpose, though not in the depthwise ones. */
export function checkStridesAgainstDilation(layer: string, args: LayerArguments, rank: SpatialRank): void {
  const strides = args.sizes('strides', rank);
  const dilations = args.sizes('dilation_rate', rank);
  const isMoreThanOne = (size: Size): boolean => typeof size === 'number' && !isSurelyBelow(size, 2);
  if (strides.some(isMoreThanOne) && dilations.some(isMoreThanOne)) {
    throw new LayerError(
      'bad-argument',
      words`${layer}: strides > 1 is not supported together with dilation_rate > 1; strides is ${formatShape(strides)} and dilation_rate is ${formatShape(dilations)}.`,
      { parameter: 'dilation_rate' },
    );
  }
}

/** The shape after a convolution. LayerError negative-size where the kernel does not fit in without padding. */
export function convolved(
  layer: string,
  args: LayerArguments,
  rank: SpatialRank,
  shape: Shape,
  filters: Dimension,
): Dimension[] {
  checkRank(layer, rank, shape);
  const format = args.dataFormat();
  const result = whereDecided(() => {
    const numbers = numbersOf(layer, args);
    const axes = windowAxes(args, rank);
    return numbers
      ? convolutionShape(padded(numbers, shape), filters, axes, 'valid', format)
      : convolutionShape(shape, filters, axes, paddingOf(args), format);
  });
  if (result === undefined) return behindOpenWindow(shape, filters, format);
  if (result.ok) return result.value;
  const kernel = formatShape(args.sizes('kernel_size', rank));
  throw new LayerError(
    'negative-size',
    words`${layer}: the output size would be zero or negative: ${result.message}. Kernel size ${kernel}, input ${formatShape(shape)} read as ${args.dataFormat()}.`,
  );
}

/** What the window's rule gives; undefined where the program does not decide the window. */
export function whereDecided<T>(rule: () => T): T | undefined {
  try {
    return rule();
  } catch (error) {
    if (error instanceof Undecided) return undefined;
    throw error;
  }
}

/** The shape behind a window that is not decided: its spatial axes are not known, but None stays None. */
export function behindOpenWindow(shape: Shape, channels: Dimension, format: DataFormat): Dimension[] {
  const place = format === 'channels_last' ? shape.length - 1 : 1;
  return shape
    .map((dimension, axis) => (axis === 0 || dimension === null ? dimension : Expression.standIn()))
    .with(place, channels);
}

const ORDERS: Readonly<Record<SpatialRank, Message>> = {
  1: words`(batch, steps, channels)`,
  2: words`(batch, height, width, channels)`,
  3: words`(batch, depth, height, width, channels)`,
};

/**
 * Keras reads the rank at different places of a convolution, but takes no other than spatial axes + 2 in any of them.
 */
export function checkRank(layer: string, rank: SpatialRank, shape: Shape): void {
  if (shape.length === rank + 2) return;
  throw new LayerError(
    'rank-mismatch',
    words`${layer} takes an input of ${rank + 2} dimensions ${ORDERS[rank]}, but got ${formatShape(shape)}: expected ndim=${rank + 2}, found ndim=${shape.length}.`,
  );
}

/** Multiply-accumulates for each output value, times the number of output values of one batch element. */
export function perOutputValue(
  rank: SpatialRank,
  factors: readonly string[],
): (terms: Terms, output: Shape) => Size | undefined {
  return (terms, output) =>
    valuesTimes(
      output,
      [...kernelNames(rank), ...factors].map((name) => terms[name]),
    );
}

/** How many places a kernel is applied at: the output's values of one batch element by its channels. */
export function outputPlaces(output: Shape, channels: Dimension | undefined): Size | undefined {
  const [values, count] = [valuesTimes(output, []), productOf([channels])];
  return values === undefined || count === undefined ? undefined : floorDivide(values, count);
}
