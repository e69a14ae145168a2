import type { Size } from '../../../shapes/dimension.ts';
import { sliceLength } from '../../../shapes/slice.ts';
import type { BinaryOperator, CompareOperator, UnaryOperator } from '../../syntax/tree.ts';
import type { HostEffects } from '../../domain/effects.ts';
import { HostValue } from '../../domain/host.ts';
import type { Interpreter } from '../../domain/interpreter.ts';
import type { Mutable } from '../../domain/journal.ts';
import { str, type SliceValue, type Value } from '../../domain/value.ts';
import { ArrayValue } from '../arrays/array-value.ts';
import { isArrayLike, sizeOf, toArray, tupleOfShape, valueOfSize } from '../arrays/conversion.ts';
import { promoteDtypes } from '../arrays/dtypes.ts';
import { trueCount } from '../arrays/indexing.ts';
import { listCost } from '../operations/sequences.ts';
import { dataFrameMethod } from './data-frame-methods.ts';
import { Indexer } from './indexer.ts';
import { describedSymbol } from '../unknowns.ts';
import { type Message, words } from '../../../words/message.ts';
import { isUndetermined, Top, type Undetermined } from '../../domain/undetermined.ts';
import { defineState, kept, type State } from '../../domain/state.ts';

/** One column: its name, and its dtype where that is known. */
export interface Column {
  readonly name: string;
  readonly dtype: string | undefined;
}

/** A table whose columns are known: `pandas.DataFrame`. Only its number of rows may be a symbol. */
export class DataFrameValue extends HostValue implements Mutable {
  readonly typeName = 'DataFrame';
  readonly reason: Message;
  rows: Size;
  columns: readonly Column[];
  /** After a change that is not followed. */
  lost: Undetermined | undefined;

  constructor(rows: Size, columns: readonly Column[], reason: Message) {
    super();
    this.rows = rows;
    this.columns = columns;
    this.reason = reason;
  }
  get state(): State {
    return TABLE;
  }

  /** The same table with other rows or columns. */
  like(rows: Size, columns: readonly Column[]): DataFrameValue {
    return new DataFrameValue(rows, columns, this.reason);
  }

  series(column: Column, rows: Size = this.rows): ArrayValue {
    return new ArrayValue({ shape: [rows], dtype: column.dtype, library: 'pandas', reason: this.reason });
  }
  column(name: string): Column | undefined {
    return this.columns.find((column) => column.name === name);
  }

  asArray(): ArrayValue | Undetermined {
    if (this.lost) return this.lost;
    const dtype = this.columns
      .map((column) => column.dtype)
      .reduce<string | undefined>(
        (a, b) => promoteDtypes(a, b) ?? (a !== undefined && b !== undefined ? 'object' : undefined),
        this.columns[0]?.dtype,
      );
    return new ArrayValue({ shape: [this.rows, this.columns.length], dtype, reason: this.reason });
  }

