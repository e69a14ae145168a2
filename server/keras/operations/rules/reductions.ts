/** Operations that take axes away (or leave 1 in their place), and those along an axis that keep the shape. */
import { productOfDimensions, reduce } from '../../../shapes/shape.ts';
import type { Dimension, Shape } from '../../../shapes/dimension.ts';
import { Axes } from '../../../shapes/axes.ts';
import { KerasTensor } from '../../graph/tensor.ts';
import { specWith } from '../../layers/spec-axes.ts';
import { normalizeAxes, normalizeAxis } from '../../../shapes/axis.ts';
import type { OperationArguments } from '../arguments.ts';
import type { Rule, Rules } from '../definition.ts';
import { type Dtype, FLOATX, isFloat, isIntegerOrBool, resultType } from '../dtypes.ts';

/**
 * The shape without its `axis`, or with 1 there for `keepdims`. An axis that is named twice is taken once, where only
 * shapes are inferred.
 */
export function reducedShape(
  args: OperationArguments,
  shape: Shape,
  axes = args.axes(),
  keep = args.flag('keepdims'),
): Shape {
  const over = axes && args.symbolic ? [...new Set(axes.map((axis) => axisOf(args, axis, shape.length)))] : axes;
  return args.take(reduce(shape, over, keep), 'bad-axis', 'axis');
}

/** The same where the number of axes is not known: without all, or without those that are counted from one side. */
function reducedAxes(args: OperationArguments): Axes {
  const axes = args.axes();
  const [given, keep] = [args.axesOf('x'), args.flag('keepdims')];
  // What is no tensor may be anything.
  if (given.isUnknown && !(args.value('x') instanceof KerasTensor)) return given;
  if (axes === undefined) return keep ? given.map(() => 1) : Axes.ranked([]);
  const isFromEnd = axes.every((axis) => axis < 0);
  if (!isFromEnd && axes.some((axis) => axis < 0)) return Axes.UNKNOWN;
  // One that is nearer to the side from which they are counted keeps its number.
  const over = [...new Set(axes)].sort((a, b) => (isFromEnd ? a - b : b - a));
  return over.reduce((left, axis) => (keep ? left.set(axis, 1) : left.drop(axis)), given);
}

/** The axis counted from the front. */
export function axisOf(args: OperationArguments, axis: number, rank: number, parameter = 'axis'): number {
  return args.take(normalizeAxis(axis, rank), 'bad-axis', parameter);
}
export function axesOf(
  args: OperationArguments,
  axes: readonly number[],
  rank: number,
  parameter = 'axis',
): readonly number[] {
  return args.take(normalizeAxes(axes, rank), 'bad-axis', parameter);
}
/** Each axis must exist; Keras does not mind one that is named twice. */
export function checkAxes(args: OperationArguments, axes: readonly number[], rank: number): void {
  for (const axis of axes) axisOf(args, axis, rank);
}
export const flatLength = (shape: Shape): Dimension => productOfDimensions(shape);

const reducing =
  (promotion: (dtype: Dtype) => Dtype): Rule =>
  (args) => {
    const { shape, dtype } = args.spec('x');
    return shape
      ? { shape: reducedShape(args, shape), dtype: promotion(dtype) }
      : specWith(reducedAxes(args), promotion(dtype));
  };
const summed = (dtype: Dtype): Dtype => {
  if (dtype === 'bool' || dtype === 'int8' || dtype === 'int16') return 'int32';
  return dtype === 'uint8' || dtype === 'uint16' ? 'uint32' : dtype;
};
const floating = (dtype: Dtype): Dtype => resultType(dtype, 'float');
const all = (names: string, rule: Rule): Rules => Object.fromEntries(names.split(' ').map((name) => [name, rule]));

const along =
  (promotion: (dtype: Dtype) => Dtype): Rule =>
  (args) => {
    const { shape, dtype } = args.spec('x');
    if (args.isNone('axis')) return { shape: shape && [flatLength(shape)], dtype: promotion(dtype) };
    if (shape) checkAxes(args, args.axes() ?? [], shape.length);
    return { shape, dtype: promotion(dtype) };
  };
const cumulated =
  (isChecked: boolean): Rule =>
  (args) => {
    const { shape, dtype } = args.spec('x');
    const result = args.dtypeNamed() ?? dtype;
    const flat = args.isNone('axis');
    if (shape && !flat && isChecked) axisOf(args, args.integer('axis'), shape.length);
    return { shape: flat ? shape && [flatLength(shape)] : shape, dtype: result === 'bool' ? 'int32' : result };
  };
