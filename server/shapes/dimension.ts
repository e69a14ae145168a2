import { Expression } from './expression.ts';
import { formatInteger } from './expression-text.ts';

/** An exact integer: a plain number where it is known and safe (within ±2⁵³), otherwise an expression. Never None. */
export type Size = number | Expression;

/** A size, or Keras's None: a dimension that is only known when data comes. */
export type Dimension = number | null | Expression;

export type Shape = readonly Dimension[];

/** How two dimensions compare: for sure, or depending on values that are not known here. */
export type Sameness = 'same' | 'different' | 'unsure';

/** The size in its plainest form: a number where the value is known and safe. */
export function toSize(value: bigint | Expression): Size {
  const plain = Number(typeof value === 'bigint' ? value : value.constant); // NaN where it depends on a symbol
  if (Number.isSafeInteger(plain)) return plain;
  return typeof value === 'bigint' ? Expression.of(value) : value;
}

export function toExpression(size: Size): Expression {
  return typeof size === 'number' ? Expression.of(size) : size;
}

/** A rule on plain numbers where both are, and it gives something; else the same rule on expressions. */
function on<T>(
  a: Size,
  b: Size,
  plain: (a: number, b: number) => T | undefined,
  exact: (a: Expression, b: Expression) => T,
): T {
  const result = typeof a === 'number' && typeof b === 'number' ? plain(a, b) : undefined;
  return result === undefined ? exact(toExpression(a), toExpression(b)) : result;
}

/** The number where it is exact. (Adding 0 turns -0 into 0.) */
const safe = (value: number): number | undefined => (Number.isSafeInteger(value) ? value + 0 : undefined);

export function add(a: Size, b: Size): Size {
  return on<Size>(
    a,
    b,
    (x, y) => safe(x + y),
    (x, y) => toSize(x.add(y)),
  );
}

export function subtract(a: Size, b: Size): Size {
  return on<Size>(
    a,
    b,
    (x, y) => safe(x - y),
    (x, y) => toSize(x.subtract(y)),
  );
}

export function multiply(a: Size, b: Size): Size {
  return on<Size>(
    a,
    b,
    (x, y) => safe(x * y),
    (x, y) => toSize(x.multiply(y)),
  );
}

/** Python's `a // b`. @throws RangeError where b is surely 0. */
export function floorDivide(a: Size, b: Size): Size {
  // x / y can round up to an integer that the quotient does not reach. Without the remainder it is exact, or no integer
  // where x is near the limits.
  return on<Size>(
    a,
    b,
    (x, y) => safe((x - remainderOf(x, y)) / y),
    (x, y) => toSize(x.floorDivide(y)),
  );
}

/** ⌈a ÷ b⌉. @throws RangeError where b is surely 0. */
export function ceilDivide(a: Size, b: Size): Size {
  if (typeof b === 'number' && b > 0) return floorDivide(add(a, b - 1), b);
  return multiply(floorDivide(multiply(a, -1), b), -1);
}

/** Python's `a % b`, whose sign is that of b. @throws RangeError where b is surely 0. */
export function modulo(a: Size, b: Size): Size {
  return on<Size>(
    a,
    b,
    (x, y) => safe(remainderOf(x, y)),
    (x, y) => toSize(x.modulo(y)),
  );
}

export function minimum(a: Size, b: Size): Size {
  return on<Size>(a, b, Math.min, (x, y) => toSize(x.minimum(y)));
}

export function maximum(a: Size, b: Size): Size {
  return on<Size>(a, b, Math.max, (x, y) => toSize(x.maximum(y)));
}

/** The product of all sizes; 1 for none. */
export function product(sizes: Iterable<Size>): Size {
  let result: Size = 1;
  for (const size of sizes) result = multiply(result, size);
  return result;
}

/** The sum of all sizes; 0 for none. */
export function sum(sizes: Iterable<Size>): Size {
  let result: Size = 0;
  for (const size of sizes) result = add(result, size);
  return result;
}

