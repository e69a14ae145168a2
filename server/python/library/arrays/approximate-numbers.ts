/** Arithmetic with numbers that are known but for their last digits. */
import type { BinaryOperator, CompareOperator } from '../../syntax/tree.ts';
import { Approximate, agreed, approximately, type Limits, limitsOf } from '../../domain/approximate.ts';
import { bool, Float, type Value } from '../../domain/value.ts';
import { ArrayValue } from './array-value.ts';
import { NumpyFloat, roundFloat } from './dtypes.ts';

/** The number, which an array without axes may hold. */
export function approximateIn(value: Value): Approximate | undefined {
  if (value instanceof ArrayValue && value.shape?.length === 0) return approximateIn(value.elements?.[0] ?? value);
  return value instanceof Approximate ? value : undefined;
}

/** As if its last digits were not known: for what is added in an order that is not known. */
export function blurred(value: Value, dtype: string): Value | undefined {
  const limits = limitsOf(value);
  return limits && Number.isFinite(limits.low) && Number.isFinite(limits.high)
    ? new Approximate(limits, dtype)
    : undefined;
}

export function approximateBinary(
  operator: BinaryOperator,
  x: Value,
  y: Value,
  dtype: string | undefined,
): Approximate | undefined {
  const [a, b] = [limitsOf(x), limitsOf(y)];
  const limits = a && b && limitsOfBinary(operator, a, b);
  const around = a && b ? Math.max(...[a, b].flatMap(({ low, high }) => [Math.abs(low), Math.abs(high)])) : 0;
  return limits && approximately(limits, dtype, operator === '+' || operator === '-' ? { around } : {});
}

function limitsOfBinary(operator: BinaryOperator, a: Limits, b: Limits): Limits | undefined {
  switch (operator) {
    case '+':
      return { low: a.low + b.low, high: a.high + b.high };
    case '-':
      return { low: a.low - b.high, high: a.high - b.low };
    case '*':
      return productLimits(a, b);
    case '/':
      return b.low > 0 || b.high < 0 ? around(a, b, (x, y) => x / y) : undefined;
    case '**':
      return powered(a, b);
    default:
      return undefined;
  }
}

function powered(a: Limits, b: Limits): Limits | undefined {
  if (b.low === 2 && b.high === 2) return squared(a);
  return a.low > 0 ? around(a, b, (x, y) => x ** y) : undefined;
}

function squared({ low, high }: Limits): Limits {
  const [x, y] = [low * low, high * high];
  return { low: low <= 0 && high >= 0 ? 0 : Math.min(x, y), high: Math.max(x, y) };
}

export const productLimits = (a: Limits, b: Limits): Limits => around(a, b, (x, y) => x * y);

function around(a: Limits, b: Limits, rule: (x: number, y: number) => number): Limits {
  const corners = [rule(a.low, b.low), rule(a.low, b.high), rule(a.high, b.low), rule(a.high, b.high)];
  return { low: Math.min(...corners), high: Math.max(...corners) };
}

/** Elementary functions of the fast kind are off by a few units in the last place. */
const FAST = 16;

/** Functions that never go down, and where they are not told by their ends. */
const RISING: Readonly<Record<string, (value: number) => number>> = {
  sqrt: Math.sqrt,
  cbrt: Math.cbrt,
  exp: Math.exp,
  exp2: (value) => 2 ** value,
  expm1: Math.expm1,
  log: Math.log,
  log2: Math.log2,
  log10: Math.log10,
  log1p: Math.log1p,
  tanh: Math.tanh,
  sinh: Math.sinh,
  arctan: Math.atan,
  arcsinh: Math.asinh,
  sigmoid: (value) => 1 / (1 + Math.exp(-value)),
  softplus: (value) => Math.max(value, 0) + Math.log1p(Math.exp(-Math.abs(value))),
};
/** Of these a step of the argument never makes more than a step of the result. */
const STEADY: Readonly<Record<string, (value: number) => number>> = { sin: Math.sin, cos: Math.cos };

