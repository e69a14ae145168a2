/** Tables put together: `concat`, `merge`, `join`, and the columns that `get_dummies` makes. */
import { equalSizes, sum, type Size } from '../../../shapes/dimension.ts';
import type { Interpreter } from '../../domain/interpreter.ts';
import { bool, type NativeFunction, type Value } from '../../domain/value.ts';
import { isUndetermined } from '../../domain/undetermined.ts';
import { ArrayValue } from '../arrays/array-value.ts';
import { castElement } from '../arrays/dtypes.ts';
import { define, type LibraryCall, NotDecided } from '../arrays/library-call.ts';
import { declare } from '../arrays/declare.ts';
import { COUNTED, type Label, RowIndex, sameRows } from '../arrays/row-index.ts';
import { listCost } from '../operations/sequences.ts';
import { describedSymbol } from '../unknowns.ts';
import {
  at,
  commonColumn,
  compareCells,
  distinctRows,
  integer,
  isMissing,
  keyOf,
  MISSING,
  missingOf,
} from './cells.ts';
import { type Column, DataFrameValue } from './data-frame.ts';
import { labelOf, labelsOf } from './labels.ts';
import { seriesOf, withMissing } from './series-value.ts';
import { columnsNamed, known, method, namesIn, tableOf, without } from './table-call.ts';
import { asCells } from './cells.ts';

/** Tables of more columns are not put together. */
const MOST_COLUMNS = 100_000;

export const concat = declare('concat', 'objs axis join ignore_index keys sort~ copy~', (call) => {
  if (call.optional('keys')) throw new NotDecided('indices of several levels are not worked out');
  const given = call.items('objs').filter(({ kind }) => kind !== 'none');
  const axis = call.optional('axis');
  const isBeside =
    axis && axis.kind !== 'int' ? axis.kind === 'str' && axis.value === 'columns' : call.integer('axis', 0) === 1;
  if (!isBeside && given.length > 0 && given.every((one) => one instanceof ArrayValue))
    return seriesBelow(call, given as ArrayValue[]);
  const tables = given.map((item, place) => asTable(item, place));
  const columns = tables.reduce((count, table) => count + table.columns.length, 0);
  call.interpreter.spend(columns);
  if (columns > MOST_COLUMNS) throw new NotDecided('the columns are too many');
  const [first] = tables;
  if (!first) throw new NotDecided('there are no tables');
  return isBeside ? beside(call, tables, first) : below(call, tables, first);
});

function asTable(item: Value, place: number): DataFrameValue {
  if (item instanceof DataFrameValue && !item.lost) return item;
  if (item instanceof ArrayValue && item.library === 'pandas' && item.shape?.length === 1) {
    const [rows] = item.shape;
    if (rows !== null && rows !== undefined)
      return new DataFrameValue(
        rows,
        [{ name: item.label ?? place, dtype: item.dtype, cells: item.elements, classes: item.classes }],
        item.reason,
        item.index,
      );
  }
  throw new NotDecided('not all tables are known', isUndetermined(item) ? item : undefined);
}

/** Rows of the same labels stand beside each other. */
function beside(call: LibraryCall, tables: readonly DataFrameValue[], first: DataFrameValue): Value {
  const isSame = tables.every(
    (table) =>
      equalSizes(table.rows, first.rows) &&
      // Rows that are counted, or not known, in tables of as many rows are the same ones most often.
      sameRows(call.interpreter, table.index, first.index) === true,
  );
  if (!isSame) {
    const isOpen = tables.some((table) => !table.index) && tables.every((table) => equalSizes(table.rows, first.rows));
    if (!isOpen || tables.some((table) => table.index))
      throw new NotDecided('the rows of the tables are put together by their index');
  }
  const columns = tables.flatMap((table) => [...table.columns]);
  const named = call.flag('ignore_index', false) ? columns.map((column, name) => ({ ...column, name })) : columns;
  return first.like(first.rows, named, first.index);
}

