/** Sums, means, extremes of a Series: what is missing is left out, and variances divide by one less. */
import { Float, type Value } from '../../domain/value.ts';
import { isUndetermined } from '../../domain/undetermined.ts';
import { isFloatDtype, isIntegerDtype, NumpyFloat, NumpyInt, numberOf, fits } from '../arrays/dtypes.ts';
import { pairwiseSum } from '../arrays/folds.ts';
import { bool } from '../../domain/value.ts';
import { type Cells, compareCells, distinctRows, integer, isMissing, missingOf, orderOf } from './cells.ts';
import type { Interpreter } from '../../domain/interpreter.ts';

/** What a reduction makes of a column; undefined where it is not worked out. */
export type Reduction = (interpreter: Interpreter, cells: readonly Value[], dtype: string) => Value | undefined;

const float = (value: number, dtype = 'float64'): Value => new NumpyFloat(value, dtype);
const same = (value: number): number => value;

/** Numbers with zeros for what is missing, which adding them is the same as leaving them out in the same order. */
function numbersOf(
  cells: readonly Value[],
): { readonly numbers: readonly number[]; readonly count: number } | undefined {
  const missing = missingOf(cells);
  if (!missing) return undefined;
  const numbers = cells.map((cell, row) => (missing[row] ? 0 : Number(numberOf(cell) ?? Number.NaN)));
  if (numbers.some((number) => Number.isNaN(number))) return undefined;
  return { numbers, count: missing.filter((isTrue) => !isTrue).length };
}

const total = (numbers: readonly number[]): number => pairwiseSum(numbers, 0, numbers.length, same);

function sum(_: Interpreter, cells: readonly Value[], dtype: string): Value | undefined {
  if (dtype === 'bool') return integer(cells.filter((cell) => cell.kind === 'bool' && cell.value).length);
  if (isIntegerDtype(dtype)) {
    let whole = 0n;
    for (const cell of cells) {
      if (cell.kind !== 'int') return undefined;
      whole += cell.value;
    }
    return fits(whole, 'int64') ? new NumpyInt(whole, 'int64') : undefined;
  }
  const found = dtype === 'float64' ? numbersOf(cells) : undefined;
  return found && float(total(found.numbers));
}

function mean(_: Interpreter, cells: readonly Value[], dtype: string): Value | undefined {
  if (dtype !== 'float64' && dtype !== 'int64' && dtype !== 'bool') return undefined;
  const found = numbersOf(cells);
  return found && float(found.count === 0 ? Number.NaN : total(found.numbers) / found.count);
}

/** The mean of the squares of the distances from the mean, by one less than there are. */
function variance(_: Interpreter, cells: readonly Value[], dtype: string): Value | undefined {
  if (dtype !== 'float64' && dtype !== 'int64') return undefined;
  const found = numbersOf(cells);
  if (!found) return undefined;
  const missing = missingOf(cells)!;
  const average = total(found.numbers) / found.count;
  const squares = found.numbers.map((number, row) => (missing[row] ? 0 : (average - number) * (average - number)));
  return float(found.count < 2 ? Number.NaN : total(squares) / (found.count - 1));
}

const deviation: Reduction = (interpreter, cells, dtype) => {
  const found = variance(interpreter, cells, dtype);
  return found instanceof Float ? float(Math.sqrt(found.value)) : undefined;
};

function extreme(isLargest: boolean): Reduction {
  return (_, cells, dtype) => {
    let best: Value | undefined;
    for (const cell of cells) {
      const missing = isMissing(cell);
      if (missing === undefined) return undefined;
      if (missing) continue;
      const order = best && compareCells(cell, best);
      if (best && order === undefined) return undefined;
      if (!best || (isLargest ? order! > 0 : order! < 0)) best = cell;
    }
    return best ?? (isFloatDtype(dtype) ? float(Number.NaN) : undefined);
  };
}

/** Where a fraction of the values lies, between two of them. */
export function quantile(cells: readonly Value[], fraction: number): number | undefined {
  const order = orderOf(cells, true);
  const missing = missingOf(cells);
  if (!order || !missing) return undefined;
  const known = order.places
    .filter((place) => !missing[place])
    .map((place) => Number(numberOf(cells[place]!) ?? Number.NaN));
  if (known.length === 0 || known.some((number) => Number.isNaN(number))) return undefined;
  const at = fraction * (known.length - 1);
  const [low, high] = [known[Math.floor(at)]!, known[Math.ceil(at)]!];
  const part = at - Math.floor(at);
  // As NumPy does, from the nearer end.
  return part >= 0.5 ? high - (high - low) * (1 - part) : low + (high - low) * part;
}

function median(_: Interpreter, cells: readonly Value[], dtype: string): Value | undefined {
  if (dtype !== 'float64' && dtype !== 'int64') return undefined;
  const order = orderOf(cells, true);
  const missing = missingOf(cells);
  if (!order || !missing) return undefined;
  const known = order.places.filter((place) => !missing[place]).map((place) => Number(numberOf(cells[place]!)));
  if (known.length === 0) return float(Number.NaN);
  const middle = known.length >> 1;
  return float(known.length % 2 === 1 ? known[middle]! : (known[middle - 1]! + known[middle]!) / 2);
}

function distinctCount(interpreter: Interpreter, cells: readonly Value[]): Value | undefined {
  const found = distinctRows(interpreter, [cells], cells.length);
  return found && integer(found.firsts.filter((first) => !isMissing(cells[first]!)).length);
}

const truths =
  (isAll: boolean): Reduction =>
  (_, cells, dtype) => {
    if (dtype !== 'bool') return undefined;
    const values = cells.map((cell) => cell.kind === 'bool' && cell.value);
    return bool(isAll ? values.every(Boolean) : values.some(Boolean));
  };

export const REDUCTIONS: Readonly<Record<string, Reduction>> = {
  sum,
  mean,
  var: variance,
  std: deviation,
  median,
  min: extreme(false),
  max: extreme(true),
  nunique: distinctCount,
  count: (_, cells) => {
    const missing = missingOf(cells);
    return missing && integer(missing.filter((isTrue) => !isTrue).length);
  },
  any: truths(false),
  all: truths(true),
};

/** The dtype of the results for columns of this one. */
export function reducedDtype(name: string, dtype: string | undefined): string | undefined {
  if (name === 'nunique' || name === 'count') return 'int64';
  if (name === 'any' || name === 'all') return 'bool';
  if (dtype === undefined) return undefined;
  if (['mean', 'std', 'var', 'median'].includes(name)) return 'float64';
  return name === 'sum' && dtype === 'bool' ? 'int64' : dtype;
}

/** The result; undefined where the column is not known, or holds what is not. */
export function reduced(
  interpreter: Interpreter,
  name: string,
  cells: Cells,
  dtype: string | undefined,
): Value | undefined {
  if (!cells || dtype === undefined || cells.some((cell) => isUndetermined(cell))) return undefined;
  interpreter.spend(Math.ceil(cells.length / 24));
  return REDUCTIONS[name]?.(interpreter, cells, dtype);
}
