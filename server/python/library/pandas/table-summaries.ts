/** Methods of tables that make something else of them: reductions, counts, dictionaries, rows one by one. */
import {
  DictValue,
  IteratorValue,
  ListValue,
  NONE,
  type NativeFunction,
  str,
  TupleValue,
  type Value,
} from '../../domain/value.ts';
import { ArrayValue } from '../arrays/array-value.ts';
import { type LibraryCall, NotDecided } from '../arrays/library-call.ts';
import { isFloatDtype, isIntegerDtype } from '../arrays/dtypes.ts';
import { plain } from '../arrays/shaping.ts';
import { COUNTED, RowIndex } from '../arrays/row-index.ts';
import { listCost } from '../operations/sequences.ts';
import { setEntry } from '../operations/set-items.ts';
import { writesTo } from '../files/file-paths.ts';
import { at, commonColumn, distinctRows } from './cells.ts';
import type { Column, DataFrameValue } from './data-frame.ts';
import { labelValue } from './labels.ts';
import { reduced, reducedDtype, REDUCTIONS } from './series-reductions.ts';
import { seriesOf } from './series-value.ts';
import { axisOf, columnsNamed, countedRows, known, method, namesIn } from './table-call.ts';
import { rowOf } from './table-values.ts';
import { writeCsv } from './written-table.ts';

const isNumber = ({ dtype }: Column): boolean =>
  dtype !== undefined && (isFloatDtype(dtype) || isIntegerDtype(dtype) || dtype === 'bool');

/** One value for each column, by their names; along rows only their number is known. */
function reduction(name: string): NativeFunction {
  return method(name, 'axis skipna~ numeric_only ddof~ dropna~', (call, table) => {
    const columns = call.flag('numeric_only', false) ? numbersOnly(table) : table.columns;
    const isUsual = !call.names.includes('skipna') && !call.names.includes('ddof') && !call.names.includes('dropna');
    if (axisOf(call) === 1)
      return seriesOf({ rows: table.rows, dtype: undefined, index: table.index, reason: table.reason });
    const values = columns.map(({ cells, dtype }) =>
      isUsual ? reduced(call.interpreter, name, cells, dtype) : undefined,
    );
    const dtypes = columns.map(({ dtype }) => reducedDtype(name, dtype));
    const dtype = commonColumn(dtypes);
    return seriesOf({
      rows: columns.length,
      dtype,
      cells: values.map((value) => value ?? call.interpreter.unknown(table.reason)),
      index: new RowIndex(columns.map((column) => labelValue(column.name))),
      reason: table.reason,
    });
  });
}

function numbersOnly(table: DataFrameValue): readonly Column[] {
  return table.columns.filter((column) => {
    if (column.dtype === undefined) throw new NotDecided('the dtype of a column is not known');
    return isNumber(column);
  });
}

/** Eight rows of figures for each column of numbers; all columns where none is. */
function described(call: LibraryCall, table: DataFrameValue): Value {
  if (call.optional('include') || call.optional('exclude'))
    throw new NotDecided('which columns are described is not worked out');
  const numbers = numbersOnly(table).filter(({ dtype }) => dtype !== 'bool');
  const columns = numbers.length > 0 ? numbers : table.columns;
  const names =
    numbers.length > 0
      ? ['count', 'mean', 'std', 'min', '25%', '50%', '75%', 'max']
      : ['count', 'unique', 'top', 'freq'];
  return table.like(
    names.length,
    columns.map(({ name }) => ({ name, dtype: numbers.length > 0 ? 'float64' : 'object' })),
    new RowIndex(names.map((name) => str(name))),
  );
}

