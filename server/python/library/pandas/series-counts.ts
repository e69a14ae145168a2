/** Methods of a Series that count and reduce: `value_counts`, `unique`, `sum`, `mean` … */
import { DictValue, IteratorValue, type NativeFunction, TupleValue, type Value } from '../../domain/value.ts';
import { isUndetermined } from '../../domain/undetermined.ts';
import { ArrayValue } from '../arrays/array-value.ts';
import { NumpyFloat } from '../arrays/dtypes.ts';
import { unique as numpyUnique } from '../arrays/distinct.ts';
import { type LibraryCall, NotDecided } from '../arrays/library-call.ts';
import { reductionFunctions } from '../arrays/reductions.ts';
import { plain } from '../arrays/shaping.ts';
import { RowIndex } from '../arrays/row-index.ts';
import { setEntry } from '../operations/set-items.ts';
import { describedSymbol } from '../unknowns.ts';
import { at, type Distinct, distinctRows, integer, isMissing, orderOf } from './cells.ts';
import { DataFrameValue } from './data-frame.ts';
import { groupsOf } from './group-by.ts';
import { seriesMethod } from './series-methods.ts';
import { quantile, reduced, REDUCTIONS } from './series-reductions.ts';
import { inferredSeries, numpyOf, seriesOf } from './series-value.ts';

function distinctOf(call: LibraryCall, series: ArrayValue): Distinct | undefined {
  return series.elements && distinctRows(call.interpreter, [series.elements], series.elements.length);
}

/** Of what is not known, an array's own reduction says what it can. */
function reduction(name: string): NativeFunction {
  return seriesMethod(name, 'axis~ skipna~ numeric_only~ ddof~ dropna~', (call, series) => {
    const isUsual = !['skipna', 'ddof', 'dropna'].some((option) => call.names.includes(option));
    const value = isUsual ? reduced(call.interpreter, name, series.elements, series.dtype) : undefined;
    if (value) return value;
    const ofArray = reductionFunctions[name];
    // Where values are known, and yet this is not, an array's rules are others.
    const isAlike = ['sum', 'min', 'max', 'mean'].includes(name) && !series.elements;
    return ofArray && isAlike
      ? call.interpreter.call(ofArray, [numpyOf(series)], undefined, call.site)
      : call.unknown(series.reason);
  });
}

/** How often each value is there, the most frequent first; equal counts in the order of the values. */
function valueCounts(call: LibraryCall, series: ArrayValue): Value {
  const found = distinctOf(call, series);
  const isShare = call.flag('normalize', false);
  const dtype = isShare ? 'float64' : 'int64';
  if (!found || !series.elements)
    return seriesOf({ rows: series.classes ?? describedSymbol('number of values'), dtype, reason: series.reason });
  const keepsMissing = !call.flag('dropna', true);
  const groups = found.firsts.flatMap((first, group) => {
    const missing = isMissing(series.elements![first]!);
    return missing === true && !keepsMissing ? [] : [{ label: series.elements![first]!, count: found.counts[group]! }];
  });
  const isAscending = call.flag('ascending', false);
  if (call.flag('sort', true)) groups.sort((a, b) => (isAscending ? a.count - b.count : b.count - a.count));
  const total = groups.reduce((sum, { count }) => sum + count, 0);
  return seriesOf({
    rows: groups.length,
    dtype,
    cells: groups.map(({ count }) => (isShare ? new NumpyFloat(count / total, 'float64') : integer(count))),
    index: new RowIndex(
      groups.map(({ label }) => label),
      series.label,
    ),
    label: isShare ? 'proportion' : 'count',
    reason: series.reason,
  });
}

/** The distinct values in the order in which they come. */
function distinctValues(call: LibraryCall, series: ArrayValue): Value {
  const found = distinctOf(call, series);
  const cells = found && at(series.elements, found.firsts);
  if (!cells) return call.interpreter.call(numpyUnique, [numpyOf(series)], undefined, call.site);
  const dtype = series.dtype === 'str' || series.dtype === 'category' ? 'object' : series.dtype;
  return new ArrayValue({
    shape: [cells.length],
    dtype,
    elements: cells,
    reason: series.reason,
    classes: series.classes,
  });
}

function* entries(series: ArrayValue, count: number): Generator<Value> {
  for (let row = 0; row < count; row++) yield new TupleValue([series.index!.label(row), series.elements![row]!]);
}

/** The labels and values; not decided where they are not known. */
function pairsOf(series: ArrayValue): number {
  const count = series.shape?.[0];
  if (!series.index || !series.elements || typeof count !== 'number') throw new NotDecided(series.reason);
  return count;
}

