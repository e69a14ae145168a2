/** Products of tensors: matmul, dot, tensordot, einsum, outer, cross. */
import { broadcastShapes } from '../../../shapes/broadcasting.ts';
import { type Dimension, sameDimension, type Shape } from '../../../shapes/dimension.ts';
import { dot, einsum, matmul, swapAxes, tensordot } from '../../../shapes/shape.ts';
import { type TensorSpec, Undecided } from '../../layers/definition.ts';
import type { OperationArguments } from '../arguments.ts';
import { shapeOfValue, specOfValue } from '../value-specs.ts';
import type { Rule, Rules } from '../definition.ts';
import { type Dtype, resultType } from '../dtypes.ts';
import { exactRank } from './ranks.ts';
import { axisOf, flatLength } from './reductions.ts';
import { broadcastOf } from './elementwise.ts';
import { words } from '../../../words/message.ts';

/** Products of int8 are summed in int32. */
const productDtype = (dtypes: readonly Dtype[]): Dtype =>
  dtypes.every((dtype) => dtype === 'int8') ? 'int32' : resultType(...dtypes);

function multiplied(args: OperationArguments): TensorSpec {
  const [a, b] = [args.tensor('x1'), args.tensor('x2')];
  const turned = (shape: Shape, parameters: readonly string[]): Shape =>
    parameters.some((parameter) => !args.isNone(parameter) && args.flag(parameter))
      ? args.take(swapAxes(shape, -1, -2), 'rank-mismatch')
      : shape;
  const [left, right] = [turned(a.shape, ['transpose_a', 'adjoint_a']), turned(b.shape, ['transpose_b', 'adjoint_b'])];
  return { shape: args.take(matmul(left, right), 'product-shapes'), dtype: productDtype([a.dtype, b.dtype]) };
}

function einsumOf(args: OperationArguments): TensorSpec {
  const operands = args.items('operands').map((item) => specOfValue(args.interpreter, item));
  const subscripts = args.text('subscripts');
  const shapes = operands.map((operand) => {
    if (!operand.shape) throw new Undecided('the shape of an operand is not known');
    return operand.shape;
  });
  const [inputs = '', output = ''] = subscripts.split('->');
  if (!subscripts.includes('->') || /[A-Z]/.test(subscripts) || inputs.includes('.') !== output.includes('.')) {
    // Keras's own rule and NumPy's differ here.
    const shape = einsum(subscripts, shapes);
    if (!shape.ok) throw new Undecided('the subscripts are not followed');
    return { shape: shape.value, dtype: productDtype(operands.map((operand) => operand.dtype)) };
  }
  const shape = args.take(einsum(subscripts, shapes), 'product-shapes', 'subscripts');
  return { shape, dtype: productDtype(operands.map((operand) => operand.dtype)) };
}

/** An int, or two lists of axes (an int in place of a list of one). */
function axesOfTensordot(args: OperationArguments): number | readonly [readonly number[], readonly number[]] {
  const value = args.value('axes');
  if (value.kind !== 'list' && value.kind !== 'tuple') return args.integer('axes');
  const lists = value.items.map((item) => shapeOfValue(args.interpreter, item));
  const [left, right] = lists;
  if (lists.length !== 2 || !left || !right || [...left, ...right].some((axis) => typeof axis !== 'number'))
    throw new Undecided('axes is not known');
  return [left as readonly number[], right as readonly number[]];
}

/** `K.dot`: as `ops.dot`. */
const dotted: Rule = (args) => {
  const [a, b] = [args.tensor('x1'), args.tensor('x2')];
  return { shape: args.take(dot(a.shape, b.shape), 'product-shapes'), dtype: resultType(a.dtype, b.dtype) };
};

/**
 * `K.batch_dot`: the batch stays, one axis of each falls away; of what then has one axis, a second one of 1 is put on.
 */
function batchDotted(args: OperationArguments): TensorSpec {
  const [a, b] = [args.tensor('x'), args.tensor('y')];
  if (a.shape.length < 2 || b.shape.length < 2)
    throw args.refusal('rank-mismatch', words`both tensors need at least two dimensions`, 'x');
  if (a.shape.length > 3 || b.shape.length > 3)
    throw new Undecided('versions of Keras differ in what they do with more than three axes');
  const given = args.axes('axes');
  const fallback =
    b.shape.length === 2 ? [a.shape.length - 1, b.shape.length - 1] : [a.shape.length - 1, b.shape.length - 2];
  const [first = 0, second = first] = given ?? fallback;
  const left = axisOf(args, first, a.shape.length, 'axes');
  const right = axisOf(args, second, b.shape.length, 'axes');
  if (sameDimension(a.shape[left]!, b.shape[right]!) === 'different')
    throw args.refusal('product-shapes', words`the axes that meet have different sizes`, 'axes');
  const shape: Dimension[] = [
    ...a.shape.filter((_, axis) => axis !== left),
    ...b.shape.filter((_, axis) => axis !== right && axis !== 0),
  ];
  return { shape: shape.length === 1 ? [...shape, 1] : shape, dtype: resultType(a.dtype, b.dtype) };
}

