import type { Size } from '../../../shapes/dimension.ts';
import {
  ClassValue,
  type DictValue,
  type ListValue,
  ModuleValue,
  NativeFunction,
  NONE,
  StaticMethodValue,
  TupleValue,
  type Value,
} from '../../domain/value.ts';
import { ArrayValue } from '../arrays/array-value.ts';
import { NumpyFloat } from '../arrays/dtypes.ts';
import { lengthOfOpenList, samplesOf, sizeOf, toArray } from '../arrays/conversion.ts';
import { define, type LibraryCall, NotDecided } from '../arrays/library-call.ts';
import { COUNTED, type Label, RowIndex } from '../arrays/row-index.ts';
import { listCost } from '../operations/sequences.ts';
import { whyUnknown } from '../files/file-paths.ts';
import { asCells, distinctRows, dtypeOfValues, integer, isMissing, MISSING } from './cells.ts';
import { concat, getDummies, merge } from './combining.ts';
import { type Column, DataFrameValue } from './data-frame.ts';
import { labelOf, labelsOf } from './labels.ts';
import { dataFrameMethods } from './data-frame-methods.ts';
import { readCsv, readJson } from './reading.ts';
import { columnOf, indexOf, inferredSeries, likeSeries, seriesOf } from './series-value.ts';
import { seriesCounts } from './series-counts.ts';
import { seriesMethods } from './series-methods.ts';
import { words } from '../../../words/message.ts';
import { isUndetermined, Top } from '../../domain/undetermined.ts';

const inProgram = words`the values in the table are not worked out`;

/** `DataFrame(data, columns=…)`: of columns by name, of an array, or of a list of rows. */
const makeFrame = define('DataFrame', 'data index columns dtype', (call) => {
  const data = call.passed('data');
  const given = call.optional('columns');
  const names = given && labelsOf(call.interpreter, given);
  const index = givenIndex(call);
  if (data instanceof DataFrameValue) return names ? data.selected(names) : data.withColumns(data.columns);
  if (!data || data.kind === 'none')
    return new DataFrameValue(
      call.optional('index') ? lengthOf(call, call.required('index')) : 0,
      (names ?? []).map((name) => ({ name, dtype: 'object', cells: [] })),
      inProgram,
      index,
    );
  if (data.kind === 'dict') return ofDict(call, data, names, index);
  if (data.kind === 'list' && (data.summary || data.items.some((item) => item.kind === 'dict')))
    return ofRecords(call, data, names);
  const array = call.ranked(toArray(call.interpreter, data));
  const [rows, width] = array.shape;
  if (rows === undefined || rows === null || array.shape.length > 2)
    throw new NotDecided('the shape of the table is not known');
  const count = width === undefined ? 1 : width;
  if (names && typeof count === 'number' && count !== names.length)
    return call.interpreter.raise(
      'ValueError',
      `Shape of passed values is (…, ${count}), indices imply (…, ${names.length})`,
    );
  if (names === undefined && (given || typeof count !== 'number' || count > 10_000))
    throw new NotDecided('the columns are not known');
  const labels = names ?? Array.from({ length: count as number }, (_, place) => place);
  const isRows = data.kind === 'list' || data.kind === 'tuple';
  return new DataFrameValue(rows, columnsOf(call, array, labels, isRows), inProgram, index);
});

/** The columns of an array; of rows that are lists, each has a dtype of its own. */
function columnsOf(call: LibraryCall, array: ArrayValue, labels: readonly Label[], isRows: boolean): readonly Column[] {
  const { elements, dtype } = array;
  if (!elements) return labels.map((name) => ({ name, dtype: isRows ? undefined : numberDtype(dtype) }));
  call.interpreter.spend(listCost(elements.length));
  const width = labels.length;
  return labels.map((name, place): Column => {
    const values = elements.filter((_, at) => at % width === place);
    const own = isRows || numberDtype(dtype) === undefined ? dtypeOfValues(values) : dtype;
    // Of rows of numbers of several kinds the array has made one kind.
    const isSure = !isRows || dtype === 'int64' || dtype === 'str' || dtype === 'object';
    return {
      name,
      dtype: isSure ? own : undefined,
      cells: isSure && own !== undefined ? asCells(values, own) : undefined,
    };
  });
}

/** Texts and objects are inferred from what they are. */
const numberDtype = (dtype: string | undefined): string | undefined =>
  dtype === 'object' || dtype === 'str' ? undefined : dtype;

