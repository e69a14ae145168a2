import type { Size } from '../../../shapes/dimension.ts';
import type { BinaryOperator, CompareOperator, UnaryOperator } from '../../syntax/tree.ts';
import type { HostEffects } from '../../domain/effects.ts';
import { HostValue } from '../../domain/host.ts';
import type { Interpreter } from '../../domain/interpreter.ts';
import type { Mutable } from '../../domain/journal.ts';
import { bool, str, type SliceValue, type Value } from '../../domain/value.ts';
import { ArrayValue } from '../arrays/array-value.ts';
import { isArrayLike, sizeOf, toArray, tupleOfShape, valueOfSize } from '../arrays/conversion.ts';
import { castElement } from '../arrays/dtypes.ts';
import { trueCount } from '../arrays/indexing.ts';
import { COUNTED, type Label, RowIndex } from '../arrays/row-index.ts';
import { mostElementsKept } from '../arrays/storage.ts';
import { listCost } from '../operations/sequences.ts';
import { at, type Cells, commonColumn, maskOf, placesOf } from './cells.ts';
import { dataFrameMethod } from './data-frame-methods.ts';
import { Indexer } from './indexer.ts';
import { labelOf, labelsOf, labelValue, placesOfSlice, sliceOfRows } from './labels.ts';
import { columnOf, indexOf, seriesOf } from './series-value.ts';
import { type Message, words } from '../../../words/message.ts';
import { isUndetermined, Top, type Undetermined } from '../../domain/undetermined.ts';
import { defineState, kept, type State } from '../../domain/state.ts';

/** One column: its name, its dtype where that is known, and what stands in it. */
export interface Column {
  readonly name: Label;
  readonly dtype: string | undefined;
  readonly cells?: Cells;
  /** How many classes there are where it has class labels 0, 1, … */
  readonly classes?: number | undefined;
}

/** A table whose columns are known: `pandas.DataFrame`. Its number of rows may be a symbol. */
export class DataFrameValue extends HostValue implements Mutable {
  readonly typeName = 'DataFrame';
  readonly reason: Message;
  rows: Size;
  columns: readonly Column[];
  /** The labels of the rows; undefined where they are not known. */
  index: RowIndex | undefined;
  /** After a change that is not followed. */
  lost: Undetermined | undefined;

  constructor(rows: Size, columns: readonly Column[], reason: Message, index?: RowIndex) {
    super();
    this.rows = rows;
    this.columns = columns.map((column) =>
      column.cells && column.cells.length !== rows ? { ...column, cells: undefined } : column,
    );
    this.index = index?.labels && index.labels.length !== rows ? undefined : index;
    this.reason = reason;
  }
  get state(): State {
    return TABLE;
  }

  /** The same table with other rows or columns. */
  like(rows: Size, columns: readonly Column[], index?: RowIndex): DataFrameValue {
    return new DataFrameValue(rows, columns, this.reason, index);
  }
  /** The same rows with other columns. */
  withColumns(columns: readonly Column[]): DataFrameValue {
    return this.like(this.rows, columns, this.index);
  }
  /** Some of the rows, by their places. */
  taken(interpreter: Interpreter, places: readonly number[]): DataFrameValue {
    interpreter.spend(listCost(places.length * (this.columns.length + 1)));
    const columns = this.columns.map((column) => ({ ...column, cells: at(column.cells, places) }));
    return this.like(places.length, columns, this.index?.at(places));
  }
  /** So many rows of which nothing else is known. */
  anyRows(rows: Size): DataFrameValue {
    return this.like(
      rows,
      this.columns.map((column) => ({ ...column, cells: undefined })),
    );
  }

  series(column: Column, rows: Size = this.rows): ArrayValue {
    const { dtype, cells, name, classes } = column;
    const index = rows === this.rows ? this.index : undefined;
    return seriesOf({ rows, dtype, cells, index, label: name, reason: this.reason, classes });
  }
  column(name: Label): Column | undefined {
    return this.columns.find((column) => column.name === name);
  }

  /** What `values` gives. */
  asArray(interpreter?: Interpreter): ArrayValue | Undetermined {
    if (this.lost) return this.lost;
    const { rows, columns } = this;
    const common = commonColumn(columns.map(({ dtype }) => dtype));
    const dtype = common === 'str' || common === 'category' ? 'object' : common;
    const [only] = columns;
    return new ArrayValue({
      shape: [rows, columns.length],
      dtype,
      reason: this.reason,
      elements: this.elements(interpreter, dtype),
      classes: columns.length === 1 ? only?.classes : undefined,
    });
  }
  private elements(interpreter: Interpreter | undefined, dtype: string | undefined): Value[] | undefined {
    const { rows, columns } = this;
    if (typeof rows !== 'number' || rows * columns.length > mostElementsKept || dtype === undefined) return undefined;
    interpreter?.spend(listCost(rows * columns.length));
    const elements: Value[] = [];
    for (let row = 0; row < rows; row++)
      for (const column of columns) {
        const cell = column.cells?.[row];
        const element = cell && (column.dtype === dtype || dtype === 'object' ? cell : castElement(cell, dtype));
        if (!element) return undefined;
        elements.push(element);
      }
    return elements;
  }

