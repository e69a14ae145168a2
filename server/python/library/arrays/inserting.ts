/** `np.delete`, `np.insert` and `np.append`: along an axis, or of the flat array where none is given. */
import { add, subtract, type Shape, type Size } from '../../../shapes/dimension.ts';
import { normalizeAxis } from '../../../shapes/axis.ts';
import * as shapes from '../../../shapes/shape.ts';
import type { Value } from '../../domain/value.ts';
import { numberOfInteger, sizeOf, toArray } from './conversion.ts';
import { declare } from './declare.ts';
import { castElement, isIntegerDtype } from './dtypes.ts';
import { broadcastElements } from './elementwise.ts';
import { slicePositions } from './indexing.ts';
import { flat, type Ranked } from './joining.ts';
import { type LibraryCall, NotDecided } from './library-call.ts';
import { along, copyOf } from './positions.ts';

/** The array as it is meant, and the axis counted from the front. */
function target(call: LibraryCall): { readonly array: Ranked; readonly axis: number; readonly size: Size } {
  const given = call.array('arr');
  const axis = call.optionalInteger('axis');
  const array = axis === undefined ? flat(given) : given;
  const place = axis === undefined ? 0 : call.accept(normalizeAxis(axis, given.shape.length));
  const size = array.shape[place];
  if (size === undefined || size === null) throw new NotDecided('the size along the axis is not known');
  return { array, axis: place, size };
}

const withSize = (shape: Shape, axis: number, size: Size): Shape =>
  shape.map((dimension, at) => (at === axis ? size : dimension));

/** Places along an axis, counted from the front; what lies outside is an IndexError. */
function placesOf(call: LibraryCall, numbers: readonly number[], size: number): number[] {
  return numbers.map((place) => {
    if (place < -size || place >= size)
      return call.interpreter.raise('IndexError', `index ${place} is out of bounds for axis with size ${size}`);
    return place < 0 ? place + size : place;
  });
}

/** The places that `obj` names: an integer, a slice, a mask, or a list of integers. */
function removed(call: LibraryCall, obj: Value, size: Size): readonly number[] | { readonly count: Size } {
  if (obj.kind === 'slice') {
    const [start, stop, step] = [obj.lower, obj.upper, obj.step].map((bound) =>
      bound.kind === 'none' ? undefined : sizeOf(bound),
    );
    const places = typeof size === 'number' ? slicePositions(size, { start, stop, step }) : undefined;
    if (places) return places;
    if (step !== undefined && step !== 1) throw new NotDecided('what is deleted is not known');
    const count = call.accept(shapes.sliceLength(size, { start, stop }));
    if (count === null) throw new NotDecided('what is deleted is not known');
    return { count };
  }
  const given = call.ranked(toArray(call.interpreter, obj));
  const { elements } = given;
  if (given.shape.length > 1) throw new NotDecided('what is deleted is not known');
  if (given.dtype === 'bool' && given.shape.length === 1) {
    if (!elements?.every((element) => element.kind === 'bool')) throw new NotDecided('what is deleted is not known');
    if (typeof size === 'number' && elements.length !== size) throw new NotDecided('the mask is of another size');
    return elements.flatMap((element, place) => (element.value ? [place] : []));
  }
  if (!isIntegerDtype(given.dtype) && given.shape[0] !== 0) throw new NotDecided('what is deleted is not known');
  const numbers = elements?.map((element) => numberOfInteger(element));
  if (numbers?.every((number) => number !== undefined) && typeof size === 'number')
    return placesOf(call, numbers, size);
  if (
    given.shape.length > 0 &&
    !(numbers?.every((number) => number !== undefined && number >= 0) && new Set(numbers).size === numbers.length)
  )
    throw new NotDecided('how many are meant is not known');
  return { count: given.shape.length === 0 ? 1 : numbers!.length };
}

