/**
 * Elementary functions rounded to the nearest float. C libraries round almost always so, JavaScript engines often do
 * not (their last
 * digit may differ), and a last digit decides what `int()` and `ceil()` give.
 */
import { bitLength, decompose, scaleFloat, trueDivide } from './float-bits.ts';

/** Bits after the point in the fixed-point numbers used below. */
const precision = 160;
const one = 1n << BigInt(precision);

/** `base ** exponent` for finite numbers, where the result is real. */
export function exactPower(base: number, exponent: number): number {
  const quick = Math.pow(base, exponent);
  if (quick === 0 || !Number.isFinite(quick) || base === 0 || base === 1 || exponent === 1) return quick;
  if (exponent === 2) return base * base;
  if (exponent === 0.5) return Math.sqrt(base);
  if (Number.isInteger(exponent) && Math.abs(exponent) <= 64) return integralPower(base, exponent);
  const negative = base < 0 && exponent % 2 !== 0;
  const { mantissa, exponent: scale } = decompose(exponent);
  const logarithm = logarithmOf(Math.abs(base)) * mantissa;
  const magnitude = exponentialOf(scale < 0 ? logarithm >> BigInt(-scale) : logarithm << BigInt(scale));
  return negative ? -magnitude : magnitude;
}

function integralPower(base: number, exponent: number): number {
  const { mantissa, exponent: scale } = decompose(base);
  const count = Math.abs(exponent);
  const power = mantissa ** BigInt(count);
  if (exponent > 0) return scaleFloat(power, scale * count);
  const shift = -scale * count;
  return shift >= 0 ? trueDivide(1n << BigInt(shift), power) : trueDivide(1n, power << BigInt(-shift));
}

/** e to the power of a finite number. */
export function exactExponential(value: number): number {
  const quick = Math.exp(value);
  if (quick === 0 || !Number.isFinite(quick) || value === 0) return quick;
  return exponentialOf(fixed(value));
}

/** The natural logarithm of a positive finite number. */
export function exactLogarithm(value: number): number {
  return value === 1 ? 0 : toFloat(logarithmOf(value));
}

/** The logarithm to base 2 or 10 of a positive finite number. */
export function exactLogarithmTo(base: 2 | 10, value: number): number {
  if (value === 1) return 0;
  const exact = Math.round(base === 2 ? Math.log2(value) : Math.log10(value));
  if (exact >= 0 && exact <= 1023 && value === Number(base === 2 ? 2n ** BigInt(exact) : 10n ** BigInt(exact)))
    return exact;
  return toFloat((logarithmOf(value) << BigInt(precision)) / logarithmOf(base));
}

function fixed(value: number): bigint {
  const { mantissa, exponent } = decompose(value);
  const shift = precision + exponent;
  return shift >= 0 ? mantissa << BigInt(shift) : mantissa >> BigInt(-shift);
}

function toFloat(value: bigint): number {
  return scaleFloat(value, -precision);
}

/** ln 2 = 2 artanh(1/3), in fixed point. */
const logarithmOfTwo = twiceInverseTangent(one, 3n * one);

/** 2 artanh(numerator / denominator) by its power series. */
function twiceInverseTangent(numerator: bigint, denominator: bigint): bigint {
  const ratio = (numerator << BigInt(precision)) / denominator;
  const square = (ratio * ratio) >> BigInt(precision);
  let term = ratio;
  let sum = 0n;
  for (let odd = 1n; term !== 0n && term !== -1n; odd += 2n) {
    sum += term / odd;
    term = (term * square) >> BigInt(precision);
  }
  return 2n * sum;
}

/** ln of a positive float, in fixed point: ln(m · 2^k) with m near 1, and ln m = 2 artanh((m − 1) / (m + 1)). */
function logarithmOf(value: number): bigint {
  const { mantissa, exponent } = decompose(value);
  let power = bitLength(mantissa);
  let scaled = mantissa << BigInt(precision - power);
  if (3n * scaled < 2n * one) {
    scaled <<= 1n;
    power -= 1;
  }
  return BigInt(power + exponent) * logarithmOfTwo + twiceInverseTangent(scaled - one, scaled + one);
}

