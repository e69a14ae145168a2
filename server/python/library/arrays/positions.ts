/** Elements that come to other places: from where each one of the result is taken. */
import type { Shape } from '../../../shapes/dimension.ts';
import type { Value } from '../../domain/value.ts';
import type { ArrayValue } from './array-value.ts';
import { smallCount } from './conversion.ts';
import type { LibraryCall } from './library-call.ts';

type Ranked = ArrayValue & { shape: Shape };

/** An array whose sizes are numbers and whose elements are kept. */
export interface Known {
  readonly shape: readonly number[];
  readonly elements: readonly Value[];
}

/** The array where its elements are known. */
export function knownOf(array: ArrayValue): Known | undefined {
  const { elements, shape } = array;
  return elements && shape && smallCount(shape) !== undefined
    ? { shape: shape as readonly number[], elements }
    : undefined;
}

/** Distances between neighbours along each axis, in a row-major order. */
export function stridesOf(shape: readonly number[]): number[] {
  const strides: number[] = [];
  let stride = 1;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    strides[axis] = stride;
    stride *= shape[axis]!;
  }
  return strides;
}

/**
 * `make` for each index of a shape, row-major; undefined where there are too many, or where one is undefined. The index
 * is the same array each time.
 */
export function forEachIndex<T>(
  call: LibraryCall,
  shape: Shape,
  make: (index: readonly number[], position: number) => T | undefined,
): T[] | undefined {
  const count = smallCount(shape);
  if (count === undefined) return undefined;
  call.interpreter.spend(Math.ceil(count / 4));
  const sizes = shape as readonly number[];
  const index = new Array<number>(sizes.length).fill(0);
  const made: T[] = [];
  for (let position = 0; position < count; position++) {
    const one = make(index, position);
    if (one === undefined) return undefined;
    made.push(one);
    for (let axis = sizes.length - 1; axis >= 0; axis--) {
      if (++index[axis]! < sizes[axis]!) break;
      index[axis] = 0;
    }
  }
  return made;
}

/** Where an index lies in an array of these sizes. */
export function positionIn(strides: readonly number[], index: readonly number[]): number {
  let position = 0;
  for (let axis = 0; axis < strides.length; axis++) position += index[axis]! * strides[axis]!;
  return position;
}

/** A view of the array in another shape; `from` gives the index in the array for each index of the view. */
export function viewOf(
  call: LibraryCall,
  array: Ranked,
  shape: Shape,
  from: (index: readonly number[]) => readonly number[],
): ArrayValue {
  const known = knownOf(array);
  const strides = known && stridesOf(known.shape);
  const positions = strides && forEachIndex(call, shape, (index) => positionIn(strides, from(index)));
  if (positions) return array.view(shape, positions);
  const view = array.selection(shape);
  view.aliasOf = array.storage ?? array.aliasOf;
  return view;
}

/**
 * A copy of elements of the array in another shape; `from` gives the index in the array, or an element that is put
 * there.
 */
export function copyOf(
  call: LibraryCall,
  array: Ranked,
  shape: Shape,
  from: (index: readonly number[]) => readonly number[] | Value | undefined,
): ArrayValue {
  const known = knownOf(array);
  const strides = known && stridesOf(known.shape);
  const elements =
    strides &&
    forEachIndex(call, shape, (index) => {
      const found = from(index);
      return found === undefined || !isIndex(found) ? found : known.elements[positionIn(strides, found)];
    });
  return array.selection(shape, elements);
}

function isIndex(found: readonly number[] | Value): found is readonly number[] {
  return Array.isArray(found);
}

/** The index with another number along one axis. */
export function along(index: readonly number[], axis: number, place: number): number[] {
  const moved = [...index];
  moved[axis] = place;
  return moved;
}
