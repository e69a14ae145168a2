/** Sums, means, maxima … over axes. */
import type { Shape } from '../../../shapes/dimension.ts';
import { normalizeAxes } from '../../../shapes/axis.ts';
import { reduce } from '../../../shapes/shape.ts';
import { bool, int, type NativeFunction, type Value } from '../../values/value.ts';
import { memoized } from '../unknowns.ts';
import type { ArrayValue } from './array-value.ts';
import { smallCount } from './conversion.ts';
import { castElement, isFloatDtype, isIntegerDtype, NumpyFloat, NumpyInt, numberOf, roundFloat, fits } from './dtypes.ts';
import { define, type LibraryCall } from './library-call.ts';
import { unboxed, unknownScalar } from './scalars.ts';

/** What one reduction does with the elements of a group; undefined where it is not worked out. */
type Fold = (elements: readonly Value[], dtype: string, call: LibraryCall) => Value | undefined;

interface Reduction {
  readonly dtype: (input: string | undefined) => string | undefined;
  readonly fold: Fold | undefined;
  /** The result of a reduction over everything, where the metadata decide it. */
  readonly known?: (array: ArrayValue) => number | undefined;
}

const accumulated = (input: string | undefined): string | undefined => {
  if (input === undefined) return undefined;
  if (input === 'bool' || /^int(8|16|32|64)$/.test(input)) return 'int64';
  return /^uint/.test(input) ? 'uint64' : input;
};
const averaged = (input: string | undefined): string | undefined => (input === undefined ? undefined : isIntegerDtype(input) || input === 'bool' ? 'float64' : input);
const same = (input: string | undefined): string | undefined => input;
const always = (dtype: string) => () => dtype;

const reductions: Readonly<Record<string, Reduction>> = {
  sum: { dtype: accumulated, fold: sumOf },
  prod: { dtype: accumulated, fold: productOf },
  mean: { dtype: averaged, fold: meanOf },
  std: { dtype: averaged, fold: (elements, dtype, call) => rootOf(varianceOf(elements, dtype, call), dtype) },
  var: { dtype: averaged, fold: varianceOf },
  max: { dtype: same, fold: (elements, _dtype, call) => extreme(elements, call, 1), known: (array) => (array.classes === undefined ? undefined : array.classes - 1) },
  min: { dtype: same, fold: (elements, _dtype, call) => extreme(elements, call, -1), known: (array) => (array.classes === undefined ? undefined : 0) },
  ptp: { dtype: same, fold: undefined },
  median: { dtype: averaged, fold: undefined },
  all: { dtype: always('bool'), fold: (elements, _dtype, call) => truths(elements, call, true) },
  any: { dtype: always('bool'), fold: (elements, _dtype, call) => truths(elements, call, false) },
  count_nonzero: { dtype: always('int64'), fold: undefined },
};
const aliases: Readonly<Record<string, string>> = {
  amax: 'max', amin: 'min', nanmax: 'max', nanmin: 'min', nansum: 'sum', nanprod: 'prod', nanmean: 'mean', nanstd: 'std', nanvar: 'var', nanmedian: 'median', alltrue: 'all', sometrue: 'any', product: 'prod', average: 'mean',
};

/** `np.sum(a, axis, dtype, out, keepdims)` and its like; the parameters of std and var have ddof between. */
export const reductionFunctions: Readonly<Record<string, NativeFunction>> = Object.fromEntries([
  ...Object.keys(reductions).map((name) => [name, reductionNamed(name, name)] as const),
  ...Object.entries(aliases).map(([alias, name]) => [alias, reductionNamed(alias, name)] as const),
  ...['argmax', 'argmin', 'nanargmax', 'nanargmin'].map((name) => [name, argReduction(name)] as const),
]);

function parametersOf(name: string): string {
  switch (name) {
    case 'std': case 'var': case 'nanstd': case 'nanvar': return 'a|x|input_tensor axis dtype out ddof keepdims where mean correction';
    case 'max': case 'min': case 'amax': case 'amin': case 'all': case 'any': case 'ptp': case 'nanmax': case 'nanmin': return 'a|x axis out keepdims initial where';
    case 'median': return 'a axis out overwrite_input keepdims';
    case 'average': return 'a axis weights returned';
    case 'count_nonzero': return 'a axis';
    default: return 'a|x axis dtype out keepdims initial where';
  }
}