function extremePlace(isLargest: boolean): (call: LibraryCall, series: ArrayValue) => Value {
  return (_call, series) => {
    const count = pairsOf(series);
    const order = orderOf(series.elements!, !isLargest);
    const [first] = order?.places ?? [];
    if (first === undefined || count === 0) throw new NotDecided(series.reason);
    return series.index!.label(first);
  };
}

/** A window that moves along the values: as many come out. */
const windowed = (name: string): NativeFunction =>
  seriesMethod(name, 'window|span|com min_periods~ center~ adjust~ alpha~', (call, series) => {
    call.passed('window');
    return call.interpreter.unknown(series.reason);
  });

export const seriesCounts: Readonly<Record<string, NativeFunction>> = {
  ...Object.fromEntries(Object.keys(REDUCTIONS).map((name) => [name, reduction(name)])),
  nunique: seriesMethod('nunique', 'dropna', (call, series) => {
    const keepsMissing = !call.flag('dropna', true);
    const found = distinctOf(call, series);
    if (found)
      return integer(found.firsts.filter((first) => keepsMissing || !isMissing(series.elements![first]!)).length);
    const values = call.interpreter.call(numpyUnique, [numpyOf(series)], undefined, call.site);
    return call.interpreter.length(values);
  }),
  unique: seriesMethod('unique', '', distinctValues),
  value_counts: seriesMethod('value_counts', 'normalize sort ascending bins~ dropna', valueCounts),
  mode: seriesMethod('mode', 'dropna~', (call, series) => {
    const found = distinctOf(call, series);
    if (!found || !series.elements) throw new NotDecided(series.reason);
    const groups = found.firsts.filter((first) => isMissing(series.elements![first]!) === false);
    const counts = new Map(found.firsts.map((first, group) => [first, found.counts[group]!]));
    const most = Math.max(...groups.map((first) => counts.get(first)!));
    const modes = groups.filter((first) => counts.get(first) === most).map((first) => series.elements![first]!);
    const order = orderOf(modes, true);
    if (!order) throw new NotDecided(series.reason);
    return inferredSeries(
      order.places.map((place) => modes[place]!),
      { reason: series.reason, index: new RowIndex(undefined), label: series.label },
    );
  }),
  quantile: seriesMethod('quantile', 'q interpolation~', (call, series) => {
    const isNumber = series.dtype === 'float64' || series.dtype === 'int64';
    const value = series.elements && isNumber ? quantile(series.elements, call.number('q', 0.5)) : undefined;
    return value === undefined ? call.unknown(series.reason) : new NumpyFloat(value, 'float64');
  }),
  idxmax: seriesMethod('idxmax', 'axis~ skipna~', extremePlace(true)),
  idxmin: seriesMethod('idxmin', 'axis~ skipna~', extremePlace(false)),
  items: seriesMethod('items', '', (_call, series) => new IteratorValue(entries(series, pairsOf(series)), 'zip')),
  keys: seriesMethod('keys', '', (call, series) => call.interpreter.getAttribute(series, 'index')),
  to_dict: seriesMethod('to_dict', 'into~', (call, series) => {
    const dict = new DictValue();
    const count = pairsOf(series);
    for (let row = 0; row < count; row++)
      setEntry(call.interpreter, dict, plain(series.index!.label(row)), plain(series.elements![row]!));
    return dict;
  }),
  describe: seriesMethod('describe', '', (_call, series) => {
    if (series.dtype === undefined) throw new NotDecided(series.reason);
    const isNumber = /^(?:u?int|float)/.test(series.dtype);
    return seriesOf({ rows: isNumber ? 8 : 4, dtype: undefined, reason: series.reason });
  }),
  get: seriesMethod('get', 'key default', (call, series) => {
    const count = pairsOf(series);
    const key = call.required('key');
    for (let row = 0; row < count; row++)
      if (call.interpreter.equals(series.index!.label(row), key)) return series.elements![row]!;
    if (isUndetermined(key)) throw new NotDecided(key.reason, key);
    return call.passed('default') ?? call.unknown(series.reason);
  }),
  groupby: seriesMethod('groupby', 'by level sort dropna as_index', (call, series) => {
    const keys = call.required('by');
    const rows = series.shape?.[0];
    if (!(keys instanceof ArrayValue) || typeof rows !== 'number') throw new NotDecided('the groups are not known');
    call.passed('level');
    const name = series.label ?? 'values';
    const key = { name: keys.label ?? 'key', dtype: keys.dtype, cells: keys.elements };
    const table = new DataFrameValue(rows, [{ name, dtype: series.dtype, cells: series.elements }, key], series.reason);
    const groups = groupsOf(call, table, [key], false);
    return groups.choosing(name);
  }),
  rolling: windowed('rolling'),
  ewm: windowed('ewm'),
  expanding: windowed('expanding'),
};
