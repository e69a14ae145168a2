/**
 * What is worked out of a small matrix of floats: its determinant, inverse, solutions, eigenvalues. Each comes with the
 * limits between which every stable way of working it out lies.
 */
import { approximately, type Limits, limitsOf } from '../../domain/approximate.ts';
import type { Value } from '../../domain/value.ts';
import type { ArrayValue } from './array-value.ts';

type Rows = readonly (readonly number[])[];

/** A matrix as numbers, and how far each of them may be off. */
export interface Matrix {
  readonly rows: Rows;
  readonly dtype: string;
  readonly error: number;
}

const MOST_ROWS = 12;
const PRECISION: Readonly<Record<string, number>> = { float32: 2 ** -24, float64: 2 ** -53 };

/** The array as one matrix; undefined where its elements are not known. */
export function matrixIn(array: ArrayValue, dtype: string | undefined): Matrix | undefined {
  const [rows, columns] = array.shape ?? [];
  const precision = PRECISION[dtype ?? ''];
  if (array.shape?.length !== 2 || typeof rows !== 'number' || typeof columns !== 'number' || !precision)
    return undefined;
  const limits = array.elements?.map(limitsOf);
  if (!limits || Math.max(rows, columns) > MOST_ROWS || rows * columns === 0) return undefined;
  if (!limits.every((one): one is Limits => one !== undefined && Number.isFinite(one.low + one.high))) return undefined;
  const middle = limits.map(({ low, high }) => (low + high) / 2);
  const made = Array.from({ length: rows }, (_, row) => middle.slice(row * columns, (row + 1) * columns));
  const spread = Math.max(...limits.map(({ low, high }) => (high - low) / 2));
  return { rows: made, dtype: dtype!, error: spread * columns + 2 * precision * columns * norm(made) };
}

/** The largest sum of a row. */
const norm = (rows: Rows): number => Math.max(...rows.map((row) => row.reduce((all, one) => all + Math.abs(one), 0)));

export const transposedRows = (rows: Rows): number[][] => rows[0]!.map((_, column) => rows.map((row) => row[column]!));

export const multiplied = (a: Rows, b: Rows): number[][] =>
  a.map((row) => b[0]!.map((_, column) => row.reduce((all, one, k) => all + one * b[k]![column]!, 0)));

/** Elements that are off by so much at most. */
export function elementsOf(rows: Rows, error: number, dtype: string): readonly Value[] | undefined {
  const made = rows.flat().map((one) => approximately({ low: one - error, high: one + error }, dtype));
  return made.every((one) => one !== undefined) ? made : undefined;
}

/** The inverse by elimination with pivots, and the determinant; undefined of a matrix that has none. */
function eliminated(rows: Rows): { readonly inverse: number[][]; readonly determinant: number } | undefined {
  const size = rows.length;
  const work = rows.map((row, at) => [...row, ...row.map((_, column) => (column === at ? 1 : 0))]);
  let determinant = 1;
  for (let at = 0; at < size; at++) {
    let pivot = at;
    for (let row = at + 1; row < size; row++) if (Math.abs(work[row]![at]!) > Math.abs(work[pivot]![at]!)) pivot = row;
    if (work[pivot]![at] === 0) return undefined;
    if (pivot !== at) determinant = -determinant;
    [work[at], work[pivot]] = [work[pivot]!, work[at]!];
    const own = work[at]!;
    const first = own[at]!;
    determinant *= first;
    for (let column = 0; column < 2 * size; column++) own[column]! /= first;
    for (const [row, other] of work.entries()) {
      const factor = other[at]!;
      if (row !== at) for (let column = 0; column < 2 * size; column++) other[column]! -= factor * own[column]!;
    }
  }
  return { inverse: work.map((row) => row.slice(size)), determinant };
}

/** How much of itself a solution may be off; undefined where the matrix may as well have no inverse. */
function sensitivity({ error }: Matrix, inverse: Rows): number | undefined {
  const share = error * norm(inverse);
  return share < 0.05 ? share * 2 : undefined;
}

const isSquare = ({ rows }: Matrix): boolean => rows.length === rows[0]!.length;

export function inverseOf(matrix: Matrix): readonly Value[] | undefined {
  const made = isSquare(matrix) ? eliminated(matrix.rows) : undefined;
  const share = made && sensitivity(matrix, made.inverse);
  return share === undefined ? undefined : elementsOf(made!.inverse, share * norm(made!.inverse), matrix.dtype);
}

export function determinantOf(matrix: Matrix): Value | undefined {
  const made = isSquare(matrix) ? eliminated(matrix.rows) : undefined;
  const share = made && sensitivity(matrix, made.inverse);
  if (share === undefined) return undefined;
  const error = Math.abs(made!.determinant) * share * matrix.rows.length;
  return elementsOf([[made!.determinant]], error, matrix.dtype)?.[0];
}

