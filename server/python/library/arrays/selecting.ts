/** Functions that pick or bound elements. */
import type { Dimension, Shape } from '../../../shapes/dimension.ts';
import { normalizeAxis } from '../../../shapes/axis.ts';
import { broadcastAll } from '../../../shapes/broadcasting.ts';
import * as shapes from '../../../shapes/shape.ts';
import { Float, Int, TupleValue, type NativeFunction, type Value } from '../../domain/value.ts';
import { ArrayValue } from './array-value.ts';
import { elementCount, numberOfInteger, toArray } from './conversion.ts';
import { declare } from './declare.ts';
import { castElement, isFloatDtype, NumpyInt, numberOf } from './dtypes.ts';
import { commonDtype } from './common-dtype.ts';
import { broadcastElements } from './elementwise.ts';
import { trueCount } from './indexing.ts';
import type { Ranked } from './joining.ts';
import { type LibraryCall, NotDecided } from './library-call.ts';
import { along, copyOf, knownOf, stridesOf } from './positions.ts';
import { unboxed } from './scalars.ts';
import { Approximate, limitsOf } from '../../domain/approximate.ts';
import { roundedApproximate } from './approximate-numbers.ts';
import { isUndetermined } from '../../domain/undetermined.ts';

/** `np.clip(a, a_min, a_max)`: the bounds broadcast, and are nearly always numbers. */
export const clip = declare(
  'clip',
  'a|x a_min|min|clip_value_min|x_min a_max|max|clip_value_max|x_max out * dtype casting~',
  (call) => {
    const data = call.data('a');
    const bounds = ['a_min', 'a_max'].map((name) => call.optional(name));
    const arrays = bounds.map((bound) => bound && toArray(call.interpreter, bound));
    if (isUndetermined(data)) return call.unknown(data.reason);
    const array = call.ranked(data);
    const shape = call.accept(
      broadcastAll([array.shape, ...arrays.map((bound) => (bound instanceof ArrayValue ? (bound.shape ?? []) : []))]),
    );
    let dtype = array.dtype;
    for (const [index, bound] of arrays.entries()) {
      if (bound instanceof ArrayValue)
        dtype = commonDtype(array.like([], dtype), bound, index === 0 ? call.required('a') : array, bounds[index]!);
      else if (bound) dtype = undefined;
    }
    const limits = arrays.map((bound) => (bound instanceof ArrayValue ? broadcastElements(bound, shape) : undefined));
    const elements = bounds.every((bound, index) => bound === undefined || limits[index])
      ? broadcastElements(array, shape)
      : undefined;
    const clipped = elements?.map((element, index) => bounded(element, limits[0]?.[index], limits[1]?.[index], dtype));
    return unboxed(array.like(shape, dtype, allKnown(clipped)));
  },
);

function bounded(
  element: Value,
  low: Value | undefined,
  high: Value | undefined,
  dtype: string | undefined,
): Value | undefined {
  if (element instanceof Approximate) return boundedApproximate(element, low, high, dtype);
  let number = numberOf(element);
  const [least, most] = [low, high].map((bound) => bound && numberOf(bound));
  if (number === undefined || Number.isNaN(number) || (low && least === undefined) || (high && most === undefined))
    return undefined;
  if (least !== undefined && number < least) number = least;
  if (most !== undefined && number > most) number = most;
  return castElement(typeof number === 'bigint' ? new Int(number) : new Float(number), dtype);
}

function boundedApproximate(
  element: Approximate,
  low: Value | undefined,
  high: Value | undefined,
  dtype: string | undefined,
): Value | undefined {
  const [least, most] = [low, high].map((bound) => bound && limitsOf(bound));
  if ((low && !least) || (high && !most) || !Number.isFinite(element.low + element.high)) return undefined;
  const bound = (value: number, side: 'low' | 'high'): number =>
    Math.min(Math.max(value, least?.[side] ?? -Infinity), most?.[side] ?? Infinity);
  return new Approximate({ low: bound(element.low, 'low'), high: bound(element.high, 'high') }, dtype);
}

