/** Functions that pick, order or bound elements. */
import { minimum, type Dimension, type Shape } from '../../../shapes/dimension.ts';
import { broadcastAll } from '../../../shapes/broadcasting.ts';
import * as shapes from '../../../shapes/shape.ts';
import { noteChange } from '../../values/journal.ts';
import { Float, Int, TupleValue, Unknown, type NativeFunction, type Value } from '../../values/value.ts';
import { ArrayValue } from './array-value.ts';
import { elementCount, sizeOf, smallCount, toArray } from './conversion.ts';
import { castElement, NumpyInt, numberOf } from './dtypes.ts';
import { broadcastElements, commonDtype, elementBinary } from './elementwise.ts';
import { trueCount } from './indexing.ts';
import { define, NotDecided, type LibraryCall } from './library-call.ts';
import { unboxed } from './scalars.ts';
import { describedInteger } from '../unknowns.ts';

/** `np.clip(a, a_min, a_max)`: the bounds broadcast, and are nearly always numbers. */
export const clip = define('clip', 'a|x a_min|min|clip_value_min|x_min a_max|max|clip_value_max|x_max out', (call) => {
  const data = call.data('a');
  const bounds = ['a_min', 'a_max'].map((name) => call.optional(name));
  const arrays = bounds.map((bound) => bound && toArray(call.interpreter, bound));
  if (data instanceof Unknown) return call.unknown(data.reason);
  const array = call.ranked(data);
  const shape = call.accept(broadcastAll([array.shape, ...arrays.map((bound) => (bound instanceof ArrayValue ? bound.shape ?? [] : []))]));
  const numbers = arrays.map((bound) => (bound instanceof ArrayValue && bound.shape?.length === 0 && bound.elements?.[0] ? numberOf(bound.elements[0]) : undefined));
  const known = bounds.every((bound, index) => bound === undefined || numbers[index] !== undefined);
  const clipped = known && array.elements?.map((element) => {
    const number = numberOf(element);
    if (number === undefined) return undefined;
    const [low, high] = numbers;
    const bounded = low !== undefined && number < low ? low : high !== undefined && number > high ? high : number;
    return castElement(typeof bounded === 'bigint' ? new Int(bounded) : new Float(bounded), array.dtype);
  });
  return unboxed(array.like(shape, array.dtype, allKnown(clipped || undefined)));
});

export function allKnown(elements: readonly (Value | undefined)[] | undefined): readonly Value[] | undefined {
  return elements?.every((element) => element !== undefined) ? elements as readonly Value[] : undefined;
}

/** To whole numbers, half to even, where no decimals are asked for. */
export const roundArray = define('round', 'a|x decimals out', (call) => {
  const data = call.data('a');
  if (data instanceof Unknown) return call.unknown(data.reason);
  const array = call.ranked(data);
  const decimals = call.integer('decimals', 0);
  const rounded = array.elements?.map((element) => {
    if (element.kind === 'int') return decimals >= 0 ? element : undefined;
    if (element.kind !== 'float' || array.dtype !== 'float64' || Math.abs(decimals) > 15) return undefined;
    const scale = 10 ** Math.abs(decimals);
    const rounded = decimals < 0 ? halfToEven(element.value / scale) * scale : halfToEven(element.value * scale) / scale;
    return castElement(new Float(rounded), array.dtype);
  });
  return unboxed(array.like(array.shape, array.dtype, allKnown(rounded)));
});

export function halfToEven(value: number): number {
  const floor = Math.floor(value);
  const difference = value - floor;
  if (difference !== 0.5) return Math.round(value);
  return floor % 2 === 0 ? floor : floor + 1;
}

/** `np.cumsum(a, axis)`: the shape stays, or is one axis where no axis is given. */
export const cumulative = (name: string): NativeFunction => define(name, 'a|x axis dtype out', (call) => {
  const array = call.array('a');
  const axis = call.optionalInteger('axis');
  const dtype = call.dtype('dtype', array.dtype === 'bool' ? 'int64' : array.dtype);
  const shape: Shape = axis === undefined ? [elementCount(array.shape) ?? null] : array.shape;
  if (axis !== undefined && array.shape.length > 1) return array.like(shape, dtype);
  let total: Value | undefined;
  const operator = name === 'cumsum' ? '+' : '*';
  const elements = array.elements?.map((element) => {
    total = total === undefined ? castElement(element, dtype) : elementBinary(call.interpreter, operator, total, element, dtype);
    return total;
  });
  return array.like(shape, dtype, allKnown(elements));
});

