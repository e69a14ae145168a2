/** Products of matrices of integers, which are exact whatever the order of the sums. */
import type { Interpreter } from '../../domain/interpreter.ts';
import type { Value } from '../../domain/value.ts';
import type { ArrayValue } from './array-value.ts';
import { isIntegerDtype, NumpyFloat, NumpyInt, wrapInteger } from './dtypes.ts';

/** More multiplications are not done. */
const MOST_PRODUCTS = 20_000;

/**
 * The elements of a product of two matrices of integers, or of floats that are whole numbers. Of others, NumPy's order
 * of summing is not known.
 */
export function integerProducts(
  interpreter: Interpreter,
  a: ArrayValue,
  b: ArrayValue,
  dtype: string | undefined,
): readonly Value[] | undefined {
  const [x, y] = [a.elements, b.elements];
  const [rows, inner] = (a.shape ?? []) as number[];
  const columns = b.shape?.[1] as number;
  if (a.shape?.length !== 2 || b.shape?.length !== 2 || !x || !y || dtype === undefined) return undefined;
  if (rows! * inner! * columns > MOST_PRODUCTS) return undefined;
  interpreter.spend(Math.ceil((rows! * inner! * columns) / 4));
  if (dtype === 'float32' || dtype === 'float64') return wholeProducts(x, y, [rows!, inner!, columns], dtype);
  if (!isIntegerDtype(dtype)) return undefined;
  const numbers = [x, y].map((elements) =>
    elements.map((element) => (element.kind === 'int' ? element.value : undefined)),
  );
  if (numbers.some((values) => values.includes(undefined))) return undefined;
  const [p, q] = numbers as [bigint[], bigint[]];
  return Array.from({ length: rows! * columns }, (_, at) => {
    const [row, column] = [Math.floor(at / columns), at % columns];
    let total = 0n;
    for (let k = 0; k < inner!; k++) total += p[row * inner! + k]! * q[k * columns + column]!;
    return new NumpyInt(wrapInteger(total, dtype), dtype);
  });
}

/** Whole numbers up to here have exact sums as float32, in any order. */
const EXACT = 2 ** 24;

function wholeProducts(
  x: readonly Value[],
  y: readonly Value[],
  [rows, inner, columns]: readonly [number, number, number],
  dtype: string,
): readonly Value[] | undefined {
  const [p, q] = [x, y].map((elements) =>
    elements.map((element) =>
      element.kind === 'int' || element.kind === 'float' ? Number(element.value) : Number.NaN,
    ),
  ) as [number[], number[]];
  if (![...p, ...q].every(Number.isInteger)) return undefined;
  const made: Value[] = [];
  for (let at = 0; at < rows * columns; at++) {
    const [row, column] = [Math.floor(at / columns), at % columns];
    let [total, size] = [0, 0];
    for (let k = 0; k < inner; k++) {
      const product = p[row * inner + k]! * q[k * columns + column]!;
      total += product;
      size += Math.abs(product);
    }
    if (size > EXACT) return undefined;
    made.push(new NumpyFloat(total, dtype));
  }
  return made;
}
