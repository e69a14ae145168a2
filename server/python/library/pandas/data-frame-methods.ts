/** `table.drop(…)`, `table.head()` … as far as rows, columns and values follow from the program and what it reads. */
import { once } from '../once.ts';
import type { Interpreter } from '../../domain/interpreter.ts';
import type { NativeFunction, Value } from '../../domain/value.ts';
import { bind } from '../arrays/library-call.ts';
import { RowIndex } from '../arrays/row-index.ts';
import { DtypeValue } from '../arrays/dtype-value.ts';
import { combiningMethods } from './combining.ts';
import type { DataFrameValue } from './data-frame.ts';
import { labelValue } from './labels.ts';
import { groupingMethods } from './group-by.ts';
import { seriesOf } from './series-value.ts';
import { columnMethods } from './table-columns.ts';
import { rowMethods } from './table-rows.ts';
import { summaryMethods } from './table-summaries.ts';
import { valueMethods } from './table-values.ts';

export const dataFrameMethods = once(
  (): Readonly<Record<string, NativeFunction>> => ({
    ...rowMethods,
    ...columnMethods,
    ...valueMethods,
    ...summaryMethods,
    ...groupingMethods,
    ...combiningMethods,
  }),
);

/** A method of the table, or what it has besides its columns. */
export function dataFrameMethod(interpreter: Interpreter, table: DataFrameValue, name: string): Value | undefined {
  if (Object.hasOwn(dataFrameMethods(), name)) return bind(table, dataFrameMethods()[name]!);
  if (name === 'T') return interpreter.call(dataFrameMethods()['transpose']!, [table]);
  if (name !== 'dtypes') return undefined;
  const { columns, reason } = table;
  return seriesOf({
    rows: columns.length,
    dtype: 'object',
    cells: columns.map(({ dtype }) => (dtype === undefined ? interpreter.unknown(reason) : new DtypeValue(dtype))),
    index: new RowIndex(columns.map((column) => labelValue(column.name))),
    reason,
  });
}
