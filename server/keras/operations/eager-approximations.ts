/**
 * Values of operations on eager tensors of floats whose last digits depend on how they are worked out: they are kept
 * with their limits, so that rounding and comparing may decide them.
 */
import {
  approximateBinary,
  approximateSum,
  approximateUnary,
} from '../../python/library/arrays/approximate-numbers.ts';
import * as matrices from '../../python/library/arrays/approximate-matrices.ts';
import { ArrayValue } from '../../python/library/arrays/array-value.ts';
import {
  contracted,
  einsumOperands,
  matrixProduct,
  type Operand,
  tensordotOperands,
} from '../../python/library/arrays/contraction.ts';
import { groupsAlong } from '../../python/library/arrays/folds.ts';
import { NumpyInt } from '../../python/library/arrays/dtypes.ts';
import { lastAndFirst } from '../../python/library/numpy/products.ts';
import { int, TupleValue, type Value } from '../../python/domain/value.ts';
import type { OperationArguments } from './arguments.ts';
import type { Computation, EagerNumpy } from './eager-numpy.ts';

const isFalse = (args: OperationArguments, ...names: readonly string[]): boolean =>
  names.every((name) => ['none'].includes(args.value(name).kind) || args.interpreter.truth(args.value(name)) === false);

/** Element by element. */
const each =
  (name: string): Computation =>
  (args, numpy) => {
    const x = numpy.array(args.value('x'), numpy.dtype);
    const made = x?.elements?.map((element) => approximateUnary(name, element, x.dtype));
    return x && allOf(x, x.shape, made);
  };

function allOf(
  like: ArrayValue,
  shape: ArrayValue['shape'],
  elements: readonly (Value | undefined)[] | undefined,
): ArrayValue | undefined {
  return elements?.every((one) => one !== undefined) ? like.like(shape, like.dtype, elements as Value[]) : undefined;
}

/** `exp(x - max)` along an axis, as parts of their sum, or the logarithms of those. */
const softmax =
  (isLogarithm: boolean): Computation =>
  (args, numpy) => {
    const x = numpy.array(args.value('x'), numpy.dtype);
    const rank = x?.shape?.length ?? 0;
    const axis = args.isNone('axis') ? -1 : args.integer('axis');
    if (!x || rank === 0 || (axis !== -1 && axis !== rank - 1)) return undefined;
    const rows = groupsAlong(x.elements!, x.shape as readonly number[], rank - 1);
    const made = rows.map((row) => partsOf(row, x.dtype!, isLogarithm));
    return made.every((row) => row !== undefined) ? allOf(x, x.shape, made.flat()) : undefined;
  };

function partsOf(row: readonly Value[], dtype: string, isLogarithm: boolean): readonly Value[] | undefined {
  const powers = row.map((one) => approximateUnary('exp', one, dtype));
  const sum = powers.every((one) => one !== undefined) ? approximateSum(powers, dtype) : undefined;
  const total = isLogarithm ? sum && approximateUnary('log', sum, dtype) : sum;
  if (!total) return undefined;
  const made = row.map((one, at) =>
    isLogarithm ? approximateBinary('-', one, total, dtype) : approximateBinary('/', powers[at]!, total, dtype),
  );
  return made.every((one) => one !== undefined) ? made : undefined;
}

/** Of NumPy's, once each element is only known but for its last digits. */
const reduced =
  (name: string): Computation =>
  (args, numpy) => {
    const x = numpy.blurred(args.value('x'), numpy.dtype);
    return x && numpy.call(name, [x, axisOf(args)], { keepdims: args.value('keepdims') });
  };

const axisOf = (args: OperationArguments): Value => {
  const axes = args.axes();
  return axes === undefined ? args.value('axis') : new TupleValue(axes.map((axis) => int(axis)));
};

const logSumExp: Computation = (args, numpy) => {
  const x = numpy.blurred(args.value('x'), numpy.dtype);
  const powers =
    x &&
    allOf(
      x,
      x.shape,
      x.elements!.map((one) => approximateUnary('exp', one, x.dtype)),
    );
  const sum = powers && numpy.call('sum', [powers, axisOf(args)], { keepdims: args.value('keepdims') });
  return sum && numpy.call('log', [sum]);
};

