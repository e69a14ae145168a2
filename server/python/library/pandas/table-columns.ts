/** Methods of tables that choose columns, name them, or add some. */
import { Float, Int, NONE, type NativeFunction, str, TupleValue, type Value } from '../../domain/value.ts';
import { isUndetermined } from '../../domain/undetermined.ts';
import { type LibraryCall, define, dtypeNamed, NotDecided } from '../arrays/library-call.ts';
import { canonicalDtype, castElement, isFloatDtype, isIntegerDtype } from '../arrays/dtypes.ts';
import type { Label } from '../arrays/row-index.ts';
import { type Cells, dtypeOfValues, missingOf } from './cells.ts';
import type { Column, DataFrameValue } from './data-frame.ts';
import { labelValue, labelOf } from './labels.ts';
import { columnOf } from './series-value.ts';
import { method, namesIn, tableOf, without } from './table-call.ts';

/** What `include` and `exclude` name, by the rules of pandas 3: `object` has texts too. */
function isOfKind(dtype: string, kind: string): boolean {
  switch (kind) {
    case 'number':
      return isFloatDtype(dtype) || isIntegerDtype(dtype);
    case 'int':
    case 'integer':
    case 'int64':
      return kind === 'int64' || kind === 'int' ? dtype === 'int64' : isIntegerDtype(dtype);
    case 'floating':
      return isFloatDtype(dtype);
    case 'float':
      return dtype === 'float64' || dtype === 'float32';
    case 'string':
      return dtype === 'str';
    case 'datetime':
    case 'datetime64':
      return dtype.startsWith('datetime64');
    default:
      return dtype === kind;
  }
}

function kindsIn(call: LibraryCall, name: string): readonly string[] {
  const given = call.optional(name);
  if (!given) return [];
  const items = given.kind === 'list' || given.kind === 'tuple' ? given.items : [given];
  return items.map((item) => {
    const kind =
      item.kind === 'str'
        ? ['number', 'category', 'string', 'datetime', 'integer', 'floating', 'int', 'float'].includes(item.value)
          ? item.value
          : canonicalDtype(item.value)
        : item.kind === 'class' && /^numpy\.(?:number|integer|floating)$/.test(item.qualifiedName)
          ? item.name
          : dtypeNamed(item);
    if (kind === undefined)
      throw new NotDecided('which dtypes are meant is not known', isUndetermined(item) ? item : undefined);
    return kind;
  });
}

function ofDtypes(call: LibraryCall, table: DataFrameValue): Value {
  const [included, excluded] = [kindsIn(call, 'include'), kindsIn(call, 'exclude')];
  return table.withColumns(
    table.columns.filter(({ dtype }) => {
      if (dtype === undefined) throw new NotDecided('the dtype of a column is not known');
      // Texts are objects here.
      const isOne = (kind: string): boolean => isOfKind(dtype, kind) || (kind === 'object' && dtype === 'str');
      return (included.length === 0 || included.some(isOne)) && !excluded.some(isOne);
    }),
  );
}

/** Values as another dtype, as `astype` gives them; undefined cells where that is not worked out. */
export function cast(cells: Cells, from: string | undefined, to: string): Pick<Column, 'dtype' | 'cells'> {
  if (to === from) return { dtype: to, cells };
  if (to === 'category') return { dtype: to, cells };
  if (to === 'str' || to === 'object') {
    const isText = from === 'str' || from === 'object';
    if (to === 'object') return { dtype: 'object', cells };
    const texts = isText
      ? cells?.map((cell) => (cell.kind === 'str' || missingOf([cell])?.[0] ? cell : undefined))
      : cells?.map((cell) => (cell.kind === 'int' ? str(String(cell.value)) : undefined));
    return { dtype: 'str', cells: texts?.includes(undefined) ? undefined : (texts as Value[] | undefined) };
  }
  const made = cells?.map((cell) => numberAs(cell, to));
  return { dtype: to, cells: made?.includes(undefined) ? undefined : (made as Value[] | undefined) };
}

function numberAs(cell: Value, dtype: string): Value | undefined {
  if (cell.kind !== 'str') return castElement(cell, dtype);
  const text = cell.value.trim();
  if (isIntegerDtype(dtype))
    return /^[+-]?\d+$/.test(text) ? castElement(new Int(BigInt(text.replace('+', ''))), dtype) : undefined;
  return /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/.test(text)
    ? castElement(new Float(Number(text)), dtype)
    : undefined;
}

/** The dtype of a whole `astype`: one for all, or by column. */
function astype(call: LibraryCall, table: DataFrameValue): Value {
  const given = call.required('dtype');
  if (given.kind === 'dict' && !given.summary) {
    const byName = new Map<Label, string | undefined>();
    for (const [key, value] of given.entries.values()) {
      const label = labelOf(key);
      if (label === undefined) throw new NotDecided('which columns are meant is not known');
      byName.set(label, castTarget(value));
    }
    return table.withColumns(
      table.columns.map((column) => (byName.has(column.name) ? casted(column, byName.get(column.name)) : column)),
    );
  }
  const dtype = castTarget(given);
  return table.withColumns(table.columns.map((column) => casted(column, dtype)));
}

function casted(column: Column, dtype: string | undefined): Column {
  if (dtype === undefined) return { name: column.name, dtype: undefined };
  return { name: column.name, ...cast(column.cells, column.dtype, dtype), classes: column.classes };
}

