/** Functions of numbers that work element by element ("ufuncs"). */
import { broadcastShapes } from '../../../shapes/broadcasting.ts';
import type { Shape } from '../../../shapes/dimension.ts';
import { bool, Float, Int, type NativeFunction, type Value } from '../../domain/value.ts';
import { ArrayValue } from '../arrays/array-value.ts';
import { floatDtype } from '../arrays/creation.ts';
import { castElement, isIntegerDtype, isWeakScalar, numberOf } from '../arrays/dtypes.ts';
import { commonDtype } from '../arrays/common-dtype.ts';
import { binaryOnArrays, refuseFloats, combine, compareArrays } from '../arrays/elementwise.ts';
import { toArray } from '../arrays/conversion.ts';
import { declare } from '../arrays/declare.ts';
import type { LibraryCall } from '../arrays/library-call.ts';
import {
  comparisons,
  type FloatRule,
  logical,
  operators,
  rounding,
  sameKind,
  tests,
  toFloat,
} from './element-rules.ts';
import { ufunc } from './ufuncs.ts';
import { allKnown } from '../arrays/selecting.ts';
import { unboxed } from '../arrays/scalars.ts';
import { Approximate } from '../../domain/approximate.ts';
import { approximateExtreme, approximateUnary } from '../arrays/approximate-numbers.ts';
import { words } from '../../../words/message.ts';
import { isUndetermined, type Undetermined } from '../../domain/undetermined.ts';

/**
 * What every function of this kind takes besides. Where a mask is given, what is left out is whatever was in memory.
 */
const options = 'out * where dtype casting~ order~ subok~';

/** The shape with that of the mask of `where`; undefined where there is none. */
function maskedShape(call: LibraryCall, shape: Shape): Shape | undefined {
  const mask = call.passed('where');
  if (!mask || (mask.kind === 'bool' && mask.value)) return undefined;
  return call.accept(broadcastShapes(shape, call.ranked(toArray(call.interpreter, mask)).shape));
}

function unary(
  name: string,
  dtypeOf: (dtype: string | undefined) => string | undefined,
  rule: (value: bigint | number, dtype: string) => Value | undefined,
  parameters = options,
): NativeFunction {
  return declare(name, `x|a ${parameters}`, (call) => {
    const data = call.data('x');
    if (isUndetermined(data)) return call.unknown(data.reason);
    if (!data.shape) return call.unknown(data.reason);
    if (data.dtype === 'str' || data.dtype === 'object' || data.dtype?.startsWith('complex'))
      return call.unknown(words`the result of ${name} is not worked out`);
    if (name === 'invert') refuseFloats(call.interpreter, name, [data]);
    const natural = dtypeOf(data.dtype);
    const dtype = call.dtype('dtype', natural);
    const masked = maskedShape(call, data.shape);
    if (masked) return data.like(masked, dtype);
    const elements = data.elements?.map((element) => {
      const approximate = element instanceof Approximate ? approximateUnary(name, element, dtype) : undefined;
      if (approximate) return castElement(approximate, dtype);
      const number = numberOf(element);
      const result = number === undefined ? undefined : rule(number, data.dtype ?? '');
      return result && castElement(result, dtype);
    });
    // A single number that is not known keeps its name: int(np.sqrt(n)) is shown as it is written.
    const only = data.shape.length === 0 ? data.elements?.[0] : undefined;
    if (isUndetermined(only) && !(only instanceof Approximate) && data.library === 'numpy')
      return call.unknown(only.reason);
    return unboxed(data.like(data.shape, dtype, allKnown(elements)));
  });
}

function floatResult(rule: FloatRule): (value: bigint | number) => Value | undefined {
  return (value) => {
    const result = rule(Number(value));
    return result === undefined ? undefined : new Float(result);
  };
}

function numberResult(value: bigint | number | undefined): Value | undefined {
  return value === undefined ? undefined : typeof value === 'bigint' ? new Int(value) : new Float(value);
}

/** Smaller or larger of two, element by element. */
function extremum(name: string, sign: 1 | -1): NativeFunction {
  return onTwo(name, (left, right, call) => {
    const [a, b] = [left, right].map((value) => call.ranked(toArray(call.interpreter, value))) as [
      ArrayValue,
      ArrayValue,
    ];
    const dtype = commonDtype(a, b, left, right);
    return combine(call.interpreter, a, b, a.shape!, b.shape!, dtype, (x, y) => {
      if (x instanceof Approximate || y instanceof Approximate) return approximateExtreme([x, y], dtype, sign);
      const [m, n] = [numberOf(x), numberOf(y)];
      if (m === undefined || n === undefined || Number.isNaN(m) || Number.isNaN(n)) return undefined;
      return castElement((sign > 0 ? m >= n : m <= n) ? x : y, dtype);
    });
  });
}

