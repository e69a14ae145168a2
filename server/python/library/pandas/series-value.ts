/** Series: arrays of pandas', with labels for their rows. */
import type { Size } from '../../../shapes/dimension.ts';
import type { Interpreter } from '../../domain/interpreter.ts';
import type { Value } from '../../domain/value.ts';
import type { Message } from '../../../words/message.ts';
import { isUndetermined } from '../../domain/undetermined.ts';
import { ArrayValue } from '../arrays/array-value.ts';
import { toArray } from '../arrays/conversion.ts';
import { type Label, type RowIndex, sameRows } from '../arrays/row-index.ts';
import { listCost } from '../operations/sequences.ts';
import { asCells, at, type Cells, dtypeOfValues, keyOf, MISSING } from './cells.ts';
import { isFloatDtype, isIntegerDtype } from '../arrays/dtypes.ts';

export interface SeriesOptions {
  readonly rows: Size | null;
  readonly dtype: string | undefined;
  readonly cells?: Cells;
  readonly index?: RowIndex | undefined;
  readonly label?: Label | undefined;
  readonly reason: Message;
  readonly classes?: number | undefined;
}

export const seriesOf = ({ rows, dtype, cells, index, label, reason, classes }: SeriesOptions): ArrayValue =>
  new ArrayValue({
    shape: [rows],
    dtype,
    elements: cells && cells.length === rows ? cells : undefined,
    library: 'pandas',
    index,
    label,
    reason,
    classes,
  });

/** A Series of these, in the dtype that pandas infers. */
export function inferredSeries(
  values: readonly Value[],
  from: Pick<SeriesOptions, 'reason' | 'index' | 'label'>,
): ArrayValue {
  const dtype = dtypeOfValues(values);
  return seriesOf({
    ...from,
    rows: values.length,
    dtype,
    cells: dtype === undefined ? values : asCells(values, dtype),
  });
}

/** An index of pandas': of columns, or of rows. */
export const indexOf = (cells: Cells, rows: Size | null, reason?: Message, label?: Label): ArrayValue =>
  new ArrayValue({
    shape: [rows],
    dtype: cells && dtypeOfValues(cells),
    elements: cells,
    library: 'pandas',
    isIndex: true,
    label,
    reason,
  });

/** The same rows, with other values. */
export const likeSeries = (
  series: ArrayValue,
  dtype: string | undefined,
  cells?: Cells,
  classes?: number,
): ArrayValue =>
  seriesOf({
    rows: series.shape?.[0] ?? null,
    dtype,
    cells,
    index: series.index,
    label: series.label,
    reason: series.reason,
    classes,
  });

/** Some of its rows. */
export const taken = (interpreter: Interpreter, series: ArrayValue, places: readonly number[]): ArrayValue => {
  interpreter.spend(listCost(places.length));
  return seriesOf({
    rows: places.length,
    dtype: series.dtype,
    cells: at(series.elements, places),
    index: series.index?.at(places),
    label: series.label,
    reason: series.reason,
    classes: series.classes,
  });
};

/** What a NumPy array of it is: texts are objects for NumPy. */
export function numpyOf(series: ArrayValue): ArrayValue {
  return new ArrayValue({
    shape: series.shape,
    dtype: series.dtype === 'str' || series.dtype === 'category' ? 'object' : series.dtype,
    elements: series.elements,
    reason: series.reason,
    classes: series.classes,
    drawn: series.drawn,
  });
}

/** A value that is given to a column of so many rows with this index, as a column; undefined dtype: not known. */
export function columnOf(
  interpreter: Interpreter,
  value: Value,
  rows: Size,
  index: RowIndex | undefined,
): { readonly dtype: string | undefined; readonly cells: Cells; readonly classes?: number | undefined } {
  if (isUndetermined(value)) return { dtype: undefined, cells: undefined };
  const data = toArray(interpreter, value);
  if (isUndetermined(data) || !data.shape) return { dtype: undefined, cells: undefined };
  const { elements } = data;
  if (data.shape.length === 0) {
    const element = elements?.[0];
    const dtype = element && dtypeOfValues([element]);
    const cell = element && dtype !== undefined ? asCells([element], dtype)?.[0] : undefined;
    if (cell && typeof rows === 'number') interpreter.spend(listCost(rows));
    return { dtype, cells: cell && typeof rows === 'number' ? new Array<Value>(rows).fill(cell) : undefined };
  }
  if (data.library === 'pandas' && !data.isIndex) return aligned(interpreter, data, rows, index);
  const isText = data.dtype === 'object' || data.dtype === 'str' || value.kind === 'list';
  const dtype = isText && elements ? dtypeOfValues(elements) : isText ? undefined : data.dtype;
  const cells =
    elements && data.shape.length === 1 ? (dtype === undefined ? elements : asCells(elements, dtype)) : undefined;
  return { dtype, cells, classes: data.classes };
}

/** The rows of a Series are found by their labels. */
function aligned(
  interpreter: Interpreter,
  series: ArrayValue,
  rows: Size,
  index: RowIndex | undefined,
): { readonly dtype: string | undefined; readonly cells: Cells; readonly classes?: number | undefined } {
  const { elements, dtype, classes } = series;
  const isSame = series.shape?.[0] === rows && sameRows(interpreter, series.index, index);
  if (isSame === true) return { dtype, cells: elements, classes };
  if (!elements || !series.index || !index || typeof rows !== 'number') return { dtype: undefined, cells: undefined };
  const byLabel = new Map<string, Value>();
  interpreter.spend(Math.ceil((rows + elements.length) / 8));
  for (const [row, element] of elements.entries()) {
    const key = keyOf(interpreter, series.index.label(row));
    if (key === undefined || byLabel.has(key)) return { dtype: undefined, cells: undefined };
    byLabel.set(key, element);
  }
  const cells: Value[] = [];
  for (let row = 0; row < rows; row++) {
    const key = keyOf(interpreter, index.label(row));
    if (key === undefined) return { dtype: undefined, cells: undefined };
    cells.push(byLabel.get(key) ?? MISSING);
  }
  const widened = withMissing(dtype, cells.includes(MISSING));
  return { dtype: widened, cells: asCells(cells, widened) };
}

/** The dtype where something is missing. */
export function withMissing(dtype: string | undefined, hasMissing: boolean): string | undefined {
  if (!hasMissing || dtype === undefined || isFloatDtype(dtype)) return dtype;
  if (isIntegerDtype(dtype)) return 'float64';
  return dtype === 'bool' ? 'object' : dtype;
}