function below(call: LibraryCall, tables: readonly DataFrameValue[], first: DataFrameValue): Value {
  const isInner = call.text('join', 'outer') === 'inner';
  const names = [...new Set(tables.flatMap((table) => table.columns.map(({ name }) => name)))].filter(
    (name) => !isInner || tables.every((table) => table.column(name)),
  );
  const rows = sum(tables.map((table) => table.rows));
  if (typeof rows === 'number') call.interpreter.spend(listCost(rows * names.length));
  const columns = names.map((name): Column => {
    const parts = tables.map((table) => table.column(name));
    // What has no rows has no say in the dtype.
    const present = parts.filter((part, place) => part && tables[place]!.rows !== 0);
    const common = commonColumn(present.map((part) => part!.dtype));
    const dtype = withMissing(
      common,
      parts.some((part, place) => !part && tables[place]!.rows !== 0),
    );
    const cells = parts.every((part) => part?.cells) ? parts.flatMap((part) => part!.cells!) : undefined;
    return { name, dtype, cells: cells && asCells(cells, dtype) };
  });
  return first.like(rows, columns, call.flag('ignore_index', false) ? COUNTED : indexBelow(tables));
}

function indexBelow(tables: readonly DataFrameValue[]): RowIndex | undefined {
  const labels: Value[] = [];
  for (const { index, rows } of tables) {
    if (!index || typeof rows !== 'number' || labels.length + rows > MOST_COLUMNS) return undefined;
    for (let row = 0; row < rows; row++) labels.push(index.label(row));
  }
  return new RowIndex(labels);
}

function seriesBelow(call: LibraryCall, all: readonly ArrayValue[]): Value {
  const rows = sum(all.map(({ shape }) => shape?.[0] ?? describedSymbol('rows')));
  const dtype = commonColumn(all.map((one) => one.dtype));
  const cells = all.every(({ elements }) => elements) ? all.flatMap(({ elements }) => elements!) : undefined;
  const isCounted = call.flag('ignore_index', false);
  return seriesOf({
    rows,
    dtype,
    cells: cells && asCells(cells, dtype),
    index: isCounted ? COUNTED : undefined,
    label: all.every(({ label }) => label === all[0]!.label) ? all[0]!.label : undefined,
    reason: all[0]!.reason,
  });
}

// ------------------------------------------------------------ merge

/** Rows of both tables that have the same keys, in the order of the left ones. */
function merged(call: LibraryCall, left: DataFrameValue, right: DataFrameValue): Value {
  const [ons, others] = keyNames(call, left, right);
  const how = call.text('how', 'inner');
  const shared = ons.filter((name, place) => name === others[place]);
  const [suffixLeft, suffixRight] = suffixes(call);
  const rest = right.columns.filter(({ name }) => !shared.includes(name));
  const taken = new Set(rest.map(({ name }) => name));
  const isTwice = (name: Label): boolean =>
    !shared.includes(name) && taken.has(name) && left.column(name) !== undefined;
  const pairs = matched(call, left, right, ons, others, how);
  const make = (column: Column, places: readonly (number | undefined)[] | undefined, name: Label): Column => {
    const hasMissing = places?.includes(undefined) ?? true;
    const cells =
      places && column.cells && places.map((place) => (place === undefined ? MISSING : column.cells![place]!));
    const dtype = places ? withMissing(column.dtype, hasMissing) : how === 'inner' ? column.dtype : undefined;
    return { name, dtype, cells: cells && asCells(cells, dtype) };
  };
  const columns = [
    ...left.columns.map((column) =>
      make(column, pairs?.left, isTwice(column.name) ? `${column.name}${suffixLeft}` : column.name),
    ),
    ...rest.map((column) =>
      make(column, pairs?.right, isTwice(column.name) ? `${column.name}${suffixRight}` : column.name),
    ),
  ];
  const rows: Size = pairs ? pairs.left.length : describedSymbol('rows');
  if (pairs) call.interpreter.spend(listCost(pairs.left.length * columns.length));
  return left.like(rows, columns, COUNTED);
}

function suffixes(call: LibraryCall): readonly [string, string] {
  const given = call.optional('suffixes');
  if (!given) return ['_x', '_y'];
  const texts = labelsOf(call.interpreter, given);
  if (texts?.length !== 2) throw new NotDecided('the suffixes are not known');
  return [String(texts[0]), String(texts[1])];
}