  override getAttribute(interpreter: Interpreter, name: string): Value | undefined {
    if (this.lost) return interpreter.unknown(this.lost.reason);
    switch (name) {
      case 'shape':
        return tupleOfShape([this.rows, this.columns.length], this.reason);
      case 'values':
        return this.asArray();
      case 'columns':
        return new ArrayValue({
          shape: [this.columns.length],
          dtype: 'object',
          elements: this.columns.map((column) => str(column.name)),
          library: 'pandas',
        });
      case 'index':
        return new ArrayValue({ shape: [this.rows], dtype: undefined, library: 'pandas', reason: this.reason });
      case 'size':
        return interpreter.getAttribute(this.asArray(), 'size');
      case 'ndim':
        return interpreter.getAttribute(this.asArray(), 'ndim');
      case 'iloc':
        return new Indexer(this, 'iloc');
      case 'loc':
        return new Indexer(this, 'loc');
      default: {
        const method = dataFrameMethod(this, name);
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
  override setAttribute(interpreter: Interpreter, name: string, value: Value): boolean {
    if (name !== 'columns') return false;
    interpreter.touch(this);
    const names = textsOf(interpreter, value);
    if (names?.length === this.columns.length)
      this.columns = this.columns.map((column, index) => ({ ...column, name: names[index]! }));
    else this.lost = new Top('its columns are named anew');
    return true;
  }

  override getItem(interpreter: Interpreter, index: Value): Value | undefined {
    if (this.lost) return interpreter.unknown(this.lost.reason);
    if (index.kind === 'str') {
      const column = this.column(index.value);
      return column
        ? this.series(column)
        : interpreter.unknown(words`the table has no column ${index.value}, as far as it is followed`);
    }
    if (index.kind === 'slice') return this.like(sliceOfRows(this.rows, index), this.columns);
    const names = textsOf(interpreter, index);
    if (names) return this.selected(names);
    const mask = index.kind === 'host' ? toArray(interpreter, index) : undefined;
    if (mask instanceof ArrayValue && mask.dtype === 'bool' && mask.shape?.length === 1)
      return this.like(trueCount(interpreter, undefined, mask), this.columns);
    return undefined;
  }
  selected(names: readonly string[]): DataFrameValue {
    return this.like(
      this.rows,
      names.map((name) => this.column(name) ?? { name, dtype: undefined }),
    );
  }
  override setItem(interpreter: Interpreter, index: Value, value: Value): boolean {
    interpreter.touch(this);
    interpreter.spend(listCost(this.columns.length));
    const names = index.kind === 'str' ? [index.value] : textsOf(interpreter, index);
    if (!names) {
      // Values in some rows: the table keeps its shape.
      if (isUndetermined(index)) this.lost = new Top('what is assigned to the table is not known');
      return true;
    }
    const data = isUndetermined(value) ? undefined : toArray(interpreter, value);
    const dtype = data instanceof ArrayValue ? data.dtype : undefined;
    const given = new Set(names);
    const kept = this.columns.map((column) => (given.has(column.name) ? { name: column.name, dtype } : column));
    for (const { name } of this.columns) given.delete(name);
    this.columns = [...kept, ...[...given].map((name) => ({ name, dtype }))];
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
    return this.lost ? undefined : this.columns.map((column) => str(column.name));
  }

  override binary(interpreter: Interpreter, _operator: BinaryOperator, other: Value): Value | undefined {
    if (this.lost) return interpreter.unknown(this.lost.reason);
    if (other.kind === 'host' && !(other instanceof ArrayValue) && !isArrayLike(other)) return undefined;
    return this.like(
      this.rows,
      this.columns.map((column) => ({ ...column, dtype: undefined })),
    );
  }
  override unary(_interpreter: Interpreter, _operator: UnaryOperator): Value | undefined {
    return this.like(this.rows, this.columns);
  }
  override compare(_interpreter: Interpreter, operator: CompareOperator): Value | undefined {
    if (operator === 'is' || operator === 'is not' || operator === 'in' || operator === 'not in') return undefined;
    return this.like(
      this.rows,
      this.columns.map((column) => ({ ...column, dtype: 'bool' })),
    );
  }
  override truth(): undefined {
    return undefined;
  }
  override text(): undefined {
    return undefined;
  }
}

const TABLE = defineState<Pick<DataFrameValue, 'rows' | 'columns' | 'lost'>>(
  { rows: kept(), columns: kept(), lost: kept() },
  {
    join({ rows, columns, lost }, other, { unknown }) {
      const isSame =
        rows === other.rows &&
        columns.length === other.columns.length &&
        columns.every((column, index) => column.name === other.columns[index]?.name);
      const changed = (): Undetermined => unknown('a condition that the program does not decide changes the table');
      return { rows, columns, lost: lost ?? other.lost ?? (isSame ? undefined : changed()) };
    },
  },
);

/** The texts of a list, tuple or array of texts. */
export function textsOf(interpreter: Interpreter, value: Value): string[] | undefined {
  if (value.kind !== 'list' && value.kind !== 'tuple' && value.kind !== 'host') return undefined;
  if (
    (value.kind === 'list' && (value.summary || value.items.length === 0)) ||
    (value instanceof ArrayValue && value.elements?.[0]?.kind !== 'str')
  )
    return undefined;
  const items = interpreter.iterate(value);
  if (!items) return undefined;
  const texts: string[] = [];
  for (const item of items) {
    if (item.kind !== 'str') return undefined;
    texts.push(item.value);
  }
  return texts;
}

/** How many rows a slice of positions leaves. */
export function sliceOfRows(rows: Size, slice: SliceValue): Size {
  const bound = (value: Value): Size | undefined => (value.kind === 'none' ? undefined : sizeOf(value));
  const length = sliceLength(rows, { start: bound(slice.lower), stop: bound(slice.upper), step: bound(slice.step) });
  const isKnown = [slice.lower, slice.upper, slice.step].every(
    (value) => value.kind === 'none' || sizeOf(value) !== undefined,
  );
  if (length.ok && length.value !== null && isKnown) return length.value;
  return describedSymbol('rows');
}