function dictionary(call: LibraryCall, table: DataFrameValue): Value {
  const orient = call.text('orient', 'dict');
  const rows = countedRows(table);
  call.interpreter.spend(listCost(rows * table.columns.length));
  const cell = (column: Column, row: number): Value => plain(known(column)[row]!);
  const dict = new DictValue();
  if (orient === 'records')
    return new ListValue(
      Array.from({ length: rows }, (_, row) => {
        const record = new DictValue();
        for (const column of table.columns)
          setEntry(call.interpreter, record, labelValue(column.name), cell(column, row));
        return record;
      }),
    );
  if (orient !== 'list' && orient !== 'dict' && orient !== 'series')
    throw new NotDecided('the dictionary is not worked out');
  const { index } = table;
  for (const column of table.columns) {
    const name = labelValue(column.name);
    if (orient === 'series') setEntry(call.interpreter, dict, name, table.series(column));
    else if (orient === 'list')
      setEntry(
        call.interpreter,
        dict,
        name,
        new ListValue(Array.from({ length: rows }, (_, row) => cell(column, row))),
      );
    else {
      if (!index) throw new NotDecided('the labels of the rows are not known');
      const inner = new DictValue();
      for (let row = 0; row < rows; row++) setEntry(call.interpreter, inner, index.label(row), cell(column, row));
      setEntry(call.interpreter, dict, name, inner);
    }
  }
  return dict;
}

/** More rows are not given one by one. */
const MOST_ROWS = 50_000;

function* pairs(table: DataFrameValue, rows: number): Generator<Value> {
  for (let row = 0; row < rows; row++)
    yield new TupleValue([table.index?.label(row) ?? labelValue(row), rowOf(table, row)]);
}
function* tuples(table: DataFrameValue, rows: number, withIndex: boolean): Generator<Value> {
  for (let row = 0; row < rows; row++) {
    const cells = table.columns.map((column) => plain(known(column)[row]!));
    yield new TupleValue(withIndex ? [table.index?.label(row) ?? labelValue(row), ...cells] : cells);
  }
}

/** As many rows as there were columns, in the order of these. */
function transposed(_call: LibraryCall, table: DataFrameValue): Value {
  const rows = countedRows(table);
  if (rows > 10_000 || !table.index) throw new NotDecided('there are too many rows to be columns');
  const dtype = commonColumn(table.columns.map((column) => column.dtype));
  const names = Array.from({ length: rows }, (_, row) => table.index!.label(row));
  const labels = names.map((name) =>
    name.kind === 'str' ? name.value : name.kind === 'int' ? Number(name.value) : undefined,
  );
  if (labels.includes(undefined)) throw new NotDecided('the names of the columns are not known');
  return table.like(
    table.columns.length,
    labels.map((name) => ({ name: name!, dtype })),
    new RowIndex(table.columns.map(({ name }) => labelValue(name))),
  );
}

/** How many rows and columns `pivot_table` and `pivot` have: the values of the keys. */
function pivoted(call: LibraryCall, table: DataFrameValue): Value {
  const [rowKey, columnKey] = ['index', 'columns'].map((name) => {
    const names = namesIn(call, call.required(name));
    if (names.length !== 1) throw new NotDecided('tables with keys of several columns are not worked out');
    return columnsNamed(table, names)[0]!;
  });
  const values = call.optional('values');
  if (!values || namesIn(call, values).length !== 1 || values.kind === 'list')
    throw new NotDecided('tables of several values are not worked out');
  const rows = countedRows(table);
  const groups = [rowKey!, columnKey!].map((column) => {
    const found = distinctRows(call.interpreter, [known(column)], rows);
    const cells = found && at(column.cells, found.firsts);
    if (!cells || cells.some((cell) => cell.kind === 'none' || (cell.kind === 'float' && Number.isNaN(cell.value))))
      throw new NotDecided('the keys of the table are not known');
    return cells;
  });
  const labels = groups[1]!.map((cell) =>
    cell.kind === 'str' ? cell.value : cell.kind === 'int' ? Number(cell.value) : undefined,
  );
  if (labels.includes(undefined)) throw new NotDecided('the names of the columns are not known');
  const sorted = (labels as (string | number)[]).sort((a, b) => (a < b ? -1 : 1));
  return table.like(
    groups[0]!.length,
    sorted.map((name) => ({ name, dtype: undefined })),
  );
}

const nothing = (name: string): NativeFunction => method(name, '*more', () => NONE);
/** Writes the table into a file; without a path it gives a text. */
const writer = (name: string): NativeFunction =>
  method(name, 'path_or_buf|path|buf|excel_writer|con *more', (call) => {
    const path = call.optional('path_or_buf');
    if (!path) return call.unknown('the text of the table is not worked out');
    writesTo(call.interpreter, path);
    return NONE;
  });

