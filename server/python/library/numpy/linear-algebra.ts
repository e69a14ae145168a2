/** `numpy.linalg` as far as shapes go. */
import { minimum, sameDimension, type Dimension, type Shape, type Size } from '../../../shapes/dimension.ts';
import { reduce } from '../../../shapes/shape.ts';
import { int, ModuleValue, TupleValue, type NativeFunction, type Value } from '../../domain/value.ts';
import { ArrayValue } from '../arrays/array-value.ts';
import { declare } from '../arrays/declare.ts';
import { isIntegerDtype, promoteDtypes } from '../arrays/dtypes.ts';
import type { Ranked } from '../arrays/joining.ts';
import { type LibraryCall, NotDecided } from '../arrays/library-call.ts';
import { unboxed } from '../arrays/scalars.ts';
import { matrixTranspose } from '../arrays/shaping.ts';
import { diagonal, trace } from '../arrays/matrices.ts';
import { productFunctions } from './products.ts';
import { isUndetermined } from '../../domain/undetermined.ts';

/** numpy.linalg works with floats of 32 bits or of 64. */
const linalgDtype = (dtype: string | undefined): string | undefined => {
  if (dtype === undefined || dtype === 'float16' || dtype === 'object' || dtype.startsWith('complex')) return undefined;
  return dtype === 'float32' ? dtype : 'float64';
};

interface Matrix {
  readonly array: Ranked;
  readonly batch: Shape;
  readonly rows: Size;
  readonly columns: Size;
  readonly dtype: string | undefined;
}

/** The argument as matrices: its last two axes. */
function matrixOf(call: LibraryCall, name: string): Matrix {
  const array = call.array(name);
  const [rows, columns] = [array.shape.at(-2), array.shape.at(-1)];
  if (array.shape.length < 2)
    return call.interpreter.raise(
      'LinAlgError',
      `${array.shape.length}-dimensional array given. Array must be at least two-dimensional`,
    );
  if (rows === undefined || rows === null || columns === undefined || columns === null)
    throw new NotDecided('the matrix is not known');
  return { array, batch: array.shape.slice(0, -2), rows, columns, dtype: linalgDtype(array.dtype) };
}

function squareOf(call: LibraryCall, name: string): Matrix {
  const matrix = matrixOf(call, name);
  return sameDimension(matrix.rows, matrix.columns) === 'different'
    ? call.interpreter.raise('LinAlgError', 'Last 2 dimensions of the array must be square')
    : matrix;
}

type Rule = (matrix: Matrix, shaped: (...shape: Dimension[]) => Value, call: LibraryCall) => Value;

/** What is made of one matrix; `shaped` has its batch and dtype. */
const ofMatrix = (name: string, parameters: string, take: typeof matrixOf, rule: Rule): NativeFunction =>
  declare(name, parameters, (call) => {
    const matrix = take(call, parameters.split(' ')[0]!);
    return rule(matrix, (...shape) => matrix.array.like([...matrix.batch, ...shape], matrix.dtype), call);
  });

const svd: Rule = ({ rows, columns }, shaped, call) => {
  const least = minimum(rows, columns);
  const full = call.flag('full_matrices', true);
  if (!call.flag('compute_uv', true)) return shaped(least);
  return new TupleValue([shaped(rows, full ? rows : least), shaped(least), shaped(full ? columns : least, columns)]);
};

const qr: Rule = ({ rows, columns }, shaped, call) => {
  const mode = call.text('mode', 'reduced');
  const least = minimum(rows, columns);
  switch (mode) {
    case 'reduced':
      return new TupleValue([shaped(rows, least), shaped(least, columns)]);
    case 'complete':
      return new TupleValue([shaped(rows, rows), shaped(rows, columns)]);
    case 'r':
      return shaped(least, columns);
    default:
      throw new NotDecided('this form of qr is not worked out');
  }
};

/** Whether values are complex is seen only when they are worked out. */
const withoutDtype = (value: Value): Value =>
  value instanceof ArrayValue ? value.like(value.shape, undefined) : value;