/** The usual norms: the root of the squares, the sum of what is positive, the largest. */
const norm: Computation = (args, numpy) => {
  const order = args.functionName.endsWith('euclidean_norm') ? undefined : args.value('ord');
  const isEuclidean =
    order === undefined || order.kind === 'none' || (order.kind === 'str' && order.value === 'euclidean');
  const number = order?.kind === 'int' || order?.kind === 'float' ? Number(order.value) : undefined;
  const x = numpy.array(args.value('x'), numpy.dtype);
  const isMatrix = number !== undefined && x?.shape?.length !== 1 && (args.axes()?.length ?? 2) !== 1;
  if (!x || isMatrix || !(isEuclidean || number === 1 || number === 2)) return undefined;
  const keywords = { keepdims: args.value('keepdims') };
  if (number === 1) return numpy.exactly('sum', [numpy.call('abs', [x]), axisOf(args)], keywords);
  const squares = numpy.exactly('sum', [numpy.call('square', [x]), axisOf(args)], keywords);
  return squares && numpy.call('sqrt', [squares]);
};

const contraction =
  (
    operandsOf: (
      args: OperationArguments,
      numpy: EagerNumpy,
    ) => readonly [readonly Operand[], readonly string[]] | undefined,
  ): Computation =>
  (args, numpy) => {
    const [operands, kept] = operandsOf(args, numpy) ?? [];
    const elements = operands && kept && contracted(numpy.interpreter, operands, kept, numpy.dtype);
    const sizes = new Map(operands?.flatMap(({ array, axes }) => axes.map((axis, at) => [axis, array.shape![at]!])));
    return elements && new ArrayValue({ shape: kept!.map((axis) => sizes.get(axis)!), dtype: numpy.dtype, elements });
  };

const pairOf = (args: OperationArguments, numpy: EagerNumpy): readonly [ArrayValue, ArrayValue] | undefined => {
  const [a, b] = [numpy.array(args.value('x1'), numpy.dtype), numpy.array(args.value('x2'), numpy.dtype)];
  return a && b && [a, b];
};

const einsum = contraction((args, numpy) => {
  const arrays = args.items('operands').map((value) => numpy.array(value));
  return arrays.every((one) => one !== undefined) ? einsumOperands(args.text('subscripts'), arrays) : undefined;
});

const tensordot = contraction((args, numpy) => {
  const pair = pairOf(args, numpy);
  const axes = args.value('axes');
  if (!pair) return undefined;
  if (axes.kind === 'int') return tensordotOperands(...pair, lastAndFirst(pair[0].shape!.length, Number(axes.value)));
  const sides = args.items('axes').map((side) => (side.kind === 'int' ? [side] : numpy.interpreter.iterate(side)));
  const numbers = sides.map((side) => [...(side ?? [])].map((one) => (one.kind === 'int' ? Number(one.value) : NaN)));
  const [left, right] = numbers;
  return left && right && ![...left, ...right].some(Number.isNaN)
    ? tensordotOperands(...pair, [left, right])
    : undefined;
});

const matvec = contraction((args, numpy) => {
  const pair = isFalse(args, 'transpose_a', 'adjoint_a') ? pairOf(args, numpy) : undefined;
  return pair && pair[0].shape!.length === 2 && pair[1].shape!.length === 1 ? matrixProduct(...pair) : undefined;
});

const matmul = contraction((args, numpy) => {
  const pair = pairOf(args, numpy);
  if (!pair || pair.some(({ shape }) => shape!.length < 2) || !isFalse(args, 'adjoint_a', 'adjoint_b'))
    return undefined;
  const [a, b] = pair.map((array, at) =>
    isFalse(args, at === 0 ? 'transpose_a' : 'transpose_b') ? array : numpy.call('swapaxes', [array, int(-1), int(-2)]),
  );
  return a instanceof ArrayValue && b instanceof ArrayValue ? matrixProduct(a, b) : undefined;
});

const trace = contraction((args, numpy) => {
  const x = numpy.array(args.value('x'), numpy.dtype);
  return x?.shape?.length === 2 ? einsumOperands('ii->', [x]) : undefined;
});

