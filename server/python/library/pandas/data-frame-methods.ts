/** `table.drop(…)`, `table.head()` … as far as rows and columns follow from the program. */
import { minimum, type Size } from '../../../shapes/dimension.ts';
import { NONE, str, TupleValue, type NativeFunction, type Value } from '../../domain/value.ts';
import { ArrayValue } from '../arrays/array-value.ts';
import { sizeOf } from '../arrays/conversion.ts';
import { bind, define, NotDecided, type LibraryCall } from '../arrays/library-call.ts';
import { halfToEven } from '../arrays/selecting.ts';
import { DataFrameValue, textsOf, type Column } from './data-frame.ts';
import { describedSymbol } from '../unknowns.ts';
import { words } from '../../../words/message.ts';
import { isUndetermined } from '../../domain/undetermined.ts';

function self(call: LibraryCall): DataFrameValue {
  const value = call.required('self');
  if (value instanceof DataFrameValue && !value.lost) return value;
  throw new NotDecided('the table is not known');
}

/** `inplace=True` changes the table and gives None. */
function given(call: LibraryCall, result: DataFrameValue): Value {
  if (!call.flag('inplace', false)) return result;
  const table = self(call);
  call.interpreter.touch(table);
  table.rows = result.rows;
  table.columns = result.columns;
  return NONE;
}

/** How many rows are left is decided by the data. */
function openRows(call: LibraryCall): Size {
  const size = call.sourceText
    ? sizeOf(call.interpreter.unknownInteger(self(call).reason, `len(${call.sourceText})`))
    : describedSymbol('rows');
  if (size === undefined) throw new NotDecided('how many rows are left is not known');
  return size;
}

function namesIn(call: LibraryCall, value: Value): readonly string[] {
  if (value.kind === 'str') return [value.value];
  const names = textsOf(call.interpreter, value);
  if (names) return names;
  if (value.kind === 'list' && !value.summary && value.items.length === 0) return [];
  throw new NotDecided('which columns are meant is not known', isUndetermined(value) ? value : undefined);
}

function without(columns: readonly Column[], names: readonly string[]): readonly Column[] {
  return columns.filter((column) => !names.includes(column.name));
}

/** The axis, by number or name: 0 for rows. */
function axisOf(call: LibraryCall): 0 | 1 {
  const axis = call.optional('axis');
  if (axis?.kind === 'str') return axis.value === 'columns' ? 1 : 0;
  return call.integer('axis', 0) === 1 ? 1 : 0;
}

/** Methods that change the table where they are told to. */
const IN_PLACE: ReadonlySet<string> = new Set([
  'fillna',
  'ffill',
  'bfill',
  'interpolate',
  'sort_values',
  'sort_index',
  'clip',
  'replace',
]);

const same = (name: string): NativeFunction =>
  define(name, IN_PLACE.has(name) ? 'self!' : 'self', (call) =>
    given(call, self(call).like(self(call).rows, self(call).columns)),
  );
const reduced = (name: string): NativeFunction =>
  define(name, 'self axis', (call) => {
    const table = self(call);
    return new ArrayValue({
      shape: [axisOf(call) === 1 ? table.rows : table.columns.length],
      library: 'pandas',
      reason: table.reason,
    });
  });
const nothing = (name: string): NativeFunction => define(name, 'self', () => NONE);