export function allKnown(elements: readonly (Value | undefined)[] | undefined): readonly Value[] | undefined {
  return elements?.every((element) => element !== undefined) ? (elements as readonly Value[]) : undefined;
}

/** To whole numbers, half to even, where no decimals are asked for. */
export const roundArray = declare('round', 'a|x decimals out', (call) => {
  const data = call.data('a');
  if (isUndetermined(data)) return call.unknown(data.reason);
  const array = call.ranked(data);
  const decimals = call.integer('decimals', 0);
  const dtype = array.dtype === 'bool' ? 'float16' : array.dtype;
  const rounded = array.elements?.map((element) => {
    const round = (number: number): number => roundedTo(number, decimals, dtype);
    if (element instanceof Approximate && isFloatDtype(dtype))
      return roundedApproximate(new Approximate(element, dtype), round);
    if (element.kind === 'bool') return decimals === 0 ? castElement(element, dtype) : undefined;
    if (element.kind === 'int') return decimals >= 0 ? element : undefined;
    if (element.kind !== 'float' || !isFloatDtype(dtype) || Math.abs(decimals) > (dtype === 'float64' ? 15 : 6))
      return undefined;
    if (dtype !== 'float64' && dtype !== 'float32' && decimals !== 0) return undefined;
    return castElement(new Float(round(element.value)), dtype);
  });
  return unboxed(array.like(array.shape, dtype, allKnown(rounded)));
});

/** Each step in the dtype itself, as NumPy has it. */
export function roundedTo(value: number, decimals: number, dtype: string | undefined): number {
  const scale = 10 ** Math.abs(decimals);
  const narrow = dtype === 'float32' ? Math.fround : (number: number): number => number;
  return narrow(decimals < 0 ? halfToEven(narrow(value / scale)) * scale : halfToEven(narrow(value * scale)) / scale);
}

export function halfToEven(value: number): number {
  const floor = Math.floor(value);
  const difference = value - floor;
  if (difference !== 0.5) return Math.round(value);
  return floor % 2 === 0 ? floor : floor + 1;
}

/** The places of what is not 0: one array for each axis, all of the same length, which the values decide. */
export const nonzero = declare('nonzero', 'a', (call) => placesOfTruth(call, call.array('a')));

/** The index of each element that is not 0; undefined where that is not known. */
function truePlaces(call: LibraryCall, array: Ranked): readonly (readonly number[])[] | undefined {
  const known = knownOf(array);
  if (!known || known.elements.some((element) => isUndetermined(element))) return undefined;
  call.interpreter.spend(Math.ceil(known.elements.length / 4));
  const strides = stridesOf(known.shape);
  return known.elements.flatMap((element, position) =>
    call.interpreter.truth(element)
      ? [strides.map((stride, axis) => Math.floor(position / stride) % known.shape[axis]!)]
      : [],
  );
}

const placeValue = (place: number): Value => new NumpyInt(BigInt(place), 'int64');

function placesOfTruth(call: LibraryCall, array: Ranked): Value {
  if (array.shape.length === 0) throw new NotDecided('there is no place in an array without axes');
  const places = truePlaces(call, array);
  const count: Dimension = places?.length ?? trueCount(call.interpreter, undefined, array);
  return new TupleValue(
    array.shape.map((_, axis) =>
      array.like(
        [count],
        'int64',
        places?.map((place) => placeValue(place[axis]!)),
      ),
    ),
  );
}

/** `np.argwhere(a)`: a row of places for each element that is not 0; `np.flatnonzero(a)`: one number for each. */
export const argwhere = declare('argwhere', 'a', (call) => {
  const array = call.array('a');
  const places = truePlaces(call, array);
  return array.like(
    [places?.length ?? trueCount(call.interpreter, undefined, array), array.shape.length],
    'int64',
    places?.flat().map(placeValue),
  );
});
export const flatnonzero = declare('flatnonzero', 'a', (call) => {
  const given = call.array('a');
  const array = given.selection([elementCount(given.shape) ?? null], given.elements) as Ranked;
  const places = truePlaces(call, array);
  return array.like(
    [places?.length ?? trueCount(call.interpreter, undefined, given)],
    'int64',
    places?.flat().map(placeValue),
  );
});