function givenIndex(call: LibraryCall): RowIndex | undefined {
  const given = call.optional('index');
  if (!given) return COUNTED;
  const items = isUndetermined(given) ? undefined : call.interpreter.iterate(given);
  const labels = items && [...items];
  call.interpreter.spend(listCost(labels?.length ?? 0));
  return labels && new RowIndex(labels);
}

function lengthOf(call: LibraryCall, value: Value): Size {
  const size = sizeOf(call.interpreter.length(value));
  if (size === undefined) throw new NotDecided('the number of rows is not known');
  return size;
}

function ofDict(
  call: LibraryCall,
  data: DictValue,
  names: readonly Label[] | undefined,
  index: RowIndex | undefined,
): Value {
  if (data.summary) throw new NotDecided(data.summary.reason, data.summary);
  const given: { readonly name: Label; readonly value: Value }[] = [];
  let rows: Size | undefined = call.optional('index') ? lengthOf(call, call.required('index')) : undefined;
  call.interpreter.spend(listCost(data.entries.size));
  for (const [key, value] of data.entries.values()) {
    const name = labelOf(key) ?? call.interpreter.str(key);
    if (name === undefined) throw new NotDecided('the names of the columns are not known');
    const array = isUndetermined(value) || value.kind === 'str' ? undefined : toArray(call.interpreter, value);
    const first = array instanceof ArrayValue ? array.shape?.[0] : undefined;
    if (typeof first === 'number' || (rows === undefined && first !== null && first !== undefined)) rows = first;
    given.push({ name, value });
  }
  if (rows === undefined) {
    if (data.entries.size > 0) throw new NotDecided('the number of rows is not known');
    rows = 0;
  }
  // Series bring their own labels.
  const ofSeries = given
    .map(({ value }) => value)
    .find((value) => value instanceof ArrayValue && value.library === 'pandas');
  const labels = ofSeries instanceof ArrayValue && !call.optional('index') ? ofSeries.index : index;
  const length = rows;
  const columns = given.map(
    ({ name, value }): Column => ({ name, ...columnOf(call.interpreter, value, length, labels) }),
  );
  const byName = new Map(columns.map((column) => [column.name, column]));
  const kept = names ? names.map((name) => byName.get(name) ?? { name, dtype: undefined }) : columns;
  return new DataFrameValue(rows, kept, inProgram, labels);
}

/** A list of dictionaries, one for each row: the columns are their keys. */
function ofRecords(call: LibraryCall, data: ListValue, names: readonly Label[] | undefined): Value {
  const samples = data.summary ? samplesOf(data, data.summary) : data.items;
  const labels = new Set<Label>();
  call.interpreter.spend(listCost(samples.length));
  for (const item of samples) {
    if (item.kind !== 'dict' || item.summary) throw new NotDecided('the rows of the table are not known');
    for (const [key] of item.entries.values()) {
      const label = labelOf(key);
      if (label === undefined) throw new NotDecided('the names of the columns are not known');
      labels.add(label);
    }
  }
  if (labels.size === 0) throw new NotDecided('the rows of the table are not known');
  const rows = data.summary ? lengthOfOpenList(call.interpreter, data, data.summary) : data.items.length;
  const columns = (names ?? [...labels]).map((name): Column => {
    if (data.summary) return { name, dtype: undefined };
    const values = data.items.map((item) =>
      item.kind === 'dict'
        ? ([...item.entries.values()].find(([key]) => labelOf(key) === name)?.[1] ?? MISSING)
        : MISSING,
    );
    const dtype = dtypeOfValues(values);
    return { name, dtype, cells: dtype === undefined ? undefined : asCells(values, dtype) };
  });
  return new DataFrameValue(rows, columns, inProgram, COUNTED);
}

const series = define('Series', 'data index dtype name', (call) => {
  const label = call.optional('name') ? labelOf(call.required('name')) : undefined;
  const given = call.optional('data');
  const dtype = call.optional('dtype') ? call.dtype('dtype', undefined) : undefined;
  if (given?.kind === 'dict' && !given.summary) {
    const entries = [...given.entries.values()];
    return inferredSeries(
      entries.map(([, value]) => value),
      { index: new RowIndex(entries.map(([key]) => key)), label, reason: inProgram },
    );
  }
  const data = call.data('data');
  if (isUndetermined(data)) throw new NotDecided(data.reason, data);
  const array = call.ranked(data);
  const [rows] = array.shape;
  const isText = numberDtype(array.dtype) === undefined || given?.kind === 'list';
  const own = isText && array.elements ? dtypeOfValues(array.elements) : array.dtype;
  const to = call.optional('dtype') ? dtype : own;
  const cells = array.elements && to !== undefined ? asCells(array.elements, to) : undefined;
  return seriesOf({
    rows: rows ?? null,
    dtype: to,
    cells,
    index: array.library === 'pandas' && !call.optional('index') ? array.index : givenIndex(call),
    label: label ?? array.label,
    reason: array.reason,
    classes: array.classes,
  });
});

