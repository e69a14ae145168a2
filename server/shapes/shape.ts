import { isAmong, normalizeAxes, normalizeAxis, withoutAxes } from './axis.ts';
import { formatDimension, sameDimension, type Dimension, type Shape } from './dimension.ts';
import { failure, success, type Result } from './result.ts';
import { words } from '../words/message.ts';

export { normalizeAxes, normalizeAxis } from './axis.ts';
export { broadcastAll, broadcastShapes } from './broadcasting.ts';
export { einsum } from './einsum.ts';
export { indexShape } from './indexing.ts';
export { concatenate, type KnownFrom, split, splitAt, stack } from './joining.ts';
export { dot, matmul, tensordot } from './products.ts';
export { pad, repeat, tile } from './repetition.ts';
export { productOfDimensions, reshape, reshapeKeepingBatch } from './reshape.ts';
export { sliceLength } from './slice.ts';

/** The dimensions in the order of `axes`; reversed where that is absent. */
export function transpose(shape: Shape, axes?: readonly number[]): Result<Dimension[]> {
  if (!axes) return success([...shape].reverse());
  if (axes.length !== shape.length) {
    return failure(words`transpose needs one axis for each of ${shape.length} dimensions, but got ${axes.length}`);
  }
  const order = normalizeAxes(axes, shape.length);
  return order.ok ? success(order.value.map((axis) => dimensionAt(shape, axis))) : order;
}

/** With the axes `source` moved to the places `destination`; the others keep their order. */
export function moveAxis(shape: Shape, source: readonly number[], destination: readonly number[]): Result<Dimension[]> {
  if (source.length !== destination.length) {
    return failure(
      words`moveaxis needs as many destinations as sources, but got ${source.length} and ${destination.length}`,
    );
  }
  const from = normalizeAxes(source, shape.length);
  if (!from.ok) return from;
  const to = normalizeAxes(destination, shape.length);
  if (!to.ok) return to;
  const moved = new Map(to.value.map((place, index) => [place, from.value[index]!]));
  const rest = withoutAxes(shape, from.value)[Symbol.iterator]();
  return success(
    shape.map((_, place) => {
      const axis = moved.get(place);
      return axis === undefined ? (rest.next().value ?? null) : dimensionAt(shape, axis);
    }),
  );
}

export function swapAxes(shape: Shape, first: number, second: number): Result<Dimension[]> {
  const axes = [first, second].map((axis) => normalizeAxis(axis, shape.length));
  const [a, b] = axes;
  if (!a || !b) return failure(words`two axes are swapped`);
  if (!a.ok) return a;
  if (!b.ok) return b;
  const result = [...shape];
  result[a.value] = dimensionAt(shape, b.value);
  result[b.value] = dimensionAt(shape, a.value);
  return success(result);
}

/** With a dimension of 1 at each of `axes`, which count in the result. */
export function expandDims(shape: Shape, axes: number | readonly number[]): Result<Dimension[]> {
  const places = typeof axes === 'number' ? [axes] : axes;
  const rank = shape.length + places.length;
  const normalized = normalizeAxes(places, rank);
  if (!normalized.ok) return normalized;
  const isAdded = isAmong(normalized.value);
  const rest = shape[Symbol.iterator]();
  return success(Array.from({ length: rank }, (_, axis) => (isAdded(axis) ? 1 : (rest.next().value ?? null))));
}

/**
 * Without the dimensions of 1 at `axes`, or without all dimensions of 1 where that is absent. None is not 1, so it
 * stays, and to name
 * its axis is an error, as in Keras. The value is undefined where the rank depends on whether a symbol is 1.
 */
export function squeeze(shape: Shape, axes?: number | readonly number[]): Result<Dimension[] | undefined> {
  if (axes === undefined) {
    const isUndecided = shape.some((dimension) => dimension !== null && sameDimension(dimension, 1) === 'unsure');
    return success(isUndecided ? undefined : shape.filter((dimension) => dimension !== 1));
  }
  const normalized = normalizeAxes(typeof axes === 'number' ? [axes] : axes, shape.length);
  if (!normalized.ok) return normalized;
  for (const axis of normalized.value) {
    const dimension = dimensionAt(shape, axis);
    if (dimension === null || sameDimension(dimension, 1) === 'different') {
      return failure(words`cannot squeeze axis ${axis}: its dimension is ${formatDimension(dimension)}, not 1`);
    }
  }
  return success(withoutAxes(shape, normalized.value));
}

/**
 * After a sum, mean, maximum … over `axes` (all where absent): the axes fall away, or become 1 with `keepDimensions`.
 */
export function reduce(shape: Shape, axes?: number | readonly number[], keepDimensions = false): Result<Dimension[]> {
  const over = axes === undefined ? shape.map((_, axis) => axis) : typeof axes === 'number' ? [axes] : axes;
  const normalized = normalizeAxes(over, shape.length);
  if (!normalized.ok) return normalized;
  if (!keepDimensions) return success(withoutAxes(shape, normalized.value));
  const isReduced = isAmong(normalized.value);
  return success(shape.map((dimension, axis) => (isReduced(axis) ? 1 : dimension)));
}

/** `take` and `gather` along an axis: the shape of the indices in place of that axis. */
export function take(shape: Shape, indices: Shape, axis: number): Result<Dimension[]> {
  const place = normalizeAxis(axis, shape.length);
  return place.ok ? success([...shape.slice(0, place.value), ...indices, ...shape.slice(place.value + 1)]) : place;
}

function dimensionAt(shape: Shape, axis: number): Dimension {
  return shape[axis] ?? null;
}
