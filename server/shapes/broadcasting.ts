import { Axes, type Axis, UNKNOWN_AXIS } from './axes.ts';
import {
  compareSizes,
  formatDimension,
  formatShape,
  maximum,
  sameDimension,
  type Dimension,
  type Shape,
} from './dimension.ts';
import { failure, success, type Result } from './result.ts';
import { words } from '../words/message.ts';

/**
 * The shape that two shapes broadcast to, by Keras's rule (`broadcast_shapes`): shapes are aligned at the last axis, 1
 * gives way to
 * anything, None gives way to anything but 1.
 *
 * An error only where the two surely do not fit. Where it depends on a symbol, the program is taken to be one that
 * runs: of 5 and `n`
 * that is 5, of `n` and `m` the larger one. (Symbolic dimensions are taken to be at least 1, and next to None to be
 * other than 1.)
 */
export function broadcastShapes(a: Shape, b: Shape): Result<Dimension[]> {
  const rank = Math.max(a.length, b.length);
  const result: Dimension[] = [];
  for (let axis = 0; axis < rank; axis++) {
    const x = alignedDimension(a, rank, axis);
    const y = alignedDimension(b, rank, axis);
    const joined = broadcastDimensions(x, y);
    if (joined === undefined) {
      return failure(
        words`shapes ${formatShape(a)} and ${formatShape(b)} do not broadcast: ${formatDimension(x)} and ${formatDimension(y)} differ and neither is 1`,
      );
    }
    result.push(joined);
  }
  return success(result);
}

/** The shape that all shapes broadcast to; () for none. */
export function broadcastAll(shapes: Iterable<Shape>): Result<Dimension[]> {
  let joined: Dimension[] = [];
  for (const shape of shapes) {
    const result = broadcastShapes(joined, shape);
    if (!result.ok) return result;
    joined = result.value;
  }
  return success(joined);
}

/** What two dimensions broadcast to; undefined where they surely do not fit. */
export function broadcastDimensions(a: Dimension, b: Dimension): Dimension | undefined {
  if (a === 1) return b;
  if (b === 1 || b === null) return a;
  if (a === null) return b;
  switch (sameDimension(a, b)) {
    case 'same':
      return a;
    case 'different':
      return isSurelyNotOne(a) && isSurelyNotOne(b) ? undefined : maximumUnlessKnown(a, b);
    case 'unsure':
      return maximumUnlessKnown(a, b);
  }
}

/**
 * The same of axes that are not all known. Nothing is said where they do not fit, or where nothing is known of one:
 * that may be no tensor.
 */
export function broadcastAxes(a: Axes, b: Axes): Axes {
  if (a.isUnknown || b.isUnknown) return Axes.UNKNOWN;
  const rank = a.rank === undefined || b.rank === undefined ? undefined : Math.max(a.rank, b.rank);
  const last: Axis[] = [];
  for (let index = -1; index >= -Math.max(a.leastRank, b.leastRank); index--) {
    const joined = broadcastAxis(alignedAxis(a, index), alignedAxis(b, index));
    if (joined === undefined) return Axes.UNKNOWN;
    last.unshift(joined);
  }
  if (rank !== undefined) return Axes.ranked(last);
  // Of the first axes only one that is first in both is first, whichever of them has more.
  const first = a.at(0);
  const isFirst =
    first !== UNKNOWN_AXIS && a.leastRank > 0 && b.leastRank > 0 && Axes.ranked([first]).equals(Axes.ranked([b.at(0)]));
  return Axes.around(isFirst ? [first] : [], last, last.length);
}

/** An axis that is not there is as one of 1. */
const alignedAxis = (axes: Axes, index: number): Axis =>
  axes.rank !== undefined && -index > axes.rank ? 1 : axes.at(index);

function broadcastAxis(a: Axis, b: Axis): Axis | undefined {
  if (a === UNKNOWN_AXIS) return b === UNKNOWN_AXIS || b === null || !isMoreThanOne(b) ? UNKNOWN_AXIS : b;
  return b === UNKNOWN_AXIS ? broadcastAxis(b, a) : broadcastDimensions(a, b);
}

const isMoreThanOne = (dimension: Exclude<Dimension, null>): boolean => typeof dimension === 'number' && dimension > 1;

function maximumUnlessKnown(a: Exclude<Dimension, null>, b: Exclude<Dimension, null>): Dimension {
  if (isSurelyNotOne(a)) return a;
  if (isSurelyNotOne(b)) return b;
  return maximum(a, b);
}

function isSurelyNotOne(size: Exclude<Dimension, null>): boolean {
  const order = compareSizes(size, 1);
  return order === 1 || order === -1;
}

function alignedDimension(shape: Shape, rank: number, axis: number): Dimension {
  const dimension = shape[axis - (rank - shape.length)];
  return dimension === undefined ? 1 : dimension;
}
