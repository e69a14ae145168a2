/** Grids of coordinates, and indices of parts of a matrix. */
import type { Dimension, Shape } from '../../../shapes/dimension.ts';
import * as shapes from '../../../shapes/shape.ts';
import { broadcastAll } from '../../../shapes/broadcasting.ts';
import { int, TupleValue, type NativeFunction, type Value } from '../../domain/value.ts';
import { ArrayValue } from './array-value.ts';
import { numberOfInteger, toArray } from './conversion.ts';
import { declare } from './declare.ts';
import { castElement, NumpyInt } from './dtypes.ts';
import { type LibraryCall, NotDecided } from './library-call.ts';
import { forEachIndex, knownOf } from './positions.ts';

/**
 * `np.meshgrid(x, y, …)`: one grid for each vector, with the first two axes exchanged unless indexing is "ij". A tuple
 * since NumPy 2.
 */
export const meshgrid = declare('meshgrid', '*vectors indexing sparse copy~', (call) => {
  const vectors = call.rest.map((item) => call.ranked(toArray(call.interpreter, item)));
  const indexing = call.text('indexing', 'xy');
  if (indexing !== 'xy' && indexing !== 'ij')
    return call.interpreter.raise('ValueError', "Valid values for `indexing` are 'xy' and 'ij'.");
  const isSparse = call.flag('sparse', false);
  const sizes: Dimension[] = vectors.map((vector) => shapes.productOfDimensions(vector.shape));
  const axisOf = (number: number): number =>
    indexing === 'xy' && sizes.length >= 2 && number < 2 ? 1 - number : number;
  const whole = sizes.map((_, axis) => sizes[axisOf(axis)]!);
  return new TupleValue(
    vectors.map((vector, number) => {
      const shape = isSparse ? whole.map((size, axis) => (axis === axisOf(number) ? size : 1)) : whole;
      const known = knownOf(vector);
      return vector.like(
        shape,
        vector.dtype,
        known && forEachIndex(call, shape, (index) => known.elements[index[axisOf(number)]!]),
      );
    }),
  );
});

/** `np.indices((2, 3))`: for each axis the place along it. */
export const indices = declare('indices', 'dimensions dtype sparse', (call) => {
  const shape = call.shape('dimensions');
  const dtype = call.dtype('dtype', 'int64');
  const place = (axis: number, of: Shape) => forEachIndex(call, of, (index) => castElement(int(index[axis]!), dtype));
  if (!call.flag('sparse', false)) {
    const all: Shape = [shape.length, ...shape];
    return new ArrayValue({
      shape: all,
      dtype,
      elements: forEachIndex(call, all, (index) => castElement(int(index[index[0]! + 1]!), dtype)),
    });
  }
  return new TupleValue(
    shape.map((size, axis) => {
      const thin = shape.map((_, other) => (other === axis ? size : 1));
      return new ArrayValue({ shape: thin, dtype, elements: place(axis, thin) });
    }),
  );
});

/** `np.ix_([0, 1], [2, 3])`: indices that pick rows and columns. */
export const openMesh = declare(
  'ix_',
  '*sequences',
  (call) =>
    new TupleValue(
      call.rest.map((item, axis) => {
        const vector = call.ranked(toArray(call.interpreter, item));
        if (vector.shape.length !== 1) return call.interpreter.raise('ValueError', 'Cross index must be 1 dimensional');
        const { elements } = vector;
        if (vector.dtype === 'bool' && !elements?.every((element) => element.kind === 'bool'))
          throw new NotDecided('how many are meant is not known');
        const places =
          vector.dtype === 'bool'
            ? elements!.flatMap((element, place) =>
                element.kind === 'bool' && element.value ? [new NumpyInt(BigInt(place), 'int64')] : [],
              )
            : elements;
        const length = places?.length ?? vector.shape[0]!;
        const dtype = vector.dtype === 'bool' || length === 0 ? 'int64' : vector.dtype;
        return new ArrayValue({
          shape: call.rest.map((_, other) => (other === axis ? length : 1)),
          dtype,
          elements: places,
        });
      }),
    ),
);

/** Row and column of each place of a matrix that is meant. */
function placesWhere(
  call: LibraryCall,
  rows: number,
  columns: number,
  isMeant: (distance: number) => boolean,
): TupleValue {
  const places: (readonly [number, number])[] = [];
  call.interpreter.spend(rows * columns);
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) if (isMeant(column - row)) places.push([row, column]);
  return new TupleValue(
    [0, 1].map(
      (side) =>
        new ArrayValue({
          shape: [places.length],
          dtype: 'int64',
          elements: places.map((place) => new NumpyInt(BigInt(place[side]!), 'int64')),
        }),
    ),
  );
}

