/** Methods of a Series that give another one, as far as its values are known. */
import { minimum, type Size } from '../../../shapes/dimension.ts';
import type { CallArguments, Interpreter } from '../../domain/interpreter.ts';
import { bool, ListValue, NONE, type NativeFunction, type Value } from '../../domain/value.ts';
import { isUndetermined } from '../../domain/undetermined.ts';
import { ArrayValue } from '../arrays/array-value.ts';
import { sizeOf } from '../arrays/conversion.ts';
import { declare } from '../arrays/declare.ts';
import { type LibraryCall, NotDecided } from '../arrays/library-call.ts';
import { plain } from '../arrays/shaping.ts';
import { COUNTED, type Label } from '../arrays/row-index.ts';
import { listCost } from '../operations/sequences.ts';
import { writesTo } from '../files/file-paths.ts';
import { describedSymbol } from '../unknowns.ts';
import { halfToEven } from '../arrays/selecting.ts';
import { asCells, type Cells, distinctRows, keyOf, MISSING, missingOf, orderOf } from './cells.ts';
import { type Column, DataFrameValue } from './data-frame.ts';
import { labelOf } from './labels.ts';
import { randomOrder } from './random-rows.ts';
import { inferredSeries, likeSeries, numpyOf, seriesOf, taken, withMissing } from './series-value.ts';
import { cast, castTarget } from './table-columns.ts';
import { carried, filled, replaced, replacedDtype, replacements } from './table-values.ts';

type Ranked = ArrayValue & { shape: NonNullable<ArrayValue['shape']> };

export const self = (call: LibraryCall): Ranked => call.array('self');

/** A method of a Series; `inplace` as of tables. */
export function seriesMethod(
  name: string,
  parameters: string,
  body: (call: LibraryCall, series: Ranked) => Value,
): NativeFunction {
  const isChanging = /\binplace\b/.test(parameters);
  const inner = declare(name, `${isChanging ? 'self!' : 'self'} ${parameters}`, (call) => body(call, self(call)));
  if (!isChanging) return inner;
  return inner.done((interpreter, args) => given(interpreter, args, inner.implementation(interpreter, args)));
}

function given(interpreter: Interpreter, args: CallArguments, result: Value): Value {
  const flag = args.keywords.get('inplace');
  const isInPlace = flag === undefined ? false : interpreter.truth(flag);
  const [series] = args.positional;
  if (isInPlace === false || !(series instanceof ArrayValue)) return result;
  const isSame = result instanceof ArrayValue && result.shape?.[0] === series.shape?.[0];
  series.overwrite(interpreter, isSame ? result.elements : undefined);
  if (!isSame) {
    series.shape = undefined;
    series.dtype = undefined;
  } else if (result.dtype !== series.dtype) series.dtype = result.dtype;
  return NONE;
}

function openLength(call: LibraryCall, series: Ranked): Size {
  const size = call.sourceText
    ? sizeOf(call.interpreter.unknownInteger(series.reason, `len(${call.sourceText})`))
    : describedSymbol('rows');
  if (size === undefined) throw new NotDecided('how many are left is not known');
  return size;
}

function lengthOf({ shape }: Ranked): Size {
  const [length] = shape;
  if (length === undefined || length === null) throw new NotDecided('the length is not known');
  return length;
}

const columnIn = (series: ArrayValue): Column => ({
  name: 0,
  dtype: series.dtype,
  cells: series.elements,
  classes: series.classes,
});
const fromColumn = (series: ArrayValue, { dtype, cells, classes }: Column): ArrayValue =>
  likeSeries(series, dtype, cells, classes);

/** More values are not given to a function of the program one by one. */
const MOST_CALLS = 50_000;

/** `map` and `apply`: by a function for each value, or by a dictionary. */
function mapped(call: LibraryCall, series: Ranked, name: string): Value {
  const callee = call.required(name);
  const { interpreter } = call;
  if (callee.kind === 'dict') return byDictionary(call, series, callee);
  if (callee instanceof ArrayValue) return likeSeries(series, undefined);
  const isCalled = ['function', 'native', 'method', 'class', 'instance'].includes(callee.kind);
  const { elements } = series;
  if (!isCalled || !elements || elements.length > MOST_CALLS) {
    interpreter.havoc([callee]);
    return likeSeries(series, undefined);
  }
  const results = elements.map((element) => {
    interpreter.spend();
    return plain(interpreter.call(callee, [plain(element)]));
  });
  const made = inferredSeries(results, series);
  return made.shape?.[0] === elements.length ? made : likeSeries(series, undefined);
}