export const dataFrameMethods: Readonly<Record<string, NativeFunction>> = {
  ...Object.fromEntries(
    [
      'copy',
      'fillna',
      'ffill',
      'bfill',
      'interpolate',
      'astype',
      'sort_values',
      'sort_index',
      'round',
      'clip',
      'replace',
      'infer_objects',
      'convert_dtypes',
      'abs',
      'isnull',
      'isna',
      'notnull',
      'notna',
      'shift',
      'cumsum',
      'diff',
      'pct_change',
      'rank',
    ].map((name) => [name, same(name)]),
  ),
  applymap: define('applymap', 'self function()', (call) =>
    given(call, self(call).like(self(call).rows, self(call).columns)),
  ),
  ...Object.fromEntries(
    ['mean', 'std', 'var', 'sum', 'min', 'max', 'median', 'nunique', 'any', 'all', 'skew'].map((name) => [
      name,
      reduced(name),
    ]),
  ),
  ...Object.fromEntries(
    ['info', 'plot', 'hist', 'to_csv', 'to_pickle', 'to_json', 'to_excel', 'boxplot'].map((name) => [
      name,
      nothing(name),
    ]),
  ),
  to_numpy: define('to_numpy', 'self dtype', (call) => {
    const array = self(call).asArray();
    const dtype = call.optional('dtype');
    return dtype && array instanceof ArrayValue ? array.like(array.shape, call.dtype('dtype', undefined)) : array;
  }),
  as_matrix: define('as_matrix', 'self', (call) => self(call).asArray()),
  head: define('head', 'self n', (call) =>
    self(call).like(minimum(self(call).rows, call.size('n', 5)), self(call).columns),
  ),
  tail: define('tail', 'self n', (call) =>
    self(call).like(minimum(self(call).rows, call.size('n', 5)), self(call).columns),
  ),
  sample: define('sample', 'self n frac replace weights random_state axis ignore_index', (call) => {
    const table = self(call);
    if (!call.optional('frac')) return table.like(call.size('n', 1), table.columns);
    const fraction = call.number('frac');
    if (fraction === 1) return table.like(table.rows, table.columns);
    return table.like(
      typeof table.rows === 'number' ? halfToEven(fraction * table.rows) : openRows(call),
      table.columns,
    );
  }),
  drop: define('drop', 'self! labels axis index columns level inplace errors', (call) => {
    const table = self(call);
    const columns = call.optional('columns') ?? (axisOf(call) === 1 ? call.required('labels') : undefined);
    if (columns) {
      const names = namesIn(call, columns);
      if (names.some((name) => !table.column(name)) && call.text('errors', 'raise') !== 'ignore')
        throw new NotDecided('a column that is dropped is not known');
      return given(call, table.like(table.rows, without(table.columns, names)));
    }
    return given(call, table.like(openRows(call), table.columns));
  }),
  pop: define('pop', 'self! item', (call) => {
    const table = self(call);
    const name = call.text('item');
    const column = table.column(name);
    if (!column) throw new NotDecided(words`the table has no column ${name}, as far as it is followed`);
    call.interpreter.touch(table);
    table.columns = without(table.columns, [name]);
    return table.series(column);
  }),
  dropna: define('dropna', 'self! axis how thresh subset inplace', (call) => {
    if (axisOf(call) === 1) throw new NotDecided('which columns are left is not known');
    return given(call, self(call).like(openRows(call), self(call).columns));
  }),
  drop_duplicates: define('drop_duplicates', 'self! subset keep inplace', (call) =>
    given(call, self(call).like(openRows(call), self(call).columns)),
  ),
  query: define('query', 'self expr', (call) => self(call).like(openRows(call), self(call).columns)),
  reset_index: define('reset_index', 'self! level drop inplace', (call) => {
    const table = self(call);
    return given(
      call,
      table.like(
        table.rows,
        call.flag('drop', false) ? table.columns : [{ name: 'index', dtype: 'int64' }, ...table.columns],
      ),
    );
  }),
  set_index: define('set_index', 'self! keys drop append inplace', (call) => {
    const table = self(call);
    const keys = call.required('keys');
    if (keys.kind === 'host') return given(call, table.like(table.rows, table.columns));
    return given(
      call,
      table.like(table.rows, call.flag('drop', true) ? without(table.columns, namesIn(call, keys)) : table.columns),
    );
  }),
  rename: define('rename', 'self! mapper index columns axis copy inplace', (call) => {
    const table = self(call);
    const map = call.optional('columns');
    if (map?.kind !== 'dict') throw new NotDecided('the new names are not known');
    const names = new Map(
      [...map.entries.values()].flatMap(([from, to]) =>
        from.kind === 'str' && to.kind === 'str' ? [[from.value, to.value] as const] : [],
      ),
    );
    return given(
      call,
      table.like(
        table.rows,
        table.columns.map((column) => ({ ...column, name: names.get(column.name) ?? column.name })),
      ),
    );
  }),
  assign: define('assign', 'self', (call) => {
    const table = self(call);
    const added = call.names.filter((name) => name !== 'self' && !table.column(name));
    return table.like(table.rows, [...table.columns, ...added.map((name) => ({ name, dtype: undefined }))]);
  }),
  insert: define('insert', 'self! loc column value', (call) => {
    const table = self(call);
    call.interpreter.touch(table);
    const columns = [...table.columns];
    columns.splice(call.integer('loc'), 0, { name: call.text('column'), dtype: undefined });
    table.columns = columns;
    return NONE;
  }),
  transpose: define('transpose', 'self', (call) => call.unknown(self(call).reason)),
  describe: define('describe', 'self', (call) => call.unknown(self(call).reason)),
  corr: define('corr', 'self', (call) => self(call).like(self(call).columns.length, self(call).columns)),
  keys: define('keys', 'self', (call) => call.interpreter.getAttribute(self(call), 'columns')),
  items: define(
    'items',
    'self',
    (call) =>
      new TupleValue(self(call).columns.map((column) => new TupleValue([str(column.name), self(call).series(column)]))),
  ),
};

export function dataFrameMethod(table: DataFrameValue, name: string): Value | undefined {
  return Object.hasOwn(dataFrameMethods, name) ? bind(table, dataFrameMethods[name]!) : undefined;
}
