/** Operations element by element: the shape stays, or both shapes broadcast. What differs is the dtype. */
import { broadcastAxes, broadcastShapes } from '../../../shapes/broadcasting.ts';
import type { Shape } from '../../../shapes/dimension.ts';
import { Undecided, type TensorSpec } from '../../layers/definition.ts';
import { axesOf, specWith } from '../../layers/spec-axes.ts';
import type { OperationArguments } from '../arguments.ts';
import type { Rule, Rules } from '../definition.ts';
import { exactRank } from './ranks.ts';
import { type Dtype, FLOATX, isIntegerOrBool, resultType, settled } from '../dtypes.ts';

type Promotion = (dtype: Dtype) => Dtype;

const same: Promotion = (dtype) => dtype;
const always =
  (dtype: string): Promotion =>
  () =>
    dtype;
/** Integers become floats; Keras treats int64 apart. */
const floating: Promotion = (dtype) => (dtype === 'int64' ? FLOATX : resultType(dtype, 'float'));
const floatingUnlessFloat: Promotion = (dtype) => (isIntegerOrBool(dtype) ? FLOATX : dtype);
const doubleForLong: Promotion = (dtype) =>
  isIntegerOrBool(dtype) && dtype !== 'int64' ? FLOATX : dtype === 'int64' ? 'float64' : dtype;
const angular: Promotion = (dtype) =>
  dtype === 'int64' || dtype === 'float64'
    ? 'float64'
    : dtype === 'bfloat16' || dtype === 'float16'
      ? dtype
      : dtype && FLOATX;
const numberForBool: Promotion = (dtype) => (dtype === 'bool' ? 'int32' : dtype);

/** The tensor is the first parameter, whatever a class calls it. */
const keeping =
  (promotion: Promotion, parameter = 'x'): Rule =>
  (args) => {
    const spec = args.spec(parameter);
    return { ...spec, dtype: promotion(spec.dtype) };
  };
const all = (names: string, rule: Rule): Rules => Object.fromEntries(names.split(' ').map((name) => [name, rule]));

export const UNARY_RULES: Rules = {
  ...all(
    'Conjugate Copy Imag Real Round Sign Negative BitwiseInvert BitwiseNot NanToNum Tril Triu Trunc Rsqrt Erf Erfinv',
    keeping(same),
  ),
  ...all(
    'Relu Relu6 ReLU Sigmoid SparseSigmoid Softplus Softsign SoftShrink SparsePlus Silu Squareplus LogSigmoid LeakyRelu HardSigmoid HardSilu Elu Selu Gelu Celu TanhShrink HardTanh HardShrink Threshold Mish',
    keeping(same),
  ),
  // A complex number's is real.
  Absolute: keeping((dtype) => (dtype === 'complex64' ? 'float32' : dtype === 'complex128' ? 'float64' : dtype)),
  ...all('StopGradient', keeping(same, 'variable')),
  ...all('RMSNorm LayerNorm Identity Dropout Linear', keeping(same)),
  ...all(
    'Angle Arccos Arccosh Cos Cosh Sinc Arcsin Arcsinh Arctan Arctanh Sin Sinh Tan Tanh Ceil Floor Log Log10 Log2 Log1p Sqrt',
    keeping(floating),
  ),
  ...all('Exp Exp2 Expm1 Fabs', keeping(floatingUnlessFloat)),
  ...all(
    'Erfc',
    keeping((dtype) => resultType(dtype, 'float')),
  ),
  ...all('Cbrt', keeping(doubleForLong)),
  ...all('Deg2rad Rad2deg I0', keeping(angular)),
  ...all('Isfinite Isinf Isnan Isneginf Isposinf Isreal LogicalNot Signbit', keeping(always('bool'))),
  ...all('Reciprocal Normalize', keeping(always(FLOATX))),
  ...all('Square Clip', keeping(numberForBool)),
  Polar: keeping(always(FLOATX), 'abs_'),
  Cast: castTo,
  SaturateCast: castTo,
  ...all('Array ConvertToTensor EmptyLike FullLike OnesLike ZerosLike', (args) => {
    const spec = args.spec('x');
    return { ...spec, dtype: args.dtypeNamed() ?? spec.dtype };
  }),
};

function castTo(args: OperationArguments): TensorSpec {
  return { ...args.spec('x'), dtype: args.dtypeNamed() };
}