/** What the dictionary does not have is missing. */
function byDictionary(call: LibraryCall, series: Ranked, dict: Value & { kind: 'dict' }): Value {
  if (dict.summary || !series.elements) return likeSeries(series, undefined);
  call.interpreter.spend(Math.ceil(series.elements.length / 8));
  const values = series.elements.map((element) => {
    const key = keyOf(call.interpreter, element);
    const hash = key === undefined ? undefined : call.interpreter.hashKey(plain(element));
    return hash === undefined ? undefined : (dict.entries.get(hash)?.[1] ?? MISSING);
  });
  return values.includes(undefined) ? likeSeries(series, undefined) : inferredSeries(values as Value[], series);
}

function sortedSeries(call: LibraryCall, series: Ranked): Value {
  const order = series.elements && orderOf(series.elements, call.flag('ascending', true));
  const isStable = ['mergesort', 'stable'].includes(call.text('kind', 'quicksort'));
  const isCounted = call.flag('ignore_index', false);
  const open = seriesOf({
    rows: series.shape[0] ?? null,
    dtype: series.dtype,
    label: series.label,
    reason: series.reason,
  });
  if (!order) return open;
  const sorted = taken(call.interpreter, series, order.places);
  // Of equal ones it is not known which comes first: it shows in the labels only.
  const index = isCounted ? COUNTED : order.hasTies && !isStable ? undefined : sorted.index;
  return seriesOf({
    rows: sorted.shape![0]!,
    dtype: sorted.dtype,
    cells: sorted.elements,
    index,
    label: series.label,
    reason: series.reason,
  });
}

function end(call: LibraryCall, series: Ranked, isFirst: boolean): Value {
  const count = call.size('n', 5);
  const length = lengthOf(series);
  if (typeof length !== 'number' || typeof count !== 'number' || count < 0)
    return seriesOf({ rows: minimum(length, count), dtype: series.dtype, label: series.label, reason: series.reason });
  const most = Math.min(length, count);
  return taken(
    call.interpreter,
    series,
    Array.from({ length: most }, (_, row) => (isFirst ? row : length - most + row)),
  );
}

/** Without its labels, or as a table with them as a column. */
function resetIndex(call: LibraryCall, series: Ranked): Value {
  const { dtype, elements, label, reason, index, classes } = series;
  const rows = lengthOf(series);
  if (call.flag('drop', false))
    return seriesOf({ rows, dtype, cells: elements, index: COUNTED, label, reason, classes });
  if (!index) throw new NotDecided('the labels of the rows are not known');
  const name = call.optional('name') ? labelOf(call.required('name')) : (label ?? 0);
  if (name === undefined) throw new NotDecided('the name of the column is not known');
  const labels = typeof rows === 'number' ? Array.from({ length: rows }, (_, row) => index.label(row)) : undefined;
  return new DataFrameValue(
    rows,
    [
      { name: index.name ?? 'index', dtype: labels && inferredSeries(labels, { reason }).dtype, cells: labels },
      { name, dtype, cells: elements },
    ],
    reason,
    COUNTED,
  );
}

function kept(call: LibraryCall, series: Ranked, mask: readonly boolean[] | undefined): Value {
  if (!mask)
    return seriesOf({
      rows: openLength(call, series),
      dtype: series.dtype,
      label: series.label,
      reason: series.reason,
      classes: series.classes,
    });
  return taken(
    call.interpreter,
    series,
    mask.flatMap((isTrue, row) => (isTrue ? [row] : [])),
  );
}

const missingMask = (name: string, isMask: boolean): NativeFunction =>
  seriesMethod(name, '', (call, series) => {
    call.interpreter.spend(listCost(series.elements?.length ?? 0));
    return likeSeries(
      series,
      'bool',
      missingOf(series.elements)?.map((missing) => bool(missing === isMask)),
    );
  });

