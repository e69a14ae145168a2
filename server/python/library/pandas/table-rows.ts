/** Methods of tables that choose rows, or put them in another order. */
import { minimum, type Size } from '../../../shapes/dimension.ts';
import type { NativeFunction, Value } from '../../domain/value.ts';
import { isUndetermined } from '../../domain/undetermined.ts';
import { type LibraryCall, NotDecided } from '../arrays/library-call.ts';
import { COUNTED, type Label, RowIndex } from '../arrays/row-index.ts';
import { halfToEven } from '../arrays/selecting.ts';
import { distinctRows, keyOf, missingOf, orderOf } from './cells.ts';
import type { Column, DataFrameValue } from './data-frame.ts';
import { labelOf } from './labels.ts';
import { axisOf, columnsNamed, countedRows, known, method, namesIn, openRows, without } from './table-call.ts';
import { randomOrder } from './random-rows.ts';

const upTo = (count: number, from = 0): number[] => Array.from({ length: count }, (_, row) => from + row);

/** The first or the last rows. */
function end(call: LibraryCall, table: DataFrameValue, isFirst: boolean): Value {
  const count = call.size('n', 5);
  const { rows } = table;
  if (typeof rows !== 'number' || typeof count !== 'number' || count < 0) return table.anyRows(minimum(rows, count));
  const length = Math.min(rows, count);
  return table.taken(call.interpreter, upTo(length, isFirst ? 0 : rows - length));
}

/** The rows left where a mask says so; only their number is open where it is not known. */
function kept(
  call: LibraryCall,
  table: DataFrameValue,
  isKept: (() => readonly boolean[]) | undefined,
): DataFrameValue {
  const mask = isKept?.();
  if (!mask) return table.anyRows(openRows(call, table));
  return table.taken(
    call.interpreter,
    mask.flatMap((isTrue, row) => (isTrue ? [row] : [])),
  );
}

const renumbered = (call: LibraryCall, table: DataFrameValue): DataFrameValue =>
  call.flag('ignore_index', false) ? table.like(table.rows, table.columns, COUNTED) : table;

/** The columns that `subset` names, or all. */
function subset(call: LibraryCall, table: DataFrameValue): readonly Column[] {
  const given = call.optional('subset');
  return given ? columnsNamed(table, namesIn(call, given)) : table.columns;
}

function sampleSize(call: LibraryCall, rows: Size): Size | undefined {
  if (!call.optional('frac')) return call.size('n', 1);
  const fraction = call.number('frac');
  if (fraction === 1) return rows;
  return typeof rows === 'number' ? halfToEven(fraction * rows) : undefined;
}

/** `drop`: columns by name, or rows by their labels. */
function dropped(call: LibraryCall, table: DataFrameValue): Value {
  const isLoose = call.text('errors', 'raise') === 'ignore';
  const columns = call.optional('columns') ?? (axisOf(call) === 1 ? call.required('labels') : undefined);
  let result = table;
  if (columns) {
    const names = namesIn(call, columns);
    if (!isLoose && names.some((name) => !table.column(name)))
      throw new NotDecided('a column that is dropped is not known');
    result = table.withColumns(without(table.columns, names));
  }
  const labels = call.optional('index') ?? (columns ? undefined : call.required('labels'));
  return labels ? withoutRows(call, result, labels) : result;
}

function withoutRows(call: LibraryCall, table: DataFrameValue, labels: Value): DataFrameValue {
  const { index, rows } = table;
  const items = isUndetermined(labels)
    ? undefined
    : labels.kind === 'list' || labels.kind === 'tuple' || labels.kind === 'host' || labels.kind === 'range'
      ? call.interpreter.iterate(labels)
      : [labels];
  if (!items || !index || typeof rows !== 'number') return table.anyRows(openRows(call, table));
  const keys = new Set<string>();
  for (const item of items) {
    const key = keyOf(call.interpreter, item);
    if (key === undefined) return table.anyRows(openRows(call, table));
    keys.add(key);
  }
  return kept(call, table, () => upTo(rows).map((row) => !keys.has(keyOf(call.interpreter, index.label(row)) ?? '')));
}

/** `dropna`: rows, or columns, with something missing. */
function withoutMissing(call: LibraryCall, table: DataFrameValue): Value {
  const isAll = call.text('how', 'any') === 'all';
  const least = call.optionalInteger('thresh');
  if (axisOf(call) === 1) {
    const rows = countedRows(table);
    return table.withColumns(
      table.columns.filter((column) => {
        const missing = missingOf(known(column));
        if (!missing) throw new NotDecided('which columns are left is not known');
        const count = missing.filter(Boolean).length;
        if (least !== undefined) return rows - count >= least;
        return isAll ? count < rows : count === 0;
      }),
    );
  }
  const columns = subset(call, table);
  const missing = columns.map(({ cells }) => missingOf(cells));
  if (missing.includes(undefined) || typeof table.rows !== 'number')
    return renumbered(call, table.anyRows(openRows(call, table)));
  const rows = table.rows;
  return renumbered(
    call,
    kept(call, table, () =>
      upTo(rows).map((row) => {
        const count = missing.filter((one) => one![row]).length;
        if (least !== undefined) return columns.length - count >= least;
        return isAll ? count < columns.length : count === 0;
      }),
    ),
  );
}

