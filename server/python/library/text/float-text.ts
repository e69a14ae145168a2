/** Floats as text: Python's `repr`, and exact decimal rounding. */
import { decompose } from '../operations/float-bits.ts';

/** `repr(float)`: the shortest digits that give the number back; an exponent below 1e-4 and from 1e16 on. */
export function floatRepr(value: number): string {
  const text = shortestText(value);
  return /^-?\d+$/.test(text) ? text + '.0' : text;
}

/** As `floatRepr` without the `.0` of whole numbers: how the parts of complex numbers are written. */
export function shortestText(value: number): string {
  if (Number.isNaN(value)) return 'nan';
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf';
  if (value === 0) return Object.is(value, -0) ? '-0' : '0';
  const [mantissa, power] = Math.abs(value).toExponential().split('e') as [string, string];
  const digits = mantissa.replace('.', '');
  const exponent = Number(power);
  const sign = value < 0 ? '-' : '';
  if (exponent < -4 || exponent >= 16) return sign + withExponent(digits, exponent, 'e');
  return sign + placePoint(digits, exponent);
}

/** `d.ddde+XX` of digits without trailing zeros needed. */
export function withExponent(digits: string, exponent: number, letter: 'e' | 'E', keepPoint = false): string {
  const mantissa = digits.length > 1 || keepPoint ? `${digits[0]}.${digits.slice(1)}` : digits;
  const size = String(Math.abs(exponent)).padStart(2, '0');
  return `${mantissa}${letter}${exponent < 0 ? '-' : '+'}${size}`;
}

/** The digits with the decimal point where the exponent of the first digit says. */
export function placePoint(digits: string, exponent: number): string {
  if (exponent < 0) return '0.' + '0'.repeat(-exponent - 1) + digits;
  if (digits.length <= exponent + 1) return digits + '0'.repeat(exponent + 1 - digits.length);
  return digits.slice(0, exponent + 1) + '.' + digits.slice(exponent + 1);
}

/**
 * The absolute value with so many decimals, rounded exactly (ties to even). `decimals` may be negative: hundreds,
 * thousands …
 */
export function fixedDigits(value: number, decimals: number): string {
  const { mantissa, exponent } = decompose(Math.abs(value));
  let numerator = mantissa;
  let denominator = 1n;
  if (exponent >= 0) numerator <<= BigInt(exponent);
  else denominator <<= BigInt(-exponent);
  if (decimals >= 0) numerator *= 10n ** BigInt(decimals);
  else denominator *= 10n ** BigInt(-decimals);
  const scaled = divideHalfEven(numerator, denominator);
  if (decimals <= 0) return (scaled * 10n ** BigInt(-decimals)).toString();
  const digits = scaled.toString().padStart(decimals + 1, '0');
  return `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}

/** So many significant digits of a finite number's absolute value, rounded exactly, and the exponent of the first. */
export function significantDigits(
  value: number,
  count: number,
): { readonly digits: string; readonly exponent: number } {
  if (value === 0) return { digits: '0'.repeat(count), exponent: 0 };
  let exponent = Number(Math.abs(value).toExponential().split('e')[1]);
  const { mantissa, exponent: scale } = decompose(Math.abs(value));
  const shift = count - 1 - exponent;
  let numerator = scale >= 0 ? mantissa << BigInt(scale) : mantissa;
  let denominator = scale >= 0 ? 1n : 1n << BigInt(-scale);
  if (shift >= 0) numerator *= 10n ** BigInt(shift);
  else denominator *= 10n ** BigInt(-shift);
  let digits = divideHalfEven(numerator, denominator).toString();
  if (digits.length > count) {
    digits = digits.slice(0, count);
    exponent += 1;
  }
  return { digits, exponent };
}

/** The quotient of two numbers above or equal 0, rounded to the nearest integer, ties to the even one. */
export function divideHalfEven(numerator: bigint, denominator: bigint): bigint {
  const quotient = numerator / denominator;
  const twice = 2n * (numerator - quotient * denominator);
  return twice > denominator || (twice === denominator && (quotient & 1n) === 1n) ? quotient + 1n : quotient;
}
