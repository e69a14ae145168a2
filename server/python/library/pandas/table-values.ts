/** Methods of tables that change values, and keep rows and columns. */
import { bool, type NativeFunction, type Value } from '../../domain/value.ts';
import { isUndetermined } from '../../domain/undetermined.ts';
import { ArrayValue } from '../arrays/array-value.ts';
import { type LibraryCall, NotDecided } from '../arrays/library-call.ts';
import { RowIndex } from '../arrays/row-index.ts';
import { asCells, type Cells, dtypeOfValues, isMissing, keyOf, MISSING, missingOf } from './cells.ts';
import type { Column, DataFrameValue } from './data-frame.ts';
import { labelValue } from './labels.ts';
import { inferredSeries, seriesOf } from './series-value.ts';
import { axisOf, countedRows, method } from './table-call.ts';
import { repeated } from './table-rows.ts';
import { listCost } from '../operations/sequences.ts';

/** Missing values replaced. pandas 3 refuses a number for texts; a text among numbers makes objects. */
export function filled(column: Column, value: Value): Column {
  const { name, dtype, cells, classes } = column;
  const missing = missingOf(cells);
  const given = isUndetermined(value) ? undefined : dtypeOfValues([value]);
  if (missing && !missing.includes(true)) return column;
  const fits =
    given !== undefined &&
    (given === dtype || (dtype === 'float64' && given === 'int64') || (dtype === 'float32' && given !== 'str'));
  const widened = fits ? dtype : given === undefined || dtype === undefined ? undefined : 'object';
  // A mean of floats is one, whatever it is.
  const isFloat = dtype === 'float64' && (given === undefined || given === 'float64');
  const kept = isFloat ? dtype : widened;
  const made = missing && cells?.map((cell, row) => (missing[row] ? value : cell));
  const isKnown = made && (given !== undefined || isFloat);
  return { name, dtype: kept, cells: isKnown ? (fits ? asCells(made, dtype) : made) : undefined, classes };
}

function fillTable(call: LibraryCall, table: DataFrameValue): Value {
  if (axisOf(call) === 1 || call.optional('limit')) throw new NotDecided('filling along rows is not worked out');
  const direction = call.optional('method') ? call.text('method') : undefined;
  if (direction !== undefined)
    return table.withColumns(table.columns.map((column) => carried(column, /^(?:ffill|pad)$/.test(direction))));
  const value = call.required('value');
  if (value.kind === 'dict' && !value.summary) {
    const byName = [...value.entries.values()];
    return table.withColumns(
      table.columns.map((column) => {
        const found = byName.find(([key]) => call.interpreter.equals(key, labelValue(column.name)));
        return found ? filled(column, found[1]) : column;
      }),
    );
  }
  if (value instanceof ArrayValue && value.library === 'pandas') return byColumns(call, table, value);
  if (value.kind === 'host') throw new NotDecided('what is filled in is not worked out');
  return table.withColumns(table.columns.map((column) => filled(column, value)));
}

/** A value for each column, as `table.mean()` gives them. */
function byColumns(call: LibraryCall, table: DataFrameValue, series: ArrayValue): Value {
  const { index, elements } = series;
  const count = series.shape?.[0];
  if (!index || typeof count !== 'number') throw new NotDecided('what is filled in is not known');
  return table.withColumns(
    table.columns.map((column) => {
      const place = Array.from({ length: count }, (_, row) => row).find(
        (row) => call.interpreter.equals(index.label(row), labelValue(column.name)) === true,
      );
      if (place === undefined) return column;
      return filled(column, elements?.[place] ?? call.interpreter.unknown('the value is not worked out'));
    }),
  );
}

/** The last known value before, or the next one behind. */
export function carried(column: Column, isForward: boolean): Column {
  const missing = missingOf(column.cells);
  if (!missing || !column.cells) return column;
  const cells = [...column.cells];
  const rows = cells.map((_, row) => (isForward ? row : cells.length - 1 - row));
  let last: Value | undefined;
  for (const row of rows) {
    if (!missing[row]) last = cells[row];
    else if (last) cells[row] = last;
  }
  return { ...column, cells };
}

