import { normalizeAxes, withoutAxes } from './axis.ts';
import { broadcastShapes } from './broadcasting.ts';
import { formatDimension, formatShape, sameDimension, type Dimension, type Shape } from './dimension.ts';
import { failure, success, type Result } from './result.ts';
import { type Message, words } from '../words/message.ts';

/**
 * `matmul` and `@`: the last axis of a meets the second last of b; the axes before them broadcast. A vector's own axis
 * falls away.
 */
export function matmul(a: Shape, b: Shape): Result<Dimension[]> {
  if (a.length === 0 || b.length === 0) return failure(words`matmul takes no scalars`);
  const left: Shape = a.length === 1 ? [1, ...a] : a;
  const right: Shape = b.length === 1 ? [...b, 1] : b;
  const inner = left.at(-1) ?? null;
  const other = right.at(-2) ?? null;
  if (sameDimension(inner, other) === 'different') return failure(innerMessage('matmul', a, b, inner, other));
  const leading = broadcastShapes(left.slice(0, -2), right.slice(0, -2));
  if (!leading.ok) return leading;
  return success([
    ...leading.value,
    ...(a.length === 1 ? [] : [left.at(-2) ?? null]),
    ...(b.length === 1 ? [] : [right.at(-1) ?? null]),
  ]);
}

/**
 * `numpy.dot` and `ops.dot`: all axes of a but the last, then all of b but the second last (but the only one of a
 * vector). A scalar
 * multiplies. Like Keras, the lengths of two vectors are not compared.
 */
export function dot(a: Shape, b: Shape): Result<Dimension[]> {
  if (a.length === 0 || b.length === 0) return success([...a, ...b]);
  if (a.length === 1 && b.length === 1) return success([]);
  const place = b.length === 1 ? 0 : b.length - 2;
  const inner = a.at(-1) ?? null;
  const other = b[place] ?? null;
  if (sameDimension(inner, other) === 'different') return failure(innerMessage('dot', a, b, inner, other));
  return success([...a.slice(0, -1), ...b.slice(0, place), ...b.slice(place + 1)]);
}

/**
 * `tensordot`: with a number n, the last n axes of a meet the first n of b; with two lists of axes, those named. What
 * meets falls away.
 * Like Keras, a number of axes is not checked against the dimensions.
 */
export function tensordot(
  a: Shape,
  b: Shape,
  axes: number | readonly [readonly number[], readonly number[]],
): Result<Dimension[]> {
  if (typeof axes === 'number') {
    return success(axes <= 0 ? [...a, ...b] : [...a.slice(0, Math.max(a.length - axes, 0)), ...b.slice(axes)]);
  }
  const left = normalizeAxes(axes[0], a.length);
  if (!left.ok) return left;
  const right = normalizeAxes(axes[1], b.length);
  if (!right.ok) return right;
  if (left.value.length !== right.value.length) {
    return failure(
      words`tensordot needs as many axes of the one as of the other, but got ${left.value.length} and ${right.value.length}`,
    );
  }
  for (const [index, axis] of left.value.entries()) {
    const inner = a[axis] ?? null;
    const other = b[right.value[index] ?? 0] ?? null;
    if (sameDimension(inner, other) === 'different') return failure(innerMessage('tensordot', a, b, inner, other));
  }
  return success([...withoutAxes(a, left.value), ...withoutAxes(b, right.value)]);
}

function innerMessage(name: string, a: Shape, b: Shape, inner: Dimension, other: Dimension): Message {
  return words`${name} of ${formatShape(a)} and ${formatShape(b)}: the axes that meet have ${formatDimension(inner)} and ${formatDimension(other)} elements`;
}
