/** Sums of products over named axes (`'bij,bjk->bik'`): products of matrices, traces, `einsum` and `tensordot`. */
import { approximately, type Limits, limitsOf } from '../../domain/approximate.ts';
import type { Interpreter } from '../../domain/interpreter.ts';
import type { Value } from '../../domain/value.ts';
import { productLimits } from './approximate-numbers.ts';
import type { ArrayValue } from './array-value.ts';
import { isIntegerDtype, NumpyFloat, NumpyInt, numberOf, wrapInteger } from './dtypes.ts';

/** More products are not worked out. */
const MOST_PRODUCTS = 20_000;

/** An operand with the name of each of its axes. */
export interface Operand {
  readonly array: ArrayValue;
  readonly axes: readonly string[];
}

interface Walk {
  /** Of each operand, where its element lies at a place of all axes. */
  readonly places: (place: number) => readonly number[];
  readonly kept: number;
  readonly summed: number;
}

/**
 * The elements of the result, whose axes are `kept`; undefined where they are not worked out. Whole numbers, and floats
 * whose sums are the same in any order, are exact; of others the last digits stay open.
 */
export function contracted(
  interpreter: Interpreter,
  operands: readonly Operand[],
  kept: readonly string[],
  dtype: string | undefined,
): Value[] | undefined {
  const walk = walkOver(operands, kept);
  if (!walk || walk.kept * walk.summed * operands.length > MOST_PRODUCTS) return undefined;
  interpreter.spend(Math.ceil((walk.kept * walk.summed * operands.length) / 4));
  if (isIntegerDtype(dtype)) return wholeSums(operands, walk, dtype!);
  if (dtype !== 'float32' && dtype !== 'float64') return undefined;
  const all = operands.map(({ array }) => array.elements?.map(limitsOf));
  if (!all.every((limits) => limits?.every((one) => one !== undefined))) return undefined;
  const limits = all as Limits[][];
  return exactSums(limits, walk, dtype) ?? approximateSums(limits, walk, dtype);
}

function walkOver(operands: readonly Operand[], kept: readonly string[]): Walk | undefined {
  const sizes = new Map<string, number>();
  for (const { array, axes } of operands)
    for (const [at, axis] of axes.entries()) {
      const size = array.shape?.[at];
      if (typeof size !== 'number' || (sizes.get(axis) ?? size) !== size) return undefined;
      sizes.set(axis, size);
    }
  const order = [...kept, ...[...sizes.keys()].filter((axis) => !kept.includes(axis))];
  if (order.some((axis) => !sizes.has(axis))) return undefined;
  const strides = operands.map(({ array, axes }) => stridesIn(array.shape as readonly number[], axes, order));
  const count = (axes: readonly string[]): number => axes.reduce((all, axis) => all * sizes.get(axis)!, 1);
  return {
    kept: count(kept),
    summed: count(order.slice(kept.length)),
    places: (place) => {
      const at = strides.map(() => 0);
      let rest = place;
      for (let index = order.length - 1; index >= 0; index--) {
        const size = sizes.get(order[index]!)!;
        for (const [operand, own] of strides.entries()) at[operand]! += (rest % size) * own[index]!;
        rest = Math.floor(rest / size);
      }
      return at;
    },
  };
}

/** How far each axis of `order` moves in the flat elements; an axis that stands twice moves along the diagonal. */
function stridesIn(shape: readonly number[], axes: readonly string[], order: readonly string[]): number[] {
  const strides = order.map(() => 0);
  let stride = 1;
  for (let at = axes.length - 1; at >= 0; at--) {
    strides[order.indexOf(axes[at]!)]! += stride;
    stride *= shape[at]!;
  }
  return strides;
}

function wholeSums(operands: readonly Operand[], walk: Walk, dtype: string): Value[] | undefined {
  const all = operands.map(({ array }) => array.elements?.map(numberOf));
  if (!all.every((numbers) => numbers?.every((one) => typeof one === 'bigint'))) return undefined;
  const numbers = all as bigint[][];
  return Array.from({ length: walk.kept }, (_, row) => {
    let total = 0n;
    for (let k = 0; k < walk.summed; k++)
      total += walk.places(row * walk.summed + k).reduce((one, at, index) => one * numbers[index]![at]!, 1n);
    return new NumpyInt(wrapInteger(total, dtype), dtype);
  });
}

/** So many bits has a sum that is the same in any order. */
const BITS: Readonly<Record<string, number>> = { float32: 24, float64: 53 };