const other = (
  name: string,
  parameters: string,
  dtype?: (before: string | undefined) => string | undefined,
): NativeFunction => seriesMethod(name, parameters, (_call, series) => likeSeries(series, dtype?.(series.dtype)));

const isIn = seriesMethod('isin', 'values', (call, series) => {
  const given = call.required('values');
  const items = isUndetermined(given) ? undefined : call.interpreter.iterate(given);
  const keys = items && [...items].map((item) => keyOf(call.interpreter, item));
  if (!keys || keys.includes(undefined)) return likeSeries(series, 'bool');
  const wanted = new Set(keys);
  return likeSeries(
    series,
    'bool',
    series.elements?.map((element) => bool(wanted.has(keyOf(call.interpreter, element) ?? ''))),
  );
});

/** Moved by some rows; what comes in is missing. */
const shifted = seriesMethod('shift', 'periods', (call, series) => {
  const by = call.integer('periods', 1);
  const { elements } = series;
  const dtype = withMissing(series.dtype, by !== 0);
  if (!elements) return likeSeries(series, dtype);
  const cells: Cells = elements.map((_, row) => elements[row - by] ?? MISSING);
  return likeSeries(series, dtype, asCells(cells!, dtype));
});

function sampled(call: LibraryCall, series: Ranked): Value {
  const length = lengthOf(series);
  const fraction = call.optional('frac') ? call.number('frac') : undefined;
  const count =
    fraction === undefined
      ? call.size('n', 1)
      : fraction === 1
        ? length
        : typeof length === 'number'
          ? halfToEven(fraction * length)
          : openLength(call, series);
  const order = call.flag('replace', false) ? undefined : randomOrder(call, length);
  if (order && typeof count === 'number') return taken(call.interpreter, series, order.slice(0, count));
  return seriesOf({
    rows: count,
    dtype: series.dtype,
    label: series.label,
    reason: series.reason,
    classes: series.classes,
  });
}

/** A name in place of the old one. */
function renamed(call: LibraryCall, series: Ranked): Value {
  const given = call.optional('index');
  const label: Label | undefined = given && labelOf(given);
  if (given && label === undefined) throw new NotDecided('the new name is not known');
  const { dtype, elements, index, reason, classes } = series;
  return seriesOf({ rows: series.shape[0] ?? null, dtype, cells: elements, index, label, reason, classes });
}

