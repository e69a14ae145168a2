/** Names of columns, and slices of rows. */
import type { Size } from '../../../shapes/dimension.ts';
import { sliceLength } from '../../../shapes/slice.ts';
import type { Interpreter } from '../../domain/interpreter.ts';
import { int, type SliceValue, str, type Value } from '../../domain/value.ts';
import { ArrayValue } from '../arrays/array-value.ts';
import { numberOfInteger, sizeOf } from '../arrays/conversion.ts';
import { slicePositions } from '../arrays/indexing.ts';
import type { Label } from '../arrays/row-index.ts';
import { describedSymbol } from '../unknowns.ts';

export const labelValue = (label: Label): Value => (typeof label === 'string' ? str(label) : int(label));

/** A name of a column; undefined for what is none. */
export function labelOf(value: Value): Label | undefined {
  if (value.kind === 'str') return value.value;
  return value.kind === 'int' ? numberOfInteger(value) : undefined;
}

/** The names in a list, tuple or array; undefined where they are not all known, or there is none. */
export function labelsOf(interpreter: Interpreter, value: Value): Label[] | undefined {
  if (value.kind !== 'list' && value.kind !== 'tuple' && value.kind !== 'host') return undefined;
  if (value.kind === 'list' && value.summary) return undefined;
  if (value instanceof ArrayValue && value.dtype === 'bool') return undefined;
  if (value instanceof ArrayValue && (!value.elements || value.shape?.length !== 1)) return undefined;
  const items = value instanceof ArrayValue ? value.elements : interpreter.iterate(value);
  if (!items) return undefined;
  const labels: Label[] = [];
  for (const item of items) {
    const label = labelOf(item);
    if (label === undefined) return undefined;
    labels.push(label);
  }
  return labels;
}

const boundOf = (value: Value): Size | undefined => (value.kind === 'none' ? undefined : sizeOf(value));

/** How many rows a slice of positions leaves. */
export function sliceOfRows(rows: Size, slice: SliceValue): Size {
  const length = sliceLength(rows, {
    start: boundOf(slice.lower),
    stop: boundOf(slice.upper),
    step: boundOf(slice.step),
  });
  return length.ok && length.value !== null && isKnown(slice) ? length.value : describedSymbol('rows');
}

const isKnown = ({ lower, upper, step }: SliceValue): boolean =>
  [lower, upper, step].every((value) => value.kind === 'none' || sizeOf(value) !== undefined);

/** Which rows these are; undefined where that is not known. */
export function placesOfSlice(rows: Size, slice: SliceValue): readonly number[] | undefined {
  if (typeof rows !== 'number' || !isKnown(slice)) return undefined;
  return slicePositions(rows, {
    start: boundOf(slice.lower),
    stop: boundOf(slice.upper),
    step: boundOf(slice.step),
  });
}
