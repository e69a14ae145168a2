/** `tf.ragged.*` and what makes ragged tensors: `tf.RaggedTensor.from_row_splits`. */
import { ListValue, type NativeFunction, StaticMethodValue, type Value } from '../../python/domain/value.ts';
import { ArrayValue } from '../../python/library/arrays/array-value.ts';
import { castAll, numberOf } from '../../python/library/arrays/dtypes.ts';
import { define, type LibraryCall, NotDecided } from '../../python/library/arrays/library-call.ts';
import { integers, joinRows, raggedClass, raggedOfRows, RaggedValue, type RowSplits, splitsOf } from './ragged.ts';
import { isUndetermined } from '../../python/domain/undetermined.ts';
import { tensorsOf } from './elements.ts';
import { SparseValue, tensorOf } from './sparse.ts';

/** Whole numbers of a vector. */
export function numbersOf(call: LibraryCall, name: string): readonly number[] {
  const { elements } = tensorOf(call, call.required(name));
  const numbers = elements?.map((element) => (element.kind === 'int' ? Number(element.value) : Number.NaN));
  if (!numbers || numbers.some(Number.isNaN)) throw new NotDecided('the rows are not known');
  return numbers;
}

const isNested = (value: Value): value is ListValue => value.kind === 'list' || value.kind === 'tuple';

const depthOf = (value: Value): number =>
  isNested(value) ? 1 + Math.max(0, ...value.items.map((item) => depthOf(item))) : 0;

/** Arrays in the list, which may be of different lengths. */
const hasArrays = (value: ListValue): boolean =>
  value.items.some(
    (item) =>
      isUndetermined(item) ||
      (item instanceof ArrayValue && item.shape?.length !== 0) ||
      (isNested(item) && hasArrays(item)),
  );

/** Lists as a ragged tensor; a plain tensor where there is one axis only. */
export function raggedOfList(call: LibraryCall, value: Value, rank?: number, dtype?: string): RaggedValue | ArrayValue {
  if (!isNested(value) || value.summary || hasArrays(value)) throw new NotDecided('the list is not known');
  const wanted = rank ?? depthOf(value) - 1;
  if (wanted <= 0) return typed(tensorOf(call, value), dtype);
  const splits: RowSplits[] = [];
  let items: readonly Value[] = value.items;
  for (let axis = 0; axis < wanted; axis++) {
    if (!items.every((item) => isNested(item) && !item.summary)) throw new NotDecided('the list is not known');
    call.interpreter.spend(items.length);
    splits.push(splitsOf(items.map((item) => (item as ListValue).items.length)));
    items = items.flatMap((item) => (item as ListValue).items);
  }
  const flat = tensorOf(call, new ListValue([...items]));
  return new RaggedValue(splits, typed(items.length === 0 ? flat.like([0], dtype ?? 'float32', []) : flat, dtype));
}

function typed(flat: ArrayValue, dtype: string | undefined): ArrayValue {
  return dtype === undefined || dtype === flat.dtype
    ? flat
    : flat.like(flat.shape, dtype, castAll(flat.elements, dtype));
}

/** What a function takes as a ragged tensor: one, a tensor, lists of different lengths. */
export function raggedOf(call: LibraryCall, value: Value): RaggedValue | ArrayValue {
  if (value instanceof RaggedValue) return value;
  // What has rows of one length is a tensor.
  const data = tensorsOf(call.interpreter, value.kind === 'tuple' ? new ListValue([...value.items]) : value);
  if (data instanceof ArrayValue && data.shape) return data;
  if (isNested(value) && depthOf(value) > 1) return raggedOfList(call, value);
  return tensorOf(call, value);
}

/** The rows of a ragged tensor, or of a tensor. */
export function rowsIn(call: LibraryCall, value: RaggedValue | ArrayValue): readonly (RaggedValue | ArrayValue)[] {
  if (value instanceof RaggedValue) return [...value.iterate()] as (RaggedValue | ArrayValue)[];
  const rows = value.iterate(call.interpreter);
  const all = rows && [...rows];
  if (!all?.every((row) => row instanceof ArrayValue)) throw new NotDecided('the rows are not known');
  return all;
}

