/** `keras.ops.linalg`. */
import { type Dimension, formatShape, minimum, sameDimension, type Shape } from '../../../shapes/dimension.ts';
import { type TensorSpec, tupleOf } from '../../layers/definition.ts';
import type { OperationArguments } from '../arguments.ts';
import type { KnownSpec } from '../value-specs.ts';
import type { Rule, Rules } from '../definition.ts';
import { words } from '../../../words/message.ts';

/** A tensor of matrices. */
function matrices(
  args: OperationArguments,
  name: string,
  square: boolean,
): KnownSpec & { rows: Dimension; columns: Dimension; batch: Shape } {
  const { shape, dtype } = args.tensor(name);
  if (shape.length < 2)
    throw args.refusal(
      'rank-mismatch',
      words`${name} must have at least two dimensions, but it is ${formatShape(shape)}`,
      name,
    );
  const [rows, columns] = [shape.at(-2)!, shape.at(-1)!];
  // Where it only infers shapes, Keras compares the two plainly: None is no 4.
  const differ =
    sameDimension(rows, columns) === 'different' || (args.symbolic && (rows === null) !== (columns === null));
  if (square && differ)
    throw args.refusal('size-mismatch', words`${name} must be a square matrix, but it is ${formatShape(shape)}`, name);
  return { shape, dtype, rows, columns, batch: shape.slice(0, -2) };
}

const smaller = (a: Dimension, b: Dimension): Dimension => (a === null || b === null ? null : minimum(a, b));
const keepingSquare: Rule = (args) => {
  const { shape, dtype } = matrices(args, 'x', true);
  return { shape, dtype };
};
const keepingSecond: Rule = (args) => {
  matrices(args, 'a', true);
  return args.spec('b');
};
const eigen: Rule = (args) => {
  const { shape, dtype } = matrices(args, 'x', true);
  return tupleOf([
    { shape: shape.slice(0, -1), dtype },
    { shape, dtype },
  ]);
};
const overMatrices =
  (dtypeOf: (dtype: string | undefined) => string | undefined, square: boolean): Rule =>
  (args) => {
    const { batch, dtype } = matrices(args, 'x', square);
    return { shape: batch, dtype: dtypeOf(dtype) };
  };
const same = (dtype: string | undefined): string | undefined => dtype;

function singularValues(args: OperationArguments): ReturnType<Rule> {
  const { batch, rows, columns, dtype } = matrices(args, 'x', false);
  const rank = smaller(rows, columns);
  const full = args.flag('full_matrices');
  const values: TensorSpec = { shape: [...batch, rank], dtype };
  if (!args.flag('compute_uv')) return values;
  return tupleOf([
    { shape: [...batch, rows, full ? rows : rank], dtype },
    values,
    { shape: [...batch, full ? columns : rank, columns], dtype },
  ]);
}

export const LINEAR_ALGEBRA_RULES: Rules = {
  Cholesky: keepingSquare,
  CholeskyInverse: keepingSquare,
  Inv: keepingSquare,
  MatrixPower: keepingSquare,
  Det: overMatrices(same, true),
  Logdet: (args) => {
    const { shape, dtype } = args.tensor('x');
    return { shape: shape.slice(0, -2), dtype };
  },
  Slogdet: (args) => {
    const { shape, dtype } = args.tensor('x');
    return tupleOf([
      { shape: [], dtype },
      { shape: shape.slice(0, -2), dtype },
    ]);
  },
  MatrixRank: overMatrices(() => 'int32', false),
  Eig: eigen,
  Eigh: eigen,
  LuFactor: (args) => {
    const { shape, batch, rows, columns, dtype } = matrices(args, 'x', false);
    return tupleOf([
      { shape, dtype },
      { shape: [...batch, smaller(rows, columns)], dtype },
    ]);
  },
  Qr: (args) => {
    const { batch, rows, columns, dtype } = matrices(args, 'x', false);
    const reduced = args.text('mode') === 'reduced';
    const inner = reduced ? smaller(rows, columns) : rows;
    return tupleOf([
      { shape: [...batch, rows, inner], dtype },
      { shape: [...batch, inner, columns], dtype },
    ]);
  },
  Solve: keepingSecond,
  SolveTriangular: keepingSecond,
  SVD: singularValues,
  Lstsq: (args) => {
    const { columns, dtype } = matrices(args, 'a', false);
    const [, ...rest] = args.shape('b');
    return { shape: [columns, ...rest], dtype };
  },
  Pinv: (args) => {
    const { batch, rows, columns, dtype } = matrices(args, 'x', false);
    return { shape: [...batch, columns, rows], dtype };
  },
  MatrixDiag: (args) => {
    const { shape, dtype } = args.tensor('x');
    return { shape: [...shape, shape.at(-1) ?? null], dtype };
  },
  MatrixDiagPart: (args) => {
    const { batch, rows, columns, dtype } = matrices(args, 'x', false);
    return { shape: [...batch, smaller(rows, columns)], dtype };
  },
  MatrixBand: (args) => args.spec('x'),
};
