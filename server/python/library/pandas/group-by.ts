/** `table.groupby(keys)`: the rows told apart by their keys. */
import { HostValue } from '../../domain/host.ts';
import type { Interpreter } from '../../domain/interpreter.ts';
import { int, type NativeFunction, TupleValue, type Value } from '../../domain/value.ts';
import { isUndetermined } from '../../domain/undetermined.ts';
import { bind, type LibraryCall, NotDecided } from '../arrays/library-call.ts';
import { declare } from '../arrays/declare.ts';
import { type Label, RowIndex } from '../arrays/row-index.ts';
import { compareCells, distinctRows, integer, isMissing, keyOf } from './cells.ts';
import type { Column, DataFrameValue } from './data-frame.ts';
import { labelOf, labelsOf } from './labels.ts';
import { reduced, reducedDtype, REDUCTIONS } from './series-reductions.ts';
import { inferredSeries, seriesOf } from './series-value.ts';
import { columnsNamed, countedRows, known, method, namesIn } from './table-call.ts';
import { plain } from '../arrays/shaping.ts';

/** One group: its key, and its rows. */
interface Group {
  readonly key: readonly Value[];
  readonly places: readonly number[];
}

export class GroupByValue extends HostValue {
  readonly typeName = 'DataFrameGroupBy';
  readonly table: DataFrameValue;
  readonly keys: readonly Column[];
  readonly groups: readonly Group[];
  /** A key of its own in a list gives tuples. */
  readonly isTuple: boolean;
  readonly asIndex: boolean;
  /** The columns that are asked for; a single one by itself. */
  readonly chosen: readonly Label[] | Label | undefined;

  constructor(options: Pick<GroupByValue, 'table' | 'keys' | 'groups' | 'isTuple' | 'asIndex' | 'chosen'>) {
    super();
    this.table = options.table;
    this.keys = options.keys;
    this.groups = options.groups;
    this.isTuple = options.isTuple;
    this.asIndex = options.asIndex;
    this.chosen = options.chosen;
  }
  choosing(chosen: readonly Label[] | Label): GroupByValue {
    return new GroupByValue({ ...this, chosen });
  }
  keyOf({ key }: Group): Value {
    return this.isTuple ? new TupleValue(key) : key[0]!;
  }
  part(interpreter: Interpreter, { places }: Group): Value {
    const rows = this.table.taken(interpreter, places);
    if (this.chosen === undefined) return rows;
    if (typeof this.chosen !== 'object') {
      const column = rows.column(this.chosen);
      return column ? rows.series(column) : interpreter.unknown(rows.reason);
    }
    return rows.selected(this.chosen);
  }
  get index(): RowIndex | undefined {
    return this.keys.length === 1
      ? new RowIndex(
          this.groups.map(({ key }) => key[0]!),
          this.keys[0]!.name,
        )
      : undefined;
  }

  override getAttribute(interpreter: Interpreter, name: string): Value | undefined {
    if (Object.hasOwn(methods, name)) return bind(this, methods[name]!);
    if (name === 'ngroups') return int(this.groups.length);
    const column = this.table.column(name);
    if (column) return this.choosing(name);
    return name.startsWith('__') ? undefined : interpreter.unknown('this of groups is not worked out');
  }
  override getItem(interpreter: Interpreter, index: Value): Value | undefined {
    const label = labelOf(index);
    if (label !== undefined) return this.choosing(label);
    const names = labelsOf(interpreter, index);
    return names ? this.choosing(names) : undefined;
  }
  override length(): Value {
    return int(this.groups.length);
  }
  override *iterate(interpreter: Interpreter): Iterable<Value> {
    for (const group of this.groups) yield new TupleValue([this.keyOf(group), this.part(interpreter, group)]);
  }
  override truth(): boolean {
    return this.groups.length > 0;
  }
}

function grouped(call: LibraryCall, table: DataFrameValue): Value {
  const by = call.required('by');
  const names = namesIn(call, by);
  return groupsOf(call, table, columnsNamed(table, names), by.kind === 'list' || names.length > 1);
}

/** The groups in the order of their keys; rows without a key are left out. */
export function groupsOf(
  call: LibraryCall,
  table: DataFrameValue,
  keys: readonly Column[],
  isTuple: boolean,
): GroupByValue {
  const rows = countedRows(table);
  const found = distinctRows(call.interpreter, keys.map(known), rows);
  if (!found) throw new NotDecided('which rows are of one group is not known');
  const places: number[][] = found.firsts.map(() => []);
  for (const [row, group] of found.group.entries()) places[group]!.push(row);
  const groups = found.firsts
    .map((first, group): Group => ({ key: keys.map((column) => known(column)[first]!), places: places[group]! }))
    .filter(({ key }) => !call.flag('dropna', true) || key.every((part) => isMissing(part) === false));
  if (call.flag('sort', true)) sortGroups(groups);
  return new GroupByValue({
    table,
    keys,
    groups,
    isTuple,
    asIndex: call.flag('as_index', true),
    chosen: undefined,
  });
}

function sortGroups(groups: Group[]): void {
  groups.sort((a, b) => {
    for (const [place, part] of a.key.entries()) {
      const order = compareCells(part, b.key[place]!);
      if (order === undefined) throw new NotDecided('the order of the groups is not known');
      if (order !== 0) return order;
    }
    return 0;
  });
}

const self = (call: LibraryCall): GroupByValue => call.required('self') as GroupByValue;