const RANGE = define('range', 'starts limits deltas dtype name row_splits_dtype', (call) => {
  const starts = numbersOf(call, 'starts');
  const limits = call.optional('limits') ? numbersOf(call, 'limits') : undefined;
  const deltas = call.optional('deltas') ? numbersOf(call, 'deltas') : [1];
  const count = Math.max(starts.length, limits?.length ?? 0, deltas.length);
  const at = (values: readonly number[], row: number): number => values[values.length === 1 ? 0 : row]!;
  const rows = Array.from({ length: count }, (_, row) => {
    const [from, to] = limits ? [at(starts, row), at(limits, row)] : [0, at(starts, row)];
    const step = at(deltas, row);
    const size = Math.max(0, Math.ceil((to - from) / step));
    call.interpreter.spend(size);
    return integers(
      Array.from({ length: size }, (_, index) => from + index * step),
      'int32',
    );
  });
  return raggedOfRows(rows, integers([], 'int32')) ?? call.unknown('the rows are not known');
});

const STACK = define('stack', 'values axis name', (call) => {
  if (call.integer('axis', 0) !== 0) return call.unknown('it is stacked along another axis');
  const rows = call.items('values').map((value) => raggedOf(call, value));
  const [first] = rows;
  if (first instanceof ArrayValue && rows.every((row) => row instanceof ArrayValue))
    return raggedOfRows(rows, first) ?? call.unknown('the rows are not known');
  if (!(first instanceof RaggedValue)) return call.unknown('the rows are not known');
  const like = new RaggedValue([[0], ...first.splits], first.flat);
  return joinRows(rows, like) ?? call.unknown('the rows are not known');
});

const BOOLEAN_MASK = define('boolean_mask', 'data mask name', (call) => {
  const [data, mask] = [raggedOf(call, call.required('data')), raggedOf(call, call.required('mask'))];
  return masked(call, data, mask) ?? call.unknown('what the mask leaves is not worked out');
});

/** What a mask leaves: the rows stay, however short. */
export function masked(
  call: LibraryCall,
  data: RaggedValue | ArrayValue,
  mask: RaggedValue | ArrayValue,
): Value | undefined {
  const [rows, masks] = [rowsIn(call, data), rowsIn(call, mask)];
  if (rows.length !== masks.length || (mask instanceof ArrayValue && mask.shape?.length !== 2)) return undefined;
  const kept = rows.map((row, index) => call.interpreter.getItem(row, masks[index]!));
  const flat = data instanceof RaggedValue ? data.flat : data.like([0], data.dtype, []);
  return raggedOfRows(kept, flat);
}

export const raggedFunctions: Readonly<Record<string, NativeFunction>> = {
  constant: define('constant', 'pylist dtype ragged_rank inner_shape name row_splits_dtype', (call) => {
    const inner = call.optional('inner_shape');
    const rank = call.optionalInteger('ragged_rank') ?? undefined;
    if (inner && rank === undefined) return call.unknown('inner_shape is not worked out');
    return raggedOfList(call, call.required('pylist'), rank, call.dtype('dtype', undefined));
  }),
  range: RANGE,
  stack: STACK,
  boolean_mask: BOOLEAN_MASK,
  map_flat_values: define('map_flat_values', 'op', (call) => {
    const [first, ...rest] = call.rest;
    if (!(first instanceof RaggedValue)) return call.unknown('the values are not known');
    const given = rest.map((value) => (value instanceof RaggedValue ? value.flat : value));
    const made = call.interpreter.call(call.required('op'), [first.flat, ...given], undefined, call.site);
    return made instanceof ArrayValue && made.shape ? first.withFlat(made) : call.unknown('the values are not known');
  }),
  row_splits_to_segment_ids: define('row_splits_to_segment_ids', 'splits name out_type', (call) => {
    const splits = numbersOf(call, 'splits');
    return integers(splits.slice(1).flatMap((end, row) => Array<number>(end - splits[row]!).fill(row)));
  }),
  segment_ids_to_row_splits: define('segment_ids_to_row_splits', 'segment_ids num_segments out_type name', (call) => {
    return integers(splitsOfIds(numbersOf(call, 'segment_ids'), call.optionalInteger('num_segments')));
  }),
};

function splitsOfIds(ids: readonly number[], rows: number | undefined): RowSplits {
  const count = rows ?? Math.max(-1, ...ids) + 1;
  return splitsOf(Array.from({ length: count }, (_, row) => ids.filter((id) => id === row).length));
}

/** Values, and where the rows end. */
const fromRows = (name: string, argument: string, splits: (call: LibraryCall, count: number) => RowSplits) =>
  define(name, `values ${argument} name validate`, (call) => {
    const values = raggedOf(call, call.required('values'));
    const count = values instanceof RaggedValue ? values.rows : Number(values.shape?.[0]);
    const rows = splits(call, count);
    return values instanceof RaggedValue
      ? new RaggedValue([rows, ...values.splits], values.flat)
      : new RaggedValue([rows], values);
  });

