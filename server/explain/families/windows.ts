/** How a window over an image or a sequence makes the output's size. */
import {
  add,
  ceilDivide,
  floorDivide,
  formatDimension,
  multiply,
  subtract,
  sameDimension,
  type Dimension,
  type Shape,
  type Size,
} from '../../shapes/dimension.ts';
import { inEnglish } from '../../words/language.ts';
import { joined, words, type Text } from '../../words/message.ts';
import type { Subject } from './teaching.ts';

const AXES = ['steps', 'depth', 'height', 'width'];

/**
 * The integers in an argument as Python writes it: `(2, 2)`, `2`; one for each of `rank` axes. Undefined where they are
 * not plain.
 */
export function argumentSizes(subject: Subject, name: string, rank: number): readonly number[] | undefined {
  const text = subject.argument(name);
  if (text === undefined || !/^[([]?\s*\d+(\s*,\s*\d+)*\s*,?\s*[)\]]?$/.test(text)) return undefined;
  const sizes = (text.match(/\d+/g) ?? []).map(Number);
  return sizes.length === rank
    ? sizes
    : sizes.length === 1
      ? Array.from({ length: rank }, () => sizes[0] ?? 1)
      : undefined;
}

/** The axes that the window moves over. */
export function spatialAxes(subject: Subject, shape: Shape | undefined): readonly Dimension[] {
  if (shape === undefined || shape.length < 3) return [];
  return subject.text('data_format') === 'channels_first' ? shape.slice(2) : shape.slice(1, -1);
}

/** One spatial axis of a call. `window`: the elements that the window spans, gaps between them included. */
interface Axis {
  readonly size: Size;
  readonly window: number;
  readonly stride: number;
  readonly outputPadding: number | undefined;
  readonly padding: string | undefined;
}
interface Arithmetic {
  readonly text: Text;
  readonly value: Size;
}

/** `(224 − 3) // 2 + 1 = 111`, for each axis; only where it comes to what the output really is. */
export const windowArithmetic = (subject: Subject, windowArgument: string): Text | undefined =>
  arithmeticOf(subject, windowArgument, ({ size, window, stride, padding }) =>
    padding === 'valid' ? valid(size, window, stride) : same(size, stride),
  );

/** `(14 − 1) · 2 + 2 = 28`: so many steps between the windows that are painted, and the last one. */
export const transposedArithmetic = (subject: Subject): Text | undefined =>
  arithmeticOf(subject, 'kernel_size', ({ size, window, stride, outputPadding, padding }) => {
    const before = formatDimension(size);
    if (padding !== 'valid' && outputPadding === undefined) {
      const value = multiply(size, stride);
      return { text: `${before} · ${stride} = ${formatDimension(value)}`, value };
    }
    const rest = padding === 'valid' ? (outputPadding === undefined ? Math.max(window, stride) : window) : window % 2;
    const value = add(multiply(subtract(size, 1), stride), rest + (outputPadding ?? 0));
    const more = outputPadding === undefined ? '' : ` + ${outputPadding}`;
    return { text: `(${before} − 1) · ${stride} + ${rest}${more} = ${formatDimension(value)}`, value };
  });

function arithmeticOf(subject: Subject, windowArgument: string, reckon: (axis: Axis) => Arithmetic): Text | undefined {
  const before = spatialAxes(subject, subject.input);
  const after = spatialAxes(subject, subject.output);
  const windows = argumentSizes(subject, windowArgument, before.length);
  const strides =
    argumentSizes(subject, 'strides', before.length) ?? (subject.argument('strides') === 'None' ? windows : undefined);
  const dilations = argumentSizes(subject, 'dilation_rate', before.length) ?? before.map(() => 1);
  const outputPaddings = argumentSizes(subject, 'output_padding', before.length);
  const padding = subject.text('padding')?.toLowerCase();
  if (windows === undefined || strides === undefined || before.length === 0) return undefined;
  const lines = before.map((size, index): Text | undefined => {
    const result = after[index];
    const stride = strides[index];
    const window = (dilations[index] ?? 1) * ((windows[index] ?? 1) - 1) + 1;
    if (size === null || result === undefined || result === null || stride === undefined) return undefined;
    const { text, value } = reckon({ size, window, stride, outputPadding: outputPaddings?.[index], padding });
    return sameDimension(value, result) === 'same' ? text : undefined;
  });
  if (!lines.every((line) => line !== undefined)) return undefined;
  return joined([...new Map(lines.map((line) => [inEnglish(line), line])).values()], ', ');
}

function valid(size: Size, window: number, stride: number): Arithmetic {
  const value = add(floorDivide(subtract(size, window), stride), 1);
  return { text: `(${formatDimension(size)} − ${window}) // ${stride} + 1 = ${formatDimension(value)}`, value };
}

function same(size: Size, stride: number): Arithmetic {
  if (stride === 1) return { text: words`${formatDimension(size)}, padded so that it stays`, value: size };
  const value = ceilDivide(size, stride);
  return { text: `⌈${formatDimension(size)} / ${stride}⌉ = ${formatDimension(value)}`, value };
}

/** The names of the input's spatial sizes among the terms: `height`, `width`. */
export function spatialTerms(subject: Subject): readonly string[] {
  return AXES.filter((name) => name in subject.layer.terms);
}

/** The window's sizes as text and as their product: `3 × 3`. */
export function windowText(sizes: readonly Size[]): string {
  return sizes.map(formatDimension).join(' × ');
}

export const windowCount = (sizes: readonly Size[]): Size => sizes.reduce((count, size) => multiply(count, size), 1);