export const PRODUCT_RULES: Rules = {
  Matmul: multiplied,
  Dot: dotted,
  BatchDot: batchDotted,
  MatVec: (args) => {
    const [a, b] = [args.tensor('x1'), args.tensor('x2')];
    const shape = args.take(matmul(a.shape, [...b.shape, 1]), 'product-shapes');
    return { shape: shape.slice(0, -1), dtype: resultType(a.dtype, b.dtype) };
  },
  Einsum: einsumOf,
  Tensordot: (args) => {
    const [a, b] = [args.tensor('x1'), args.tensor('x2')];
    return {
      shape: args.take(tensordot(a.shape, b.shape, axesOfTensordot(args)), 'product-shapes', 'axes'),
      dtype: resultType(a.dtype, b.dtype),
    };
  },
  Outer: (args) => {
    const [a, b] = [args.tensor('x1'), args.tensor('x2')];
    return { shape: [flatLength(a.shape), flatLength(b.shape)], dtype: resultType(a.dtype, b.dtype) };
  },
  Vdot: (args) => ({ shape: [], dtype: args.resultType('x1', 'x2') }),
  Inner: (args) => {
    const [a, b] = [args.tensor('x1'), args.tensor('x2')];
    const dtype = resultType(a.dtype, b.dtype);
    if (a.shape.length === 0) return { shape: b.shape, dtype };
    if (b.shape.length === 0) return { shape: a.shape, dtype };
    if (sameDimension(a.shape.at(-1)!, b.shape.at(-1)!) === 'different')
      throw args.refusal('product-shapes', words`the last dimensions differ`, 'x2');
    return { shape: [...a.shape.slice(0, -1), ...b.shape.slice(0, -1)], dtype };
  },
  Cross: (args) => {
    const [a, b] = [args.tensor('x1'), args.tensor('x2')];
    const axis = args.isNone('axis') ? undefined : args.integer('axis');
    const [left, right] = [
      axisOf(args, axis ?? args.integer('axisa'), a.shape.length, 'axisa'),
      axisOf(args, axis ?? args.integer('axisb'), b.shape.length, 'axisb'),
    ];
    const lengths = [a.shape[left]!, b.shape[right]!];
    for (const length of lengths)
      if (typeof length === 'number' && length !== 2 && length !== 3)
        throw args.refusal('bad-argument', words`cross takes vectors of 2 or 3 elements`, 'x1');
    const shape = [
      ...args.take(
        broadcastShapes(
          a.shape.filter((_, i) => i !== left),
          b.shape.filter((_, i) => i !== right),
        ),
        'broadcast-shapes',
      ),
    ];
    const vector: Dimension[] = lengths.includes(3) ? [3] : [];
    const place = vector.length > 0 ? axisOf(args, axis ?? args.integer('axisc'), shape.length + 1, 'axisc') : 0;
    return { shape: [...shape.slice(0, place), ...vector, ...shape.slice(place)], dtype: resultType(a.dtype, b.dtype) };
  },
  Correlate: (args) => {
    const [a = null] = exactRank(args, args.shape('x1'), 1, 'x1');
    const [b = null] = exactRank(args, args.shape('x2'), 1, 'x2');
    const mode = args.text('mode');
    if (typeof a !== 'number' || typeof b !== 'number') throw new Undecided('the lengths are not known');
    const length =
      mode === 'valid' ? Math.max(a, b) - Math.min(a, b) + 1 : mode === 'same' ? Math.max(a, b) : a + b - 1;
    const dtype = args.resultType('x1', 'x2');
    return {
      shape: [length],
      dtype:
        dtype === 'int64' || dtype === 'float64'
          ? 'float64'
          : dtype === 'bfloat16' || dtype === 'float16'
            ? dtype
            : 'float32',
    };
  },
  CDist: (args) => {
    const [a, b] = [args.tensor('x'), args.tensor('y')];
    if (a.shape.length < 2 || b.shape.length < 2)
      throw args.refusal('rank-mismatch', words`both tensors need at least two dimensions`, 'x');
    const leading = broadcastOf(args, a.shape.slice(0, -2), b.shape.slice(0, -2)) ?? [];
    return { shape: [...leading, a.shape.at(-2)!, b.shape.at(-2)!], dtype: resultType(a.dtype, b.dtype, 'float') };
  },
};