export const seriesMethods: Readonly<Record<string, NativeFunction>> = {
  map: seriesMethod('map', 'arg|func na_action~', (call, series) => mapped(call, series, 'arg')),
  apply: seriesMethod('apply', 'func convert_dtype~ by_row~', (call, series) => mapped(call, series, 'func')),
  transform: other('transform', 'func~'),
  astype: seriesMethod('astype', 'dtype copy~ errors~', (call, series) => {
    const target = castTarget(call.required('dtype'));
    if (target === undefined) return likeSeries(series, undefined);
    return fromColumn(series, { name: 0, ...cast(series.elements, series.dtype, target), classes: series.classes });
  }),
  fillna: seriesMethod('fillna', 'value method inplace~ limit~ axis~', (call, series) => {
    const direction = call.optional('method') ? call.text('method') : undefined;
    if (direction !== undefined)
      return fromColumn(series, carried(columnIn(series), /^(?:ffill|pad)$/.test(direction)));
    const value = call.required('value');
    if (value.kind === 'host' && !(value instanceof ArrayValue && value.shape?.length === 0))
      return likeSeries(series, undefined);
    return fromColumn(series, filled(columnIn(series), value));
  }),
  ffill: seriesMethod('ffill', 'inplace~ limit~', (_call, series) =>
    fromColumn(series, carried(columnIn(series), true)),
  ),
  bfill: seriesMethod('bfill', 'inplace~ limit~', (_call, series) =>
    fromColumn(series, carried(columnIn(series), false)),
  ),
  replace: seriesMethod('replace', 'to_replace value inplace~ regex', (call, series) => {
    const cells = replaced(call, series.elements, replacements(call));
    return likeSeries(series, replacedDtype(series.dtype, cells), cells);
  }),
  shift: shifted,
  diff: other('diff', 'periods~', () => 'float64'),
  interpolate: other('interpolate', 'method~ limit~ inplace~ limit_direction~ order~', (dtype) => dtype),
  pct_change: other('pct_change', 'periods~', () => 'float64'),
  rank: other('rank', 'method~ pct~ ascending~', () => 'float64'),
  clip: other('clip', 'lower~ upper~ inplace~'),
  where: other('where', 'cond~ other~ inplace~'),
  mask: other('mask', 'cond~ other~ inplace~'),
  between: other('between', 'left~ right~ inclusive~', () => 'bool'),
  ...Object.fromEntries(['isnull', 'isna'].map((name) => [name, missingMask(name, true)])),
  ...Object.fromEntries(['notnull', 'notna'].map((name) => [name, missingMask(name, false)])),
  isin: isIn,
  sort_values: seriesMethod('sort_values', 'axis~ ascending inplace~ kind na_position~ ignore_index', sortedSeries),
  sort_index: seriesMethod('sort_index', 'axis~ ascending inplace~', (call, series) => {
    const { index, elements } = series;
    if (!index?.labels || !elements)
      return index && call.flag('ascending', true)
        ? series
        : seriesOf({
            rows: series.shape[0] ?? null,
            dtype: series.dtype,
            label: series.label,
            reason: series.reason,
          });
    const order = orderOf(index.labels, call.flag('ascending', true));
    if (!order || order.hasTies) throw new NotDecided('the order of the labels is not known');
    return taken(call.interpreter, series, order.places);
  }),
  reset_index: seriesMethod('reset_index', 'level~ drop name inplace~', resetIndex),
  head: seriesMethod('head', 'n', (call, series) => end(call, series, true)),
  tail: seriesMethod('tail', 'n', (call, series) => end(call, series, false)),
  sample: seriesMethod('sample', 'n frac replace weights~ random_state', sampled),
  dropna: seriesMethod('dropna', 'axis~ inplace~', (call, series) =>
    kept(
      call,
      series,
      missingOf(series.elements)?.map((missing) => !missing),
    ),
  ),
  drop: seriesMethod('drop', 'labels~ index~ inplace~ errors~', (call, series) => kept(call, series, undefined)),
  duplicated: seriesMethod('duplicated', 'keep~', (call, series) => {
    const found = series.elements && distinctRows(call.interpreter, [series.elements], series.elements.length);
    const isUsual = !call.names.includes('keep');
    return likeSeries(
      series,
      'bool',
      isUsual ? found?.group.map((group, row) => bool(found.firsts[group] !== row)) : undefined,
    );
  }),
  drop_duplicates: seriesMethod('drop_duplicates', 'inplace~', (call, series) => {
    const found = series.elements && distinctRows(call.interpreter, [series.elements], series.elements.length);
    return kept(
      call,
      series,
      found?.group.map((group, row) => found.firsts[group] === row),
    );
  }),
  copy: seriesMethod('copy', 'deep~', (_call, series) => fromColumn(series, columnIn(series))),
  rename: seriesMethod('rename', 'index inplace~', renamed),
  to_frame: seriesMethod('to_frame', 'name', (call, series) => {
    const name = call.optional('name') ? labelOf(call.required('name')) : (series.label ?? 0);
    if (name === undefined) throw new NotDecided('the name of the column is not known');
    return new DataFrameValue(lengthOf(series), [{ ...columnIn(series), name }], series.reason, series.index);
  }),
  to_numpy: seriesMethod('to_numpy', 'dtype copy~', (call, series) => {
    const array = numpyOf(series);
    const dtype = call.optional('dtype');
    return dtype ? call.interpreter.call(call.interpreter.getAttribute(array, 'astype'), [dtype]) : array;
  }),
  tolist: listed('tolist'),
  to_list: listed('to_list'),
  to_csv: seriesMethod('to_csv', 'path *more', (call) => {
    if (call.optional('path')) writesTo(call.interpreter, call.required('path'));
    return NONE;
  }),
  plot: seriesMethod('plot', '*more', () => NONE),
  hist: seriesMethod('hist', '*more', () => NONE),
};

/** As Python's own values. */
function listed(name: string): NativeFunction {
  return seriesMethod(name, '', (call, series) => {
    const { elements } = series;
    if (!elements) return call.interpreter.call(call.interpreter.getAttribute(numpyOf(series), 'tolist'));
    call.interpreter.spend(listCost(elements.length));
    return new ListValue(elements.map(plain));
  });
}