  override getAttribute(interpreter: Interpreter, name: string): Value | undefined {
    if (this.lost) return interpreter.unknown(this.lost.reason);
    switch (name) {
      case 'shape':
        return tupleOfShape([this.rows, this.columns.length], this.reason);
      case 'values':
        return this.asArray(interpreter);
      case 'columns':
        return indexOf(
          this.columns.map((column) => labelValue(column.name)),
          this.columns.length,
          this.reason,
        );
      case 'index':
        return this.rowLabels();
      case 'size':
      case 'ndim':
        return interpreter.getAttribute(this.asArray(), name);
      case 'empty':
        return typeof this.rows === 'number'
          ? bool(this.rows === 0 || this.columns.length === 0)
          : interpreter.unknown(this.reason);
      case 'iloc':
      case 'loc':
      case 'iat':
      case 'at':
        return new Indexer(this, name.startsWith('i') ? 'iloc' : 'loc');
      default: {
        const method = dataFrameMethod(interpreter, this, name);
        if (method) return method;
        const column = this.column(name);
        return column
          ? this.series(column)
          : name.startsWith('__')
            ? undefined
            : interpreter.unknown(words`what .${name} of a table gives is not worked out`);
      }
    }
  }
  rowLabels(): ArrayValue {
    const { rows, index, reason } = this;
    const labels =
      index && typeof rows === 'number' && (index.labels || rows <= mostElementsKept)
        ? Array.from({ length: rows }, (_, row) => index.label(row))
        : undefined;
    return indexOf(labels, rows, reason, index?.name);
  }
  override setAttribute(interpreter: Interpreter, name: string, value: Value): boolean {
    interpreter.touch(this);
    if (name === 'index') {
      const column = columnOf(interpreter, value, this.rows, undefined);
      this.index = column.cells ? new RowIndex(column.cells) : undefined;
      return true;
    }
    if (name !== 'columns') {
      const column = this.column(name);
      return column !== undefined && this.setItem(interpreter, str(name), value);
    }
    const names = labelsOf(interpreter, value);
    if (names?.length === this.columns.length)
      this.columns = this.columns.map((column, place) => ({ ...column, name: names[place]! }));
    else this.lost = new Top('its columns are named anew');
    return true;
  }

  override getItem(interpreter: Interpreter, index: Value): Value | undefined {
    if (this.lost) return interpreter.unknown(this.lost.reason);
    const label = labelOf(index);
    if (label !== undefined) {
      const column = this.column(label);
      if (this.columns.filter(({ name }) => name === label).length > 1)
        return interpreter.unknown('several columns have this name');
      return column
        ? this.series(column)
        : interpreter.unknown(words`the table has no column ${String(label)}, as far as it is followed`);
    }
    if (index.kind === 'slice') return this.sliced(interpreter, index);
    const names = labelsOf(interpreter, index);
    if (names) return this.selected(names);
    const mask = index.kind === 'host' ? toArray(interpreter, index) : undefined;
    if (mask instanceof ArrayValue && mask.dtype === 'bool' && mask.shape?.length === 1)
      return this.masked(interpreter, mask);
    return undefined;
  }
  /** The rows where a mask is true. */
  masked(interpreter: Interpreter, mask: ArrayValue): DataFrameValue {
    const truths = maskOf(mask.elements);
    return truths && truths.length === this.rows
      ? this.taken(interpreter, placesOf(truths))
      : this.anyRows(trueCount(interpreter, undefined, mask));
  }
  /** Rows by their places. */
  sliced(interpreter: Interpreter, slice: SliceValue): DataFrameValue {
    const places = placesOfSlice(this.rows, slice);
    return places ? this.taken(interpreter, places) : this.anyRows(sliceOfRows(this.rows, slice));
  }
  selected(names: readonly Label[]): DataFrameValue {
    return this.withColumns(names.map((name) => this.column(name) ?? { name, dtype: undefined }));
  }

