/** The values in a column, and what pandas 3 makes of them: their dtype, what is missing, how they are told apart. */
import type { Cell } from '../../domain/data-files.ts';
import type { Interpreter } from '../../domain/interpreter.ts';
import { Bool, bool, Str, type Value } from '../../domain/value.ts';
import { isUndetermined } from '../../domain/undetermined.ts';
import { castElement, isFloatDtype, isIntegerDtype, NumpyFloat, NumpyInt, numberOf } from '../arrays/dtypes.ts';

/** One for each row; undefined where they are not known. */
export type Cells = readonly Value[] | undefined;

/** What pandas shows as NaN. */
export const MISSING = new NumpyFloat(Number.NaN, 'float64');

/** undefined where that is not known. */
export function isMissing(value: Value): boolean | undefined {
  if (isUndetermined(value)) return undefined;
  return value.kind === 'none' || (value.kind === 'float' && Number.isNaN(value.value));
}

/** Whether each is missing; undefined where that is not known of one of them. */
export function missingOf(cells: Cells): readonly boolean[] | undefined {
  const missing = cells?.map(isMissing);
  return missing?.includes(undefined) ? undefined : (missing as boolean[] | undefined);
}

/** The values of a column of a file. Columns have the same few values again and again: each is made once. */
export function cellsOf(cells: readonly Cell[] | undefined, dtype: string | undefined): Cells {
  if (!cells || dtype === undefined) return undefined;
  const made = new Map<Cell, Value>();
  return cells.map((cell) => {
    let value = made.get(cell);
    if (value === undefined) made.set(cell, (value = valueOf(cell, dtype)));
    return value;
  });
}

function valueOf(cell: Cell, dtype: string): Value {
  if (cell === null) return MISSING;
  if (typeof cell === 'string') return new Str(cell);
  if (typeof cell === 'boolean') return bool(cell);
  if (isFloatDtype(dtype)) return new NumpyFloat(Number(cell), dtype);
  if (isIntegerDtype(dtype)) return new NumpyInt(BigInt(cell), dtype);
  return typeof cell === 'bigint' || Number.isInteger(cell)
    ? new NumpyInt(BigInt(cell), 'int64')
    : new NumpyFloat(cell, 'float64');
}

/** The dtype that pandas gives a list of these; undefined where it depends on one that is not known. */
export function dtypeOfValues(values: readonly Value[]): string | undefined {
  const kinds = new Set(values.map(kindOf));
  if (kinds.has('unknown')) return undefined;
  if (kinds.size === 0) return 'object';
  const known = [...kinds].filter((kind) => kind !== 'missing');
  if (known.length === 0) return values.every(({ kind }) => kind === 'none') ? 'object' : 'float64';
  if (known.length === 1 && known[0] === 'str') return 'str';
  if (known.every((kind) => kind === 'int' || kind === 'float'))
    return kinds.has('missing') || kinds.has('float') ? 'float64' : 'int64';
  return kinds.size === 1 && kinds.has('bool') ? 'bool' : 'object';
}

function kindOf(value: Value): 'int' | 'float' | 'str' | 'bool' | 'missing' | 'other' | 'unknown' {
  if (isUndetermined(value)) return value.integer ? 'int' : 'unknown';
  if (isMissing(value)) return 'missing';
  switch (value.kind) {
    case 'int':
    case 'float':
    case 'str':
    case 'bool':
      return value.kind;
    default:
      return 'other';
  }
}

/** Values as they stand in a column of this dtype. */
export function asCells(values: readonly Value[], dtype: string | undefined): Cells {
  if (dtype === undefined) return undefined;
  const isNumber = isFloatDtype(dtype) || isIntegerDtype(dtype);
  const cells = values.map((value) => {
    if (dtype !== 'object' && isMissing(value)) return isIntegerDtype(dtype) ? undefined : MISSING;
    if (isNumber && isUndetermined(value)) return value;
    return isNumber ? castElement(value, dtype) : value;
  });
  return cells.includes(undefined) ? undefined : (cells as Value[]);
}