const quiet = (natives: Readonly<Record<string, NativeFunction>>): Readonly<Record<string, NativeFunction>> =>
  Object.fromEntries(
    Object.entries(natives).map(([name, inner]) => [
      name,
      // What is shown or written otherwise changes nothing here.
      inner.done((interpreter, args) => inner.implementation(interpreter, { ...args, keywords: new Map() })),
    ]),
  );

export const summaryMethods: Readonly<Record<string, NativeFunction>> = {
  ...Object.fromEntries(Object.keys(REDUCTIONS).map((name) => [name, reduction(name)])),
  ...Object.fromEntries(['skew', 'kurt', 'sem', 'prod', 'idxmax', 'idxmin'].map((name) => [name, reduction(name)])),
  quantile: method('quantile', 'q axis numeric_only', (call, table) => {
    call.passed('axis');
    const columns = call.flag('numeric_only', false) ? numbersOnly(table) : table.columns;
    if (call.optional('q')?.kind === 'list') throw new NotDecided('several quantiles are not worked out');
    return seriesOf({
      rows: columns.length,
      dtype: 'float64',
      index: new RowIndex(columns.map(({ name }) => labelValue(name))),
      reason: table.reason,
    });
  }),
  describe: method('describe', 'percentiles~ include exclude', described),
  corr: method('corr', 'method~ min_periods~ numeric_only', (call, table) => {
    const columns = call.flag('numeric_only', false) ? numbersOnly(table) : table.columns;
    return table.like(
      columns.length,
      columns.map(({ name }) => ({ name, dtype: 'float64' })),
      new RowIndex(columns.map(({ name }) => labelValue(name))),
    );
  }),
  to_numpy: method('to_numpy', 'dtype copy~ na_value~', (call, table) => {
    const array = table.asArray(call.interpreter);
    const dtype = call.optional('dtype');
    if (!dtype || !(array instanceof ArrayValue)) return array;
    return call.interpreter.call(call.interpreter.getAttribute(array, 'astype'), [dtype]);
  }),
  as_matrix: method('as_matrix', '', (call, table) => table.asArray(call.interpreter)),
  to_dict: method('to_dict', 'orient into~ index~', dictionary),
  iterrows: method('iterrows', '', (_call, table) => {
    const rows = countedRows(table);
    if (rows > MOST_ROWS) throw new NotDecided('there are too many rows to go through');
    return new IteratorValue(pairs(table, rows), 'generator');
  }),
  itertuples: method('itertuples', 'index name', (call, table) => {
    const rows = countedRows(table);
    if (rows > MOST_ROWS || call.passed('name')?.kind !== 'none') throw new NotDecided('named rows are not worked out');
    for (const column of table.columns) known(column);
    return new IteratorValue(tuples(table, rows, call.flag('index', true)), 'map');
  }),
  transpose: method('transpose', '', transposed),
  pivot: method('pivot', 'columns index values', pivoted),
  pivot_table: method('pivot_table', 'values index columns aggfunc~ fill_value~', pivoted),
  melt: method('melt', 'id_vars value_vars var_name value_name', (call, table) => {
    const ids = call.optional('id_vars') ? namesIn(call, call.required('id_vars')) : [];
    const values = call.optional('value_vars')
      ? columnsNamed(table, namesIn(call, call.required('value_vars')))
      : table.columns.filter(({ name }) => !ids.includes(name));
    const [variable, value] = [call.text('var_name', 'variable'), call.text('value_name', 'value')];
    return table.like(
      countedRows(table) * values.length,
      [
        ...ids.map((name) => ({ name, dtype: table.column(name)?.dtype })),
        ...[variable, value].map((name) => ({ name, dtype: undefined })),
      ],
      COUNTED,
    );
  }),
  to_csv: method(
    'to_csv',
    'path_or_buf|path sep na_rep float_format columns header index index_label mode encoding compression quoting quotechar lineterminator chunksize date_format decimal',
    writeCsv,
  ),
  ...quiet(Object.fromEntries(['info', 'plot', 'hist', 'boxplot'].map((name) => [name, nothing(name)]))),
  ...quiet(
    Object.fromEntries(
      ['to_pickle', 'to_json', 'to_excel', 'to_parquet', 'to_hdf', 'to_feather', 'to_sql'].map((name) => [
        name,
        writer(name),
      ]),
    ),
  ),
};
