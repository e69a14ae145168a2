/** Functions of numbers that work element by element ("ufuncs"). */
import type { BinaryOperator, CompareOperator } from '../../syntax/tree.ts';
import { broadcastShapes } from '../../../shapes/broadcasting.ts';
import { bool, Float, Int, Unknown, type NativeFunction, type Value } from '../../values/value.ts';
import { ArrayValue } from '../arrays/array-value.ts';
import { floatDtype } from '../arrays/creation.ts';
import { castElement, numberOf, isIntegerDtype } from '../arrays/dtypes.ts';
import { binaryOnArrays, combine, commonDtype, compareArrays } from '../arrays/elementwise.ts';
import { toArray } from '../arrays/conversion.ts';
import { define } from '../arrays/library-call.ts';
import { allKnown, halfToEven } from '../arrays/selecting.ts';
import { unboxed } from '../arrays/scalars.ts';
import { words } from '../../../words/message.ts';

/** What a function makes of one float; undefined where implementations may differ in the last digit. */
type FloatRule = (value: number) => number | undefined;

const exactIf = (exact: (value: number) => boolean, rule: (value: number) => number): FloatRule => (value) => (exact(value) ? rule(value) : undefined);
/** A result that is a whole number within rounding is that number in every implementation that is correct to the last digit but one. */
const wholeOrRounded = (rule: (value: number) => number): FloatRule => (value) => {
  const result = rule(value);
  return Number.isNaN(result) ? undefined : result;
};

const toFloat: Readonly<Record<string, FloatRule>> = {
  sqrt: exactIf((value) => value >= 0, Math.sqrt), cbrt: wholeOrRounded(Math.cbrt), exp: wholeOrRounded(Math.exp), exp2: wholeOrRounded((value) => 2 ** value),
  expm1: wholeOrRounded(Math.expm1), log: exactIf((value) => value > 0, Math.log), log2: exactIf((value) => value > 0, Math.log2),
  log10: exactIf((value) => value > 0, Math.log10), log1p: exactIf((value) => value > -1, Math.log1p), sin: wholeOrRounded(Math.sin), cos: wholeOrRounded(Math.cos),
  tan: wholeOrRounded(Math.tan), arcsin: wholeOrRounded(Math.asin), arccos: wholeOrRounded(Math.acos), arctan: wholeOrRounded(Math.atan), sinh: wholeOrRounded(Math.sinh),
  cosh: wholeOrRounded(Math.cosh), tanh: wholeOrRounded(Math.tanh), deg2rad: wholeOrRounded((value) => value * (Math.PI / 180)), radians: wholeOrRounded((value) => value * (Math.PI / 180)),
  rad2deg: wholeOrRounded((value) => value * (180 / Math.PI)), degrees: wholeOrRounded((value) => value * (180 / Math.PI)), sinc: () => undefined, reciprocal: (value) => (value === 0 ? undefined : 1 / value),
};
/** These keep whole numbers as they are. */
const rounding: Readonly<Record<string, FloatRule>> = {
  ceil: (value) => Math.ceil(value), floor: (value) => Math.floor(value), trunc: (value) => Math.trunc(value), fix: (value) => Math.trunc(value), rint: halfToEven,
};
const sameKind: Readonly<Record<string, (value: bigint | number) => bigint | number | undefined>> = {
  abs: magnitude, absolute: magnitude, fabs: magnitude, negative: (value) => -value, positive: (value) => value, square: (value) => (typeof value === 'bigint' ? value * value : value * value),
  sign: (value) => (typeof value === 'bigint' ? (value > 0n ? 1n : value < 0n ? -1n : 0n) : Math.sign(value)), conj: (value) => value, conjugate: (value) => value,
  nan_to_num: (value) => (typeof value === 'number' && !Number.isFinite(value) ? undefined : value),
};
const tests: Readonly<Record<string, (value: bigint | number) => boolean>> = {
  isnan: (value) => typeof value === 'number' && Number.isNaN(value), isinf: (value) => typeof value === 'number' && (value === Infinity || value === -Infinity),
  isfinite: (value) => typeof value === 'bigint' || Number.isFinite(value), logical_not: (value) => value === 0 || value === 0n, signbit: (value) => value < 0,
};
const operators: Readonly<Record<string, BinaryOperator>> = {
  add: '+', subtract: '-', multiply: '*', divide: '/', true_divide: '/', floor_divide: '//', mod: '%', remainder: '%', power: '**', float_power: '**', bitwise_and: '&',
  bitwise_or: '|', bitwise_xor: '^', left_shift: '<<', right_shift: '>>',
};
const comparisons: Readonly<Record<string, CompareOperator>> = {
  equal: '==', not_equal: '!=', less: '<', less_equal: '<=', greater: '>', greater_equal: '>=',
};
const logical: Readonly<Record<string, (x: boolean, y: boolean) => boolean>> = {
  logical_and: (x, y) => x && y, logical_or: (x, y) => x || y, logical_xor: (x, y) => x !== y,
};

function magnitude(value: bigint | number): bigint | number {
  return value < 0 ? -value : value;
}

