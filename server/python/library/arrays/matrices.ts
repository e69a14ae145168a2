/** Diagonals of matrices. */
import { minimum, subtract, type Dimension, type Shape } from '../../../shapes/dimension.ts';
import { normalizeAxes } from '../../../shapes/axis.ts';
import { int, type NativeFunction } from '../../domain/value.ts';
import { ArrayValue } from './array-value.ts';
import { elementCount, toArray } from './conversion.ts';
import { declare } from './declare.ts';
import { castElement } from './dtypes.ts';
import type { Ranked } from './joining.ts';
import { type LibraryCall, NotDecided } from './library-call.ts';
import { copyOf, viewOf } from './positions.ts';
import { accumulated, reductionFunctions } from './reductions.ts';

/** The k-th diagonal of two axes: it comes last. */
function diagonalOf(call: LibraryCall, array: Ranked, offset: number, axes: readonly [number, number]): Ranked {
  const [first, second] = call.accept(normalizeAxes(axes, array.shape.length)) as [number, number];
  const [rows, columns] = [array.shape[first]!, array.shape[second]!];
  const length = lengthOf(rows, columns, offset);
  const others = [...array.shape.keys()].filter((axis) => axis !== first && axis !== second);
  const shape: Shape = [...others.map((axis) => array.shape[axis]!), length];
  return viewOf(call, array, shape, (index) => {
    const from: number[] = [];
    for (const [order, axis] of others.entries()) from[axis] = index[order]!;
    from[first] = index.at(-1)! + Math.max(-offset, 0);
    from[second] = index.at(-1)! + Math.max(offset, 0);
    return from;
  }) as Ranked;
}

function lengthOf(rows: Dimension, columns: Dimension, offset: number): Dimension {
  if (rows === null || columns === null) throw new NotDecided('the matrix is not known');
  const [left, right] = [offset < 0 ? subtract(rows, -offset) : rows, offset > 0 ? subtract(columns, offset) : columns];
  const length = minimum(left, right);
  return typeof length === 'number' ? Math.max(length, 0) : offset === 0 ? length : unsure();
}

const unsure = (): never => {
  throw new NotDecided('the length of the diagonal is not known');
};

/** `np.diag(v)`: a square matrix of a vector, or the diagonal of a matrix. */
export const diag = declare('diag', 'v k', (call) => {
  const array = call.array('v');
  const k = call.integer('k', 0);
  if (array.shape.length === 2) return diagonalOf(call, array, k, [0, 1]);
  if (array.shape.length !== 1) return call.interpreter.raise('ValueError', 'Input must be 1- or 2-d.');
  return onDiagonal(call, array, k);
});
export const diagflat = declare('diagflat', 'v k', (call) => {
  const array = call.array('v');
  return onDiagonal(
    call,
    array.selection([elementCount(array.shape) ?? null], array.elements) as Ranked,
    call.integer('k', 0),
  );
});

function onDiagonal(call: LibraryCall, vector: Ranked, k: number): ArrayValue {
  const [length] = vector.shape;
  if (length === undefined || length === null) throw new NotDecided('the length is not known');
  const size = subtract(length, -Math.abs(k));
  const zero = castElement(int(0), vector.dtype);
  const result = copyOf(call, vector, [size, size], ([row = 0, column = 0]) =>
    column - row === k ? [Math.min(row, column)] : zero,
  );
  return vector.like(result.shape, vector.dtype, result.elements);
}

export const diagonal = declare('diagonal', 'a offset axis1 axis2', (call) => {
  const array = call.array('a');
  if (array.shape.length < 2)
    return call.interpreter.raise('ValueError', 'diag requires an array of at least two dimensions');
  return diagonalOf(call, array, call.integer('offset', 0), [call.integer('axis1', 0), call.integer('axis2', 1)]);
});

export const trace: NativeFunction = declare('trace', 'a offset axis1 axis2 dtype out', (call) => {
  const array = call.array('a');
  if (array.shape.length < 2)
    return call.interpreter.raise('ValueError', 'diag requires an array of at least two dimensions');
  const found = diagonalOf(call, array, call.integer('offset', 0), [
    call.integer('axis1', 0),
    call.integer('axis2', 1),
  ]);
  const sum = call.interpreter.call(reductionFunctions['sum']!, [found, int(-1)]);
  if (!call.optional('dtype')) return sum;
  const data = toArray(call.interpreter, sum);
  return data instanceof ArrayValue ? data.like(data.shape, call.dtype('dtype', accumulated(array.dtype))) : sum;
});