/** arctan(1/n) for an integer n above 1, in fixed point. */
function inverseTangentOfReciprocal(n: bigint): bigint {
  let term = one / n;
  let sum = 0n;
  for (let odd = 1n, sign = 1n; term !== 0n; odd += 2n, sign = -sign) {
    sum += (sign * term) / odd;
    term /= n * n;
  }
  return sum;
}

/** Machin's formula: π/4 = 4 arctan(1/5) − arctan(1/239). */
const pi = 4n * (4n * inverseTangentOfReciprocal(5n) - inverseTangentOfReciprocal(239n));

/** Sine and cosine in fixed point, of an angle that is reduced to a quarter turn around 0. */
function sineAndCosine(value: number): { readonly sine: bigint; readonly cosine: bigint } {
  const angle = fixed(value);
  const half = pi / 2n;
  const turns = angle >= 0n ? (angle + half / 2n) / half : -((-angle + half / 2n) / half);
  const rest = angle - turns * half;
  const square = (rest * rest) >> BigInt(precision);
  const series = (first: bigint, start: bigint): bigint => {
    let term = first;
    let sum = 0n;
    for (let count = start; term !== 0n && term !== -1n; count += 2n) {
      sum += term;
      term = -(((term * square) >> BigInt(precision)) / (count * (count + 1n)));
    }
    return sum;
  };
  const sine = series(rest, 2n);
  const cosine = series(one, 1n);
  switch (((turns % 4n) + 4n) % 4n) {
    case 0n:
      return { sine, cosine };
    case 1n:
      return { sine: cosine, cosine: -sine };
    case 2n:
      return { sine: -sine, cosine: -cosine };
    default:
      return { sine: -cosine, cosine: sine };
  }
}

/** Past this the reduction of the angle would need more digits of π. */
const largestAngle = 2 ** 40;

/** Sine, cosine or tangent of a finite angle in radians; undefined for angles too large. */
export function exactTrigonometry(name: 'sin' | 'cos' | 'tan', value: number): number | undefined {
  if (value === 0) return name === 'cos' ? 1 : value;
  if (Math.abs(value) > largestAngle || Math.abs(value) < 2 ** -60) return undefined;
  const { sine, cosine } = sineAndCosine(value);
  if (name === 'sin') return toFloat(sine);
  return name === 'cos' ? toFloat(cosine) : trueDivide(sine, cosine);
}

/**
 * Hyperbolic sine, cosine or tangent; undefined where the result is too large or the argument too small to be exact.
 */
export function exactHyperbolic(name: 'sinh' | 'cosh' | 'tanh', value: number): number | undefined {
  if (value === 0) return name === 'cosh' ? 1 : value;
  if (Math.abs(value) > 40 || Math.abs(value) < 2 ** -30) return undefined;
  const { sum, power } = exponentialSeries(fixed(value));
  const grown = power >= 0 ? sum << BigInt(power) : sum >> BigInt(-power);
  const shrunk = (one << BigInt(precision)) / grown;
  if (name === 'sinh') return scaleFloat(grown - shrunk, -precision - 1);
  return name === 'cosh' ? scaleFloat(grown + shrunk, -precision - 1) : trueDivide(grown - shrunk, grown + shrunk);
}

/**
 * e^x = sum · 2^power for a fixed-point x: x is reduced by multiples of ln 2, the rest goes through the power series.
 */
function exponentialSeries(value: bigint): { readonly sum: bigint; readonly power: number } {
  const power = value / logarithmOfTwo;
  const rest = value - power * logarithmOfTwo;
  let term = one;
  let sum = one;
  for (let count = 1n; term !== 0n && term !== -1n; count += 1n) {
    term = ((term * rest) >> BigInt(precision)) / count;
    sum += term;
  }
  return { sum, power: Number(power) };
}

function exponentialOf(value: bigint): number {
  const { sum, power } = exponentialSeries(value);
  return scaleFloat(sum, power - precision);
}