/** What two tensors broadcast to; undefined where not even the ranks are known. */
export function broadcastOf(args: OperationArguments, a: Shape | undefined, b: Shape | undefined): Shape | undefined {
  if (!a || !b) return undefined;
  return args.take(broadcastShapes(a, b), 'broadcast-shapes');
}

const joining =
  (promotion: (a: Dtype, b: Dtype) => Dtype, [first, second] = ['x1', 'x2']): Rule =>
  (args) => {
    const [a, b] = [args.spec(first!), args.spec(second!)];
    const dtype = promotion(a.dtype, b.dtype);
    return a.shape && b.shape
      ? { shape: broadcastOf(args, a.shape, b.shape), dtype }
      : specWith(broadcastAxes(axesOf(a), axesOf(b)), dtype);
  };
const promoted = (a: Dtype, b: Dtype): Dtype => resultType(a, b);
const promotedToFloat = (a: Dtype, b: Dtype): Dtype => resultType(a, b, 'float');
/** Python's numbers as Keras standardizes them: no longer weak. */
const strong = (dtype: Dtype): Dtype => dtype && (dtype === 'int' || dtype === 'float' ? settled(dtype) : dtype);
/** Python's numbers of any kind as floats. */
const numeric = (dtype: Dtype): Dtype => (dtype === 'int' || dtype === 'float' ? FLOATX : dtype);
const modulus = (a: Dtype, b: Dtype): Dtype => numberForBool(promoted(a, b));
const measured = (a: Dtype, b: Dtype): Dtype => {
  const dtype = promoted(a, b);
  return isIntegerOrBool(dtype) && dtype !== 'bool' ? FLOATX : dtype;
};

export const BINARY_RULES: Rules = {
  ...all('Add Subtract Multiply Maximum Fmax Minimum Fmin Power FloorDivide', joining(promoted)),
  ...all(
    'Gcd Lcm',
    joining((a, b) => resultType(strong(a), strong(b))),
  ),
  ...all('Divide DivideNoNan TrueDivide Logaddexp Logaddexp2 Gammainc', joining(promotedToFloat)),
  ...all(
    'Ldexp Nextafter',
    joining((a, b) => resultType(strong(a), strong(b), 'float')),
  ),
  Arctan2: joining((a, b) => resultType(numeric(a), numeric(b), 'float')),
  ...all('Mod Fmod', joining(modulus)),
  ...all('Heaviside Hypot', joining(measured)),
  ...all(
    'BitwiseAnd BitwiseOr BitwiseXor BitwiseLeftShift LeftShift BitwiseRightShift RightShift',
    joining(promoted, ['x', 'y']),
  ),
  ...all(
    'Equal Greater GreaterEqual Less LessEqual LogicalAnd LogicalOr NotEqual LogicalXor Isclose',
    joining(always('bool')),
  ),
  SquaredDifference: joining(promoted),
  IsIn: (args) => ({ shape: args.spec('x1').shape, dtype: 'bool' }),
  AllClose: () => ({ shape: [], dtype: 'bool' }),
  Digitize: (args) => {
    exactRank(args, args.shape('bins'), 1, 'bins');
    return { shape: args.spec('x').shape, dtype: 'int32' };
  },
  BiasAdd: (args) => args.spec('x'),
  Where: (args) => {
    if (args.isNone('x1') || args.isNone('x2')) {
      // Keras gives the places along each axis, TensorFlow one row for each.
      if (args.standIn || args.symbolic) throw new Undecided('how many places there are is up to the data');
      const rank = args.shape('condition').length;
      return { shape: [null, rank], dtype: 'int64' };
    }
    const [condition, a, b] = [args.spec('condition'), args.spec('x1'), args.spec('x2')];
    return {
      shape: broadcastOf(args, broadcastOf(args, condition.shape, a.shape), b.shape),
      dtype: promoted(a.dtype, b.dtype),
    };
  },
  Select: (args) => {
    const choices = [...args.tensors('choicelist'), args.tensor('default')];
    let shape: Shape | undefined = [];
    for (const one of [...args.tensors('condlist'), ...choices]) shape = broadcastOf(args, shape, one.shape);
    return { shape, dtype: resultType(...choices.map((one) => one.dtype)) };
  },
  AddN: (args) => {
    const tensors = args.tensors('inputs');
    let shape: Shape | undefined = [];
    for (const one of tensors) shape = broadcastOf(args, shape, one.shape);
    return { shape, dtype: resultType(...tensors.map((one) => one.dtype)) };
  },
};
