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

/** `(224 − 3) // 2 + 1 = 111`, for each axis; only where it comes to what the output really is. */
export function windowArithmetic(subject: Subject, windowArgument: string): Text | undefined {
  const before = spatialAxes(subject, subject.input);
  const after = spatialAxes(subject, subject.output);
  const windows = argumentSizes(subject, windowArgument, before.length);
  const strides =
    argumentSizes(subject, 'strides', before.length) ?? (subject.argument('strides') === 'None' ? windows : undefined);
  const dilations = argumentSizes(subject, 'dilation_rate', before.length) ?? before.map(() => 1);
  const padding = subject.text('padding')?.toLowerCase();
  if (windows === undefined || strides === undefined || before.length === 0) return undefined;
  const lines = before.map((size, index): Text | undefined => {
    const result = after[index];
    const stride = strides[index];
    const window = (dilations[index] ?? 1) * ((windows[index] ?? 1) - 1) + 1;
    if (size === null || result === undefined || result === null || stride === undefined) return undefined;
    const { text, value } = padding === 'valid' ? valid(size, window, stride) : same(size, stride);
    if (sameDimension(value, result) !== 'same') return undefined;
    return padding === 'same' && stride === 1
      ? words`${formatDimension(value)}, padded so that it stays`
      : `${text} = ${formatDimension(value)}`;
  });
  if (!lines.every((line) => line !== undefined)) return undefined;
  return joined([...new Map(lines.map((line) => [inEnglish(line), line])).values()], ', ');
}

function valid(size: Size, window: number, stride: number): { text: string; value: Size } {
  return {
    text: `(${formatDimension(size)} − ${window}) // ${stride} + 1`,
    value: add(floorDivide(subtract(size, window), stride), 1),
  };
}

function same(size: Size, stride: number): { text: string; value: Size } {
  if (stride === 1) return { text: '', value: size };
  return { text: `⌈${formatDimension(size)} / ${stride}⌉`, value: ceilDivide(size, stride) };
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