  override setItem(interpreter: Interpreter, index: Value, value: Value): boolean {
    interpreter.touch(this);
    interpreter.spend(listCost(this.columns.length));
    const label = labelOf(index);
    const names = label === undefined ? labelsOf(interpreter, index) : [label];
    if (!names) {
      // Values in some rows: the table keeps its shape.
      if (isUndetermined(index)) this.lost = new Top('what is assigned to the table is not known');
      else this.columns = this.columns.map((column) => ({ name: column.name, dtype: undefined }));
      return true;
    }
    const added = this.given(interpreter, names, value);
    const kept = this.columns.map((column) => added.get(column.name) ?? column);
    for (const { name } of this.columns) added.delete(name);
    this.columns = [...kept, ...added.values()];
    return true;
  }
  /** The columns that are assigned under these names. */
  private given(interpreter: Interpreter, names: readonly Label[], value: Value): Map<Label, Column> {
    // The first column of an empty table says how many rows there are.
    if (this.columns.length === 0 && this.rows === 0) {
      const length = isUndetermined(value) || value.kind === 'str' ? undefined : sizeOf(interpreter.length(value));
      if (length !== undefined) {
        this.rows = length;
        this.index = value instanceof ArrayValue && value.library === 'pandas' ? value.index : COUNTED;
      }
    }
    const source = value instanceof DataFrameValue && !value.lost ? value : undefined;
    return new Map(
      names.map((name, order): [Label, Column] => {
        const part = source ? source.columns[order] : undefined;
        if (names.length > 1 && !part) return [name, { name, dtype: undefined }];
        const given = part && source ? source.series(part) : value;
        const { dtype, cells, classes } = columnOf(interpreter, given, this.rows, this.index);
        const isFitting = cells === undefined || cells.length === this.rows;
        return [name, { name, dtype, cells: isFitting ? cells : undefined, classes }];
      }),
    );
  }
  override deleteItem(interpreter: Interpreter, index: Value): boolean {
    const label = labelOf(index);
    if (label === undefined || !this.column(label)) return false;
    interpreter.touch(this);
    this.columns = this.columns.filter(({ name }) => name !== label);
    return true;
  }
  override havoc(interpreter: Interpreter, { contents, reason }: HostEffects): void {
    if (!contents) return;
    interpreter.touch(this);
    this.lost ??= interpreter.unknown(reason);
  }
  override length(interpreter: Interpreter): Value {
    return this.lost ? interpreter.unknown(this.lost.reason) : valueOfSize(this.rows);
  }
  override iterate(): Iterable<Value> | undefined {
    return this.lost ? undefined : this.columns.map((column) => labelValue(column.name));
  }

  override binary(
    interpreter: Interpreter,
    operator: BinaryOperator,
    other: Value,
    reflected: boolean,
  ): Value | undefined {
    if (this.lost) return interpreter.unknown(this.lost.reason);
    if (other.kind === 'host' && !(other instanceof ArrayValue) && !isArrayLike(other)) return undefined;
    const isPlain = other.kind === 'int' || other.kind === 'float' || other.kind === 'bool';
    return this.withColumns(
      this.columns.map((column): Column => {
        const series = this.series(column);
        const result = isPlain ? series.binary(interpreter, operator, other, reflected) : undefined;
        return result instanceof ArrayValue
          ? { name: column.name, dtype: result.dtype, cells: result.elements }
          : { name: column.name, dtype: undefined };
      }),
    );
  }
  override unary(_interpreter: Interpreter, operator: UnaryOperator): Value | undefined {
    const isMask = this.columns.every(({ dtype }) => dtype === 'bool');
    return this.withColumns(
      this.columns.map(({ name, dtype, cells }) => {
        const mask = isMask && operator === '~' ? maskOf(cells) : undefined;
        return { name, dtype, cells: mask?.map((isTrue) => bool(!isTrue)) };
      }),
    );
  }
  override compare(interpreter: Interpreter, operator: CompareOperator, other: Value): Value | undefined {
    if (operator === 'is' || operator === 'is not') return undefined;
    if (operator === 'in' || operator === 'not in') {
      const label = labelOf(other);
      if (label === undefined || this.lost) return interpreter.unknown('which columns there are is not known');
      return bool((this.column(label) !== undefined) === (operator === 'in'));
    }
    const isPlain = other.kind === 'int' || other.kind === 'float' || other.kind === 'str';
    return this.withColumns(
      this.columns.map((column): Column => {
        const result = isPlain ? this.series(column).compare(interpreter, operator, other, false) : undefined;
        return { name: column.name, dtype: 'bool', cells: result instanceof ArrayValue ? result.elements : undefined };
      }),
    );
  }
  override truth(): undefined {
    return undefined;
  }
  override text(): undefined {
    return undefined;
  }
}

const TABLE = defineState<Pick<DataFrameValue, 'rows' | 'columns' | 'index' | 'lost'>>(
  { rows: kept(), columns: kept(), index: kept(), lost: kept() },
  {
    join({ rows, columns, index, lost }, other, { unknown }) {
      const isSame =
        rows === other.rows &&
        columns.length === other.columns.length &&
        columns.every((column, place) => column.name === other.columns[place]?.name);
      const changed = (): Undetermined => unknown('a condition that the program does not decide changes the table');
      return {
        rows,
        columns: columns.map((column, place) => joined(column, other.columns[place] ?? column)),
        index: index === other.index ? index : undefined,
        lost: lost ?? other.lost ?? (isSame ? undefined : changed()),
      };
    },
  },
);

/** What both ways left in a column. */
function joined(a: Column, b: Column): Column {
  if (a === b || (a.dtype === b.dtype && a.cells === b.cells && a.classes === b.classes)) return a;
  return { name: a.name, dtype: a.dtype === b.dtype ? a.dtype : undefined };
}
