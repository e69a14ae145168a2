/** What reductions make of the elements of a group. */
import type { Shape } from '../../../shapes/dimension.ts';
import { normalizeAxes } from '../../../shapes/axis.ts';
import { bool, int, type Value } from '../../domain/value.ts';
import type { ArrayValue } from './array-value.ts';
import { smallCount } from './conversion.ts';
import {
  castElement,
  dtypeOfScalar,
  fits,
  isFloatDtype,
  isIntegerDtype,
  NumpyFloat,
  NumpyInt,
  numberOf,
  roundFloat,
} from './dtypes.ts';
import type { LibraryCall } from './library-call.ts';
import { stridesOf } from './positions.ts';
import {
  approximateExtreme,
  approximateMean,
  approximateSum,
  approximateUnary,
  approximateVariance,
  blurred,
} from './approximate-numbers.ts';
import { Approximate } from '../../domain/approximate.ts';
import { isUndetermined } from '../../domain/undetermined.ts';

/** What one reduction does with the elements of a group; undefined where it is not worked out. */
export type Fold = (elements: readonly Value[], dtype: string, call: LibraryCall) => Value | undefined;

export function extremePosition(group: readonly Value[], largest: boolean): Value | undefined {
  const numbers = group.map(numberOf);
  let best = 0;
  for (const [index, number] of numbers.entries()) {
    if (number === undefined || Number.isNaN(number)) return undefined;
    if (largest ? number > numbers[best]! : number < numbers[best]!) best = index;
  }
  return group.length === 0 ? undefined : new NumpyInt(BigInt(best), 'int64');
}

export interface Folding {
  readonly axes: number | readonly number[] | undefined;
  readonly dtype: string;
  readonly fold: Fold;
  readonly ordered: boolean;
}

/** The reduced elements, row-major; undefined where one is not known. */
export function foldGroups(
  call: LibraryCall,
  array: ArrayValue & { shape: Shape },
  { axes, dtype, fold, ordered }: Folding,
): Value[] | undefined {
  const { elements } = array;
  if (!elements || smallCount(array.shape) === undefined) return undefined;
  call.interpreter.spend(Math.ceil(elements.length / 8));
  const shape = array.shape as readonly number[];
  const list = axes === undefined ? shape.map((_, axis) => axis) : typeof axes === 'number' ? [axes] : axes;
  const normalized = normalizeAxes(list, shape.length);
  if (!normalized.ok) return undefined;
  const reduced = normalized.value;
  const groups =
    reduced.length === shape.length
      ? [elements]
      : reduced.length === 1
        ? groupsAlong(elements, shape, reduced[0]!)
        : groupsOver(elements, shape, reduced);
  const inOrder = reduced.length === shape.length || (reduced.length === 1 && reduced[0] === shape.length - 1);
  const folded: Value[] = [];
  for (const group of groups) {
    // Floats along an inner axis are added in another order than those of a row: the last digit would be a guess.
    const isGuess = ordered && !inOrder && isFloatDtype(dtype) && group.length > 2;
    const value = fold(isGuess ? group.map((element) => blurred(element, dtype) ?? element) : group, dtype, call);
    if (!value) return undefined;
    folded.push(value);
  }
  return folded;
}