/** `factorize(values)`: codes in the order in which the values come, and these. */
const factorize = define('factorize', 'values sort', (call) => {
  const array = call.array('values');
  const found = array.elements && distinctRows(call.interpreter, [array.elements], array.elements.length);
  if (!found || call.flag('sort', false)) throw new NotDecided('what the codes are is decided by the values');
  const firsts = found.firsts.filter((first) => !isMissing(array.elements![first]!));
  const codes = found.group.map((group) => integer(firsts.indexOf(found.firsts[group]!)));
  const uniques = firsts.map((first) => array.elements![first]!);
  return new TupleValue([
    new ArrayValue({ shape: [codes.length], dtype: 'int64', elements: codes }),
    indexOf(uniques, uniques.length),
  ]);
});

/** Numbers of texts; `errors='coerce'` makes of others what is missing. */
const toNumeric = define('to_numeric', 'arg errors downcast', (call) => {
  const array = call.array('arg');
  if (call.optional('downcast')) return likeSeries(array, undefined);
  const isCoerced = call.text('errors', 'raise') === 'coerce';
  if (array.dtype === 'int64' || array.dtype === 'float64') return array;
  const values = array.elements?.map((element) => {
    if (element.kind !== 'str') return isMissing(element) ? MISSING : undefined;
    const text = element.value.trim();
    if (/^[+-]?\d{1,15}$/.test(text)) return integer(Number(text));
    const isNumber = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/.test(text);
    return isNumber ? new NumpyFloat(Number(text), 'float64') : isCoerced ? MISSING : undefined;
  });
  return values && !values.includes(undefined)
    ? inferredSeries(values as Value[], array)
    : likeSeries(array, undefined);
});

const missing = (name: string, method: string): NativeFunction =>
  define(name, 'obj', (call) => {
    const given = call.required('obj');
    if (given instanceof DataFrameValue || (given instanceof ArrayValue && given.library === 'pandas'))
      return call.interpreter.call(call.interpreter.getAttribute(given, method));
    const array = call.array('obj');
    return array.like(array.shape, 'bool');
  });
const undecided = (name: string): NativeFunction =>
  define(name, 'data', (call) => call.unknown(words`what pd.${name} gives is decided by the values`));
const reader = (name: string): NativeFunction =>
  define(name, 'path', (call) => call.unknown(whyUnknown(call.interpreter, call.passed('path'))));
const ofTable = (name: string): NativeFunction =>
  new NativeFunction(name, (interpreter, args) => interpreter.callWith(dataFrameMethods()[name]!, args));
const ofSeries = (name: string): NativeFunction =>
  new NativeFunction(name, (interpreter, args) =>
    interpreter.callWith((seriesCounts[name] ?? seriesMethods[name])!, args),
  );

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

const UNDECIDED = ['cut', 'qcut', 'crosstab', 'Categorical', 'date_range', 'Timestamp', 'Timedelta', 'Index'];
const READERS = [
  'read_excel',
  'read_pickle',
  'read_hdf',
  'read_parquet',
  'read_sql',
  'read_sql_query',
  'read_feather',
  'read_html',
];

export function pandasModule(): ModuleValue {
  const attributes = new Map<string, Value>([
    ['DataFrame', frameClass],
    ['Series', seriesClass],
    ['read_csv', readCsv('read_csv', ',')],
    ['read_table', readCsv('read_table', '\t')],
    ['read_json', readJson],
    ['concat', concat],
    ['merge', merge],
    ['get_dummies', getDummies],
    ['factorize', factorize],
    ['to_numeric', toNumeric],
    ['to_datetime', define('to_datetime', 'arg', (call) => likeSeries(call.array('arg'), 'datetime64[us]'))],
    ['unique', ofSeries('unique')],
    ['value_counts', ofSeries('value_counts')],
    ['melt', ofTable('melt')],
    ['pivot_table', ofTable('pivot_table')],
    ...['isnull', 'isna', 'notnull', 'notna'].map((name) => [name, missing(name, name)] as const),
    ...UNDECIDED.map((name) => [name, undecided(name)] as const),
    ...READERS.map((name) => [name, reader(name)] as const),
    ['set_option', new NativeFunction('set_option', () => NONE)],
    ['options', new Top('options of pandas')],
    ['NA', new Top('a value that is missing')],
  ]);
  return new ModuleValue('pandas', attributes);
}