/** A mask of what is missing, or of what is not. */
const missingMask = (name: string, isMask: boolean): NativeFunction =>
  method(name, '', (call, table) => {
    if (typeof table.rows === 'number') call.interpreter.spend(listCost(table.rows * table.columns.length));
    return table.withColumns(
      table.columns.map(({ name: label, cells }) => ({
        name: label,
        dtype: 'bool',
        cells: missingOf(cells)?.map((missing) => bool(missing === isMask)),
      })),
    );
  });

/** The same columns and rows, with values that are not worked out. */
const other = (name: string, parameters: string, keepsDtype = false): NativeFunction =>
  method(name, parameters, (_call, table) =>
    table.withColumns(
      table.columns.map(({ name: label, dtype }) => ({ name: label, dtype: keepsDtype ? dtype : undefined })),
    ),
  );

/** New values by the old ones; undefined where that is not decided. */
export function replaced(call: LibraryCall, cells: Cells, pairs: readonly (readonly [Value, Value])[]): Cells {
  const byKey = new Map<string, Value>();
  for (const [from, to] of pairs) {
    const key = keyOf(call.interpreter, from);
    if (key === undefined) return undefined;
    byKey.set(key, isMissing(to) ? MISSING : to);
  }
  call.interpreter.spend(Math.ceil((cells?.length ?? 0) / 8));
  const made = cells?.map((cell) => {
    const key = keyOf(call.interpreter, cell);
    return key === undefined ? undefined : (byKey.get(key) ?? cell);
  });
  return made?.includes(undefined) ? undefined : (made as Value[] | undefined);
}

/** What `replace` is told; undefined where it is not worked out. */
export function replacements(call: LibraryCall): readonly (readonly [Value, Value])[] {
  const from = call.required('to_replace');
  const to = call.passed('value');
  if (call.optional('regex')) throw new NotDecided('patterns are not worked out');
  if (from.kind === 'dict' && !from.summary && !to) {
    const pairs = [...from.entries.values()];
    if (pairs.some(([, value]) => value.kind === 'dict'))
      throw new NotDecided('replacements by column are not worked out');
    return pairs;
  }
  if (!to || isUndetermined(from)) throw new NotDecided('what is replaced is not known');
  if (from.kind !== 'list') return [[from, to]];
  if (from.summary) throw new NotDecided('what is replaced is not known');
  if (to.kind === 'list')
    return from.items.flatMap((item, place) => (to.items[place] ? [[item, to.items[place]] as const] : []));
  return from.items.map((item) => [item, to]);
}

/** The dtype after it, where none of the old kind is left or all are of one kind. */
export const replacedDtype = (before: string | undefined, cells: Cells): string | undefined => {
  if (!cells) return undefined;
  const now = dtypeOfValues(cells);
  // Numbers of one kind keep their width.
  if (before !== undefined && /^(?:float|u?int)\d/.test(before) && now === `${before.replace(/^u|\d+$/g, '')}64`)
    return before;
  // Texts that became numbers stay objects.
  return before === 'str' && now !== 'str' ? 'object' : now === 'int64' && before === 'float64' ? before : now;
};

function replaceIn(call: LibraryCall, table: DataFrameValue): Value {
  const pairs = replacements(call);
  return table.withColumns(
    table.columns.map((column) => {
      const cells = replaced(call, column.cells, pairs);
      return { name: column.name, dtype: replacedDtype(column.dtype, cells), cells };
    }),
  );
}

/** More rows are not gone through one by one. */
const MOST_CALLS = 20_000;