function order(call: LibraryCall, array: ArrayValue, dtype: (element: Value, index: number) => Value): readonly Value[] | undefined {
  if (array.shape?.length !== 1 || !array.elements) return undefined;
  const numbers = array.elements.map(numberOf);
  if (!numbers.every((number) => number !== undefined && !Number.isNaN(number))) return undefined;
  call.interpreter.spend(numbers.length);
  const indices = numbers.map((_, index) => index).sort((a, b) => (numbers[a]! < numbers[b]! ? -1 : numbers[a]! > numbers[b]! ? 1 : a - b));
  return indices.map((index) => dtype(array.elements![index]!, index));
}

export const sorted = define('sort', 'a|values|x axis kind', (call) => {
  const array = call.array('a');
  const axis = call.passed('axis');
  const shape = axis?.kind === 'none' ? [elementCount(array.shape) ?? null] : array.shape;
  return array.selection(shape, order(call, array, (element) => element));
});
/** Which element comes first where several are equal is NumPy's own affair. */
export const argsort = define('argsort', 'a|values|x axis kind', (call) => {
  const array = call.array('a');
  const distinct = array.elements && new Set(array.elements.map((element) => numberOf(element))).size === array.elements.length;
  return array.like(array.shape, 'int64', distinct ? order(call, array, (_element, index) => new NumpyInt(BigInt(index), 'int64')) : undefined);
});

/** The places of what is not 0: one array for each axis, all of the same length, which the values decide. */
export const nonzero = define('nonzero', 'a', (call) => {
  const array = call.array('a');
  const truth = array.elements && allKnown(array.elements.map((element) => (element.kind === 'unknown' ? undefined : element)));
  const count: Dimension = truth && array.dtype !== 'bool' ? truth.filter((element) => call.interpreter.truth(element)).length : trueCount(call.interpreter, undefined, array);
  const places = truth && array.shape.length === 1 ? truth.flatMap((element, index) => (call.interpreter.truth(element) ? [new NumpyInt(BigInt(index), 'int64')] : [])) : undefined;
  return new TupleValue(array.shape.map(() => array.like([count], 'int64', places)));
});

/** `np.where(condition, x, y)`; with a condition alone, the places where it holds. */
export const where = define('where', 'condition x|x1 y|x2', (call) => {
  const x = call.passed('x');
  const y = call.passed('y');
  if (!x || !y) return nonzero.implementation(call.interpreter, { positional: [call.required('condition')], keywords: new Map(), site: call.site });
  const arrays = [call.required('condition'), x, y].map((value) => call.ranked(toArray(call.interpreter, value)));
  const [condition, first, second] = arrays as [typeof arrays[0] & {}, typeof arrays[0] & {}, typeof arrays[0] & {}];
  const shape = call.accept(broadcastAll(arrays.map((array) => array.shape)));
  const dtype = commonDtype(first, second, x, y);
  const [tests, left, right] = arrays.map((array) => broadcastElements(array, shape));
  const chosen = tests && left && right ? tests.map((test, index) => {
    const truth = test.kind === 'unknown' ? undefined : call.interpreter.truth(test);
    return truth === undefined ? undefined : castElement((truth ? left : right)[index]!, dtype);
  }) : undefined;
  return unboxed((condition.library === 'tensorflow' ? condition : first).like(shape, dtype, allKnown(chosen)));
});

/** `np.take(a, indices, axis)`. */
export const take = define('take', 'a|params|x indices axis out', (call) => {
  const array = call.array('a');
  const indices = call.array('indices');
  const axis = call.optionalInteger('axis');
  const shape = axis === undefined ? indices.shape : call.accept(shapes.take(array.shape, indices.shape, axis));
  return unboxed(array.selection(shape));
});

/** `np.argwhere(a)`: a row of places for each element that is not 0; `np.flatnonzero(a)`: one number for each. */
export const argwhere = define('argwhere', 'a', (call) => {
  const array = call.array('a');
  return array.like([trueCount(call.interpreter, undefined, array), array.shape.length], 'int64');
});
export const flatnonzero = define('flatnonzero', 'a', (call) => call.array('a').like([trueCount(call.interpreter, undefined, call.array('a'))], 'int64'));

