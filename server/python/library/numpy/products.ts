/** Products of arrays, and `numpy.linalg` as far as shapes go. */
import * as shapes from '../../../shapes/shape.ts';
import { minimum, type Dimension } from '../../../shapes/dimension.ts';
import { ModuleValue, TupleValue, Unknown, type NativeFunction, type Value } from '../../values/value.ts';
import { reduce } from '../../../shapes/shape.ts';
import { numberOfInteger, toArray } from '../arrays/conversion.ts';
import { promoteDtypes } from '../arrays/dtypes.ts';
import { binaryOnArrays, dotArrays } from '../arrays/elementwise.ts';
import { define, NotDecided, type LibraryCall } from '../arrays/library-call.ts';
import { floatDtype } from '../arrays/creation.ts';
import { unboxed } from '../arrays/scalars.ts';

/** tensordot's axes: a number, or two lists (or numbers). */
function pairedAxes(call: LibraryCall): number | readonly [readonly number[], readonly number[]] {
  const value = call.optional('axes');
  if (!value) return 2;
  const single = numberOfInteger(value);
  if (single !== undefined) return single;
  const [left, right] = call.itemsOf(value, 'axes').map((item) => call.shapeOf(item, 'axes').map((axis) => {
    if (typeof axis !== 'number') throw new NotDecided('axes are not known');
    return axis;
  }));
  if (!left || !right) throw new NotDecided('axes are not known');
  return [left, right];
}

export const productFunctions: Readonly<Record<string, NativeFunction>> = {
  dot: define('dot', 'a b out', (call) => dotArrays(call.interpreter, call.array('a'), call.array('b'))),
  matmul: define('matmul', 'x1|a x2|b', (call) => binaryOnArrays(call.interpreter, '@', call.array('x1'), call.array('x2')) ?? call.unknown('the product is not known')),
  vdot: define('vdot', 'a b', (call) => call.unknown('the product is not worked out')),
  inner: define('inner', 'a b', (call) => {
    const [a, b] = [call.array('a'), call.array('b')];
    if (a.shape.length === 1 && b.shape.length === 1) return dotArrays(call.interpreter, a, b);
    return a.like([...a.shape.slice(0, -1), ...b.shape.slice(0, -1)], promoteDtypes(a.dtype, b.dtype));
  }),
  outer: define('outer', 'a b', (call) => {
    const [a, b] = [call.array('a'), call.array('b')];
    return a.like([shapes.productOfDimensions(a.shape), shapes.productOfDimensions(b.shape)], promoteDtypes(a.dtype, b.dtype));
  }),
  kron: define('kron', 'a b', (call) => {
    const [a, b] = [call.array('a'), call.array('b')];
    if (a.shape.length !== b.shape.length) throw new NotDecided('a Kronecker product of different ranks is not worked out');
    return a.like(shapes.tile(a.shape, b.shape.map((size) => {
      if (size === null) throw new NotDecided('the size is not known');
      return size;
    })), promoteDtypes(a.dtype, b.dtype));
  }),
  cross: define('cross', 'a b', (call) => call.array('a').like(call.array('a').shape, undefined)),
  tensordot: define('tensordot', 'a b axes', (call) => {
    const [a, b] = [call.array('a'), call.array('b')];
    return a.like(call.accept(shapes.tensordot(a.shape, b.shape, pairedAxes(call))), promoteDtypes(a.dtype, b.dtype));
  }),
  einsum: define('einsum', 'subscripts', (call) => {
    const subscripts = call.text('subscripts');
    const operands = call.rest.map((item) => call.ranked(toArray(call.interpreter, item)));
    const shape = call.accept(shapes.einsum(subscripts, operands.map((operand) => operand.shape)));
    const [first] = operands;
    if (!first) throw new NotDecided('einsum has no operands');
    return first.like(shape, operands.map((operand) => operand.dtype).reduce(promoteDtypes));
  }),
  trace: define('trace', 'a', (call) => call.unknown('the trace is not worked out')),
};

/** A square matrix's factor of the same shape. */
const sameShape = (name: string) => define(name, 'a', (call) => {
  const a = call.array('a');
  return a.like(a.shape, floatDtype(a.dtype));
});

const linearAlgebra: Readonly<Record<string, NativeFunction>> = {
  norm: define('norm', 'x|tensor ord axis keepdims', (call) => {
    const data = call.data('x');
    if (data instanceof Unknown) return call.unknown(data.reason);
    const array = call.ranked(data);
    const shape = call.accept(reduce(array.shape, call.axes(), call.flag('keepdims', false)));
    return unboxed(array.like(shape, floatDtype(array.dtype)));
  }),
  inv: sameShape('inv'), cholesky: sameShape('cholesky'), matrix_power: sameShape('matrix_power'),
  pinv: define('pinv', 'a', (call) => {
    const a = call.array('a');
    return a.like([...a.shape.slice(0, -2), a.shape.at(-1) ?? null, a.shape.at(-2) ?? null], floatDtype(a.dtype));
  }),
  det: define('det', 'a', (call) => call.array('a').like(call.array('a').shape.slice(0, -2), 'float64')),
  solve: define('solve', 'a b', (call) => call.array('b').like(call.array('b').shape, 'float64')),
  svd: define('svd', 'a full_matrices compute_uv', (call) => {
    const a = call.array('a');
    const [rows, columns] = [a.shape.at(-2) ?? null, a.shape.at(-1) ?? null];
    if (rows === null || columns === null || !call.flag('compute_uv', true)) throw new NotDecided('this form of svd is not worked out');
    const least = minimum(rows, columns);
    const batch = a.shape.slice(0, -2);
    const full = call.flag('full_matrices', true);
    const shaped = (...shape: Dimension[]): Value => a.like([...batch, ...shape], floatDtype(a.dtype));
    return new TupleValue([shaped(rows, full ? rows : least), shaped(least), shaped(full ? columns : least, columns)]);
  }),
  eigh: define('eigh', 'a', (call) => {
    const a = call.array('a');
    return new TupleValue([a.like(a.shape.slice(0, -1), floatDtype(a.dtype)), a.like(a.shape, floatDtype(a.dtype))]);
  }),
};

export function linalgModule(): ModuleValue {
  return new ModuleValue('numpy.linalg', new Map<string, Value>(Object.entries(linearAlgebra)));
}
