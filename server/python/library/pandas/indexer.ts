import type { Size } from '../../../shapes/dimension.ts';
import { HostValue } from '../../domain/host.ts';
import type { Interpreter } from '../../domain/interpreter.ts';
import type { SliceValue, Value } from '../../domain/value.ts';
import { ArrayValue } from '../arrays/array-value.ts';
import { numberOfInteger, sizeOf, toArray } from '../arrays/conversion.ts';
import { trueCount } from '../arrays/indexing.ts';
import { RowIndex } from '../arrays/row-index.ts';
import { isUndetermined } from '../../domain/undetermined.ts';
import { asCells, commonColumn, dtypeOfValues, keyOf, maskOf, placesOf } from './cells.ts';
import { type Column, DataFrameValue } from './data-frame.ts';
import { labelValue, labelOf, labelsOf, sliceOfRows, placesOfSlice } from './labels.ts';
import { seriesOf } from './series-value.ts';

/** Rows that are meant: by their places, only their number, or a single one (whose place may not be known). */
type Rows =
  | { readonly kind: 'places'; readonly places: readonly number[] }
  | { readonly kind: 'count'; readonly rows: Size }
  | { readonly kind: 'one'; readonly place: number | undefined };

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
    if (rows.kind === 'one') return this.row(interpreter, rows.place, columns);
    const table = isList(columns) ? this.table.withColumns(columns) : this.table.withColumns([columns]);
    const chosen = rows.kind === 'places' ? table.taken(interpreter, rows.places) : table.anyRows(rows.rows);
    return isList(columns) ? chosen : chosen.series(chosen.columns[0]!);
  }

  /** One row: a Series by the names of the columns, or a single value. */
  private row(interpreter: Interpreter, place: number | undefined, columns: readonly Column[] | Column): Value {
    const { table } = this;
    const cellIn = (column: Column): Value | undefined => (place === undefined ? undefined : column.cells?.[place]);
    if (!isList(columns)) return cellIn(columns) ?? interpreter.unknown(table.reason);
    const cells = columns.map(cellIn);
    const common = commonColumn(columns.map(({ dtype }) => dtype));
    const known = cells.includes(undefined) || common === undefined ? undefined : asCells(cells as Value[], common);
    return seriesOf({
      rows: columns.length,
      dtype: common,
      cells: known,
      index: new RowIndex(columns.map(({ name }) => labelValue(name))),
      reason: table.reason,
    });
  }

  override setItem(interpreter: Interpreter, index: Value, value: Value): boolean {
    const { table } = this;
    const [rowIndex, columnIndex] = index.kind === 'tuple' ? index.items : [index];
    const isAll = rowIndex?.kind === 'slice' && [rowIndex.lower, rowIndex.upper].every(({ kind }) => kind === 'none');
    const label = columnIndex && !this.isByPosition ? labelOf(columnIndex) : undefined;
    // A column that does not exist yet is made; anything else keeps the shape, but for a row that `loc` adds.
    if (label !== undefined && (isAll || !table.column(label)) && columnIndex) {
      const isPart = !isAll;
      return table.setItem(interpreter, columnIndex, isPart ? interpreter.unknown('some rows of it are set') : value);
    }
    interpreter.touch(table);
    const rows = rowIndex && this.rows(interpreter, rowIndex);
    const columns = columnIndex === undefined ? undefined : this.columns(interpreter, columnIndex);
    if (!this.isByPosition && (rows === undefined || columns === undefined || !isKnownPlace(rows))) {
      if (rows === undefined && columnIndex === undefined) table.lost = interpreter.unknown('rows are added by name');
      // A label that is not there is a new row.
      const isLabel = rowIndex?.kind === 'int' || rowIndex?.kind === 'str';
      if (rows === undefined && isLabel && table.index) table.lost = interpreter.unknown('rows are added by name');
    }
    this.write(rows, columns, value);
    return true;
  }

  /** Writes one value into the rows; what is not followed is not known afterwards. */
  private write(rows: Rows | undefined, columns: readonly Column[] | Column | undefined, value: Value): void {
    const { table } = this;
    const chosen = columns === undefined ? undefined : isList(columns) ? columns : [columns];
    const places =
      rows?.kind === 'places'
        ? rows.places
        : rows?.kind === 'one' && rows.place !== undefined
          ? [rows.place]
          : undefined;
    const isSingle = !isUndetermined(value) && ['int', 'float', 'bool', 'str', 'none'].includes(value.kind);
    const given = isSingle ? dtypeOfValues([value]) : undefined;
    table.columns = table.columns.map((column): Column => {
      if (chosen && !chosen.includes(column)) return column;
      const { name, dtype, cells } = column;
      if (!places || !cells || given === undefined || (given !== dtype && !(given === 'int64' && dtype === 'float64')))
        return { name, dtype: given === dtype ? dtype : undefined };
      const [cell] = asCells([value], dtype) ?? [];
      if (!cell) return { name, dtype };
      const written = new Set(places);
      return { name, dtype, cells: cells.map((before, row) => (written.has(row) ? cell : before)) };
    });
  }

  /** Which rows are meant. */
  private rows(interpreter: Interpreter, index: Value): Rows | undefined {
    const { table } = this;
    if (index.kind === 'int' && this.isByPosition) {
      const place = numberOfInteger(index);
      const { rows } = table;
      return {
        kind: 'one',
        place: place !== undefined && place < 0 && typeof rows === 'number' ? place + rows : place,
      };
    }
    if (!this.isByPosition && (index.kind === 'int' || index.kind === 'str')) return this.labelled(interpreter, index);
    if (isUndetermined(index) && index.integer) return { kind: 'one', place: undefined };
    if (index.kind === 'slice') return this.slice(interpreter, index);
    if (index.kind !== 'list' && index.kind !== 'host') return undefined;
    const data = toArray(interpreter, index);
    if (!(data instanceof ArrayValue) || data.shape?.length !== 1) return undefined;
    if (data.dtype === 'bool') {
      const mask = maskOf(data.elements);
      return mask && mask.length === table.rows
        ? { kind: 'places', places: placesOf(mask) }
        : { kind: 'count', rows: trueCount(interpreter, undefined, data) };
    }
    return this.listed(interpreter, data);
  }
  /** Rows that are listed, by their places or labels. */
  private listed(interpreter: Interpreter, data: ArrayValue): Rows | undefined {
    const { rows, index } = this.table;
    const length = data.shape![0]!;
    if (length === null) return undefined;
    if (!data.elements || typeof rows !== 'number') return { kind: 'count', rows: length };
    const places = this.isByPosition
      ? data.elements
          .map((element) => numberOfInteger(element))
          .map((place) => (place !== undefined && place < 0 ? place + rows : place))
      : index && labelPlaces(interpreter, index, rows, data.elements);
    return places?.every((place) => place !== undefined && place < rows)
      ? { kind: 'places', places: places as number[] }
      : { kind: 'count', rows: length };
  }
  private labelled(interpreter: Interpreter, label: Value): Rows | undefined {
    const { rows, index } = this.table;
    if (!index || typeof rows !== 'number') return label.kind === 'int' ? { kind: 'one', place: undefined } : undefined;
    const found = labelPlaces(interpreter, index, rows, [label]);
    return found?.[0] === undefined ? undefined : { kind: 'one', place: found[0] };
  }
  /** A slice of labels takes its last one too. */
  private slice(interpreter: Interpreter, slice: SliceValue): Rows | undefined {
    const { table } = this;
    const isWhole = [slice.lower, slice.upper, slice.step].every(({ kind }) => kind === 'none');
    if (this.isByPosition || isWhole) {
      const places = placesOfSlice(table.rows, slice);
      return places ? { kind: 'places', places } : { kind: 'count', rows: sliceOfRows(table.rows, slice) };
    }
    const { index, rows } = table;
    if (!index || typeof rows !== 'number' || slice.step.kind !== 'none') return undefined;
    const bound = (value: Value, otherwise: number): number | undefined =>
      value.kind === 'none' ? otherwise : labelPlaces(interpreter, index, rows, [value])?.[0];
    const [first, last] = [bound(slice.lower, 0), bound(slice.upper, rows - 1)];
    // Past the last label a counted index ends.
    const end =
      last ?? (index.labels === undefined ? Math.min(rows - 1, numberOfInteger(slice.upper) ?? -1) : undefined);
    if (first === undefined || end === undefined || end < 0) return undefined;
    return { kind: 'places', places: Array.from({ length: Math.max(0, end - first + 1) }, (_, row) => first + row) };
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
    const label = labelOf(index);
    if (label !== undefined)
      return this.isByPosition ? (typeof label === 'number' ? all.at(label) : undefined) : this.table.column(label);
    const mask = index instanceof ArrayValue && index.dtype === 'bool' ? maskOf(index.elements) : undefined;
    if (mask) return mask.length === all.length ? all.filter((_, place) => mask[place]) : undefined;
    const labels = labelsOf(interpreter, index);
    if (!labels) return undefined;
    if (!this.isByPosition) return labels.map((name) => this.table.column(name) ?? { name, dtype: undefined });
    const chosen = labels.map((place) => (typeof place === 'number' ? all.at(place) : undefined));
    return chosen.every((column) => column !== undefined) ? chosen : undefined;
  }

  /** Where a bound of a slice lies; null for a bound that is left out. */
  private place(bound: Value): { at: number | null } | undefined {
    if (bound.kind === 'none') return { at: null };
    if (!this.isByPosition) {
      const label = labelOf(bound);
      const place = this.table.columns.findIndex((column) => column.name === label);
      return place < 0 ? undefined : { at: place };
    }
    const number = sizeOf(bound);
    return typeof number === 'number' ? { at: number } : undefined;
  }
}