/** Which rows stand there again. */
export function repeated(call: LibraryCall, table: DataFrameValue): readonly boolean[] | undefined {
  const columns = subset(call, table);
  const keep = call.passed('keep');
  const isFirst = keep === undefined || (keep.kind === 'str' && keep.value === 'first');
  const isLast = keep?.kind === 'str' && keep.value === 'last';
  const isNone = keep?.kind === 'bool' && !keep.value;
  const { rows } = table;
  if (columns.some(({ cells }) => !cells) || typeof rows !== 'number' || !(isFirst || isLast || isNone))
    return undefined;
  const found = distinctRows(call.interpreter, columns.map(known), rows);
  if (!found) return undefined;
  const last: number[] = [];
  for (const [row, group] of found.group.entries()) last[group] = row;
  return found.group.map((group, row) => {
    if (isNone) return found.counts[group]! > 1;
    return isFirst ? found.firsts[group] !== row : last[group] !== row;
  });
}

function sortedRows(call: LibraryCall, table: DataFrameValue): Value {
  const names = namesIn(call, call.required('by'));
  if (axisOf(call) === 1) throw new NotDecided('columns are not sorted here');
  const ascending = call.optional('ascending');
  const isAscending = ascending === undefined ? true : call.interpreter.truth(ascending);
  const isStable = ['mergesort', 'stable'].includes(call.text('kind', 'quicksort'));
  const [only, ...others] = columnsNamed(table, names);
  const order =
    only?.cells && others.length === 0 && isAscending !== undefined && ascending?.kind !== 'list'
      ? orderOf(only.cells, isAscending)
      : undefined;
  // Rows with the same value come in an order of their own, but where it does not show.
  if (!order || (order.hasTies && !isStable)) return renumbered(call, table.anyRows(table.rows));
  return renumbered(call, table.taken(call.interpreter, order.places));
}

function withIndex(call: LibraryCall, table: DataFrameValue): Value {
  const keys = call.required('keys');
  const isDropped = call.flag('drop', true);
  const name = labelOf(keys) ?? (keys.kind === 'list' && keys.items.length === 1 ? labelOf(keys.items[0]!) : undefined);
  if (name === undefined) {
    if (keys.kind === 'host') return table.like(table.rows, table.columns);
    const names = namesIn(call, keys);
    return table.like(table.rows, isDropped ? without(table.columns, names) : table.columns);
  }
  const [column] = columnsNamed(table, [name]);
  return table.like(
    table.rows,
    isDropped ? without(table.columns, [name]) : table.columns,
    column!.cells && new RowIndex(column!.cells, name),
  );
}

function resetIndex(call: LibraryCall, table: DataFrameValue): Value {
  if (call.flag('drop', false)) return table.like(table.rows, table.columns, COUNTED);
  const { index, rows } = table;
  if (!index) throw new NotDecided('the name of the index is not known');
  const name: Label = index.name ?? (table.column('index') ? 'level_0' : 'index');
  const labels = typeof rows === 'number' ? upTo(rows).map((row) => index.label(row)) : undefined;
  const dtype = index.labels === undefined ? 'int64' : undefined;
  return table.like(rows, [{ name, dtype, cells: labels }, ...table.columns], COUNTED);
}

export const rowMethods: Readonly<Record<string, NativeFunction>> = {
  head: method('head', 'n', (call, table) => end(call, table, true)),
  tail: method('tail', 'n', (call, table) => end(call, table, false)),
  sample: method('sample', 'n frac replace weights random_state axis ignore_index', (call, table) => {
    const count = sampleSize(call, table.rows) ?? openRows(call, table);
    const isPlain = !call.flag('replace', false) && !call.optional('weights') && axisOf(call) === 0;
    const order = isPlain ? randomOrder(call, table.rows) : undefined;
    if (order && typeof count === 'number')
      return renumbered(call, table.taken(call.interpreter, order.slice(0, count)));
    return renumbered(call, table.anyRows(count));
  }),
  drop: method('drop', 'labels axis index columns level~ inplace~ errors', dropped),
  dropna: method('dropna', 'axis how thresh subset inplace~ ignore_index', withoutMissing),
  drop_duplicates: method('drop_duplicates', 'subset keep inplace~ ignore_index', (call, table) => {
    const again = repeated(call, table);
    return renumbered(call, kept(call, table, again && (() => again.map((isAgain) => !isAgain))));
  }),
  query: method('query', 'expr~ inplace~', (call, table) => table.anyRows(openRows(call, table))),
  sort_values: method('sort_values', 'by axis ascending inplace~ kind na_position~ ignore_index', sortedRows),
  sort_index: method('sort_index', 'axis~ level~ ascending inplace~ kind~', (call, table) =>
    table.index?.labels === undefined && table.index && call.flag('ascending', true)
      ? table
      : table.anyRows(table.rows),
  ),
  reset_index: method('reset_index', 'level drop inplace~', (call, table) => {
    if (call.optional('level')) throw new NotDecided('indices of several levels are not worked out');
    return resetIndex(call, table);
  }),
  set_index: method('set_index', 'keys drop append inplace~ verify_integrity~', (call, table) => {
    if (call.flag('append', false)) throw new NotDecided('indices of several levels are not worked out');
    return withIndex(call, table);
  }),
  nlargest: method('nlargest', 'n columns~ keep~', (call, table) => table.anyRows(minimum(table.rows, call.size('n')))),
  nsmallest: method('nsmallest', 'n columns~ keep~', (call, table) =>
    table.anyRows(minimum(table.rows, call.size('n'))),
  ),
};