function keyNames(
  call: LibraryCall,
  left: DataFrameValue,
  right: DataFrameValue,
): readonly [readonly Label[], readonly Label[]] {
  if (call.optional('left_index') || call.optional('right_index'))
    throw new NotDecided('the rows of the tables are put together by their index');
  const on = call.optional('on');
  if (on) return [namesIn(call, on), namesIn(call, on)];
  const [one, two] = [call.optional('left_on'), call.optional('right_on')];
  if (one && two) return [namesIn(call, one), namesIn(call, two)];
  const common = left.columns.map(({ name }) => name).filter((name) => right.column(name));
  return [common, common];
}

interface Pairs {
  readonly left: readonly (number | undefined)[];
  readonly right: readonly (number | undefined)[];
}

function matched(
  call: LibraryCall,
  left: DataFrameValue,
  right: DataFrameValue,
  ons: readonly Label[],
  others: readonly Label[],
  how: string,
): Pairs | undefined {
  if (how !== 'inner' && how !== 'left') return undefined;
  const keys = [columnsNamed(left, ons), columnsNamed(right, others)];
  if (keys.flat().some(({ cells }) => !cells) || typeof left.rows !== 'number' || typeof right.rows !== 'number')
    return undefined;
  const keysOf = (columns: readonly Column[], row: number): string | undefined => {
    const parts = columns.map(({ cells }) => keyOf(call.interpreter, cells![row]!));
    return parts.includes(undefined) ? undefined : parts.map((part) => `${part!.length}:${part}`).join('');
  };
  call.interpreter.spend(Math.ceil((left.rows + right.rows) / 4));
  const places = new Map<string, number[]>();
  for (let row = 0; row < right.rows; row++) {
    const key = keysOf(keys[1]!, row);
    if (key === undefined) return undefined;
    places.set(key, [...(places.get(key) ?? []), row]);
  }
  const pairs: { left: number[]; right: (number | undefined)[] } = { left: [], right: [] };
  for (let row = 0; row < left.rows; row++) {
    const key = keysOf(keys[0]!, row);
    if (key === undefined) return undefined;
    const found = places.get(key) ?? (how === 'left' ? [undefined] : []);
    for (const place of found) {
      pairs.left.push(row);
      pairs.right.push(place);
    }
    if (pairs.left.length > 1_000_000) return undefined;
  }
  return pairs;
}

const MERGING = 'how on left_on right_on left_index right_index sort~ suffixes copy~ indicator validate~';

export const merge = declare('merge', `left right ${MERGING}`, (call) =>
  merged(call, tableOf(call, 'left'), tableOf(call, 'right')),
);

/** `join`: by the index of both. */
function joined(call: LibraryCall, table: DataFrameValue): Value {
  const given = call.required('other');
  const others = given.kind === 'list' ? given.items : [given];
  if (call.optional('on')) throw new NotDecided('a column is joined with an index');
  const tables = others.map((other, place) => asTable(other, place));
  const how = call.text('how', 'left');
  const isSame = tables.every(
    (other) => equalSizes(other.rows, table.rows) && sameRows(call.interpreter, other.index, table.index) === true,
  );
  if (!isSame) throw new NotDecided('the rows of the tables are put together by their index');
  if (how !== 'left' && how !== 'inner' && how !== 'outer')
    throw new NotDecided('how they are joined is not worked out');
  const [left, right] = ['lsuffix', 'rsuffix'].map((name) => call.text(name, ''));
  const added = tables.flatMap((other) => other.columns);
  const names = new Set(added.map(({ name }) => name));
  return table.withColumns([
    ...table.columns.map((column) => (names.has(column.name) ? { ...column, name: `${column.name}${left}` } : column)),
    ...added.map((column) => (table.column(column.name) ? { ...column, name: `${column.name}${right}` } : column)),
  ]);
}

// ------------------------------------------------------------ get_dummies

