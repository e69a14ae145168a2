/** Methods of tables: what they are given, and what becomes of the table where they change it. */
import type { Size } from '../../../shapes/dimension.ts';
import { NONE, type NativeFunction, type Value } from '../../domain/value.ts';
import { isUndetermined } from '../../domain/undetermined.ts';
import { sizeOf } from '../arrays/conversion.ts';
import { declare } from '../arrays/declare.ts';
import { type LibraryCall, NotDecided } from '../arrays/library-call.ts';
import type { Label } from '../arrays/row-index.ts';
import { describedSymbol } from '../unknowns.ts';
import { type Column, DataFrameValue } from './data-frame.ts';
import { labelOf, labelsOf } from './labels.ts';
import type { CallArguments, Interpreter } from '../../domain/interpreter.ts';

export function tableOf(call: LibraryCall, name = 'self'): DataFrameValue {
  const value = call.required(name);
  if (value instanceof DataFrameValue && !value.lost) return value;
  throw new NotDecided('the table is not known', isUndetermined(value) ? value : undefined);
}

/**
 * A method of tables. Where its parameters have `inplace`, it changes the table where it is told to, and gives None; a
 * table that is changed in a way that is not worked out is not known any more.
 */
export function method(
  name: string,
  parameters: string,
  body: (call: LibraryCall, table: DataFrameValue) => Value,
): NativeFunction {
  const isChanging = /\binplace\b/.test(parameters);
  const inner = declare(name, `${isChanging ? 'self!' : 'self'} ${parameters}`, (call) => body(call, tableOf(call)));
  if (!isChanging) return inner;
  return inner.done((interpreter, args) => given(interpreter, args, inner.implementation(interpreter, args)));
}

function given(interpreter: Interpreter, args: CallArguments, result: Value): Value {
  const flag = args.keywords.get('inplace');
  const isInPlace = flag === undefined ? false : interpreter.truth(flag);
  const [table] = args.positional;
  if (isInPlace === false || !(table instanceof DataFrameValue)) return result;
  interpreter.touch(table);
  if (isInPlace && result instanceof DataFrameValue) {
    table.rows = result.rows;
    table.columns = result.columns;
    table.index = result.index;
  } else table.lost ??= interpreter.unknown('it is changed in a way that is not worked out');
  return isInPlace ? NONE : interpreter.unknown('whether the table is changed is not decided');
}

/** How many rows are left is decided by the data. */
export function openRows(call: LibraryCall, table: DataFrameValue): Size {
  const size = call.sourceText
    ? sizeOf(call.interpreter.unknownInteger(table.reason, `len(${call.sourceText})`))
    : describedSymbol('rows');
  if (size === undefined) throw new NotDecided('how many rows are left is not known');
  return size;
}

/** One name, or several. */
export function namesIn(call: LibraryCall, value: Value): readonly Label[] {
  const label = labelOf(value);
  if (label !== undefined) return [label];
  const names = labelsOf(call.interpreter, value);
  if (names) return names;
  throw new NotDecided('which columns are meant is not known', isUndetermined(value) ? value : undefined);
}

/** The columns of these names; all must be there. */
export function columnsNamed(table: DataFrameValue, names: readonly Label[]): readonly Column[] {
  return names.map((name) => {
    const column = table.column(name);
    if (!column) throw new NotDecided('the table has no such column, as far as it is followed');
    return column;
  });
}

export const without = (columns: readonly Column[], names: readonly Label[]): readonly Column[] =>
  columns.filter((column) => !names.includes(column.name));

/** The axis, by number or name: 0 for rows. */
export function axisOf(call: LibraryCall): 0 | 1 {
  const axis = call.optional('axis');
  if (axis?.kind === 'str') return axis.value === 'columns' ? 1 : 0;
  return call.integer('axis', 0) === 1 ? 1 : 0;
}

/** What stands in a column; not decided where that is not known. */
export function known(column: Column): readonly Value[] {
  if (!column.cells) throw new NotDecided('what stands in the column is not known');
  return column.cells;
}

/** The number of rows, where it is a number. */
export function countedRows(table: DataFrameValue): number {
  if (typeof table.rows !== 'number') throw new NotDecided('the number of rows is not known');
  return table.rows;
}