/** `np.percentile(a, q, axis)`: the axes of q come first. */
export const percentile = (name: string): NativeFunction => define(name, 'a q axis', (call) => {
  const array = call.array('a');
  const places = call.array('q').shape;
  const left = call.accept(shapes.reduce(array.shape, call.axes(), call.flag('keepdims', false)));
  return array.like([...places, ...left], 'float64');
});

/** `np.diag(v)`: a square matrix of a vector, or the diagonal of a matrix. */
export const diagonal = define('diag', 'v k', (call) => {
  const array = call.array('v');
  const [rows, columns] = array.shape;
  if (call.integer('k', 0) !== 0 || rows === undefined || rows === null) throw new NotDecided('this diagonal is not worked out');
  if (columns === undefined) return array.like([rows, rows], array.dtype);
  if (columns === null) throw new NotDecided('the matrix is not known');
  return array.like([minimum(rows, columns)], array.dtype);
});

export const searchsorted = define('searchsorted', 'a v', (call) => call.array('a').like(call.array('v').shape, 'int64'));

/** `np.unique(a)`: as many as there are distinct elements; known class labels, or known elements, say how many. */
export const unique = define('unique', 'ar return_index return_inverse return_counts axis', (call) => {
  const data = call.data('ar');
  if (call.optional('axis')) throw new NotDecided('how many distinct rows there are is not known');
  const extras = [call.flag('return_index', false), call.flag('return_inverse', false), call.flag('return_counts', false)];
  const distinct = data instanceof ArrayValue ? distinctElements(call, data) : undefined;
  const count: Dimension = distinct?.length ?? (data instanceof ArrayValue ? data.classes : undefined) ?? uniqueCount(call, data);
  const dtype = data instanceof ArrayValue ? data.dtype : undefined;
  const classes = data instanceof ArrayValue ? data.classes : undefined;
  const labels = classes !== undefined && !distinct ? Array.from({ length: classes }, (_, index) => castElement(new Int(BigInt(index)), dtype)) : undefined;
  const values = new ArrayValue({ shape: [count], dtype, elements: distinct ?? allKnown(labels), reason: data.reason, classes });
  if (!extras.includes(true)) return values;
  const whole = data instanceof ArrayValue ? elementCount(data.shape) : undefined;
  const results: Value[] = [values];
  if (extras[0]) results.push(new ArrayValue({ shape: [count], dtype: 'int64', reason: data.reason }));
  if (extras[1]) results.push(whole === undefined ? call.interpreter.unknown(data.reason) : new ArrayValue({ shape: [whole], dtype: 'int64', reason: data.reason }));
  if (extras[2]) results.push(new ArrayValue({ shape: [count], dtype: 'int64', reason: data.reason }));
  return new TupleValue(results);
});

function uniqueCount(call: LibraryCall, data: ArrayValue | Unknown): Dimension {
  const key = 'len(unique)';
  const known = data.derived.get(key);
  if (known) return sizeOf(known) ?? null;
  const text = call.sourceText;
  const count = text ? call.interpreter.unknownInteger(data.reason, `len(${text})`) : describedInteger(data.reason, 'len(np.unique(…))');
  noteChange(data);
  data.derived.set(key, count);
  return sizeOf(count) ?? null;
}

function distinctElements(call: LibraryCall, array: ArrayValue): readonly Value[] | undefined {
  if (!array.elements || smallCount(array.shape) === undefined) return undefined;
  call.interpreter.spend(array.elements.length);
  if (array.elements.every((element) => element.kind === 'str')) {
    const texts = new Map(array.elements.map((element) => [element.value, element] as const));
    return [...texts.keys()].sort((a, b) => (a < b ? -1 : 1)).map((text) => texts.get(text)!);
  }
  const numbers = new Map<number | bigint, Value>();
  for (const element of array.elements) {
    const number = numberOf(element);
    if (number === undefined || Number.isNaN(number)) return undefined;
    if (!numbers.has(number)) numbers.set(number, element);
  }
  return [...numbers].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)).map(([, element]) => element);
}
