import { equalSizes, sum, type Size } from '../../../shapes/dimension.ts';
import {
  ClassValue,
  ModuleValue,
  NativeFunction,
  NONE,
  StaticMethodValue,
  type DictValue,
  type ListValue,
  type Value,
} from '../../domain/value.ts';
import { ArrayValue } from '../arrays/array-value.ts';
import { lengthOfOpenList, samplesOf, sizeOf, toArray } from '../arrays/conversion.ts';
import { define, NotDecided, type LibraryCall } from '../arrays/library-call.ts';
import { readFrom } from '../numpy/files.ts';
import { listCost } from '../operations/sequences.ts';
import { DataFrameValue, textsOf, type Column } from './data-frame.ts';
import { describedSymbol } from '../unknowns.ts';
import { words } from '../../../words/message.ts';
import { isUndetermined, Top } from '../../domain/undetermined.ts';

const inProgram = words`the values in the table are not worked out`;

/** `DataFrame(data, columns=…)`: of columns by name, of an array, or of a list of rows. */
const makeFrame = define('DataFrame', 'data index columns dtype', (call) => {
  const data = call.passed('data');
  const given = call.optional('columns');
  const names = given && textsOf(call.interpreter, given);
  if (data instanceof DataFrameValue) return names ? data.selected(names) : data.like(data.rows, data.columns);
  if (!data || data.kind === 'none')
    return new DataFrameValue(
      call.optional('index') ? lengthOf(call, call.required('index')) : 0,
      (names ?? []).map((name) => ({ name, dtype: 'object' })),
      inProgram,
    );
  if (data.kind === 'dict') return ofDict(call, data, names);
  if (data.kind === 'list' && (data.summary || data.items.some((item) => item.kind === 'dict')))
    return ofRecords(call, data, names);
  const array = call.ranked(toArray(call.interpreter, data));
  const [rows, width] = array.shape;
  if (rows === undefined || rows === null || array.shape.length > 2)
    throw new NotDecided('the shape of the table is not known');
  const count = width === undefined ? 1 : width;
  if (names && (count === null || typeof count !== 'number' || count === names.length))
    return new DataFrameValue(
      rows,
      names.map((name) => ({ name, dtype: array.dtype })),
      inProgram,
    );
  if (names)
    return call.interpreter.raise(
      'ValueError',
      `Shape of passed values is (…, ${count}), indices imply (…, ${names.length})`,
    );
  if (given || typeof count !== 'number' || count > 10_000) throw new NotDecided('the columns are not known');
  return new DataFrameValue(
    rows,
    Array.from({ length: count }, (_, index) => ({ name: String(index), dtype: array.dtype })),
    inProgram,
  );
});

function lengthOf(call: LibraryCall, value: Value): Size {
  const size = sizeOf(call.interpreter.length(value));
  if (size === undefined) throw new NotDecided('the number of rows is not known');
  return size;
}

function ofDict(call: LibraryCall, data: DictValue, names: readonly string[] | undefined): Value {
  if (data.summary) throw new NotDecided(data.summary.reason, data.summary);
  const columns: Column[] = [];
  let rows: Size | undefined;
  call.interpreter.spend(listCost(data.entries.size));
  for (const [key, value] of data.entries.values()) {
    const name = key.kind === 'str' ? key.value : call.interpreter.str(key);
    if (name === undefined) throw new NotDecided('the names of the columns are not known');
    const array = isUndetermined(value) ? undefined : toArray(call.interpreter, value);
    const first = array instanceof ArrayValue ? array.shape?.[0] : undefined;
    if (typeof first === 'number' || (rows === undefined && first !== null && first !== undefined)) rows = first;
    columns.push({ name, dtype: array instanceof ArrayValue ? array.dtype : undefined });
  }
  if (rows === undefined) {
    if (data.entries.size > 0) throw new NotDecided('the number of rows is not known');
    rows = 0;
  }
  const byName = new Map(columns.map((column) => [column.name, column]));
  const kept = names ? names.map((name) => byName.get(name) ?? { name, dtype: undefined }) : columns;
  return new DataFrameValue(rows, kept, inProgram);
}

/** A list of dictionaries, one for each row: the columns are their keys. */
function ofRecords(call: LibraryCall, data: ListValue, names: readonly string[] | undefined): Value {
  const samples = data.summary ? samplesOf(data, data.summary) : data.items;
  const columns = new Map<string, Column>();
  for (const item of samples) {
    if (item.kind !== 'dict' || item.summary) throw new NotDecided('the rows of the table are not known');
    for (const [key] of item.entries.values()) {
      if (key.kind !== 'str') throw new NotDecided('the names of the columns are not known');
      columns.set(key.value, { name: key.value, dtype: undefined });
    }
  }
  if (columns.size === 0) throw new NotDecided('the rows of the table are not known');
  const rows = data.summary ? lengthOfOpenList(call.interpreter, data, data.summary) : data.items.length;
  return new DataFrameValue(
    rows,
    names ? names.map((name) => ({ name, dtype: undefined })) : [...columns.values()],
    inProgram,
  );
}

