/** Products of arrays, and `numpy.linalg` as far as shapes go. */
import { vectorProducts } from './vector-products.ts';
import { broadcastShapes } from '../../../shapes/broadcasting.ts';
import * as shapes from '../../../shapes/shape.ts';
import { sameDimension } from '../../../shapes/dimension.ts';
import type { NativeFunction, Value } from '../../domain/value.ts';
import { numberOfInteger, smallCount, toArray } from '../arrays/conversion.ts';
import { isFloatDtype, isIntegerDtype, promoteDtypes } from '../arrays/dtypes.ts';
import { binaryOnArrays, dotArrays } from '../arrays/elementwise.ts';
import { contracted, einsumOperands, tensordotOperands } from '../arrays/contraction.ts';
import { declare } from '../arrays/declare.ts';
import { unboxed } from '../arrays/scalars.ts';
import { flat, type Ranked } from '../arrays/joining.ts';
import { NotDecided, type LibraryCall } from '../arrays/library-call.ts';

/** tensordot's axes: a number, or two lists (or numbers). */
function pairedAxes(call: LibraryCall): number | readonly [readonly number[], readonly number[]] {
  const value = call.optional('axes');
  if (!value) return 2;
  const single = numberOfInteger(value);
  if (single !== undefined) return single;
  const [left, right] = call.itemsOf(value, 'axes').map((item) =>
    call.shapeOf(item, 'axes').map((axis) => {
      if (typeof axis !== 'number') throw new NotDecided('axes are not known');
      return axis;
    }),
  );
  if (!left || !right) throw new NotDecided('axes are not known');
  return [left, right];
}

function outerProducts(call: LibraryCall, a: Ranked, b: Ranked, dtype: string | undefined): Value[] | undefined {
  if (!isIntegerDtype(dtype) && !isFloatDtype(dtype)) return undefined;
  const operands = [
    { array: flat(a), axes: ['row'] },
    { array: flat(b), axes: ['column'] },
  ];
  return contracted(call.interpreter, operands, ['row', 'column'], dtype);
}

/** The last axes of the first operand, and as many first ones of the other. */
export const lastAndFirst = (rank: number, count: number): readonly [readonly number[], readonly number[]] => [
  Array.from({ length: count }, (_, index) => rank - count + index),
  Array.from({ length: count }, (_, index) => index),
];

export const productFunctions: Readonly<Record<string, NativeFunction>> = {
  dot: declare('dot', 'a b out', (call) => dotArrays(call.interpreter, call.array('a'), call.array('b'))),
  matmul: declare(
    'matmul',
    'x1|a x2|b out * casting~ order~ dtype subok~',
    (call) =>
      binaryOnArrays(call.interpreter, '@', call.array('x1'), call.array('x2')) ??
      call.unknown('the product is not known'),
  ),
  vdot: declare('vdot', 'a b', (call) => {
    const [a, b] = [call.array('a'), call.array('b')];
    return dotArrays(call.interpreter, flat(a), flat(b));
  }),
  inner: declare('inner', 'a b', (call) => {
    const [a, b] = [call.array('a'), call.array('b')];
    if (a.shape.length === 1 && b.shape.length === 1) return dotArrays(call.interpreter, a, b);
    if (a.shape.length === 0 || b.shape.length === 0) return call.interpreter.binary('*', a, b);
    if (sameDimension(a.shape.at(-1)!, b.shape.at(-1)!) === 'different')
      return call.interpreter.raise('ValueError', 'shapes are not aligned');
    return a.like([...a.shape.slice(0, -1), ...b.shape.slice(0, -1)], promoteDtypes(a.dtype, b.dtype));
  }),
  ...vectorProducts,
  outer: declare('outer', 'a b out', (call) => {
    const [a, b] = [call.array('a'), call.array('b')];
    const dtype = promoteDtypes(a.dtype, b.dtype);
    const shape = [shapes.productOfDimensions(a.shape), shapes.productOfDimensions(b.shape)];
    return a.like(shape, dtype, smallCount(shape) === undefined ? undefined : outerProducts(call, a, b, dtype));
  }),
  kron: declare('kron', 'a b', (call) => {
    const [a, b] = [call.array('a'), call.array('b')];
    const counts = b.shape.map((size) => {
      if (size === null) throw new NotDecided('the size is not known');
      return size;
    });
    return a.like(shapes.tile(a.shape, counts), promoteDtypes(a.dtype, b.dtype));
  }),
  cross: declare('cross', 'a b axisa axisb axisc axis', (call) => crossed(call)),
  tensordot: declare('tensordot', 'a b axes', (call) => {
    const [a, b] = [call.array('a'), call.array('b')];
    const axes = pairedAxes(call);
    const shape = call.accept(shapes.tensordot(a.shape, b.shape, axes));
    const dtype = promoteDtypes(a.dtype, b.dtype);
    const [operands, kept] = tensordotOperands(
      a,
      b,
      typeof axes === 'number' ? lastAndFirst(a.shape.length, axes) : axes,
    );
    return unboxed(a.like(shape, dtype, contracted(call.interpreter, operands, kept, dtype)));
  }),
  einsum: declare('einsum', 'subscripts *operands out dtype order~ casting~ optimize~', (call) => {
    const subscripts = call.text('subscripts');
    const operands = call.rest.map((item) => call.ranked(toArray(call.interpreter, item)));
    const shape = call.accept(
      shapes.einsum(
        subscripts,
        operands.map((operand) => operand.shape),
      ),
    );
    const [first] = operands;
    if (!first) throw new NotDecided('einsum has no operands');
    const dtype = operands.map((operand) => operand.dtype).reduce(promoteDtypes);
    const [named, kept] = einsumOperands(subscripts, operands) ?? [];
    const isPlain = !['out', 'dtype'].some((name) => call.passed(name));
    const elements = named && kept && isPlain ? contracted(call.interpreter, named, kept, dtype) : undefined;
    if (elements && shape.length === 0) return unboxed(first.like(shape, dtype, elements));
    const result = first.like(shape, dtype, elements);
    // Of one operand it may be a view.
    if (operands.length === 1) result.aliasOf = first.storage ?? first.aliasOf;
    return result;
  }),
};

/** Vectors of three across each other; their other axes broadcast. */
function crossed(call: LibraryCall): Value {
  const [a, b] = [call.array('a'), call.array('b')];
  const [x, y] = [a.shape.at(-1), b.shape.at(-1)];
  if (
    ['axisa', 'axisb', 'axisc', 'axis'].some((name) => call.passed(name)) ||
    x === undefined ||
    y === undefined ||
    typeof x !== 'number' ||
    typeof y !== 'number'
  )
    throw new NotDecided('this product is not worked out');
  if (x < 2 || x > 3 || y < 2 || y > 3)
    return call.interpreter.raise('ValueError', 'incompatible dimensions for cross product');
  const shape = call.accept(broadcastShapes(a.shape.slice(0, -1), b.shape.slice(0, -1)));
  return a.like(x === 2 && y === 2 ? shape : [...shape, 3], promoteDtypes(a.dtype, b.dtype));
}