/** `np.where(condition, x, y)`; with a condition alone, the places where it holds. */
export const where = declare('where', 'condition x|x1 y|x2', (call) => {
  const x = call.passed('x');
  const y = call.passed('y');
  if (!x && !y) return placesOfTruth(call, call.array('condition'));
  const values = [call.required('condition'), call.required('x'), call.required('y')];
  const arrays = values.map((value) => call.ranked(toArray(call.interpreter, value)));
  const [condition, first, second] = arrays as [
    (typeof arrays)[0] & {},
    (typeof arrays)[0] & {},
    (typeof arrays)[0] & {},
  ];
  const shape = call.accept(broadcastAll(arrays.map((array) => array.shape)));
  const dtype = commonDtype(first, second, values[1], values[2]);
  const [tests, left, right] = arrays.map((array) => broadcastElements(array, shape));
  const chosen =
    tests && left && right
      ? tests.map((test, index) => {
          const truth = isUndetermined(test) ? undefined : call.interpreter.truth(test);
          return truth === undefined ? undefined : castElement((truth ? left : right)[index]!, dtype);
        })
      : undefined;
  return unboxed((condition.library === 'tensorflow' ? condition : first).like(shape, dtype, allKnown(chosen)));
});

/** A place along an axis of `size`; undefined where NumPy refuses it. */
function placeWithin(place: number, size: number, mode: string): number | undefined {
  if (mode === 'clip') return Math.min(Math.max(place, 0), size - 1);
  if (mode === 'wrap') return ((place % size) + size) % size;
  const found = place < 0 ? place + size : place;
  return found >= 0 && found < size ? found : undefined;
}

/** `np.take(a, indices, axis)`. */
export const take = declare('take', 'a|params|x indices axis out mode', (call) => {
  const given = call.array('a');
  const indices = call.array('indices');
  const axis = call.optionalInteger('axis');
  const mode = call.text('mode', 'raise');
  const array =
    axis === undefined ? (given.selection([elementCount(given.shape) ?? null], given.elements) as Ranked) : given;
  const shape = axis === undefined ? indices.shape : call.accept(shapes.take(given.shape, indices.shape, axis));
  const at = axis === undefined ? 0 : call.accept(normalizeAxis(axis, given.shape.length));
  const numbers = indices.elements?.map((element) => (element.kind === 'float' ? undefined : numberOfInteger(element)));
  const size = array.shape[at];
  if (!numbers?.every((number) => number !== undefined) || typeof size !== 'number')
    return unboxed(array.selection(shape));
  const places = numbers.map((number) => placeWithin(number, size, mode));
  const outside = places.indexOf(undefined);
  if (outside >= 0)
    return call.interpreter.raise(
      'IndexError',
      `index ${numbers[outside]} is out of bounds for axis ${at} with size ${size}`,
    );
  const rank = indices.shape.length;
  const strides = stridesOf(indices.shape as readonly number[]);
  return unboxed(
    copyOf(call, array, shape, (index) => {
      const place = places[strides.reduce((position, stride, inner) => position + stride * index[at + inner]!, 0)]!;
      return [...index.slice(0, at), place, ...index.slice(at + rank)];
    }),
  );
});