/** The elements over several axes, for each place of the others. */
function groupsOver(elements: readonly Value[], shape: readonly number[], axes: readonly number[]): Value[][] {
  const kept = shape.map((_, axis) => axis).filter((axis) => !axes.includes(axis));
  const keptStrides = stridesOf(kept.map((axis) => shape[axis]!));
  const strides = stridesOf(shape);
  const groups: Value[][] = Array.from({ length: kept.reduce((count, axis) => count * shape[axis]!, 1) }, () => []);
  for (const [position, element] of elements.entries()) {
    const group = kept.reduce(
      (at, axis, order) => at + (Math.floor(position / strides[axis]!) % shape[axis]!) * keptStrides[order]!,
      0,
    );
    groups[group]!.push(element);
  }
  return groups;
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

export function sumOf(elements: readonly Value[], dtype: string, call: LibraryCall): Value | undefined {
  if (dtype === 'object') refuseNone(elements, '+', call);
  if (isFloatDtype(dtype)) {
    if (elements.some(isApproximate)) return approximateSum(elements, dtype);
    const numbers = floatsOf(elements, dtype);
    return numbers && floatElement(pairwiseSum(numbers, 0, numbers.length, rounding(dtype)), dtype);
  }
  if (!isIntegerDtype(dtype)) return undefined;
  let total: Value = int(0);
  for (const element of elements) {
    const integer = isUndetermined(element) ? element : castElement(element, dtype);
    if (!integer) return undefined;
    total = call.interpreter.binary('+', total, integer.kind === 'int' ? int(integer.value) : integer);
  }
  return total.kind !== 'int' || fits(total.value, dtype) ? total : undefined;
}

/** Of Python's objects: None among numbers is refused, as in the product of a shape with its batch size. */
function refuseNone(elements: readonly Value[], operator: '*' | '+', call: LibraryCall): void {
  const at = elements.findIndex(({ kind }) => kind === 'none');
  const other = elements.find(({ kind }) => kind === 'int');
  if (at >= 0 && other) call.interpreter.binary(operator, elements[at]!, other);
}

/** A product of integers; the dimensions of a shape may be symbols among them. */
export function productOf(elements: readonly Value[], dtype: string, call: LibraryCall): Value | undefined {
  if (dtype === 'object') refuseNone(elements, '*', call);
  if (isFloatDtype(dtype)) {
    if (elements.length === 0) return new NumpyFloat(1, dtype);
    const numbers = floatsOf(elements, dtype);
    const product = numbers?.reduce((total, number) => total * number, 1);
    return product !== undefined && Number.isSafeInteger(product) ? floatElement(product, dtype) : undefined;
  }
  if (!isIntegerDtype(dtype)) return undefined;
  let total: Value = int(1);
  for (const element of elements) {
    const integer = isUndetermined(element) ? element : castElement(element, dtype);
    if (!integer) return undefined;
    total = call.interpreter.binary('*', total, integer.kind === 'int' ? int(integer.value) : integer);
  }
  return total.kind !== 'int' || fits(total.value, dtype) ? total : undefined;
}

export function meanOf(elements: readonly Value[], dtype: string): Value | undefined {
  if (elements.some(isApproximate)) return approximateMean(elements, dtype);
  const numbers = floatsOf(elements, dtype);
  if (!numbers || numbers.length === 0) return undefined;
  const round = rounding(dtype);
  return floatElement(round(pairwiseSum(numbers, 0, numbers.length, round) / numbers.length), dtype);
}

export function varianceOf(elements: readonly Value[], dtype: string, _call: LibraryCall): Value | undefined {
  if (elements.some(isApproximate)) return approximateVariance(elements, dtype);
  const numbers = floatsOf(elements, dtype);
  if (!numbers || numbers.length === 0) return undefined;
  const round = rounding(dtype);
  const mean = round(pairwiseSum(numbers, 0, numbers.length, round) / numbers.length);
  const squares = numbers.map((number) => round(round(number - mean) ** 2));
  return floatElement(round(pairwiseSum(squares, 0, squares.length, round) / numbers.length), dtype);
}

export function rootOf(value: Value | undefined, dtype: string): Value | undefined {
  if (value instanceof Approximate)
    return approximateUnary('sqrt', new Approximate({ low: Math.max(0, value.low), high: value.high }, dtype), dtype);
  return value?.kind === 'float' ? floatElement(Math.sqrt(value.value), dtype) : undefined;
}

const isApproximate = (element: Value): boolean => element instanceof Approximate;

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
 * The sum in the order in which NumPy adds (pairwise summation with blocks of 128 in eight lanes, as its documentation
 * of `np.sum`
 * describes it), so that the last digit is NumPy's.
 */
export function pairwiseSum(
  numbers: readonly number[],
  start: number,
  count: number,
  round: (value: number) => number,
): number {
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

export function extreme(elements: readonly Value[], call: LibraryCall, sign: 1 | -1): Value | undefined {
  const [first, ...others] = elements;
  if (!first)
    return call.interpreter.raise('ValueError', 'zero-size array to reduction operation which has no identity');
  if (elements.some(isApproximate)) return approximateExtreme(elements, dtypeOfScalar(first), sign);
  let best = first;
  for (const element of others) {
    const [x, y] = [numberOf(element), numberOf(best)];
    if (x === undefined || y === undefined || Number.isNaN(x) || Number.isNaN(y)) return undefined;
    if (sign > 0 ? x > y : x < y) best = element;
  }
  return isUndetermined(best) && !best.integer ? undefined : best;
}

/** The largest less the smallest. */
export function rangeOf(elements: readonly Value[], dtype: string, call: LibraryCall): Value | undefined {
  const [high, low] = [extreme(elements, call, 1), extreme(elements, call, -1)].map(
    (value) => value && numberOf(value),
  );
  if (high === undefined || low === undefined || dtype === 'bool') return undefined;
  if (typeof high === 'bigint' && typeof low === 'bigint')
    return fits(high - low, dtype) ? new NumpyInt(high - low, dtype) : undefined;
  return floatElement(Number(high) - Number(low), dtype);
}

export function medianOf(elements: readonly Value[], dtype: string): Value | undefined {
  const numbers = floatsOf(elements, dtype)?.sort((a, b) => a - b);
  if (!numbers || numbers.length === 0 || numbers.some(Number.isNaN)) return undefined;
  const middle = Math.floor(numbers.length / 2);
  return floatElement(
    numbers.length % 2 === 1 ? numbers[middle]! : (numbers[middle - 1]! + numbers[middle]!) / 2,
    dtype,
  );
}

export function countOf(elements: readonly Value[], _dtype: string, call: LibraryCall): Value | undefined {
  const truths = elements.map((element) => (isUndetermined(element) ? undefined : call.interpreter.truth(element)));
  return truths.includes(undefined) ? undefined : new NumpyInt(BigInt(truths.filter((truth) => truth).length), 'int64');
}

export function truths(elements: readonly Value[], call: LibraryCall, all: boolean): Value | undefined {
  let undecided = false;
  for (const element of elements) {
    const truth = call.interpreter.truth(element);
    if (truth === undefined) undecided = true;
    else if (truth !== all) return bool(!all);
  }
  return undecided ? undefined : bool(all);
}