function onTwo(
  name: string,
  work: (left: Value, right: Value, call: LibraryCall) => Value | undefined,
  parameters = options,
): NativeFunction {
  return declare(name, `x1|x|a x2|y|b ${parameters}`, (call) => {
    const [left, right] = [call.required('x1'), call.required('x2')];
    const first =
      left instanceof ArrayValue || right instanceof ArrayValue
        ? left
        : asOperand(toArray(call.interpreter, left), left);
    const result = work(first, right, call) ?? call.unknown(words`the result of ${name} is not known`);
    return inDtype(call, masked(call, result));
  });
}

function masked(call: LibraryCall, result: Value): Value {
  if (!(result instanceof ArrayValue) && !call.passed('where')) return result;
  const data = toArray(call.interpreter, result);
  if (isUndetermined(data) || !data.shape) return result;
  const shape = maskedShape(call, data.shape);
  return shape ? data.like(shape, data.dtype) : result;
}

function inDtype(call: LibraryCall, result: Value): Value {
  const dtype = call.optional('dtype') ? call.dtype('dtype', undefined) : undefined;
  if (!call.optional('dtype') || isUndetermined(result)) return result;
  const data = toArray(call.interpreter, result);
  // It is worked out anew in that dtype: only the shape is sure to be the same.
  return isUndetermined(data) || !data.shape
    ? result
    : data.like(data.shape, data.dtype === 'bool' ? undefined : dtype);
}

/** Two plain numbers are worked out as arrays without axes, by NumPy's rules. */
function asOperand(data: ArrayValue | Undetermined, value: Value): Value {
  return isUndetermined(data) ? value : data;
}

function shapeOnly(
  name: string,
  dtypeOf: (dtype: string | undefined) => string | undefined,
  parameters?: string,
): NativeFunction {
  return onTwo(
    name,
    (left, right, call) => {
      const [a, b] = [left, right].map((value) => call.ranked(toArray(call.interpreter, value)));
      return a && b && a.like(call.accept(broadcastShapes(a.shape, b.shape)), dtypeOf(commonDtype(a, b, left, right)));
    },
    parameters,
  );
}

/** Truth values are added and multiplied as small integers where there is no operation of their own. */
const withoutBool = (dtype: string | undefined): string | undefined => (dtype === 'bool' ? 'int8' : dtype);
const alwaysFloat64 = (dtype: string | undefined): string | undefined =>
  dtype?.startsWith('complex') || dtype === undefined ? undefined : 'float64';

function roundingDtype(name: string): (dtype: string | undefined) => string | undefined {
  if (name === 'rint') return floatDtype;
  return (dtype) => (isIntegerDtype(dtype) || dtype === 'bool' ? dtype : floatDtype(dtype));
}

function keptDtype(name: string): (dtype: string | undefined) => string | undefined {
  if (name === 'fabs') return floatDtype;
  return name === 'square' ? withoutBool : (dtype) => dtype;
}

/** Two names of one function. */
const conjugate = unary('conjugate', withoutBool, (value) => numberResult(value));

/** Of integers, the quotient without its rest. */
const reciprocal = unary(
  'reciprocal',
  (dtype) => (dtype === 'bool' ? 'int8' : dtype),
  (value, dtype) => {
    if (value === 0 || value === 0n) return undefined;
    return isIntegerDtype(dtype) || dtype === 'bool' ? new Int(1n / BigInt(value)) : new Float(1 / Number(value));
  },
);