const isBelow =
  (name: string, k: number) =>
  (distance: number): boolean =>
    name.startsWith('tril') ? distance <= k : distance >= k;

export const triangleIndices = (name: 'tril_indices' | 'triu_indices'): NativeFunction =>
  declare(name, 'n k m', (call) => {
    const rows = call.integer('n');
    return placesWhere(call, rows, call.integer('m', rows), isBelow(name, call.integer('k', 0)));
  });
export const triangleIndicesFrom = (name: 'tril_indices_from' | 'triu_indices_from'): NativeFunction =>
  declare(name, 'arr k', (call) => {
    const [rows, columns, ...more] = call.array('arr').shape;
    if (typeof rows !== 'number' || typeof columns !== 'number' || more.length > 0)
      throw new NotDecided('the matrix is not known');
    return placesWhere(call, rows, columns, isBelow(name, call.integer('k', 0)));
  });
export const diagonalIndices = declare('diag_indices', 'n ndim', (call) => {
  const size = call.integer('n');
  call.interpreter.spend(size);
  const places = Array.from({ length: size }, (_, place) => new NumpyInt(BigInt(place), 'int64'));
  return new TupleValue(
    Array.from(
      { length: call.integer('ndim', 2) },
      () => new ArrayValue({ shape: [size], dtype: 'int64', elements: places }),
    ),
  );
});

/** `np.tri(3)`: ones at and below a diagonal. */
export const tri = declare('tri', 'N M k dtype * like~', (call) => {
  const rows = call.size('N');
  const shape: Shape = [rows, call.size('M', rows)];
  const dtype = call.dtype('dtype', 'float64');
  const k = call.integer('k', 0);
  return new ArrayValue({
    shape,
    dtype,
    elements: forEachIndex(call, shape, ([row = 0, column = 0]) => castElement(int(column - row <= k ? 1 : 0), dtype)),
  });
});

/** `np.unravel_index` and `np.ravel_multi_index`: between a place in the flat array and its index. */
export const unravelIndex = declare('unravel_index', 'indices shape order', (call) => {
  const shape = call.shape('shape');
  const given = call.array('indices');
  if (call.text('order', 'C') !== 'C' || !shape.every((size) => typeof size === 'number'))
    throw new NotDecided('the index is not worked out');
  const total = shape.reduce((product, size) => product * size, 1);
  const numbers = given.elements?.map((element) => numberOfInteger(element));
  if (numbers?.some((number) => number !== undefined && (number < 0 || number >= total)))
    return call.interpreter.raise('ValueError', `index is out of bounds for array with size ${total}`);
  return new TupleValue(
    shape.map((size, axis) => {
      const inner = shape.slice(axis + 1).reduce((product, other) => product * other, 1);
      const elements = numbers?.every((number) => number !== undefined)
        ? numbers.map((number) => new NumpyInt(BigInt(Math.floor(number / inner) % size), 'int64'))
        : undefined;
      return scalarOrArray(given.like(given.shape, 'int64', elements));
    }),
  );
});
export const ravelMultiIndex = declare('ravel_multi_index', 'multi_index dims mode order', (call) => {
  const shape = call.shape('dims');
  const parts = call.items('multi_index').map((item) => call.ranked(toArray(call.interpreter, item)));
  if (call.text('mode', 'raise') !== 'raise' || call.text('order', 'C') !== 'C')
    throw new NotDecided('the place is not worked out');
  const common = call.accept(broadcastAll(parts.map((part) => part.shape)));
  const numbers = parts.map((part) => part.elements?.map((element) => numberOfInteger(element)));
  const [first] = numbers;
  const isKnown =
    first !== undefined &&
    parts.length === shape.length &&
    numbers.every((list) => list?.length === first.length && list.every((number) => number !== undefined)) &&
    shape.every((size) => typeof size === 'number');
  if (!isKnown) return new ArrayValue({ shape: common, dtype: 'int64' });
  if (numbers.some((list, axis) => list!.some((number) => number! < 0 || number! >= (shape[axis] as number))))
    return call.interpreter.raise('ValueError', 'invalid entry in coordinates array');
  return scalarOrArray(
    new ArrayValue({
      shape: common,
      dtype: 'int64',
      elements: first.map(
        (_, at) =>
          new NumpyInt(
            BigInt(numbers.reduce((place, list, axis) => place * (shape[axis] as number) + list![at]!, 0)),
            'int64',
          ),
      ),
    }),
  );
});

function scalarOrArray(array: ArrayValue): Value {
  return array.shape?.length === 0 && array.elements ? array.elements[0]! : array;
}