const isKnownPlace = (rows: Rows): boolean => rows.kind !== 'one' || rows.place !== undefined;

/** Where the labels stand; undefined where one stands nowhere, or several times. */
function labelPlaces(
  interpreter: Interpreter,
  index: RowIndex,
  rows: number,
  labels: readonly Value[],
): readonly (number | undefined)[] | undefined {
  if (index.labels === undefined)
    return labels.map((label) => {
      const place = label.kind === 'int' ? numberOfInteger(label) : undefined;
      return place !== undefined && place >= 0 && place < rows ? place : undefined;
    });
  const places = new Map<string, number>();
  interpreter.spend(Math.ceil(rows / 8));
  for (const [place, label] of index.labels.entries()) {
    const key = keyOf(interpreter, label);
    if (key === undefined || places.has(key)) return undefined;
    places.set(key, place);
  }
  return labels.map((label) => {
    const key = keyOf(interpreter, label);
    return key === undefined ? undefined : places.get(key);
  });
}

/** `series.iloc` and `series.loc`. */
export class SeriesIndexer extends HostValue {
  readonly typeName = '_Indexer';
  private readonly series: ArrayValue;
  private readonly inner: Indexer;
  private readonly table: DataFrameValue;
  constructor(series: ArrayValue, table: DataFrameValue, kind: 'iloc' | 'loc') {
    super();
    this.series = series;
    this.table = table;
    this.inner = new Indexer(table, kind);
  }
  override getItem(interpreter: Interpreter, index: Value): Value | undefined {
    const found = this.inner.getItem(interpreter, index);
    if (found === undefined) return interpreter.unknown(this.series.reason);
    return found instanceof DataFrameValue ? found.series(found.columns[0]!) : this.single(interpreter, found);
  }
  /** One row of the table of this one column. */
  private single(interpreter: Interpreter, row: Value): Value {
    if (!(row instanceof ArrayValue)) return row;
    return row.elements?.[0] ?? interpreter.getItem(this.series, interpreter.unknown('which row it is is not known'));
  }
  override setItem(interpreter: Interpreter, index: Value, value: Value): boolean {
    this.inner.setItem(interpreter, index, value);
    this.series.overwrite(interpreter, this.table.columns[0]?.cells);
    return true;
  }
}

function isList(columns: readonly Column[] | Column): columns is readonly Column[] {
  return Array.isArray(columns);
}
