import { normalizeAxis } from './axis.ts';
import { add, formatShape, multiply, sameDimension, sum, type Dimension, type Shape, type Size } from './dimension.ts';
import { productOfDimensions } from './reshape.ts';
import { failure, success, type Result } from './result.ts';
import { type Message, words } from '../words/message.ts';

/** `tile`: each dimension times its count; the shorter of the two is filled with 1 in front. None stays None. */
export function tile(shape: Shape, counts: readonly Size[]): Dimension[] {
  const rank = Math.max(shape.length, counts.length);
  const filledShape: Dimension[] = [...Array<number>(rank - shape.length).fill(1), ...shape];
  const filledCounts: Size[] = [...Array<number>(rank - counts.length).fill(1), ...counts];
  return filledShape.map((dimension, axis) =>
    dimension === null ? null : multiply(dimension, filledCounts[axis] ?? 1),
  );
}

/**
 * `repeat`: each element `count` times along an axis, or of the flattened tensor where the axis is absent. An array of
 * counts, one for
 * each element, gives their sum. None stays None, as in Keras.
 */
export function repeat(shape: Shape, counts: Size | readonly Size[], axis?: number): Result<Dimension[]> {
  if (axis === undefined) {
    const repeated = repeatSize(productOfDimensions(shape), counts);
    return repeated === undefined ? failure(countMessage(shape)) : success([repeated]);
  }
  const place = normalizeAxis(axis, shape.length);
  if (!place.ok) return place;
  const repeated = repeatSize(shape[place.value] ?? null, counts);
  if (repeated === undefined) return failure(countMessage(shape));
  return success(shape.map((dimension, index) => (index === place.value ? repeated : dimension)));
}

/** `pad`: each dimension plus what is put before and after it. One pair serves all axes; None stays None. */
export function pad(shape: Shape, widths: readonly (readonly [Size, Size])[]): Result<Dimension[]> {
  if (widths.length !== 1 && widths.length !== shape.length) {
    return failure(
      words`pad needs one pair of widths or one for each of the ${shape.length} dimensions of ${formatShape(shape)}, but got ${widths.length}`,
    );
  }
  const [only] = widths;
  return success(
    shape.map((dimension, axis) => {
      const [before, after] = (widths.length === 1 ? only : widths[axis]) ?? [0, 0];
      return dimension === null ? null : add(dimension, add(before, after));
    }),
  );
}

function repeatSize(size: Dimension, counts: Size | readonly Size[]): Dimension | undefined {
  if (size === null) return null;
  const list = isList(counts) ? counts : [counts];
  const [only] = list;
  if (list.length === 1 && only !== undefined) return multiply(size, only);
  return sameDimension(size, list.length) === 'different' ? undefined : sum(list);
}

function isList(counts: Size | readonly Size[]): counts is readonly Size[] {
  return Array.isArray(counts);
}

function countMessage(shape: Shape): Message {
  return words`repeat needs one count, or one for each element along the axis of ${formatShape(shape)}`;
}