/** pandas' own `category` beside NumPy's dtypes. */
export function castTarget(value: Value): string | undefined {
  if (value.kind === 'str' && value.value === 'category') return 'category';
  return dtypeNamed(value);
}

/** New names by the old ones. */
function renamed(call: LibraryCall, table: DataFrameValue): Value {
  const axis = call.optional('axis');
  const isOfColumns =
    axis !== undefined && (axis.kind === 'str' ? axis.value === 'columns' : call.integer('axis') === 1);
  const map = call.optional('columns') ?? (isOfColumns ? call.optional('mapper') : undefined);
  if (!map) {
    if (call.optional('index') ?? call.optional('mapper')) return table.like(table.rows, table.columns);
    throw new NotDecided('the new names are not known');
  }
  if (map.kind === 'dict' && !map.summary) {
    const names = new Map<Label, Label>();
    for (const [from, to] of map.entries.values()) {
      const [before, after] = [labelOf(from), labelOf(to)];
      if (before !== undefined && after !== undefined) names.set(before, after);
    }
    return table.withColumns(
      table.columns.map((column) => ({ ...column, name: names.get(column.name) ?? column.name })),
    );
  }
  const isCalled = ['function', 'native', 'class', 'method'].includes(map.kind);
  if (!isCalled) throw new NotDecided('the new names are not known', isUndetermined(map) ? map : undefined);
  return table.withColumns(
    table.columns.map((column) => {
      const name = labelOf(call.interpreter.call(map, [labelValue(column.name)]));
      if (name === undefined) throw new NotDecided('the new names are not known');
      return { ...column, name };
    }),
  );
}

/** `assign(name=value, name=lambda table: …)`. */
const assign = define('assign', 'self', (call) => {
  let table = tableOf(call);
  for (const name of call.names.filter((one) => one !== 'self')) {
    const given = call.required(name);
    const isCalled = given.kind === 'function' || given.kind === 'native';
    const value = isCalled ? call.interpreter.call(given, [table]) : given;
    const column: Column = { name, ...columnOf(call.interpreter, value, table.rows, table.index) };
    const isThere = table.column(name) !== undefined;
    table = table.withColumns(
      isThere ? table.columns.map((one) => (one.name === name ? column : one)) : [...table.columns, column],
    );
  }
  return table;
});

const insert = define('insert', 'self! loc column value allow_duplicates', (call) => {
  const table = tableOf(call);
  const name = labelOf(call.required('column'));
  call.interpreter.touch(table);
  if (name === undefined) {
    table.lost = call.interpreter.unknown('which column is added is not known');
    return NONE;
  }
  const columns = [...table.columns];
  const { dtype, cells, classes } = columnOf(call.interpreter, call.required('value'), table.rows, table.index);
  columns.splice(call.integer('loc'), 0, { name, dtype, cells, classes });
  table.columns = columns;
  return NONE;
});

const pop = define('pop', 'self! item', (call) => {
  const table = tableOf(call);
  const name = labelOf(call.required('item'));
  const column = name === undefined ? undefined : table.column(name);
  if (!column || name === undefined) throw new NotDecided('the table has no such column, as far as it is followed');
  const series = table.series(column);
  call.interpreter.touch(table);
  table.columns = without(table.columns, [name]);
  return series;
});

export const columnMethods: Readonly<Record<string, NativeFunction>> = {
  select_dtypes: method('select_dtypes', 'include exclude', ofDtypes),
  astype: method('astype', 'dtype copy~ errors~', astype),
  convert_dtypes: method('convert_dtypes', '', (_call, table) =>
    table.withColumns(table.columns.map(({ name }) => ({ name, dtype: undefined }))),
  ),
  rename: method('rename', 'mapper index columns axis copy~ inplace~ errors~', renamed),
  filter: method('filter', 'items like regex axis~', (call, table) => {
    if (call.optional('items')) {
      const names = namesIn(call, call.required('items')).filter((name) => table.column(name));
      return table.selected(names);
    }
    if (call.optional('regex')) throw new NotDecided('which columns match is not worked out');
    const part = call.text('like');
    return table.withColumns(table.columns.filter(({ name }) => String(name).includes(part)));
  }),
  add_prefix: method('add_prefix', 'prefix', (call, table) =>
    table.withColumns(table.columns.map((column) => ({ ...column, name: `${call.text('prefix')}${column.name}` }))),
  ),
  add_suffix: method('add_suffix', 'suffix', (call, table) =>
    table.withColumns(table.columns.map((column) => ({ ...column, name: `${column.name}${call.text('suffix')}` }))),
  ),
  get: method('get', 'key default', (call, table) => {
    const label = labelOf(call.required('key'));
    const column = label === undefined ? undefined : table.column(label);
    if (label === undefined) throw new NotDecided('which column is meant is not known');
    return column ? table.series(column) : (call.passed('default') ?? NONE);
  }),
  assign,
  insert,
  pop,
  keys: method('keys', '', (call, table) => call.interpreter.getAttribute(table, 'columns')),
  items: method(
    'items',
    '',
    (_call, table) =>
      new TupleValue(table.columns.map((column) => new TupleValue([labelValue(column.name), table.series(column)]))),
  ),
  copy: method('copy', 'deep~', (_call, table) => table.withColumns(table.columns)),
  infer_objects: method('infer_objects', 'copy~', (_call, table) =>
    table.withColumns(
      table.columns.map((column) =>
        column.dtype === 'object' ? { ...column, dtype: column.cells && dtypeOfValues(column.cells) } : column,
      ),
    ),
  ),
};