/** What a function makes of a number; undefined where that is not worked out. */
export function approximateUnary(name: string, x: Value, dtype: string | undefined): Value | undefined {
  const limits = limitsOf(x);
  if (!limits) return undefined;
  const { low, high } = limits;
  if (name === 'square') return approximately(squared(limits), dtype);
  if (name === 'negative') return approximately({ low: -high, high: -low }, dtype);
  if (name === 'abs' || name === 'absolute' || name === 'fabs') return magnitude(limits, dtype);
  if (name === 'reciprocal')
    return low > 0 || high < 0 ? approximately({ low: 1 / high, high: 1 / low }, dtype) : undefined;
  if (name === 'sign') return low > 0 || high < 0 ? new NumpyFloat(Math.sign(low), dtype ?? 'float64') : undefined;
  const steady = STEADY[name];
  if (steady) {
    const [middle, reach] = [steady((low + high) / 2), (high - low) / 2];
    return approximately({ low: Math.max(middle - reach, -1), high: Math.min(middle + reach, 1) }, dtype, {
      around: Math.max(1, Math.abs(low) / 8),
      steps: FAST,
    });
  }
  const rising = RISING[name];
  const around = name === 'exp' || name === 'exp2' || name === 'sqrt' ? 0 : 1;
  return rising && approximately({ low: rising(low), high: rising(high) }, dtype, { around, steps: FAST });
}

function magnitude({ low, high }: Limits, dtype: string | undefined): Value | undefined {
  if (low >= 0) return approximately({ low, high }, dtype);
  return high <= 0
    ? approximately({ low: -high, high: -low }, dtype)
    : approximately({ low: 0, high: Math.max(-low, high) }, dtype);
}

/** The sum, in whatever order it is taken. */
export function approximateSum(elements: readonly Value[], dtype: string): Approximate | undefined {
  let [low, high, size] = [0, 0, 0];
  for (const element of elements) {
    const limits = limitsOf(element);
    if (!limits) return undefined;
    low += limits.low;
    high += limits.high;
    size += Math.max(Math.abs(limits.low), Math.abs(limits.high));
  }
  return approximately({ low, high }, dtype, { steps: Math.max(1, elements.length / 2), around: size });
}

export function approximateMean(elements: readonly Value[], dtype: string): Approximate | undefined {
  const sum = approximateSum(elements, dtype);
  return sum && approximateBinary('/', sum, new Float(elements.length), dtype);
}

export function approximateVariance(elements: readonly Value[], dtype: string): Approximate | undefined {
  const mean = approximateMean(elements, dtype);
  const squares =
    mean && elements.map((element) => approximateUnary('square', approximateBinary('-', element, mean, dtype)!, dtype));
  return squares?.every((square) => square !== undefined) ? approximateMean(squares, dtype) : undefined;
}

/** The largest (1) or smallest (-1). */
export function approximateExtreme(
  elements: readonly Value[],
  dtype: string | undefined,
  sign: 1 | -1,
): Approximate | undefined {
  const all = elements.map(limitsOf);
  // What has no limits may be no number at all.
  if (!all.every((limits) => limits && Number.isFinite(limits.low + limits.high)) || all.length === 0) return undefined;
  const pick = sign > 0 ? Math.max : Math.min;
  const limits = { low: pick(...all.map((one) => one!.low)), high: pick(...all.map((one) => one!.high)) };
  return new Approximate(limits, dtype);
}

/** Whether the comparison holds, where the last digits do not matter. */
export function approximateComparison(operator: CompareOperator, x: Value, y: Value): boolean | undefined {
  const [a, b] = [limitsOf(x), limitsOf(y)];
  if (!a || !b) return undefined;
  switch (operator) {
    case '<':
      return a.high < b.low ? true : a.low >= b.high ? false : undefined;
    case '<=':
      return a.high <= b.low ? true : a.low > b.high ? false : undefined;
    case '>':
      return approximateComparison('<', y, x);
    case '>=':
      return approximateComparison('<=', y, x);
    case '==':
    case '!=':
      return a.high < b.low || b.high < a.low ? operator === '!=' : undefined;
    default:
      return undefined;
  }
}

/** With so many decimals, where that is the same number for all that it may be. */
export function roundedApproximate(value: Approximate, round: (number: number) => number): Value | undefined {
  const number = agreed(value, round);
  if (number === undefined) return undefined;
  if (value.dtype === undefined) return new Float(number);
  const rounded = roundFloat(number, value.dtype);
  return rounded === undefined ? undefined : new NumpyFloat(rounded, value.dtype);
}

export const truthOf = (answer: boolean | undefined): Value | undefined =>
  answer === undefined ? undefined : bool(answer);