/** Of multiples of one power of two that stay small. */
function exactSums(limits: readonly (readonly Limits[])[], walk: Walk, dtype: string): Value[] | undefined {
  const scales = limits.map(scaleOf);
  if (!scales.every((scale) => scale !== undefined)) return undefined;
  const scale = scales.reduce<number>((all, one) => all * one!, 1);
  const most = 2 ** BITS[dtype]!;
  const made: Value[] = [];
  for (let row = 0; row < walk.kept; row++) {
    let [total, size] = [0, 0];
    for (let k = 0; k < walk.summed; k++) {
      const product = walk.places(row * walk.summed + k).reduce((one, at, index) => one * limits[index]![at]!.low, 1);
      total += product;
      size += Math.abs(product);
    }
    if (size * scale >= most) return undefined;
    made.push(new NumpyFloat(total, dtype));
  }
  return made;
}

/** The smallest power of two of which all are whole parts (8 of eighths); undefined where there is no small one. */
export function scaleOf(numbers: readonly Limits[]): number | undefined {
  for (let scale = 1; scale <= 2 ** 20; scale *= 2)
    if (numbers.every(({ low, high }) => low === high && Number.isInteger(low * scale))) return scale;
  return undefined;
}

function approximateSums(limits: readonly (readonly Limits[])[], walk: Walk, dtype: string): Value[] | undefined {
  const made: Value[] = [];
  for (let row = 0; row < walk.kept; row++) {
    let [low, high, size] = [0, 0, 0];
    for (let k = 0; k < walk.summed; k++) {
      const factors = walk.places(row * walk.summed + k).map((at, index) => limits[index]![at]!);
      const product = factors.reduce(productLimits, { low: 1, high: 1 });
      low += product.low;
      high += product.high;
      size += Math.max(Math.abs(product.low), Math.abs(product.high));
    }
    const sum = approximately({ low, high }, dtype, { around: size, steps: limits.length + walk.summed / 2 });
    if (!sum) return undefined;
    made.push(sum);
  }
  return made;
}

/** Both matrices, with the names of their axes, and those of the product; undefined where their stacks differ. */
export function matrixProduct(
  a: ArrayValue,
  b: ArrayValue,
): readonly [readonly Operand[], readonly string[]] | undefined {
  const [p, q] = [a.shape?.length ?? 0, b.shape?.length ?? 0];
  if (p < 1 || q < 1) return undefined;
  const stack = (rank: number): string[] =>
    Array.from({ length: Math.max(0, rank - 2) }, (_, at) => `stack ${rank - at}`);
  const [left, right] = [stack(p), stack(q)];
  const [row, column] = [p > 1 ? ['row'] : [], q > 1 ? ['column'] : []];
  const batch = p >= q ? left : right;
  const isPlain = p === q || left.length === 0 || right.length === 0;
  if (!isPlain) return undefined;
  return [
    [
      { array: a, axes: [...left, ...row, 'inner'] },
      { array: b, axes: [...right, 'inner', ...column] },
    ],
    [...batch, ...row, ...column],
  ];
}

/** What the equation of `einsum` says of the operands; undefined for what has dots, or does not fit them. */
export function einsumOperands(
  equation: string,
  arrays: readonly ArrayValue[],
): readonly [readonly Operand[], readonly string[]] | undefined {
  const [inputs, output] = equation.replaceAll(' ', '').split('->') as [string, string | undefined];
  const names = inputs.split(',');
  if (names.length !== arrays.length || !/^[a-zA-Z,]*$/.test(inputs) || !/^[a-zA-Z]*$/.test(output ?? ''))
    return undefined;
  const operands = arrays.map((array, index) => ({ array, axes: [...names[index]!] }));
  if (operands.some(({ array, axes }) => array.shape?.length !== axes.length)) return undefined;
  const letters = [...names.join('')];
  const once = letters.filter((letter) => letters.indexOf(letter) === letters.lastIndexOf(letter)).sort();
  return [operands, output === undefined ? once : [...output]];
}

/** Both operands of `tensordot`, by the axes that are summed in each. */
export function tensordotOperands(
  a: ArrayValue,
  b: ArrayValue,
  [left, right]: readonly [readonly number[], readonly number[]],
): readonly [readonly Operand[], readonly string[]] {
  const name = (side: string, rank: number, summed: readonly number[]): string[] => {
    const places = summed.map((axis) => (axis < 0 ? axis + rank : axis));
    return Array.from({ length: rank }, (_, axis) =>
      places.includes(axis) ? `inner ${places.indexOf(axis)}` : `${side} ${axis}`,
    );
  };
  const [p, q] = [name('left', a.shape?.length ?? 0, left), name('right', b.shape?.length ?? 0, right)];
  const kept = [...p, ...q].filter((axis) => !axis.startsWith('inner'));
  return [
    [
      { array: a, axes: p },
      { array: b, axes: q },
    ],
    kept,
  ];
}
