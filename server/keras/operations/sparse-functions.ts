/** `tf.sparse.*` on sparse tensors whose values are known. */
import { OpenSparse } from '../data/open-sparse.ts';
import { int, type NativeFunction, type Value } from '../../python/domain/value.ts';
import { ArrayValue } from '../../python/library/arrays/array-value.ts';
import { isFloatDtype, numberOf } from '../../python/library/arrays/dtypes.ts';
import { define, type LibraryCall, NotDecided } from '../../python/library/arrays/library-call.ts';
import { SparseValue, sparseClass, tensorOf, zeroOf } from '../data/sparse.ts';

const sparse = (call: LibraryCall, name: string): SparseValue => {
  const value = call.required(name);
  if (value instanceof SparseValue) return value;
  throw new NotDecided('the sparse tensor is not known');
};

const compare = (a: readonly number[], b: readonly number[]): number => {
  const axis = a.findIndex((one, index) => one !== b[index]);
  return axis < 0 ? 0 : a[axis]! - b[axis]!;
};

/** The same values in another order. */
function ordered(tensor: SparseValue, places: SparseValue['places'], sizes: SparseValue['sizes']): SparseValue {
  const order = places.map((_, index) => index).sort((a, b) => compare(places[a]!, places[b]!));
  const { elements, dtype, shape } = tensor.values;
  return new SparseValue(
    order.map((index) => places[index]!),
    tensor.values.like(shape, dtype, elements && order.map((index) => elements[index]!)),
    sizes,
  );
}

const isZero = (element: Value): boolean =>
  element.kind === 'str'
    ? element.value === ''
    : element.kind === 'bool'
      ? !element.value
      : Number(numberOf(element)) === 0;

const FROM_DENSE = define('from_dense', 'tensor name', (call) => {
  const tensor = tensorOf(call, call.required('tensor'));
  const { elements } = tensor;
  if (!elements) return call.unknown('where its values are is not known');
  const sizes = tensor.shape as readonly number[];
  const kept = elements.map((_, index) => index).filter((index) => !isZero(elements[index]!));
  const placeOf = (flat: number): number[] => {
    let left = flat;
    return [...sizes]
      .reverse()
      .map((size) => {
        const place = left % size;
        left = Math.floor(left / size);
        return place;
      })
      .reverse();
  };
  const values = tensor.like(
    [kept.length],
    tensor.dtype,
    kept.map((index) => elements[index]!),
  );
  return new SparseValue(kept.map(placeOf), values, sizes);
});

const PRODUCT = define('sparse_dense_matmul', 'sp_a b adjoint_a adjoint_b name', (call) => {
  if (call.flag('adjoint_a', false) || call.flag('adjoint_b', false)) return call.unknown('it is not worked out');
  const [a, b] = [sparse(call, 'sp_a'), call.required('b')];
  const other = b instanceof SparseValue ? b.dense(int(0)) : tensorOf(call, b);
  return call.interpreter.binary('@', a.dense(int(0)), other);
});

const REDUCE = define('reduce_sum', 'sp_input axis keepdims output_is_sparse name', (call) => {
  const input = sparse(call, 'sp_input');
  const sum = call.interpreter.getAttribute(input.dense(int(0)), 'sum');
  const axis = call.optional('axis');
  const isExact = !isFloatDtype(input.values.dtype ?? '');
  const made = call.interpreter.call(sum, axis ? [axis] : []);
  return made instanceof ArrayValue
    ? made.like(made.shape, input.values.dtype, isExact ? made.elements : undefined)
    : made;
});

export const sparseFunctions: Readonly<Record<string, Value>> = {
  SparseTensor: sparseClass,
  to_dense: define('to_dense', 'sp_input default_value validate_indices name', (call) => {
    const open = call.required('sp_input');
    if (open instanceof OpenSparse) return open.dense;
    const input = sparse(call, 'sp_input');
    return input.dense(call.optional('default_value') ?? zeroOf(input.values.dtype));
  }),
  from_dense: FROM_DENSE,
  reorder: define('reorder', 'sp_input name', (call) => {
    const input = sparse(call, 'sp_input');
    return ordered(input, input.places, input.sizes);
  }),
  transpose: define('transpose', 'sp_input perm name', (call) => {
    const input = sparse(call, 'sp_input');
    if (call.optional('perm')) return call.unknown('another order of its axes is not worked out');
    return ordered(
      input,
      input.places.map((place) => [...place].reverse()),
      [...input.sizes].reverse(),
    );
  }),
  reshape: define('reshape', 'sp_input shape name', (call) => {
    const input = sparse(call, 'sp_input');
    const sizes = call.shape('shape').map(Number);
    const total = input.sizes.reduce((all, size) => all * size, 1);
    const open = sizes.indexOf(-1);
    if (open >= 0) sizes[open] = total / sizes.filter((size) => size >= 0).reduce((all, size) => all * size, 1);
    const places = input.places.map((place) => {
      let flat = place.reduce((all, one, axis) => all * input.sizes[axis]! + one, 0);
      const made: number[] = [];
      for (const size of [...sizes].reverse()) {
        made.unshift(flat % size);
        flat = Math.floor(flat / size);
      }
      return made;
    });
    return new SparseValue(places, input.values, sizes);
  }),
  add: define('add', 'a b threshold', (call) => {
    const [a, b] = [call.required('a'), call.required('b')];
    if (a instanceof SparseValue && b instanceof SparseValue) return call.unknown('the sum is not worked out');
    const dense = (value: Value): ArrayValue =>
      value instanceof SparseValue ? value.dense(int(0)) : tensorOf(call, value);
    return call.interpreter.binary('+', dense(a), dense(b));
  }),
  sparse_dense_matmul: PRODUCT,
  reduce_sum: REDUCE,
} satisfies Readonly<Record<string, NativeFunction | typeof sparseClass>>;