/** A file of which the program names the columns is a table with as many; any other stays unknown. */
const readCsv = define('read_csv', 'filepath_or_buffer sep delimiter header names index_col usecols', (call) => {
  const source = call.passed('filepath_or_buffer');
  const used = call.optional('usecols');
  const named = call.optional('names');
  const names =
    (used && textsOf(call.interpreter, used)) ?? (named && !used ? textsOf(call.interpreter, named) : undefined);
  const reason = readFrom(source);
  if (!names) return call.unknown(reason);
  const index = call.optional('index_col');
  const rows = call.sourceText
    ? sizeOf(call.interpreter.unknownInteger(reason, `len(${call.sourceText})`))
    : describedSymbol('rows');
  if (rows === undefined) return call.unknown(reason);
  let columns: Column[] = names.map((name) => ({ name, dtype: undefined }));
  if (index && index.kind !== 'bool') {
    if (index.kind === 'int') columns = columns.filter((_, place) => place !== Number(index.value));
    else if (index.kind === 'str') columns = columns.filter((column) => column.name !== index.value);
    else throw new NotDecided(reason);
  }
  return new DataFrameValue(rows, columns, reason);
});

/** Tables of more columns are not put together. */
const MOST_COLUMNS = 100_000;

const concat = define('concat', 'objs axis join ignore_index', (call) => {
  const tables = call.items('objs').map((item) => {
    if (item instanceof DataFrameValue && !item.lost) return item;
    throw new NotDecided('not all tables are known', isUndetermined(item) ? item : undefined);
  });
  const columns = tables.reduce((count, table) => count + table.columns.length, 0);
  call.interpreter.spend(columns);
  if (columns > MOST_COLUMNS) throw new NotDecided('the columns are too many');
  const [first] = tables;
  if (!first) throw new NotDecided('there are no tables');
  const axis = call.optional('axis');
  if (axis && axis.kind !== 'int' ? axis.kind === 'str' && axis.value === 'columns' : call.integer('axis', 0) === 1) {
    if (!tables.every((table) => equalSizes(table.rows, first.rows)))
      throw new NotDecided('the rows of the tables are put together by their index');
    return first.like(
      first.rows,
      tables.flatMap((table) => [...table.columns]),
    );
  }
  const names = new Map(tables.flatMap((table) => table.columns.map((column) => [column.name, column] as const)));
  return first.like(sum(tables.map((table) => table.rows)), [...names.values()]);
});

const series = define('Series', 'data index dtype name', (call) => {
  const data = call.data('data');
  if (isUndetermined(data)) throw new NotDecided(data.reason, data);
  const array = call.ranked(data);
  return new ArrayValue({
    shape: array.shape,
    dtype: call.dtype('dtype', array.dtype),
    elements: array.elements,
    library: 'pandas',
    reason: data.reason,
    classes: data.classes,
  });
});

const sameLength = (name: string): NativeFunction =>
  define(name, 'arg', (call) => call.array('arg').like(call.array('arg').shape, undefined));
const undecided = (name: string): NativeFunction =>
  define(name, 'data', (call) => call.unknown(words`what pd.${name} gives is decided by the values`));
const reader = (name: string): NativeFunction =>
  define(name, 'path', (call) => call.unknown(readFrom(call.passed('path'))));

const frameClass = new ClassValue({
  name: 'DataFrame',
  qualifiedName: 'pandas.DataFrame',
  construct: (interpreter, _cls, args) => makeFrame.implementation(interpreter, args),
  attributes: new Map<string, Value>([
    [
      'from_dict',
      new StaticMethodValue(
        define('from_dict', 'data orient dtype columns', (call) => {
          if (call.text('orient', 'columns') !== 'columns')
            throw new NotDecided('a table of rows by name is not worked out');
          return call.interpreter.call(makeFrame, [call.required('data')]);
        }),
      ),
    ],
    [
      'from_records',
      new StaticMethodValue(
        define('from_records', 'data', (call) =>
          call.interpreter.call(
            makeFrame,
            [call.required('data')],
            new Map(call.optional('columns') ? [['columns', call.required('columns')]] : []),
          ),
        ),
      ),
    ],
  ]),
});
const seriesClass = new ClassValue({
  name: 'Series',
  qualifiedName: 'pandas.Series',
  construct: (interpreter, _cls, args) => series.implementation(interpreter, args),
});

export function pandasModule(): ModuleValue {
  const attributes = new Map<string, Value>([
    ['DataFrame', frameClass],
    ['Series', seriesClass],
    ['read_csv', readCsv],
    ['read_table', readCsv],
    ['concat', concat],
    ...['to_numeric', 'to_datetime', 'isnull', 'isna', 'notnull', 'notna'].map(
      (name) => [name, sameLength(name)] as const,
    ),
    ...[
      'get_dummies',
      'merge',
      'cut',
      'qcut',
      'factorize',
      'pivot_table',
      'crosstab',
      'melt',
      'Categorical',
      'unique',
      'date_range',
      'Timestamp',
      'Timedelta',
      'value_counts',
    ].map((name) => [name, undecided(name)] as const),
    ...[
      'read_excel',
      'read_json',
      'read_pickle',
      'read_hdf',
      'read_parquet',
      'read_sql',
      'read_sql_query',
      'read_feather',
      'read_html',
    ].map((name) => [name, reader(name)] as const),
    ['set_option', new NativeFunction('set_option', () => NONE)],
    ['options', new Top('options of pandas')],
  ]);
  return new ModuleValue('pandas', attributes);
}