/** Whether the two are surely equal. */
export function equalSizes(a: Size, b: Size): boolean {
  return compareSizes(a, b) === 0;
}

/** The sign of a − b; undefined where it depends on values that are not known here. */
export function compareSizes(a: Size, b: Size): -1 | 0 | 1 | undefined {
  return on<-1 | 0 | 1 | undefined>(
    a,
    b,
    (x, y) => (x < y ? -1 : x > y ? 1 : 0),
    (x, y) => x.compare(y),
  );
}

/** Surely a ≤ b. Unlike `compareSizes`, it can be sure where equality is left open. */
export function isAtMost(a: Size, b: Size): boolean {
  return on(
    a,
    b,
    (x, y) => x <= y,
    (x, y) => (y.subtract(x).lowerBound ?? -1n) >= 0n,
  );
}

/** None is the same as None; whether it is the same as any size is open. */
export function sameDimension(a: Dimension, b: Dimension): Sameness {
  if (a === null || b === null) return a === b ? 'same' : 'unsure';
  const order = compareSizes(a, b);
  if (order === undefined) return 'unsure';
  return order === 0 ? 'same' : 'different';
}

/** Same where all dimensions are; different where the ranks or any two dimensions are. */
export function sameShape(a: Shape, b: Shape): Sameness {
  if (a.length !== b.length) return 'different';
  let result: Sameness = 'same';
  for (const [index, dimension] of a.entries()) {
    const sameness = sameDimension(dimension, b[index] ?? null);
    if (sameness === 'different') return 'different';
    if (sameness === 'unsure') result = 'unsure';
  }
  return result;
}

/** Whether all names in it are the program's. */
export const isNamed = (dimension: Dimension): boolean =>
  dimension === null || typeof dimension === 'number' || dimension.isNamed;

/** "None", "100" or the text of the expression. Like Python, a number has no thousands separators. */
export function formatDimension(dimension: Dimension): string {
  if (dimension === null) return 'None';
  if (typeof dimension === 'number') return String(dimension);
  return dimension.constant?.toString() ?? dimension.toString();
}

/** The same where it is read at a glance and in the program's names; else "?". */
export const shortDimension = (dimension: Dimension): string =>
  typeof dimension === 'object' && dimension !== null && !(dimension.isNamed && dimension.isSimple)
    ? '?'
    : formatDimension(dimension);

/** As Python writes a tuple: "(None, 100, 4)", "(5,)", "()". Two sizes of one name are told apart: "(n, n′)". */
export const formatShape = (shape: Shape): string => formatAxes(toldApart(shape).map(formatDimension));

/** With another name for each of several symbols that have one name. */
export function toldApart<Axis>(axes: readonly (Axis | Expression)[]): readonly (Axis | Expression)[] {
  const expressions = axes.filter((axis) => axis instanceof Expression);
  if (expressions.length < 2) return axes;
  const apart = Expression.toldApart(expressions);
  if (apart === expressions) return axes;
  let next = 0;
  return axes.map((axis) => (axis instanceof Expression ? apart[next++]! : axis));
}

/** A shape of which each axis is a text. */
export const formatAxes = (axes: readonly string[]): string =>
  axes.length === 1 ? `(${axes[0]},)` : `(${axes.join(', ')})`;

/** With thousands separators: "16,640", "256·features + 16,640". */
export function formatCount(count: Size): string {
  return typeof count === 'number' ? formatInteger(count) : count.toString();
}

/** A number, null for None, or the text of an expression. */
export function dimensionToJson(dimension: Dimension): number | null | string {
  return typeof dimension === 'object' && dimension !== null ? formatDimension(dimension) : dimension;
}

export function shapeToJson(shape: Shape): (number | null | string)[] {
  return shape.map(dimensionToJson);
}

/** a % b with the sign of b, for safe integers; NaN where b is 0. */
function remainderOf(a: number, b: number): number {
  const remainder = a % b;
  return remainder !== 0 && remainder < 0 !== b < 0 ? remainder + b : remainder;
}
