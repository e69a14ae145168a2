import type { Size } from '../../../shapes/dimension.ts';
import { HostValue } from '../../domain/host.ts';
import type { Interpreter } from '../../domain/interpreter.ts';
import type { Value } from '../../domain/value.ts';
import { ArrayValue } from '../arrays/array-value.ts';
import { numberOfInteger, sizeOf, toArray } from '../arrays/conversion.ts';
import { trueCount } from '../arrays/indexing.ts';
import { type DataFrameValue, sliceOfRows, textsOf, type Column } from './data-frame.ts';

/** `table.iloc` and `table.loc`: rows and columns by position, or by name. */
export class Indexer extends HostValue {
  readonly typeName: string;
  private readonly table: DataFrameValue;
  private readonly isByPosition: boolean;
  constructor(table: DataFrameValue, kind: 'iloc' | 'loc') {
    super();
    this.table = table;
    this.typeName = `_${kind}Indexer`;
    this.isByPosition = kind === 'iloc';
  }

  override getItem(interpreter: Interpreter, index: Value): Value | undefined {
    const [rowIndex, columnIndex] = index.kind === 'tuple' ? index.items : [index];
    const rows = rowIndex && this.rows(interpreter, rowIndex);
    const columns = columnIndex === undefined ? this.table.columns : this.columns(interpreter, columnIndex);
    if (rows === undefined || columns === undefined) return undefined;
    const dtype = this.table.asArray();
    if (rows === 'one') {
      if (!Array.isArray(columns)) return interpreter.unknown(this.table.reason);
      return new ArrayValue({
        shape: [columns.length],
        dtype: dtype instanceof ArrayValue ? dtype.dtype : undefined,
        library: 'pandas',
        reason: this.table.reason,
      });
    }
    return isList(columns) ? this.table.like(rows, columns) : this.table.series(columns, rows);
  }

  override setItem(interpreter: Interpreter, index: Value, value: Value): boolean {
    const [, columnIndex] = index.kind === 'tuple' ? index.items : [];
    // A column that does not exist yet is made; anything else keeps the shape, but for a row that `loc` adds.
    if (columnIndex?.kind === 'str' && !this.table.column(columnIndex.value))
      return this.table.setItem(interpreter, columnIndex, value);
    if (!this.isByPosition && columnIndex === undefined) {
      interpreter.touch(this.table);
      this.table.lost = interpreter.unknown('rows are added by name');
    }
    return true;
  }

  /** How many rows are meant; `one` where a single one is. */
  private rows(interpreter: Interpreter, index: Value): Size | 'one' | undefined {
    if (index.kind === 'int') return 'one';
    if (index.kind === 'slice') {
      const isWhole = index.lower.kind === 'none' && index.upper.kind === 'none' && index.step.kind === 'none';
      if (isWhole) return this.table.rows;
      return this.isByPosition ? sliceOfRows(this.table.rows, index) : undefined;
    }
    if (index.kind !== 'list' && index.kind !== 'host') return undefined;
    const data = toArray(interpreter, index);
    if (!(data instanceof ArrayValue) || data.shape?.length !== 1) return undefined;
    if (data.dtype === 'bool') return trueCount(interpreter, undefined, data);
    return data.shape[0] ?? undefined;
  }

  /** The columns meant: a list of them, or a single one. */
  private columns(interpreter: Interpreter, index: Value): readonly Column[] | Column | undefined {
    const all = this.table.columns;
    if (index.kind === 'slice') {
      const [lower, upper] = [index.lower, index.upper].map((bound) => this.place(bound));
      if (lower === undefined || upper === undefined || index.step.kind !== 'none') return undefined;
      // A slice of names takes its last one too.
      return all.slice(
        lower.at ?? undefined,
        upper.at === null ? undefined : this.isByPosition ? upper.at : upper.at + 1,
      );
    }
    if (index.kind === 'str') return this.isByPosition ? undefined : this.table.column(index.value);
    if (index.kind === 'int') return this.isByPosition ? all.at(Number(index.value)) : undefined;
    const names = textsOf(interpreter, index);
    if (names)
      return this.isByPosition ? undefined : names.map((name) => this.table.column(name) ?? { name, dtype: undefined });
    const items =
      index.kind === 'list' && !index.summary && this.isByPosition
        ? index.items.map((item) => numberOfInteger(item))
        : undefined;
    const chosen = items?.map((place) => (place === undefined ? undefined : all.at(place)));
    return chosen?.every((column) => column !== undefined) ? chosen : undefined;
  }

  /** Where a bound of a slice lies; null for a bound that is left out. */
  private place(bound: Value): { at: number | null } | undefined {
    if (bound.kind === 'none') return { at: null };
    if (bound.kind === 'str') {
      const place = this.table.columns.findIndex((column) => column.name === bound.value);
      return place < 0 || this.isByPosition ? undefined : { at: place };
    }
    const number = this.isByPosition ? sizeOf(bound) : undefined;
    return typeof number === 'number' ? { at: number } : undefined;
  }
}

function isList(columns: readonly Column[] | Column): columns is readonly Column[] {
  return Array.isArray(columns);
}