function reductionNamed(name: string, rule: string): NativeFunction {
  return define(name, parametersOf(name), (call) => {
    const { dtype, fold, known } = reductions[rule]!;
    const data = call.data('a');
    if (data.kind === 'unknown') return unknownReduction(call, name, data);
    const array = call.ranked(data);
    const axes = call.axes();
    const keep = call.flag('keepdims', false);
    const resultType = call.dtype('dtype', dtype(array.dtype));
    const shape = call.accept(reduce(array.shape, axes, keep));
    const plain = call.optional('ddof') === undefined && call.optional('weights') === undefined && call.optional('where') === undefined && call.optional('correction') === undefined && !name.startsWith('nan');
    const elements = fold && resultType && plain ? foldGroups(call, array, axes, resultType, fold) : undefined;
    if (shape.length > 0) return array.like(shape, resultType, elements);
    const [only] = elements ?? [];
    if (only) return unboxed(array.like([], resultType, [only]));
    const number = known?.(array);
    if (number !== undefined) return new NumpyInt(BigInt(number), resultType ?? 'int64');
    return unknownScalar(call.interpreter, array, resultType, `${name}()`, call.sourceText);
  });
}

/** Over all elements of something unknown: one number for each of its questions. */
function unknownReduction(call: LibraryCall, name: string, data: Value & { kind: 'unknown' }): Value {
  if (call.names.length > 1) return call.unknown(data.reason);
  const key = `${name}()`;
  return memoized(data, key, () => call.unknown(data.reason));
}

/** The index of the largest or smallest element: one for each group. */
function argReduction(name: string): NativeFunction {
  return define(name, 'a|x|input axis out keepdims', (call) => {
    const data = call.data('a');
    if (data.kind === 'unknown') return unknownReduction(call, name, data);
    const array = call.ranked(data);
    const axes = call.axes();
    const shape = call.accept(reduce(array.shape, axes, call.flag('keepdims', false)));
    const elements = foldGroups(call, array, axes, 'int64', (group) => extremePosition(group, name.includes('max')));
    const dtype = 'int64';
    if (shape.length > 0) return array.like(shape, dtype, elements);
    const [only] = elements ?? [];
    return only ? unboxed(array.like([], dtype, [only])) : unknownScalar(call.interpreter, array, dtype, `${name}()`, call.sourceText);
  });
}

function extremePosition(group: readonly Value[], largest: boolean): Value | undefined {
  const numbers = group.map(numberOf);
  let best = 0;
  for (const [index, number] of numbers.entries()) {
    if (number === undefined || Number.isNaN(number)) return undefined;
    if (largest ? number > numbers[best]! : number < numbers[best]!) best = index;
  }
  return group.length === 0 ? undefined : new NumpyInt(BigInt(best), 'int64');
}

/** The reduced elements, row-major; undefined where one is not known. Several axes only where all are reduced. */
function foldGroups(call: LibraryCall, array: ArrayValue & { shape: Shape }, axes: number | readonly number[] | undefined, dtype: string, fold: Fold): Value[] | undefined {
  const { elements } = array;
  if (!elements || smallCount(array.shape) === undefined) return undefined;
  call.interpreter.spend(Math.ceil(elements.length / 8));
  const shape = array.shape as readonly number[];
  const list = axes === undefined ? shape.map((_, axis) => axis) : typeof axes === 'number' ? [axes] : axes;
  const normalized = normalizeAxes(list, shape.length);
  if (!normalized.ok) return undefined;
  let groups: (readonly Value[])[];
  if (normalized.value.length === shape.length) groups = [elements];
  else if (normalized.value.length === 1) groups = groupsAlong(elements, shape, normalized.value[0]!);
  else return undefined;
  const isLast = normalized.value.includes(shape.length - 1);
  const folded: Value[] = [];
  for (const group of groups) {
    // Floats along an inner axis are added in another order than those of a row: the last digit would be a guess.
    if (!isLast && isFloatDtype(dtype) && group.length > 2) return undefined;
    const value = fold(group, dtype, call);
    if (!value) return undefined;
    folded.push(value);
  }
  return folded;
}

/** The elements along one axis, for each place of the others. */
export function groupsAlong(elements: readonly Value[], shape: readonly number[], axis: number): Value[][] {
  const size = shape[axis]!;
  const inner = shape.slice(axis + 1).reduce((total, dimension) => total * dimension, 1);
  const outer = shape.slice(0, axis).reduce((total, dimension) => total * dimension, 1);
  const groups: Value[][] = [];
  for (let block = 0; block < outer; block++) {
    for (let offset = 0; offset < inner; offset++) {
      groups.push(Array.from({ length: size }, (_, index) => elements[(block * size + index) * inner + offset]!));
    }
  }
  return groups;
}

function sumOf(elements: readonly Value[], dtype: string, call: LibraryCall): Value | undefined {
  if (isFloatDtype(dtype)) {
    const numbers = floatsOf(elements, dtype);
    return numbers && floatElement(pairwiseSum(numbers, 0, numbers.length, rounding(dtype)), dtype);
  }
  if (!isIntegerDtype(dtype)) return undefined;
  let total: Value = int(0);
  for (const element of elements) {
    const integer = element.kind === 'unknown' ? element : castElement(element, dtype);
    if (!integer) return undefined;
    total = call.interpreter.binary('+', total, integer.kind === 'int' ? int(integer.value) : integer);
  }
  return total.kind !== 'int' || fits(total.value, dtype) ? total : undefined;
}