function unary(name: string, dtypeOf: (dtype: string | undefined) => string | undefined, rule: (value: bigint | number) => Value | undefined): NativeFunction {
  return define(name, 'x|a out where dtype', (call) => {
    const data = call.data('x');
    if (data instanceof Unknown) return call.unknown(data.reason);
    const dtype = call.dtype('dtype', dtypeOf(data.dtype));
    if (!data.shape) return call.unknown(data.reason);
    const elements = data.elements?.map((element) => {
      const number = numberOf(element);
      const result = number === undefined ? undefined : rule(number);
      return result && castElement(result, dtype);
    });
    // A single number that is not known keeps its name: int(np.sqrt(n)) is shown as it is written.
    if (data.shape.length === 0 && data.elements?.[0]?.kind === 'unknown' && data.library === 'numpy') return call.unknown(data.elements[0].reason);
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
  return define(name, 'x1|a x2|b out', (call) => {
    const [left, right] = [call.required('x1'), call.required('x2')];
    const [a, b] = [left, right].map((value) => call.ranked(toArray(call.interpreter, value))) as [ArrayValue, ArrayValue];
    const dtype = commonDtype(a, b, left, right);
    return combine(call.interpreter, a, b, a.shape!, b.shape!, dtype, (x, y) => {
      const [m, n] = [numberOf(x), numberOf(y)];
      if (m === undefined || n === undefined || Number.isNaN(m) || Number.isNaN(n)) return undefined;
      return castElement((sign > 0 ? m >= n : m <= n) ? x : y, dtype);
    });
  });
}

function onTwo(name: string, work: (left: Value, right: Value, call: Parameters<Parameters<typeof define>[2]>[0]) => Value | undefined): NativeFunction {
  return define(name, 'x1|x|a x2|y|b out where dtype', (call) => {
    const [left, right] = [call.required('x1'), call.required('x2')];
    const first = left instanceof ArrayValue || right instanceof ArrayValue ? left : asOperand(toArray(call.interpreter, left), left);
    return work(first, right, call) ?? call.unknown(words`the result of ${name} is not known`);
  });
}

/** Two plain numbers are worked out as arrays without axes, by NumPy's rules. */
function asOperand(data: ArrayValue | Unknown, value: Value): Value {
  return data instanceof Unknown ? value : data;
}

function shapeOnly(name: string, dtypeOf: (dtype: string | undefined) => string | undefined): NativeFunction {
  return onTwo(name, (left, right, call) => {
    const [a, b] = [left, right].map((value) => call.ranked(toArray(call.interpreter, value)));
    return a && b && a.like(call.accept(broadcastShapes(a.shape, b.shape)), dtypeOf(commonDtype(a, b, left, right)));
  });
}

export const elementwiseFunctions: Readonly<Record<string, NativeFunction>> = {
  ...mapped(toFloat, (name, rule) => unary(name, floatDtype, floatResult(rule))),
  ...mapped(rounding, (name, rule) => unary(name, (dtype) => (dtype !== undefined && (isIntegerDtype(dtype) || dtype === 'bool') && name !== 'fix' ? dtype : floatDtype(dtype)), (value) => (typeof value === 'bigint' ? new Int(value) : floatResult(rule)(value)))),
  ...mapped(sameKind, (name, rule) => unary(name, (dtype) => (name === 'fabs' ? floatDtype(dtype) : dtype), (value) => numberResult(rule(value)))),
  ...mapped(tests, (name, rule) => unary(name, () => 'bool', (value) => bool(rule(value)))),
  ...mapped(operators, (name, operator) => onTwo(name, (left, right, call) => {
    if (left.kind === 'unknown' || right.kind === 'unknown') return call.interpreter.binary(operator, left, right);
    return binaryOnArrays(call.interpreter, operator, left, right);
  })),
  ...mapped(comparisons, (name, operator) => onTwo(name, (left, right, call) => compareArrays(call.interpreter, operator, left, right))),
  ...mapped(logical, (name, rule) => onTwo(name, (left, right, call) => {
    const [a, b] = [left, right].map((value) => call.ranked(toArray(call.interpreter, value)));
    return a && b && combine(call.interpreter, a, b, a.shape, b.shape, 'bool', (x, y) => {
      const [p, q] = [call.interpreter.truth(x), call.interpreter.truth(y)];
      return p === undefined || q === undefined ? undefined : bool(rule(p, q));
    });
  })),
  ...Object.fromEntries(['arctan2', 'hypot', 'logaddexp', 'copysign', 'ldexp', 'nextafter'].map((name) => [name, shapeOnly(name, floatDtype)])),
  maximum: extremum('maximum', 1), fmax: extremum('fmax', 1), minimum: extremum('minimum', -1), fmin: extremum('fmin', -1),
  isclose: shapeOnly('isclose', () => 'bool'),
  gcd: shapeOnly('gcd', (dtype) => dtype), lcm: shapeOnly('lcm', (dtype) => dtype),
};

function mapped<T>(table: Readonly<Record<string, T>>, make: (name: string, entry: T) => NativeFunction): Record<string, NativeFunction> {
  return Object.fromEntries(Object.entries(table).map(([name, entry]) => [name, make(name, entry)]));
}