export const remove = declare('delete', 'arr obj axis', (call) => {
  const { array, axis, size } = target(call);
  const places = removed(call, call.required('obj'), size);
  if ('count' in places || typeof size !== 'number')
    return array.like(
      withSize(array.shape, axis, subtract(size, 'count' in places ? places.count : new Set(places).size)),
      array.dtype,
    );
  const gone = new Set(places);
  const kept = Array.from({ length: size }, (_, place) => place).filter((place) => !gone.has(place));
  call.interpreter.spend(Math.ceil(size / 8));
  const result = copyOf(call, array, withSize(array.shape, axis, kept.length), (index) =>
    along(index, axis, kept[index[axis]!]!),
  );
  return array.like(result.shape, array.dtype, result.elements);
});

export const insert = declare('insert', 'arr obj values axis', (call) => {
  const { array, axis, size } = target(call);
  const obj = call.required('obj');
  const given = obj.kind === 'slice' ? undefined : call.ranked(toArray(call.interpreter, obj));
  if (!given || given.shape.length > 1 || !isIntegerDtype(given.dtype))
    throw new NotDecided('where it is inserted is not known');
  const count = given.shape[0] ?? 1;
  const values = call.array('values');
  if (typeof count !== 'number') throw new NotDecided('how many are inserted is not known');
  const block = count === 1 ? blockOf(values, array.shape.length, axis, given.shape.length === 0) : values;
  const many = count === 1 ? block.shape[axis] : count;
  if (many === undefined || many === null) throw new NotDecided('how many are inserted is not known');
  const shape = withSize(array.shape, axis, add(size, many));
  const plan = typeof size === 'number' && typeof many === 'number' ? planOf(call, given, size, many) : undefined;
  const put = plan && typeof many === 'number' ? broadcastable(block, withSize(array.shape, axis, many)) : undefined;
  if (!plan || !put) return array.like(shape, array.dtype);
  const result = copyOf(call, array, shape, (index) => {
    const source = plan[index[axis]!]!;
    if (source.old) return along(index, axis, source.place);
    const element = put(along(index, axis, source.place));
    return element && castElement(element, array.dtype);
  });
  return array.like(shape, array.dtype, result.elements);
});

/**
 * What is inserted at one place: with as many axes as the array, and the first of them moved to where it is inserted.
 */
function blockOf(values: Ranked, rank: number, axis: number, moves: boolean): Ranked {
  const shape: Shape = [...Array<number>(Math.max(rank - values.shape.length, 0)).fill(1), ...values.shape];
  if (!moves || axis === 0) return values.view(shape) as Ranked;
  const order = [...shape.keys()].filter((place) => place !== 0);
  order.splice(axis, 0, 0);
  const moved = order.map((place) => shape[place]!);
  // Moving an axis keeps the order of the elements where all others in front are 1.
  return (
    shape.slice(1, axis + 1).every((size) => size === 1) || shape[0] === 1
      ? values.view(moved)
      : values.selection(moved)
  ) as Ranked;
}

interface Source {
  readonly old: boolean;
  readonly place: number;
}

/** For each place of the result, where it comes from. */
function planOf(call: LibraryCall, given: Ranked, size: number, many: number): readonly Source[] | undefined {
  const numbers = given.elements?.map((element) => numberOfInteger(element));
  if (!numbers?.every((number) => number !== undefined)) return undefined;
  const before = numbers.map((number) => {
    if (number < -size || number > size)
      return call.interpreter.raise('IndexError', `index ${number} is out of bounds for axis with size ${size}`);
    return number < 0 ? number + size : number;
  });
  const plan: Source[] = [];
  for (let place = 0; place <= size; place++) {
    if (before.length === 1 && before[0] === place)
      for (let each = 0; each < many; each++) plan.push({ old: false, place: each });
    else for (const [each, at] of before.entries()) if (at === place) plan.push({ old: false, place: each });
    if (place < size) plan.push({ old: true, place });
  }
  return plan;
}

/** The elements as they are broadcast to a shape, by their index there. */
function broadcastable(values: Ranked, shape: Shape): ((index: readonly number[]) => Value | undefined) | undefined {
  const fits =
    values.shape.length <= shape.length &&
    values.shape.every((size, axis) => size === 1 || size === shape[axis + shape.length - values.shape.length]);
  const elements = fits ? broadcastElements(values, shape) : undefined;
  if (!elements) return undefined;
  const sizes = shape as readonly number[];
  return (index) => elements[index.reduce((position, place, axis) => position * sizes[axis]! + place, 0)];
}
