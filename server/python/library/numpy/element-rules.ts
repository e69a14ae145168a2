/** What the functions that work element by element make of one number, or of two. */
import type { BinaryOperator, CompareOperator } from '../../syntax/tree.ts';
import { halfToEven } from '../arrays/selecting.ts';

/** What a function makes of one float; undefined where implementations may differ in the last digit. */
export type FloatRule = (value: number) => number | undefined;

const exactIf =
  (exact: (value: number) => boolean, rule: (value: number) => number): FloatRule =>
  (value) =>
    exact(value) ? rule(value) : undefined;

/**
 * A result that is a whole number within rounding is that number in every implementation that is correct to the last
 * digit but one.
 */
const wholeOrRounded =
  (rule: (value: number) => number): FloatRule =>
  (value) => {
    const result = rule(value);
    return Number.isNaN(result) ? undefined : result;
  };

/** Of one number, with a result that is a float. */
export const toFloat: Readonly<Record<string, FloatRule>> = {
  sqrt: exactIf((value) => value >= 0, Math.sqrt),
  cbrt: wholeOrRounded(Math.cbrt),
  exp: wholeOrRounded(Math.exp),
  exp2: wholeOrRounded((value) => 2 ** value),
  expm1: wholeOrRounded(Math.expm1),
  log: exactIf((value) => value > 0, Math.log),
  log2: exactIf((value) => value > 0, Math.log2),
  log10: exactIf((value) => value > 0, Math.log10),
  log1p: exactIf((value) => value > -1, Math.log1p),
  sin: wholeOrRounded(Math.sin),
  cos: wholeOrRounded(Math.cos),
  tan: wholeOrRounded(Math.tan),
  arcsin: wholeOrRounded(Math.asin),
  arccos: wholeOrRounded(Math.acos),
  arctan: wholeOrRounded(Math.atan),
  sinh: wholeOrRounded(Math.sinh),
  cosh: wholeOrRounded(Math.cosh),
  tanh: wholeOrRounded(Math.tanh),
  deg2rad: wholeOrRounded((value) => value * (Math.PI / 180)),
  radians: wholeOrRounded((value) => value * (Math.PI / 180)),
  rad2deg: wholeOrRounded((value) => value * (180 / Math.PI)),
  degrees: wholeOrRounded((value) => value * (180 / Math.PI)),
  arcsinh: wholeOrRounded(Math.asinh),
  arccosh: wholeOrRounded(Math.acosh),
  arctanh: wholeOrRounded(Math.atanh),
};

/** These keep whole numbers as they are. */
export const rounding: Readonly<Record<string, FloatRule>> = {
  ceil: (value) => Math.ceil(value),
  floor: (value) => Math.floor(value),
  trunc: (value) => Math.trunc(value),
  fix: (value) => Math.trunc(value),
  rint: halfToEven,
};

/** A whole number gives a whole number, a float a float. */
export const sameKind: Readonly<Record<string, (value: bigint | number) => bigint | number | undefined>> = {
  abs: magnitude,
  absolute: magnitude,
  fabs: magnitude,
  negative: (value) => -value,
  positive: (value) => value,
  square: (value) => (typeof value === 'bigint' ? value * value : value * value),
  sign: (value) => (typeof value === 'bigint' ? (value > 0n ? 1n : value < 0n ? -1n : 0n) : Math.sign(value)),
};

/** Questions about one number. */
export const tests: Readonly<Record<string, (value: bigint | number) => boolean>> = {
  isnan: (value) => typeof value === 'number' && Number.isNaN(value),
  isinf: (value) => typeof value === 'number' && (value === Infinity || value === -Infinity),
  isfinite: (value) => typeof value === 'bigint' || Number.isFinite(value),
  logical_not: (value) => value === 0 || value === 0n,
  signbit: (value) => value < 0,
};

/** Functions that do what an operator of Python does. */
export const operators: Readonly<Record<string, BinaryOperator>> = {
  add: '+',
  subtract: '-',
  multiply: '*',
  divide: '/',
  true_divide: '/',
  floor_divide: '//',
  mod: '%',
  remainder: '%',
  power: '**',
  bitwise_and: '&',
  bitwise_or: '|',
  bitwise_xor: '^',
  left_shift: '<<',
  right_shift: '>>',
};

/** Comparisons that have an operator of Python too. */
export const comparisons: Readonly<Record<string, CompareOperator>> = {
  equal: '==',
  not_equal: '!=',
  less: '<',
  less_equal: '<=',
  greater: '>',
  greater_equal: '>=',
};

/** Of the truth of two values. */
export const logical: Readonly<Record<string, (x: boolean, y: boolean) => boolean>> = {
  logical_and: (x, y) => x && y,
  logical_or: (x, y) => x || y,
  logical_xor: (x, y) => x !== y,
};

function magnitude(value: bigint | number): bigint | number {
  return value < 0 ? -value : value;
}