/** What is made of one matrix. */
const ofMatrix =
  (rule: (matrix: matrices.Matrix) => readonly Value[] | undefined, isVector = false): Computation =>
  (args, numpy) => {
    const x = isFalse(args, 'adjoint') ? numpy.array(args.value('x')) : undefined;
    const matrix = x && matrices.matrixIn(x, x.dtype);
    const elements = matrix && rule(matrix);
    return elements && x.like(isVector ? [elements.length] : x.shape, x.dtype, elements);
  };

const det: Computation = (args, numpy) => {
  const x = numpy.array(args.value('x'));
  const matrix = x && matrices.matrixIn(x, x.dtype);
  const value = matrix && matrices.determinantOf(matrix);
  return value && x.like([], x.dtype, [value]);
};

const rank: Computation = (args, numpy) => {
  const x = args.isNone('tol') ? numpy.array(args.value('x')) : undefined;
  const matrix = x && matrices.matrixIn(x, x.dtype);
  const value = matrix && matrices.rankOf(matrix);
  return value === undefined ? undefined : x!.like([], 'int32', [new NumpyInt(BigInt(value), 'int32')]);
};

/** Equations: `solve` and `lstsq`. */
const solved =
  (rule: typeof matrices.solutionOf): Computation =>
  (args, numpy) => {
    const isPlain = isFalse(args, 'adjoint', 'l2_regularizer') && /solve$|lstsq$/.test(args.functionName);
    if (!isPlain || /cholesky|triangular/.test(args.functionName)) return undefined;
    const [a, b] = [numpy.array(args.value('a')), numpy.array(args.value('b'))];
    const [left, right] = [a && matrices.matrixIn(a, a.dtype), b && matrices.matrixIn(b, b.dtype)];
    const elements = left && right && rule(left, right);
    return elements && b!.like([left.rows[0]!.length, right.rows[0]!.length], b!.dtype, elements);
  };

/** Values, and vectors whose signs nothing decides. */
const withVectors =
  (
    rule: (matrix: matrices.Matrix) => readonly Value[] | undefined,
    isAlone: Computation | undefined,
    vectors: number,
  ): Computation =>
  (args, numpy) => {
    const values = ofMatrix(rule, true)(args, numpy);
    if (!values || isAlone?.(args, numpy)) return values;
    const open = Array.from({ length: vectors }, () => new ArrayValue({ shape: undefined, dtype: numpy.dtype }));
    return new TupleValue([values, ...open]);
  };

/** `compute_uv=False`: the values alone. */
const withoutVectors: Computation = (args) => (isFalse(args, 'compute_uv') ? args.value('x') : undefined);

/** Beside what is exact, by the class of the operation. */
export const APPROXIMATIONS: Readonly<Record<string, Computation>> = {
  Exp: each('exp'),
  Expm1: each('expm1'),
  Log: each('log'),
  Log1p: each('log1p'),
  Sin: each('sin'),
  Cos: each('cos'),
  Tanh: each('tanh'),
  Sinh: each('sinh'),
  Arctan: each('arctan'),
  Arcsinh: each('arcsinh'),
  Sigmoid: each('sigmoid'),
  Softplus: each('softplus'),
  Softmax: softmax(false),
  LogSoftmax: softmax(true),
  Std: reduced('std'),
  Var: reduced('var'),
  Logsumexp: logSumExp,
  Norm: norm,
  Einsum: einsum,
  Tensordot: tensordot,
  MatVec: matvec,
  Matmul: matmul,
  TraceOfLast: trace,
  Det: det,
  Inv: ofMatrix(matrices.inverseOf),
  Cholesky: ofMatrix(matrices.choleskyOf),
  Solve: solved(matrices.solutionOf),
  LeastSquares: solved(matrices.leastSquaresOf),
  MatrixRank: rank,
  Eigenvalues: ofMatrix(matrices.eigenvaluesOf, true),
  Eigh: withVectors(matrices.eigenvaluesOf, undefined, 1),
  FormerSvd: withVectors(matrices.singularValuesOf, withoutVectors, 2),
  ReduceSum: reduced('sum'),
  Sum: reduced('sum'),
  ReduceMean: reduced('mean'),
  Mean: reduced('mean'),
};
