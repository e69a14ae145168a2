/** Elements that come several times: tiles, repeats, and what is put around an array. */
import type { Shape, Size } from '../../../shapes/dimension.ts';
import * as shapes from '../../../shapes/shape.ts';
import { type DictValue, int, type NativeFunction, type Value } from '../../domain/value.ts';
import { ArrayValue } from './array-value.ts';
import { elementCount, numberOfInteger, sizeOf, toArray } from './conversion.ts';
import { declare } from './declare.ts';
import { castElement } from './dtypes.ts';
import { broadcastElements } from './elementwise.ts';
import type { Ranked } from './joining.ts';
import { type LibraryCall, NotDecided } from './library-call.ts';
import { along, copyOf } from './positions.ts';

/** A count or several; None is no count. */
function countsOf(call: LibraryCall, value: Value, name: string): readonly Size[] {
  return call.shapeOf(value, name).map((count) => {
    if (count === null) throw new NotDecided('the counts are not known');
    if (typeof count === 'number' && count < 0)
      return call.interpreter.raise('ValueError', 'negative dimensions are not allowed');
    return count;
  });
}

export const tile = declare('tile', 'A|input reps|multiples', (call) => {
  const array = call.array('A');
  const shape = shapes.tile(array.shape, countsOf(call, call.required('reps'), 'reps'));
  const missing = shape.length - array.shape.length;
  return copyOf(call, array, shape, (index) =>
    array.shape.map((size, axis) => index[axis + missing]! % (size as number)),
  );
});

export const repeat = declare('repeat', 'a|input|x repeats axis', (call) => {
  const given = call.array('a');
  const axis = call.optionalInteger('axis');
  const counts = countsOf(call, call.required('repeats'), 'repeats');
  const flat = given.selection([elementCount(given.shape) ?? null], given.elements) as Ranked;
  const array = axis === undefined ? flat : given;
  const place = axis === undefined ? 0 : axis;
  const shape = call.accept(shapes.repeat(array.shape, counts.length === 1 ? counts[0]! : counts, place));
  const at = place < 0 ? place + shape.length : place;
  const size = array.shape[at];
  if (typeof size !== 'number' || typeof shape[at] !== 'number') return array.selection(shape);
  const from: number[] = [];
  for (let index = 0; index < size && from.length < shape[at]; index++) {
    for (let count = 0; count < (counts.length === 1 ? (counts[0]! as number) : (counts[index]! as number)); count++)
      from.push(index);
    call.interpreter.spend();
  }
  return copyOf(call, array, shape, (index) => along(index, at, from[index[at]!]!));
});

/** Which place of an axis of `size` a place before or behind it shows; undefined for what is put there. */
type Edge = (place: number, size: number) => number | undefined;
const wrapped = (place: number, size: number): number => ((place % size) + size) % size;
const within = (place: number, size: number): number | undefined => (place >= 0 && place < size ? place : undefined);
const EDGES: Readonly<Record<string, Edge>> = {
  constant: within,
  empty: within,
  linear_ramp: within,
  maximum: within,
  minimum: within,
  mean: within,
  median: within,
  edge: (place, size) => Math.min(Math.max(place, 0), size - 1),
  wrap: wrapped,
  symmetric: (place, size) => {
    const folded = wrapped(place, 2 * size);
    return folded < size ? folded : 2 * size - 1 - folded;
  },
  reflect: (place, size) => {
    if (size === 1) return 0;
    const folded = wrapped(place, 2 * size - 2);
    return folded < size ? folded : 2 * size - 2 - folded;
  },
};

