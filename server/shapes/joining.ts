import { normalizeAxis } from './axis.ts';
import {
  add,
  compareSizes,
  floorDivide,
  formatShape,
  modulo,
  sameDimension,
  subtract,
  type Dimension,
  type Shape,
  type Size,
} from './dimension.ts';
import { failure, success, type Result } from './result.ts';
import { words } from '../words/message.ts';

/** Which tensors' sizes count at the axes that all share. */
export type KnownFrom = 'first' | 'any';

const knownSize = (shapes: readonly Shape[], axis: number): Dimension =>
  shapes.map((shape) => shape[axis] ?? null).find((size) => size !== null) ?? null;

/**
 * The shape of tensors joined along an axis: the first one's, with the sum of their sizes at that axis (None where one
 * of them is None).
 * Where the first has None at another axis it stays None, whatever the others have, as in Keras; "any": it is what any
 * other has, as in TensorFlow.
 */
export function concatenate(shapes: readonly Shape[], axis: number, known: KnownFrom = 'first'): Result<Dimension[]> {
  const [first] = shapes;
  if (!first) return failure(words`concatenate needs at least one tensor`);
  const place = normalizeAxis(axis, first.length);
  if (!place.ok) return place;
  for (const shape of shapes) {
    const mismatch = shape.length !== first.length || differs(shape, first, place.value);
    if (mismatch) {
      return failure(
        words`shapes ${formatShape(first)} and ${formatShape(shape)} differ at another axis than axis ${axis}, along which they are joined`,
      );
    }
  }
  let total: Dimension = 0;
  for (const shape of shapes) {
    const size: Dimension = shape[place.value] ?? null;
    total = total === null || size === null ? null : add(total, size);
  }
  return success(
    first.map((dimension, index) =>
      index === place.value ? total : known === 'first' ? dimension : knownSize(shapes, index),
    ),
  );
}

/** The shape of tensors of one shape put beside each other along a new axis, which counts in the result. */
export function stack(shapes: readonly Shape[], axis: number, known: KnownFrom = 'first'): Result<Dimension[]> {
  const [first] = shapes;
  if (!first) return failure(words`stack needs at least one tensor`);
  const place = normalizeAxis(axis, first.length + 1);
  if (!place.ok) return place;
  for (const shape of shapes) {
    if (shape.length !== first.length || differs(shape, first)) {
      return failure(
        words`only tensors of one shape can be stacked, not ${formatShape(first)} and ${formatShape(shape)}`,
      );
    }
  }
  const each = known === 'first' ? first : first.map((_, index) => knownSize(shapes, index));
  return success([...each.slice(0, place.value), shapes.length, ...each.slice(place.value)]);
}

/**
 * The shape of each of `sections` equal parts along an axis. An error where the size surely is no multiple of their
 * number.
 */
export function split(shape: Shape, sections: number, axis: number): Result<Dimension[][]> {
  if (!Number.isInteger(sections) || sections < 1) return failure(words`a tensor cannot be split in ${sections} parts`);
  const place = normalizeAxis(axis, shape.length);
  if (!place.ok) return place;
  const size = shape[place.value] ?? null;
  if (size !== null && compareSizes(modulo(size, sections), 0) === 1) {
    return failure(words`${formatShape(shape)} cannot be split in ${sections} equal parts along axis ${axis}`);
  }
  const part = shape.map((dimension, index) => {
    if (index !== place.value) return dimension;
    return size === null ? null : floorDivide(size, sections);
  });
  return success(Array.from({ length: sections }, () => [...part]));
}

/**
 * The shape of each part where an axis is cut before each of `indices`, by Keras's rule: the differences of
 * neighbouring indices, and
 * None for the last part of a dimension None.
 */
export function splitAt(shape: Shape, indices: readonly Size[], axis: number): Result<Dimension[][]> {
  const place = normalizeAxis(axis, shape.length);
  if (!place.ok) return place;
  const size = shape[place.value] ?? null;
  const ends: Dimension[] = [...indices, size];
  let start: Size = 0;
  const parts = ends.map((end) => {
    const length = end === null ? null : subtract(end, start);
    start = end ?? 0;
    return shape.map((dimension, index) => (index === place.value ? length : dimension));
  });
  return success(parts);
}

/** Whether two shapes of one rank surely differ, at another axis than the given one. */
function differs(a: Shape, b: Shape, except?: number): boolean {
  return a.some((dimension, axis) => axis !== except && sameDimension(dimension, b[axis] ?? null) === 'different');
}