/** Of `a @ x = b`. */
export function solutionOf(a: Matrix, b: Matrix): readonly Value[] | undefined {
  const made = isSquare(a) && a.rows.length === b.rows.length ? eliminated(a.rows) : undefined;
  const share = made && sensitivity(a, made.inverse);
  if (share === undefined) return undefined;
  const solution = multiplied(made!.inverse, b.rows);
  const largest = Math.max(...solution.flat().map(Math.abs));
  return elementsOf(solution, share * largest + norm(made!.inverse) * b.error, a.dtype);
}

/** The x for which `a @ x` is nearest to b, of a matrix of full rank with at least as many rows as columns. */
export function leastSquaresOf(a: Matrix, b: Matrix): readonly Value[] | undefined {
  if (a.rows.length < a.rows[0]!.length || a.rows.length !== b.rows.length) return undefined;
  const turned = transposedRows(a.rows);
  const error = 2 * norm(turned) * a.error;
  const square = { rows: multiplied(turned, a.rows), dtype: a.dtype, error };
  return solutionOf(square, {
    rows: multiplied(turned, b.rows),
    dtype: a.dtype,
    error: norm(turned) * b.error + a.error * norm(b.rows) * a.rows.length,
  });
}

/** The eigenvalues of a symmetric matrix, from the smallest up, by rotations. */
function symmetricEigenvalues(rows: Rows): number[] {
  const work = rows.map((row) => [...row]);
  const size = work.length;
  for (let sweep = 0; sweep < 60; sweep++) {
    let off = 0;
    for (let p = 0; p < size; p++)
      for (let q = p + 1; q < size; q++) {
        off += work[p]![q]! ** 2;
        rotate(work, p, q);
      }
    if (off < 1e-300) break;
  }
  return work.map((row, at) => row[at]!).sort((a, b) => a - b);
}

function rotate(work: number[][], p: number, q: number): void {
  const between = work[p]![q]!;
  if (between === 0) return;
  const angle = 0.5 * Math.atan2(2 * between, work[q]![q]! - work[p]![p]!);
  const [c, s] = [Math.cos(angle), Math.sin(angle)];
  for (const row of work) [row[p], row[q]] = [c * row[p]! - s * row[q]!, s * row[p]! + c * row[q]!];
  const [first, second] = [[...work[p]!], [...work[q]!]];
  work[p] = first.map((one, at) => c * one - s * second[at]!);
  work[q] = first.map((one, at) => s * one + c * second[at]!);
}

/** Of a symmetric matrix, from the smallest up. */
export function eigenvaluesOf(matrix: Matrix): readonly Value[] | undefined {
  const { rows } = matrix;
  const isSymmetric = isSquare(matrix) && rows.every((row, at) => row.every((one, to) => one === rows[to]![at]));
  if (!isSymmetric) return undefined;
  return elementsOf([symmetricEigenvalues(rows)], 4 * matrix.error, matrix.dtype);
}

/** From the largest down. */
export function singularValuesOf(matrix: Matrix): readonly Value[] | undefined {
  const { rows } = matrix;
  const least = Math.min(rows.length, rows[0]!.length);
  const squares = symmetricEigenvalues(multiplied(transposedRows(rows), rows));
  const values = squares
    .reverse()
    .slice(0, least)
    .map((one) => Math.sqrt(Math.max(0, one)));
  // The root of a number of 64 bits has half of their digits where it is small.
  return elementsOf([values], 4 * matrix.error + 1e-7 * norm(rows), matrix.dtype);
}

/** How many singular values are surely not 0; undefined where it is not sure of one. */
export function rankOf(matrix: Matrix): number | undefined {
  const values = singularValuesOf(matrix)?.map(limitsOf);
  const limit = (values?.[0]?.high ?? 0) * 1e-3;
  const isSure = values?.every((one) => one!.low > limit || one!.high < 1e-5 * norm(matrix.rows));
  return values && isSure ? values.filter((one) => one!.low > limit).length : undefined;
}

/** The lower triangle whose product with its transpose is the matrix; undefined where there is none. */
export function choleskyOf(matrix: Matrix): readonly Value[] | undefined {
  const { rows, dtype } = matrix;
  const made = isSquare(matrix) ? eliminated(rows) : undefined;
  const share = made && sensitivity(matrix, made.inverse);
  if (share === undefined) return undefined;
  const lower = rows.map((row) => row.map(() => 0));
  for (const [row, own] of lower.entries())
    for (let column = 0; column <= row; column++) {
      const rest =
        rows[row]![column]! - own.slice(0, column).reduce((all, one, k) => all + one * lower[column]![k]!, 0);
      if (row === column && rest <= 0) return undefined;
      own[column] = row === column ? Math.sqrt(rest) : rest / lower[column]![column]!;
    }
  return elementsOf(lower, share * Math.sqrt(norm(rows)), dtype);
}