/** The dtype of a table's array, or of columns under each other. */
export function commonColumn(dtypes: readonly (string | undefined)[]): string | undefined {
  const [first] = dtypes;
  if (dtypes.length === 0) return 'object';
  if (dtypes.includes(undefined)) return undefined;
  if (dtypes.every((dtype) => dtype === first)) return first;
  const numbers = dtypes as string[];
  if (!numbers.every((dtype) => isFloatDtype(dtype) || isIntegerDtype(dtype))) return 'object';
  const isWide = numbers.every((dtype) => /^(?:int64|float64|int32|float32)$/.test(dtype));
  if (!isWide) return undefined;
  if (numbers.every(isIntegerDtype)) return 'int64';
  return numbers.every((dtype) => dtype === 'float32') ? 'float32' : 'float64';
}

/** What tells values apart, as `hash` does; all that is missing is the same. */
export function keyOf(interpreter: Interpreter, value: Value): string | undefined {
  if (isMissing(value)) return 'missing';
  return isUndetermined(value) ? undefined : interpreter.hashKey(value);
}

export interface Distinct {
  /** Where each stands first, in that order. */
  readonly firsts: readonly number[];
  /** Of which of them each is. */
  readonly group: readonly number[];
  readonly counts: readonly number[];
}

/** Rows told apart by what stands in these columns. */
export function distinctRows(
  interpreter: Interpreter,
  columns: readonly (readonly Value[])[],
  rows: number,
): Distinct | undefined {
  interpreter.spend(Math.ceil((rows * columns.length) / 8));
  const found = new Map<string, number>();
  const firsts: number[] = [];
  const counts: number[] = [];
  const group: number[] = [];
  for (let row = 0; row < rows; row++) {
    let key = '';
    for (const column of columns) {
      const part = keyOf(interpreter, column[row]!);
      if (part === undefined) return undefined;
      key += `${part.length}:${part}`;
    }
    let place = found.get(key);
    if (place === undefined) {
      found.set(key, (place = firsts.length));
      firsts.push(row);
      counts.push(0);
    }
    counts[place]!++;
    group.push(place);
  }
  return { firsts, group, counts };
}

/** Numbers, truths or texts in their order; undefined where they cannot be compared, as what is missing. */
export function compareCells(a: Value, b: Value): number | undefined {
  const [x, y] = [sortKey(a), sortKey(b)];
  if (x === undefined || y === undefined || typeof x !== typeof y) return undefined;
  return x < y ? -1 : x > y ? 1 : 0;
}

function sortKey(value: Value): string | number | undefined {
  if (value.kind === 'str') return value.value;
  const number = numberOf(value);
  return number === undefined ? undefined : Number(number);
}

/**
 * Places in the order of the values, missing ones at the end; undefined where that is not decided. Equal ones stay in
 * their order here, which pandas promises only where it is asked.
 */
export function orderOf(
  cells: readonly Value[],
  isAscending: boolean,
): { readonly places: readonly number[]; readonly hasTies: boolean } | undefined {
  const missing = missingOf(cells);
  if (!missing) return undefined;
  let isDecided = true;
  let hasTies = false;
  const known = cells.flatMap((_, place) => (missing[place] ? [] : [place]));
  const sorted = known.sort((a, b) => {
    const order = compareCells(cells[a]!, cells[b]!);
    if (order === undefined) isDecided = false;
    if (order === 0) hasTies = true;
    return (isAscending ? (order ?? 0) : -(order ?? 0)) || a - b;
  });
  if (!isDecided) return undefined;
  return { places: [...sorted, ...cells.flatMap((_, place) => (missing[place] ? [place] : []))], hasTies };
}

/** Truths as a mask; undefined where one is not known. */
export function maskOf(cells: Cells): readonly boolean[] | undefined {
  if (!cells?.every((cell) => cell instanceof Bool)) return undefined;
  return cells.map((cell) => (cell as Bool).value);
}

export const placesOf = (mask: readonly boolean[]): readonly number[] =>
  mask.flatMap((isTrue, place) => (isTrue ? [place] : []));

export const at = (cells: Cells, places: readonly number[]): Cells => cells && places.map((place) => cells[place]!);

export const integer = (value: number): Value => new NumpyInt(BigInt(value), 'int64');