/** `np.take_along_axis(arr, indices, axis)`: the other axes broadcast. */
export const takeAlongAxis = declare('take_along_axis', 'arr indices axis', (call) => {
  const given = call.array('arr');
  const indices = call.array('indices');
  const isFlat = call.passed('axis')?.kind === 'none';
  const array = isFlat ? (given.selection([elementCount(given.shape) ?? null], given.elements) as Ranked) : given;
  const axis = isFlat ? 0 : call.accept(normalizeAxis(call.integer('axis', -1), array.shape.length));
  if (indices.shape.length !== array.shape.length)
    return call.interpreter.raise('ValueError', '`indices` and `arr` must have the same number of dimensions');
  const others = (shape: Shape): Shape => shape.map((size, at) => (at === axis ? 1 : size));
  const common = call.accept(broadcastAll([others(array.shape), others(indices.shape)]), 'IndexError');
  const shape = common.map((size, at) => (at === axis ? indices.shape[axis]! : size));
  const places = broadcastElements(indices, shape)?.map((element) => numberOfInteger(element));
  const size = array.shape[axis];
  if (!places?.every((place) => place !== undefined) || typeof size !== 'number') return array.selection(shape);
  if (places.some((place) => place < -size || place >= size))
    return call.interpreter.raise('IndexError', 'index is out of bounds');
  const strides = stridesOf(shape as readonly number[]);
  return copyOf(call, array, shape, (index) => {
    const place = places[strides.reduce((position, stride, at) => position + stride * index[at]!, 0)]!;
    return along(index, axis, place < 0 ? place + size : place).map((at, number) =>
      number !== axis && array.shape[number] === 1 ? 0 : at,
    );
  });
});

/** `np.choose(a, choices)`: of the a-th choice the element in its place. */
export const choose = declare('choose', 'a choices out mode', (call) => {
  const index = call.array('a');
  const choices = call.items('choices').map((item) => call.ranked(toArray(call.interpreter, item)));
  const mode = call.text('mode', 'raise');
  const [first] = choices;
  if (!first) throw new NotDecided('there are no choices');
  const shape = call.accept(broadcastAll([index.shape, ...choices.map((choice) => choice.shape)]));
  const dtype = choices
    .map((choice) => choice.dtype)
    .reduce((a, b) => commonDtype(first.like([], a), first.like([], b)));
  const places = broadcastElements(index, shape)?.map((element) => numberOfInteger(element));
  const columns = choices.map((choice) => broadcastElements(choice, shape));
  const picked = places?.map((place, at) => {
    const choice =
      place === undefined || (mode === 'raise' && place < 0) ? undefined : placeWithin(place, choices.length, mode);
    const element = choice === undefined ? undefined : columns[choice]?.[at];
    return element && castElement(element, dtype);
  });
  return unboxed(first.like(shape, dtype, allKnown(picked)));
});

/** `np.compress(condition, a, axis)` and `np.extract(condition, arr)`: what a mask picks. */
export const compress = declare('compress', 'condition a axis out', (call) => {
  const given = call.array('a');
  const axis = call.optionalInteger('axis');
  const array =
    axis === undefined ? (given.selection([elementCount(given.shape) ?? null], given.elements) as Ranked) : given;
  const at = axis === undefined ? 0 : call.accept(normalizeAxis(axis, given.shape.length));
  const condition = call.array('condition');
  if (condition.shape.length !== 1) return call.interpreter.raise('ValueError', 'condition must be a 1-d array');
  const places = truePlaces(call, condition)?.flat();
  const size = array.shape[at];
  if (places && typeof size === 'number' && places.some((place) => place >= size))
    return call.interpreter.raise('IndexError', 'index is out of bounds');
  const count = places?.length ?? trueCount(call.interpreter, undefined, condition);
  const shape = array.shape.map((dimension, number) => (number === at ? count : dimension));
  return places ? copyOf(call, array, shape, (index) => along(index, at, places[index[at]!]!)) : array.selection(shape);
});
export const extract: NativeFunction = declare('extract', 'condition arr', (call) => {
  const [given, mask] = [call.array('arr'), call.array('condition')];
  const flat = (array: Ranked): Ranked =>
    array.selection([elementCount(array.shape) ?? null], array.elements) as Ranked;
  const [array, condition] = [flat(given), flat(mask)];
  const places = truePlaces(call, condition)?.flat();
  const size = array.shape[0];
  if (places && typeof size === 'number' && places.some((place) => place >= size))
    return call.interpreter.raise('IndexError', 'index is out of bounds');
  if (!places) return array.selection([trueCount(call.interpreter, undefined, condition)]);
  return copyOf(call, array, [places.length], ([place = 0]) => [places[place]!]);
});
