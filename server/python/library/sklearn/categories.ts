/** The values in the columns of data that encoders are fitted on, as far as they are known. */
import type { Interpreter } from '../../domain/interpreter.ts';
import type { Value } from '../../domain/value.ts';
import { isUndetermined } from '../../domain/undetermined.ts';
import { ArrayValue } from '../arrays/array-value.ts';
import { toArray } from '../arrays/conversion.ts';
import type { Label } from '../arrays/row-index.ts';
import { distinctRows, isMissing, MISSING } from '../pandas/cells.ts';
import { categoriesOf } from '../pandas/combining.ts';
import { DataFrameValue } from '../pandas/data-frame.ts';

export interface KnownColumn {
  /** undefined: the data are no table. */
  readonly name: Label | undefined;
  readonly dtype: string | undefined;
  readonly cells: readonly Value[] | undefined;
}

/** The columns of a table, or of an array with two axes; labels with one axis are one column. */
export function columnsOfData(interpreter: Interpreter, data: Value): readonly KnownColumn[] | undefined {
  if (data instanceof DataFrameValue && !data.lost)
    return data.columns.map(({ name, dtype, cells }) => ({ name, dtype, cells }));
  const array = isUndetermined(data) ? undefined : toArray(interpreter, data);
  if (!(array instanceof ArrayValue)) return undefined;
  const [rows, width = 1] = array.shape ?? [];
  if (typeof rows !== 'number' || typeof width !== 'number' || (array.shape?.length ?? 0) > 2) return undefined;
  const { elements, dtype, label } = array;
  interpreter.spend(Math.ceil((elements?.length ?? 0) / 24));
  return Array.from({ length: width }, (_, column) => ({
    name: label,
    dtype,
    cells: elements?.filter((__, at) => at % width === column),
  }));
}

/** The distinct values in order; what is missing comes last. */
export function sortedValues(interpreter: Interpreter, { cells }: KnownColumn): readonly Value[] | undefined {
  const known = cells && categoriesOf(interpreter, cells);
  if (!known || !cells) return undefined;
  const found = distinctRows(interpreter, [cells], cells.length);
  if (!found) return undefined;
  return found.firsts.some((first) => isMissing(cells[first]!)) ? [...known, MISSING] : known;
}