const functions: Readonly<Record<string, NativeFunction>> = {
  norm: declare('norm', 'x|tensor ord axis keepdims', (call) => {
    const data = call.data('x');
    if (isUndetermined(data)) return call.unknown(data.reason);
    const array = call.ranked(data);
    const axes = call.axes();
    const rank = axes === undefined ? array.shape.length : typeof axes === 'number' ? 1 : axes.length;
    // Which norm it is does not change the shape.
    if (call.optional('ord') && rank > 2)
      return call.interpreter.raise('ValueError', 'Improper number of dimensions to norm.');
    const shape = call.accept(reduce(array.shape, axes, call.flag('keepdims', false)));
    return unboxed(array.like(shape, call.optional('ord') ? undefined : linalgDtype(array.dtype)));
  }),
  inv: ofMatrix('inv', 'a', squareOf, ({ rows, columns }, shaped) => shaped(rows, columns)),
  cholesky: ofMatrix('cholesky', 'a upper~', squareOf, ({ rows, columns }, shaped) => shaped(rows, columns)),
  pinv: ofMatrix('pinv', 'a rcond~ hermitian~ rtol~', matrixOf, ({ rows, columns }, shaped) => shaped(columns, rows)),
  det: ofMatrix('det', 'a', squareOf, (_matrix, shaped) => shaped()),
  slogdet: ofMatrix('slogdet', 'a', squareOf, (_matrix, shaped) => new TupleValue([shaped(), shaped()])),
  eig: ofMatrix(
    'eig',
    'a',
    squareOf,
    ({ rows }, shaped) => new TupleValue([withoutDtype(shaped(rows)), withoutDtype(shaped(rows, rows))]),
  ),
  eigvals: ofMatrix('eigvals', 'a', squareOf, ({ rows }, shaped) => withoutDtype(shaped(rows))),
  eigh: ofMatrix('eigh', 'a UPLO~', squareOf, ({ rows }, shaped) => new TupleValue([shaped(rows), shaped(rows, rows)])),
  eigvalsh: ofMatrix('eigvalsh', 'a UPLO~', squareOf, ({ rows }, shaped) => shaped(rows)),
  svd: ofMatrix('svd', 'a full_matrices compute_uv hermitian~', matrixOf, svd),
  svdvals: ofMatrix('svdvals', 'x', matrixOf, ({ rows, columns }, shaped) => shaped(minimum(rows, columns))),
  qr: ofMatrix('qr', 'a mode', matrixOf, qr),
  matrix_rank: declare('matrix_rank', 'A tol~ hermitian~ * rtol~', (call) => {
    const array = call.array('A');
    return array.like(array.shape.length < 2 ? [] : array.shape.slice(0, -2), 'int64');
  }),
  cond: ofMatrix('cond', 'x p~', matrixOf, (_matrix, shaped) => withoutDtype(shaped())),
  matrix_power: declare('matrix_power', 'a n', (call) => {
    const { array, dtype } = squareOf(call, 'a');
    const power = call.integer('n');
    return array.like(array.shape, power >= 0 ? (isIntegerDtype(array.dtype) ? array.dtype : dtype) : dtype);
  }),
  solve: declare('solve', 'a b', (call) => {
    const { columns, batch, dtype } = squareOf(call, 'a');
    const right = call.array('b');
    const size = right.shape.length === 1 ? right.shape[0] : right.shape.at(-2);
    if (batch.length > 0 && right.shape.length !== batch.length + 2)
      throw new NotDecided('which of the axes are equations is not known');
    if (size === undefined || sameDimension(size, columns) === 'different')
      return call.interpreter.raise('ValueError', 'solve: Input operand 1 has a mismatch in its core dimension 0');
    return right.like(right.shape, promoteDtypes(dtype, linalgDtype(right.dtype)));
  }),
  lstsq: declare('lstsq', 'a b rcond~', (call) => {
    const { columns, rows, dtype } = matrixOf(call, 'a');
    const right = call.array('b');
    const type = promoteDtypes(dtype, linalgDtype(right.dtype));
    // The sums of squares are left out where they cannot be worked out.
    return new TupleValue([
      right.like([columns, ...right.shape.slice(1)], type),
      call.unknown('whether there are residuals is not known'),
      right.like([], 'int32'),
      right.like([minimum(rows, columns)], type),
    ]);
  }),
  matrix_transpose: matrixTranspose,
  diagonal: declare('diagonal', 'x * offset', (call) => {
    const offset = int(call.integer('offset', 0));
    return call.interpreter.call(diagonal, [call.array('x'), offset, int(-2), int(-1)]);
  }),
  trace: declare('trace', 'x * offset dtype', (call) => {
    const dtype = call.optional('dtype');
    return call.interpreter.call(
      trace,
      [call.array('x'), int(call.integer('offset', 0)), int(-2), int(-1)],
      new Map(dtype ? [['dtype', dtype]] : []),
    );
  }),
  ...Object.fromEntries(
    ['outer', 'matmul', 'tensordot', 'cross', 'vecdot'].map((name) => [name, productFunctions[name]!]),
  ),
};

export function linalgModule(): ModuleValue {
  return new ModuleValue('numpy.linalg', new Map<string, Value>(Object.entries(functions)));
}