const FROM_TENSOR = define('from_tensor', 'tensor lengths padding ragged_rank name row_splits_dtype', (call) => {
  const tensor = tensorOf(call, call.required('tensor'));
  if ((call.optionalInteger('ragged_rank') ?? 1) !== 1 || (tensor.shape?.length ?? 0) < 2)
    return call.unknown('its inner rows are not worked out');
  const rows = rowsIn(call, tensor) as ArrayValue[];
  const padding = call.optional('padding');
  const lengths = call.optional('lengths') ? numbersOf(call, 'lengths') : undefined;
  const cut = rows.map((row, index) => {
    const own = Number(row.shape![0]);
    const size = lengths ? lengths[index]! : padding ? withoutPadding(call, row, padding) : own;
    const inner = row.shape!.slice(1) as readonly number[];
    const width = inner.reduce((all, one) => all * one, 1);
    return row.like([size, ...inner], row.dtype, row.elements?.slice(0, size * width));
  });
  return (
    raggedOfRows(cut, tensor.like([0, ...tensor.shape!.slice(2)], tensor.dtype, [])) ??
    call.unknown('the rows are not known')
  );
});

/** How long a row is without the padding at its end. */
function withoutPadding(call: LibraryCall, row: ArrayValue, padding: Value): number {
  const missing = padding instanceof ArrayValue ? padding.elements?.[0] : padding;
  if (!row.elements || missing === undefined || row.shape?.length !== 1)
    throw new NotDecided('where the padding begins is not known');
  let size = row.elements.length;
  while (size > 0 && sameElement(call, row.elements[size - 1]!, missing)) size--;
  return size;
}

function sameElement(call: LibraryCall, a: Value, b: Value): boolean {
  const [x, y] = [a.kind === 'int' || a.kind === 'float', b.kind === 'int' || b.kind === 'float'];
  if (x && y) return Number(numberOf(a)) === Number(numberOf(b));
  return call.interpreter.equals(a, b) === true;
}

const MAKERS: Readonly<Record<string, NativeFunction>> = {
  from_row_splits: fromRows('from_row_splits', 'row_splits', (call) => numbersOf(call, 'row_splits')),
  from_row_lengths: fromRows('from_row_lengths', 'row_lengths', (call) => splitsOf(numbersOf(call, 'row_lengths'))),
  from_row_limits: fromRows('from_row_limits', 'row_limits', (call) => [0, ...numbersOf(call, 'row_limits')]),
  from_row_starts: fromRows('from_row_starts', 'row_starts', (call, count) => [
    ...numbersOf(call, 'row_starts'),
    count,
  ]),
  from_value_rowids: fromRows('from_value_rowids', 'value_rowids nrows', (call) =>
    splitsOfIds(numbersOf(call, 'value_rowids'), call.optionalInteger('nrows')),
  ),
  from_uniform_row_length: define('from_uniform_row_length', 'values uniform_row_length', (call) =>
    call.unknown('rows of one length are not worked out'),
  ),
  from_tensor: FROM_TENSOR,
  from_sparse: define('from_sparse', 'st_input name row_splits_dtype', (call) => {
    const sparse = call.required('st_input');
    if (!(sparse instanceof SparseValue) || sparse.sizes.length !== 2) return call.unknown('the rows are not known');
    const lengths = Array<number>(sparse.sizes[0]!).fill(0);
    let last = -1;
    for (const [row, column] of sparse.places) {
      // Each row is filled from its beginning, one after the other.
      if (row! < last || column !== lengths[row!]) return call.unknown('the rows are not known');
      lengths[row!]!++;
      last = row!;
    }
    return new RaggedValue([splitsOf(lengths)], sparse.values);
  }),
  from_nested_row_splits: define('from_nested_row_splits', 'flat_values nested_row_splits name', (call) => {
    const splits = call.items('nested_row_splits').map((one) => {
      const { elements } = tensorOf(call, one);
      return elements?.map((element) => Number(numberOf(element)));
    });
    if (!splits.every((one) => one !== undefined)) return call.unknown('the rows are not known');
    return new RaggedValue(splits, tensorOf(call, call.required('flat_values')));
  }),
};

/** The class with what makes its objects. */
export function raggedTensorClass(): typeof raggedClass {
  for (const [name, make] of Object.entries(MAKERS))
    if (!raggedClass.attributes.has(name)) raggedClass.attributes.set(name, new StaticMethodValue(make));
  return raggedClass;
}