/** `apply`: by columns, or by rows. */
function applied(call: LibraryCall, table: DataFrameValue): Value {
  const callee = call.required('func');
  const isByRow = axisOf(call) === 1;
  const { interpreter } = call;
  const isCalled = ['function', 'native', 'method', 'class'].includes(callee.kind);
  if (!isCalled) throw new NotDecided('what is applied is not known', isUndetermined(callee) ? callee : undefined);
  const size = isByRow ? countedRows(table) : table.columns.length;
  if (size > MOST_CALLS) {
    interpreter.havoc([callee]);
    throw new NotDecided('there are too many rows to go through');
  }
  const results: Value[] = [];
  for (let place = 0; place < size; place++) {
    interpreter.spend();
    results.push(interpreter.call(callee, [isByRow ? rowOf(table, place) : table.series(table.columns[place]!)]));
  }
  if (results.every((result) => result instanceof ArrayValue && result.library === 'pandas')) {
    if (isByRow) throw new NotDecided('a table of rows that are applied is not worked out');
    return table.withColumns(
      table.columns.map(({ name }, place) => {
        const { dtype, elements } = results[place] as ArrayValue;
        return { name, dtype, cells: elements };
      }),
    );
  }
  if (results.some((result) => result.kind === 'list' || result.kind === 'host')) {
    if (!isByRow) throw new NotDecided('what is applied to the columns is not worked out');
  }
  const index = isByRow ? table.index : new RowIndex(table.columns.map(({ name }) => labelValue(name)));
  return inferredSeries(results, { reason: table.reason, index });
}

/** A row as a Series by the names of the columns. */
export function rowOf(table: DataFrameValue, place: number): ArrayValue {
  const cells = table.columns.map(({ cells: column }) => column?.[place]);
  const isKnown = !cells.includes(undefined);
  const dtypes = new Set(table.columns.map(({ dtype }) => dtype));
  const [only] = dtypes;
  return seriesOf({
    rows: table.columns.length,
    dtype: dtypes.size === 1 ? only : 'object',
    cells: isKnown ? (cells as Value[]) : undefined,
    index: new RowIndex(table.columns.map(({ name }) => labelValue(name))),
    reason: table.reason,
  });
}

export const valueMethods: Readonly<Record<string, NativeFunction>> = {
  fillna: method('fillna', 'value method axis inplace~ limit', fillTable),
  ffill: method('ffill', 'axis~ inplace~ limit~', (_call, table) =>
    table.withColumns(table.columns.map((column) => carried(column, true))),
  ),
  bfill: method('bfill', 'axis~ inplace~ limit~', (_call, table) =>
    table.withColumns(table.columns.map((column) => carried(column, false))),
  ),
  replace: method('replace', 'to_replace value inplace~ regex', replaceIn),
  apply: method('apply', 'func axis raw~ result_type~', applied),
  ...Object.fromEntries(['isnull', 'isna'].map((name) => [name, missingMask(name, true)])),
  ...Object.fromEntries(['notnull', 'notna'].map((name) => [name, missingMask(name, false)])),
  duplicated: method('duplicated', 'subset keep', (call, table) =>
    seriesOf({
      rows: table.rows,
      dtype: 'bool',
      cells: repeated(call, table)?.map((again) => bool(again)),
      index: table.index,
      reason: table.reason,
    }),
  ),
  ...Object.fromEntries(['round', 'abs'].map((name) => [name, other(name, 'decimals~', true)])),
  clip: other('clip', 'lower~ upper~ axis~ inplace~'),
  interpolate: other('interpolate', 'method~ axis~ limit~ inplace~ limit_direction~ order~'),
  shift: other('shift', 'periods~ freq~ axis~ fill_value~'),
  diff: other('diff', 'periods~ axis~'),
  pct_change: other('pct_change', 'periods~'),
  rank: other('rank', 'axis~ method~ pct~ ascending~'),
  ...Object.fromEntries(['cumsum', 'cumprod', 'cummax', 'cummin'].map((name) => [name, other(name, 'axis~')])),
  where: other('where', 'cond~ other~ inplace~ axis~'),
  mask: other('mask', 'cond~ other~ inplace~ axis~'),
  transform: other('transform', 'func axis~'),
};