const functions: Readonly<Record<string, NativeFunction>> = {
  ...mapped(toFloat, (name, rule) => unary(name, floatDtype, floatResult(rule))),
  ...mapped(rounding, (name, rule) =>
    unary(
      name,
      roundingDtype(name),
      (value) => (typeof value === 'bigint' ? new Int(value) : floatResult(rule)(value)),
      name === 'fix' ? 'out' : options,
    ),
  ),
  ...mapped(sameKind, (name, rule) => unary(name, keptDtype(name), (value) => numberResult(rule(value)))),
  conj: conjugate,
  conjugate,
  ...mapped(tests, (name, rule) =>
    unary(
      name,
      () => 'bool',
      (value) => bool(rule(value)),
    ),
  ),
  nan_to_num: unary(
    'nan_to_num',
    (dtype) => dtype,
    (value) => (typeof value === 'number' && !Number.isFinite(value) ? undefined : numberResult(value)),
    'copy nan~ posinf~ neginf~',
  ),
  reciprocal,
  sinc: unary(
    'sinc',
    (dtype) => (dtype === 'float32' || dtype === 'float16' ? dtype : alwaysFloat64(dtype)),
    () => undefined,
    '',
  ),
  invert: unary(
    'invert',
    (dtype) => dtype,
    (value, dtype) =>
      dtype === 'bool'
        ? bool(value === 0n)
        : typeof value === 'bigint' && dtype.startsWith('int')
          ? new Int(~value)
          : undefined,
  ),
  ...mapped(operators, (name, operator) =>
    onTwo(name, (left, right, call) => {
      if (isUndetermined(left) || isUndetermined(right)) return call.interpreter.binary(operator, left, right);
      return binaryOnArrays(call.interpreter, operator, left, right);
    }),
  ),
  ...mapped(comparisons, (name, operator) =>
    onTwo(name, (left, right, call) => compareArrays(call.interpreter, operator, left, right)),
  ),
  ...mapped(logical, (name, rule) =>
    onTwo(name, (left, right, call) => {
      const [a, b] = [left, right].map((value) => call.ranked(toArray(call.interpreter, value)));
      return (
        a &&
        b &&
        combine(call.interpreter, a, b, a.shape, b.shape, 'bool', (x, y) => {
          const [p, q] = [call.interpreter.truth(x), call.interpreter.truth(y)];
          return p === undefined || q === undefined ? undefined : bool(rule(p, q));
        })
      );
    }),
  ),
  ...Object.fromEntries(
    ['arctan2', 'hypot', 'logaddexp', 'logaddexp2', 'copysign', 'nextafter', 'heaviside'].map((name) => [
      name,
      shapeOnly(name, floatDtype),
    ]),
  ),
  float_power: shapeOnly('float_power', alwaysFloat64),
  fmod: shapeOnly('fmod', withoutBool),
  maximum: extremum('maximum', 1),
  fmax: extremum('fmax', 1),
  minimum: extremum('minimum', -1),
  fmin: extremum('fmin', -1),
  isclose: shapeOnly('isclose', () => 'bool', 'rtol~ atol~ equal_nan~'),
  ldexp: onTwo('ldexp', (left, right, call) => {
    const [a, b] = [left, right].map((value) => call.ranked(toArray(call.interpreter, value)));
    return (
      a &&
      b &&
      a.like(call.accept(broadcastShapes(a.shape, b.shape)), isWeakScalar(left) ? undefined : floatDtype(a.dtype))
    );
  }),
  gcd: shapeOnly('gcd', (dtype) => dtype),
  lcm: shapeOnly('lcm', (dtype) => dtype),
};

/** `np.pow`, `np.acos`: the names that NumPy 2 has besides. */
const otherNames: Readonly<Record<string, string>> = {
  bitwise_not: 'invert',
  bitwise_invert: 'invert',
  pow: 'power',
  acos: 'arccos',
  asin: 'arcsin',
  atan: 'arctan',
  atan2: 'arctan2',
  acosh: 'arccosh',
  asinh: 'arcsinh',
  atanh: 'arctanh',
  bitwise_left_shift: 'left_shift',
  bitwise_right_shift: 'right_shift',
};

/** Functions that are no ufuncs: they have neither `reduce` nor `at`. */
const plain = new Set(['fix', 'nan_to_num', 'sinc', 'isclose']);

const made = new Map<NativeFunction, NativeFunction>();
const ufuncOf = (name: string, fn: NativeFunction): NativeFunction => {
  const known = made.get(fn) ?? ufunc(name, fn);
  made.set(fn, known);
  return known;
};
const named = Object.fromEntries(
  Object.entries(functions).map(([name, fn]) => [name, plain.has(name) ? fn : ufuncOf(name, fn)]),
);

export const elementwiseFunctions: Readonly<Record<string, NativeFunction>> = {
  ...named,
  ...Object.fromEntries(Object.entries(otherNames).map(([other, name]) => [other, named[name]!])),
};

function mapped<T>(
  table: Readonly<Record<string, T>>,
  make: (name: string, entry: T) => NativeFunction,
): Record<string, NativeFunction> {
  return Object.fromEntries(Object.entries(table).map(([name, entry]) => [name, make(name, entry)]));
}