/** A product of integers; the dimensions of a shape may be symbols among them. */
function productOf(elements: readonly Value[], dtype: string, call: LibraryCall): Value | undefined {
  if (isFloatDtype(dtype)) {
    if (elements.length === 0) return new NumpyFloat(1, dtype);
    const numbers = floatsOf(elements, dtype);
    const product = numbers?.reduce((total, number) => total * number, 1);
    return product !== undefined && Number.isSafeInteger(product) ? floatElement(product, dtype) : undefined;
  }
  if (!isIntegerDtype(dtype)) return undefined;
  let total: Value = int(1);
  for (const element of elements) {
    const integer = element.kind === 'unknown' ? element : castElement(element, dtype);
    if (!integer) return undefined;
    total = call.interpreter.binary('*', total, integer.kind === 'int' ? int(integer.value) : integer);
  }
  return total.kind !== 'int' || fits(total.value, dtype) ? total : undefined;
}

function meanOf(elements: readonly Value[], dtype: string): Value | undefined {
  const numbers = floatsOf(elements, dtype);
  if (!numbers || numbers.length === 0) return undefined;
  const round = rounding(dtype);
  return floatElement(round(pairwiseSum(numbers, 0, numbers.length, round) / numbers.length), dtype);
}

function varianceOf(elements: readonly Value[], dtype: string, _call: LibraryCall): Value | undefined {
  const numbers = floatsOf(elements, dtype);
  if (!numbers || numbers.length === 0) return undefined;
  const round = rounding(dtype);
  const mean = round(pairwiseSum(numbers, 0, numbers.length, round) / numbers.length);
  const squares = numbers.map((number) => round(round(number - mean) ** 2));
  return floatElement(round(pairwiseSum(squares, 0, squares.length, round) / numbers.length), dtype);
}

function rootOf(value: Value | undefined, dtype: string): Value | undefined {
  return value?.kind === 'float' ? floatElement(Math.sqrt(value.value), dtype) : undefined;
}

function rounding(dtype: string): (value: number) => number {
  return dtype === 'float32' ? Math.fround : (value) => value;
}

function floatElement(value: number, dtype: string): Value | undefined {
  const rounded = roundFloat(value, dtype);
  return rounded === undefined ? undefined : new NumpyFloat(rounded, dtype);
}

function floatsOf(elements: readonly Value[], dtype: string): number[] | undefined {
  if (dtype !== 'float64' && dtype !== 'float32') return undefined;
  const numbers: number[] = [];
  for (const element of elements) {
    const number = numberOf(element);
    if (number === undefined) return undefined;
    numbers.push(Number(number));
  }
  return numbers;
}

/**
 * The sum in the order in which NumPy adds (pairwise summation with blocks of 128 in eight lanes, as its documentation of `np.sum`
 * describes it), so that the last digit is NumPy's.
 */
function pairwiseSum(numbers: readonly number[], start: number, count: number, round: (value: number) => number): number {
  if (count < 8) {
    let total = 0;
    for (let index = 0; index < count; index++) total = round(total + numbers[start + index]!);
    return total;
  }
  if (count <= 128) {
    const lanes = numbers.slice(start, start + 8);
    let index = 8;
    for (; index < count - (count % 8); index += 8) {
      for (let lane = 0; lane < 8; lane++) lanes[lane] = round(lanes[lane]! + numbers[start + index + lane]!);
    }
    const [a, b, c, d, e, f, g, h] = lanes as [number, number, number, number, number, number, number, number];
    let total = round(round(round(a + b) + round(c + d)) + round(round(e + f) + round(g + h)));
    for (; index < count; index++) total = round(total + numbers[start + index]!);
    return total;
  }
  const half = Math.floor(count / 2);
  const left = half - (half % 8);
  return round(pairwiseSum(numbers, start, left, round) + pairwiseSum(numbers, start + left, count - left, round));
}

function extreme(elements: readonly Value[], call: LibraryCall, sign: 1 | -1): Value | undefined {
  const [first, ...others] = elements;
  if (!first) return call.interpreter.raise('ValueError', 'zero-size array to reduction operation which has no identity');
  let best = first;
  for (const element of others) {
    const [x, y] = [numberOf(element), numberOf(best)];
    if (x === undefined || y === undefined || Number.isNaN(x) || Number.isNaN(y)) return undefined;
    if (sign > 0 ? x > y : x < y) best = element;
  }
  return best.kind === 'unknown' && !best.integer ? undefined : best;
}

function truths(elements: readonly Value[], call: LibraryCall, all: boolean): Value | undefined {
  let undecided = false;
  for (const element of elements) {
    const truth = call.interpreter.truth(element);
    if (truth === undefined) undecided = true;
    else if (truth !== all) return bool(!all);
  }
  return undecided ? undefined : bool(all);
}