/** What a reduction makes of each group. */
function reduction(name: string): NativeFunction {
  return declare(name, 'self numeric_only min_count~', (call) => {
    const groups = self(call);
    const { table, keys, chosen, asIndex, index } = groups;
    const cellsOf = (column: Column): Value[] =>
      groups.groups.map(({ places }) => {
        const cells = column.cells && places.map((place) => column.cells![place]!);
        return reduced(call.interpreter, name, cells, column.dtype) ?? call.interpreter.unknown(table.reason);
      });
    if (typeof chosen !== 'object' && chosen !== undefined) {
      const [column] = columnsNamed(table, [chosen]);
      const dtype = reducedDtype(name, column!.dtype);
      if (asIndex)
        return seriesOf({
          rows: groups.groups.length,
          dtype,
          cells: cellsOf(column!),
          index,
          label: chosen,
          reason: table.reason,
        });
    }
    const isNumeric = call.flag('numeric_only', false);
    const names = new Set(keys.map((key) => key.name));
    const columns = (typeof chosen === 'object' ? columnsNamed(table, chosen) : table.columns)
      .filter(
        (column) =>
          !names.has(column.name) && (chosen === undefined || typeof chosen === 'object' || column.name === chosen),
      )
      .filter(({ dtype }) => !isNumeric || (dtype !== undefined && /^(?:u?int|float|bool)/.test(dtype)))
      .map(
        (column): Column => ({ name: column.name, dtype: reducedDtype(name, column.dtype), cells: cellsOf(column) }),
      );
    const own = asIndex
      ? []
      : keys.map((key, place): Column => ({ ...key, cells: groups.groups.map((group) => group.key[place]!) }));
    return table.like(groups.groups.length, [...own, ...columns], asIndex ? index : undefined);
  });
}

const methods: Readonly<Record<string, NativeFunction>> = {
  ...Object.fromEntries(
    Object.keys(REDUCTIONS)
      .filter((name) => name !== 'nunique')
      .map((name) => [name, reduction(name)]),
  ),
  nunique: reduction('nunique'),
  size: declare('size', 'self', (call) => {
    const { groups, index, table, asIndex, keys } = self(call);
    const counts = groups.map(({ places }) => integer(places.length));
    if (!asIndex)
      return table.like(groups.length, [
        ...keys.map((key, place) => ({ ...key, cells: groups.map((group) => group.key[place]!) })),
        { name: 'size', dtype: 'int64', cells: counts },
      ]);
    return seriesOf({ rows: groups.length, dtype: 'int64', cells: counts, index, reason: table.reason });
  }),
  first: reduction('first'),
  last: reduction('last'),
  get_group: declare('get_group', 'self name', (call) => {
    const groups = self(call);
    const name = call.required('name');
    const wanted = name.kind === 'tuple' ? name.items : [name];
    const keys = wanted.map((part) => keyOf(call.interpreter, part));
    const group = groups.groups.find(({ key }) =>
      key.every((part, place) => keyOf(call.interpreter, part) === keys[place]),
    );
    if (!group || isUndetermined(name)) throw new NotDecided('which group is meant is not known');
    return groups.part(call.interpreter, group);
  }),
  /** Each group is given to the function, in their order. */
  apply: declare('apply', 'self func include_groups~', (call) => applied(call)),
  agg: declare('agg', 'self func', (call) => {
    const func = call.required('func');
    const groups = self(call);
    if (func.kind === 'str' && Object.hasOwn(methods, func.value))
      return call.interpreter.call(bind(groups, methods[func.value]!), []);
    if (['class', 'function', 'native'].includes(func.kind) && typeof groups.chosen === 'string') return applied(call);
    if (func.kind !== 'dict' || func.summary) throw new NotDecided('what is made of the groups is not worked out');
    const names = [...func.entries.values()].map(([key, value]) => ({
      name: labelOf(key),
      isOne: value.kind === 'str',
    }));
    if (names.some(({ name, isOne }) => name === undefined || !isOne))
      throw new NotDecided('what is made of the groups is not worked out');
    return groups.table.like(
      groups.groups.length,
      names.map(({ name }) => ({ name: name!, dtype: undefined })),
      groups.index,
    );
  }),
  transform: declare('transform', 'self func~', (call) => {
    const { table, chosen } = self(call);
    if (typeof chosen === 'string')
      return seriesOf({
        rows: table.rows,
        dtype: undefined,
        index: table.index,
        label: chosen,
        reason: table.reason,
      });
    throw new NotDecided('what is made of the groups is not worked out');
  }),
  cumcount: declare('cumcount', 'self', (call) => {
    const { table } = self(call);
    return seriesOf({ rows: table.rows, dtype: 'int64', index: table.index, reason: table.reason });
  }),
  head: declare('head', 'self n', (call) => {
    const { table, groups } = self(call);
    const count = call.integer('n', 5);
    const places = groups.flatMap((group) => group.places.slice(0, count)).sort((a, b) => a - b);
    return table.taken(call.interpreter, places);
  }),
};

function applied(call: LibraryCall): Value {
  const groups = self(call);
  const func = call.required('func');
  if (isUndetermined(func) || func.kind === 'str') throw new NotDecided('what is applied is not known');
  const results: Value[] = groups.groups.map((group) => {
    call.interpreter.spend();
    return plain(call.interpreter.call(func, [groups.part(call.interpreter, group)]));
  });
  if (results.some((result) => result.kind === 'host'))
    throw new NotDecided('what is made of the groups is not worked out');
  return inferredSeries(results, { index: groups.index, reason: groups.table.reason });
}

export const groupingMethods: Readonly<Record<string, NativeFunction>> = {
  groupby: method('groupby', 'by axis~ level as_index sort group_keys~ observed~ dropna', (call, table) => {
    if (call.optional('level')) throw new NotDecided('groups by an index are not worked out');
    return grouped(call, table);
  }),
};
