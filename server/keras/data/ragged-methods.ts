/** What a ragged tensor answers: how long its rows are, as a tensor with all rows of one length, as lists. */
import { int, type NativeFunction, Str, TupleValue, type Value } from '../../python/domain/value.ts';
import { ArrayValue } from '../../python/library/arrays/array-value.ts';
import { castElement } from '../../python/library/arrays/dtypes.ts';
import { bind, define, type LibraryCall, NotDecided } from '../../python/library/arrays/library-call.ts';

import { integers, listOf, RaggedValue } from './ragged.ts';
import { SparseValue } from './sparse.ts';

const selfOf = (call: LibraryCall): RaggedValue => {
  const value = call.required('self');
  if (value instanceof RaggedValue) return value;
  throw new NotDecided('the ragged tensor is not known');
};

/** Lengths of the rows of an axis. */
const lengthsOf = (splits: readonly number[]): readonly number[] =>
  splits.slice(1).map((end, row) => end - splits[row]!);

const METHODS: Readonly<Record<string, NativeFunction>> = {
  row_lengths: define('row_lengths', 'self axis name', (call) => {
    const self = selfOf(call);
    const axis = call.integer('axis', 1);
    if (axis !== 1) return call.unknown('the lengths of inner rows are not worked out');
    return integers(lengthsOf(self.splits[0]!));
  }),
  nested_row_lengths: define('nested_row_lengths', 'self name', (call) => {
    return new TupleValue(selfOf(call).splits.map((splits) => integers(lengthsOf(splits))));
  }),
  row_starts: define('row_starts', 'self name', (call) => integers(selfOf(call).splits[0]!.slice(0, -1))),
  row_limits: define('row_limits', 'self name', (call) => integers(selfOf(call).splits[0]!.slice(1))),
  nrows: define('nrows', 'self out_type name', (call) => {
    const one = int(selfOf(call).rows);
    return new ArrayValue({
      shape: [],
      dtype: call.dtype('out_type', 'int64'),
      elements: [one],
      library: 'tensorflow',
    });
  }),
  value_rowids: define('value_rowids', 'self name', (call) => {
    return integers(lengthsOf(selfOf(call).splits[0]!).flatMap((length, row) => Array<number>(length).fill(row)));
  }),
  bounding_shape: define('bounding_shape', 'self axis name out_type', (call) => {
    const self = selfOf(call);
    const box = boxOf(self);
    const axis = call.optionalInteger('axis');
    const dtype = call.dtype('out_type', 'int64') ?? 'int64';
    return axis === undefined
      ? integers(box, dtype)
      : new ArrayValue({ shape: [], dtype, elements: [int(box.at(axis)!)], library: 'tensorflow' });
  }),
  to_list: define('to_list', 'self', (call) => listOf(call.interpreter, selfOf(call))),
  numpy: define('numpy', 'self', (call) => {
    const self = selfOf(call);
    const box = boxOf(self);
    const isEven = self.splits.every((splits) => new Set(lengthsOf(splits)).size <= 1);
    if (isEven)
      return call.interpreter.call(call.interpreter.getAttribute(denseOf(call, self, undefined, box), 'numpy'));
    return new ArrayValue({ shape: [self.rows], dtype: 'object' });
  }),
  to_tensor: define('to_tensor', 'self default_value name shape', (call) => {
    const self = selfOf(call);
    const asked = call.optional('shape') ? call.shape('shape') : [];
    const box = boxOf(self).map((size, axis) => {
      const own = asked[axis];
      return typeof own === 'number' && own >= 0 ? own : size;
    });
    const padding = call.optional('default_value');
    const value = padding instanceof ArrayValue ? padding.elements?.[0] : padding;
    return denseOf(call, self, value, box);
  }),
  to_sparse: define('to_sparse', 'self name', (call) => {
    const self = selfOf(call);
    if (self.splits.length !== 1 || self.flat.shape.length !== 1) return call.unknown('it is not worked out');
    const places = lengthsOf(self.splits[0]!).flatMap((length, row) =>
      Array.from({ length }, (_, column) => [row, column]),
    );
    return new SparseValue(places, self.flat, boxOf(self));
  }),
  with_values: define('with_values', 'self new_values', (call) => {
    const [self, values] = [selfOf(call), call.required('new_values')];
    if (values instanceof RaggedValue) return new RaggedValue([self.splits[0]!, ...values.splits], values.flat);
    return new RaggedValue([self.splits[0]!], call.array('new_values'));
  }),
  with_flat_values: define('with_flat_values', 'self new_values', (call) =>
    selfOf(call).withFlat(call.array('new_values')),
  ),
  merge_dims: define('merge_dims', 'self outer_axis inner_axis', (call) => {
    const self = selfOf(call);
    const [outer, inner] = [call.integer('outer_axis'), call.integer('inner_axis')];
    if (outer === 0 && inner === 1) return self.values;
    if (outer === 1 && inner === 2 && self.splits.length === 2)
      return new RaggedValue([self.splits[0]!.map((row) => self.splits[1]![row]!)], self.flat);
    return call.unknown('how its axes are joined is not worked out');
  }),
  get_shape: define('get_shape', 'self', (call) => call.interpreter.getAttribute(selfOf(call), 'shape')),
};

export const methodOfRagged = (ragged: RaggedValue, name: string): Value | undefined =>
  Object.hasOwn(METHODS, name) ? bind(ragged, METHODS[name]!) : undefined;

/** The shape of the smallest tensor that has all of it. */
export function boxOf(ragged: RaggedValue): readonly number[] {
  const longest = ragged.splits.map((splits) => Math.max(0, ...lengthsOf(splits)));
  return [ragged.rows, ...longest, ...ragged.flat.shape.slice(1).map(Number)];
}

/** As a tensor: what is missing is `padding`, what is too long is cut off. */
export function denseOf(
  call: LibraryCall,
  ragged: RaggedValue,
  padding: Value | undefined,
  sizes: readonly number[],
): ArrayValue {
  const { dtype } = ragged;
  const empty = dtype === 'string' ? new Str('') : int(0);
  const missing = castElement(padding ?? empty, dtype === 'string' ? 'str' : dtype);
  const elements: Value[] = [];
  let isKnown = missing !== undefined && ragged.flat.elements !== undefined;
  const fill = (value: RaggedValue | ArrayValue | undefined, axis: number): void => {
    if (value instanceof ArrayValue && axis >= ragged.splits.length + 1) {
      if (value.elements) elements.push(...value.elements);
      else isKnown = false;
      return;
    }
    const size = sizes[axis];
    if (size === undefined) {
      if (missing) elements.push(missing);
      return;
    }
    call.interpreter.spend();
    const items = value instanceof RaggedValue ? [...value.iterate()] : value ? itemsOf(value) : [];
    for (let index = 0; index < size; index++) fill(items[index] as RaggedValue | ArrayValue | undefined, axis + 1);
  };
  if (sizes.reduce((all, size) => all * size, 1) > MOST_ELEMENTS) isKnown = false;
  else fill(ragged, 0);
  return new ArrayValue({ shape: sizes, dtype, elements: isKnown ? elements : undefined, library: 'tensorflow' });
}

const MOST_ELEMENTS = 10_000;

/** The parts along the first axis. */
function itemsOf(array: ArrayValue): ArrayValue[] {
  const [count, ...inner] = array.shape as readonly number[];
  const size = inner.reduce((all, one) => all * one, 1);
  return Array.from({ length: count ?? 0 }, (_, index) =>
    array.like(inner, array.dtype, array.elements?.slice(index * size, (index + 1) * size)),
  );
}