/** `np.pad(a, pad_width)`: one number, one pair, or one pair for each axis. */
export const pad: NativeFunction = declare(
  'pad',
  'array|tensor|x pad_width|paddings mode constant_values stat_length end_values reflect_type',
  (call) => {
    const array = call.array('array');
    const pairs = paddings(call, array.shape.length);
    const shape = call.accept(shapes.pad(array.shape, pairs));
    const mode = call.optional('mode');
    const edge = mode === undefined ? within : mode.kind === 'str' ? EDGES[mode.value.toLowerCase()] : undefined;
    // A function of the program's puts what it likes there, and in the shape.
    if (!edge) return array.selection(shape);
    // They change no more than what is put around the array.
    const others = ['stat_length', 'end_values', 'reflect_type'].filter((name) => call.optional(name) !== undefined);
    const filler = fillers(call, shape.length);
    const isConstant = mode === undefined || (mode.kind === 'str' && mode.value.toLowerCase() === 'constant');
    const axes = pairs.length === 1 ? shape.map(() => pairs[0]!) : pairs;
    if (others.length > 0) return array.selection(shape);
    return copyOf(call, array, shape, (index) => {
      let filled: Value | undefined;
      let isOutside = false;
      const from = index.map((place, axis) => {
        const found = edge(place - (axes[axis]![0] as number), array.shape[axis] as number);
        if (found !== undefined) return found;
        isOutside = true;
        filled = filler?.(axis, place < (axes[axis]![0] as number) ? 0 : 1);
        return 0;
      });
      if (!isOutside) return from;
      return isConstant && filled ? castElement(filled, array.dtype) : undefined;
    });
  },
);

/** Before and behind each axis; one pair for all where there is one. */
function paddings(call: LibraryCall, rank: number): readonly (readonly [Size, Size])[] {
  const width = call.required('pad_width');
  const single = sizeOf(width);
  if (single !== undefined) return [nonNegative(call, [single, single])];
  if (width.kind === 'dict') return paddingsByAxis(call, width, rank);
  const given = toArray(call.interpreter, width);
  if (given instanceof ArrayValue && given.elements && given.shape && given.shape.length > 0) {
    const [, perAxis] = given.shape.length === 1 ? [1, given.shape[0]] : given.shape;
    const whole: Shape =
      perAxis === 1 && given.shape.length === 1
        ? [rank, 2]
        : given.shape.length === 1
          ? [rank, 2]
          : [given.shape[0] === 1 ? rank : given.shape[0]!, 2];
    const sizes = broadcastable(given.shape, whole)
      ? broadcastElements(given, whole)?.map((element) => sizeOf(element))
      : undefined;
    if (sizes?.every((size) => size !== undefined))
      return Array.from({ length: sizes.length / 2 }, (_, axis) =>
        nonNegative(call, [sizes[2 * axis]!, sizes[2 * axis + 1]!]),
      );
  }
  return call.itemsOf(width, 'pad_width').map((item) => {
    const [before, after] = call.shapeOf(item, 'pad_width');
    if (before === undefined || before === null || after === null) throw new NotDecided('pad_width is not known');
    return nonNegative(call, [before, after ?? before]);
  });
}

const broadcastable = (from: Shape, to: Shape): boolean =>
  from.every((size, axis) => size === 1 || size === to[to.length - from.length + axis]);

function nonNegative(call: LibraryCall, pair: readonly [Size, Size]): readonly [Size, Size] {
  return pair.some((size) => typeof size === 'number' && size < 0)
    ? call.interpreter.raise('ValueError', "index can't contain negative values")
    : pair;
}

/** `{axis: width}` of NumPy 2: the other axes stay. */
function paddingsByAxis(call: LibraryCall, widths: DictValue, rank: number): readonly (readonly [Size, Size])[] {
  if (widths.summary) throw new NotDecided('pad_width is not known');
  const pairs: (readonly [Size, Size])[] = Array.from({ length: rank }, () => [0, 0]);
  for (const [key, value] of widths.entries.values()) {
    const axis = numberOfInteger(key);
    const [before, after] = call.shapeOf(value, 'pad_width');
    if (axis === undefined || before === undefined || before === null || after === null)
      throw new NotDecided('pad_width is not known');
    pairs[axis < 0 ? axis + rank : axis] = nonNegative(call, [before, after ?? before]);
  }
  return pairs;
}

/** What is put before and behind each axis: zeros where nothing is said. */
function fillers(call: LibraryCall, rank: number): ((axis: number, side: 0 | 1) => Value | undefined) | undefined {
  const given = call.optional('constant_values');
  if (!given) return () => int(0);
  const values = toArray(call.interpreter, given);
  if (!(values instanceof ArrayValue) || !values.shape || !broadcastable(values.shape, [rank, 2])) return undefined;
  const each = broadcastElements(values, [rank, 2]);
  return (axis, side) => each?.[2 * axis + side];
}