/** Its values in order, what is missing left out. */
export function categoriesOf(interpreter: Interpreter, cells: readonly Value[]): readonly Value[] | undefined {
  const found = distinctRows(interpreter, [cells], cells.length);
  const values = found && at(cells, found.firsts)?.filter((cell) => isMissing(cell) === false);
  if (!values || missingOf(cells) === undefined) return undefined;
  let isOrdered = true;
  const sorted = [...values].sort((a, b) => {
    const order = compareCells(a, b);
    if (order === undefined) isOrdered = false;
    return order ?? 0;
  });
  return isOrdered ? sorted : undefined;
}

const DUMMIES = 'data prefix prefix_sep dummy_na columns sparse~ drop_first dtype';

export const getDummies = define('get_dummies', DUMMIES, (call) => {
  const data = call.required('data');
  if (data instanceof ArrayValue && data.library === 'pandas') {
    const table = asTable(data, 0);
    const prefix = call.optional('prefix') ? call.text('prefix') : undefined;
    return table.withColumns(dummies(call, table.columns[0]!, prefix));
  }
  const table = tableOf(call, 'data');
  const asked = call.optional('columns');
  const encoded = asked
    ? columnsNamed(table, namesIn(call, asked))
    : table.columns.filter(({ dtype }) => {
        if (dtype === undefined) throw new NotDecided('the dtype of a column is not known');
        return dtype === 'str' || dtype === 'object' || dtype === 'category';
      });
  const prefixes = prefixesOf(call, encoded);
  return table.withColumns([
    ...without(
      table.columns,
      encoded.map(({ name }) => name),
    ),
    ...encoded.flatMap((column, place) => dummies(call, column, prefixes[place]!)),
  ]);
});

function prefixesOf(call: LibraryCall, columns: readonly Column[]): readonly string[] {
  const given = call.optional('prefix');
  if (!given) return columns.map(({ name }) => String(name));
  if (given.kind === 'str') return columns.map(() => given.value);
  if (given.kind === 'dict')
    return columns.map(({ name }) => {
      const found = [...given.entries.values()].find(([key]) => labelOf(key) === name)?.[1];
      if (found?.kind !== 'str') throw new NotDecided('the prefix is not known');
      return found.value;
    });
  const labels = labelsOf(call.interpreter, given);
  if (labels?.length !== columns.length) throw new NotDecided('the prefixes are not known');
  return labels.map(String);
}

/** A column of truths for each value. */
function dummies(call: LibraryCall, column: Column, prefix: string | undefined): readonly Column[] {
  const { interpreter } = call;
  const cells = known(column);
  const categories = categoriesOf(interpreter, cells);
  if (!categories) throw new NotDecided('which values the column has is not known');
  const dtype = call.dtype('dtype', 'bool');
  if (dtype === undefined) throw new NotDecided('dtype is not known');
  const separator = call.text('prefix_sep', '_');
  const name = (category: Value): Label => {
    const text = category.kind === 'float' && isMissing(category) ? 'nan' : interpreter.str(category);
    if (text === undefined) throw new NotDecided('the names of the columns are not known');
    if (prefix !== undefined) return `${prefix}${separator}${text}`;
    const label = labelOf(category);
    if (label === undefined) throw new NotDecided('the names of the columns are not known');
    return label;
  };
  const all = call.flag('dummy_na', false) ? [...categories, MISSING] : categories;
  if (all.length > 20_000) throw new NotDecided('the columns are too many');
  interpreter.spend(listCost(cells.length * all.length));
  const keys = cells.map((cell) => keyOf(interpreter, cell));
  const truth = (isTrue: boolean): Value => castElement(integer(isTrue ? 1 : 0), dtype) ?? bool(isTrue);
  const [yes, no] = [truth(true), truth(false)];
  return (call.flag('drop_first', false) ? all.slice(1) : all).map((category) => {
    const key = keyOf(interpreter, category);
    return { name: name(category), dtype, cells: keys.map((one) => (one === key ? yes : no)) };
  });
}

export const combiningMethods: Readonly<Record<string, NativeFunction>> = {
  merge: method('merge', `right ${MERGING}`, (call, table) => {
    if (call.optional('indicator')) throw new NotDecided('where rows come from is not worked out');
    return merged(call, table, tableOf(call, 'right'));
  }),
  join: method('join', 'other on how lsuffix rsuffix sort~', joined),
};