/** Softmax and its kin: the axis must exist. */
const normalizing =
  (dtype?: string): Rule =>
  (args) => {
    const spec = args.spec('x');
    if (spec.shape && !args.isNone('axis')) checkAxes(args, args.integers('axis'), spec.shape.length);
    return dtype === undefined ? spec : { ...spec, dtype };
  };
const quantile =
  (promotion: (dtype: Dtype) => Dtype, countsSingle: boolean): Rule =>
  (args) => {
    const { shape, dtype } = args.tensor('x');
    const reduced = reducedShape(args, shape);
    const q = args.value('q');
    const { shape: counts } = args.tensor('q');
    const isPlainList = q.kind === 'list' || q.kind === 'tuple';
    const leading = counts.length > 0 && (countsSingle || !isPlainList || counts[0] !== 1) ? [counts[0]!] : [];
    return { shape: [...leading, ...reduced], dtype: promotion(dtype) };
  };

export const REDUCTION_RULES: Rules = {
  ...all(
    'All Any',
    reducing(() => 'bool'),
  ),
  ...all(
    'Amax Amin Max Min Ptp',
    reducing((dtype) => dtype),
  ),
  ...all(
    'Nanmax Nanmin',
    reducing((dtype) => resultType(dtype)),
  ),
  ...all(
    'Argmax Argmin Nanargmax Nanargmin',
    reducing(() => 'int32'),
  ),
  CountNonzero: (args) => ({ shape: reducedShape(args, args.shape('x'), args.axes(), false), dtype: 'int32' }),
  ...all(
    'Sum Nansum',
    reducing((dtype) => summed(resultType(dtype))),
  ),
  Nanprod: reducing(summed),
  Prod: (args) => {
    const { shape, dtype } = args.tensor('x');
    return { shape: reducedShape(args, shape), dtype: args.dtypeNamed() ?? summed(dtype) };
  },
  Mean: reducing((dtype) => (isIntegerOrBool(dtype) ? resultType(dtype, 'float32') : dtype)),
  ...all('Nanmean Nanmedian Nanstd Nanvar Var', reducing(floating)),
  // Of symbolic tensors Keras says no dtype.
  Logsumexp: (args) => reducing(args.symbolic ? () => FLOATX : floating)(args),
  Median: reducing((dtype) => (dtype === 'int64' ? FLOATX : floating(dtype))),
  ...all(
    'Std Norm',
    reducing((dtype) => (isIntegerOrBool(dtype) ? FLOATX : dtype)),
  ),
  Average: (args) => {
    const { shape, dtype } = args.tensor('x');
    const weights = args.isNone('weights') ? [] : [args.dtype('weights')];
    return { shape: reducedShape(args, shape, args.axes(), false), dtype: resultType(dtype, 'float', ...weights) };
  },
  Percentile: quantile((dtype) => (isFloat(dtype) ? dtype : FLOATX), true),
  Nanpercentile: quantile((dtype) => (isIntegerOrBool(dtype) && dtype !== 'bool' ? FLOATX : floating(dtype)), true),
  ...all(
    'Quantile Nanquantile',
    quantile((dtype) => (dtype === 'int64' ? FLOATX : floating(dtype)), false),
  ),
  Moments: (args) => {
    const { shape, dtype } = args.tensor('x');
    const spec = { shape: reducedShape(args, shape, args.axes('axes')), dtype };
    return { nest: 'tuple', items: [spec, spec] };
  },
  ...all('Cumsum Cumprod', cumulated(true)),
  ...all('Nancumsum Nancumprod', cumulated(false)),
  /** A single number has the place 0, though it has no axis. */
  Argsort: (args) =>
    args.spec('x').shape?.length === 0 && !args.isNone('axis')
      ? { shape: [], dtype: 'int32' }
      : along(() => 'int32')(args),
  Sort: along((dtype) => dtype),
  Argpartition: (args) => ({
    shape: args.isNone('axis') ? [flatLength(args.shape('x'))] : args.spec('x').shape,
    dtype: 'int32',
  }),
  ...all('Softmax LogSoftmax', normalizing()),
  Sparsemax: normalizing(),
  Normalize: normalizing(FLOATX),
  Trapezoid: (args) => {
    const { shape, dtype } = args.tensor('y');
    return { shape: reducedShape(args, shape, [args.integer('axis')], false), dtype: floating(dtype) };
  },
  Trace: (args) => {
    const { shape, dtype } = args.tensor('x');
    const axes = axesOf(args, [args.integer('axis1'), args.integer('axis2')], shape.length, 'axis1');
    return { shape: shape.filter((_, axis) => !axes.includes(axis)), dtype: summed(dtype) };
  },
};
