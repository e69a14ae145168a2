import { floorDivideIntegers } from './integers.ts';

/** A range of integers with both ends included; `undefined` is an end that is not known (infinite). */
export type Interval = { readonly low: bigint | undefined; readonly high: bigint | undefined };

export const unbounded: Interval = { low: undefined, high: undefined };

export function exactly(value: bigint): Interval {
  return { low: value, high: value };
}

/** Ends farther from 0 are moved to it or taken as infinite: products of products would grow without end. */
const farthest = 1n << 1024n;

function clipped(low: bigint | undefined, high: bigint | undefined): Interval {
  return {
    low: low === undefined || low < -farthest ? undefined : low > farthest ? farthest : low,
    high: high === undefined || high > farthest ? undefined : high < -farthest ? -farthest : high,
  };
}

export function addIntervals(a: Interval, b: Interval): Interval {
  return clipped(
    a.low === undefined || b.low === undefined ? undefined : a.low + b.low,
    a.high === undefined || b.high === undefined ? undefined : a.high + b.high,
  );
}

export function scaleInterval(a: Interval, factor: bigint): Interval {
  if (factor === 0n) return exactly(0n);
  const low = a.low === undefined ? undefined : a.low * factor;
  const high = a.high === undefined ? undefined : a.high * factor;
  return factor > 0n ? clipped(low, high) : clipped(high, low);
}

/** The product where no end of either range is negative; otherwise only finite ranges give a range. */
export function multiplyIntervals(a: Interval, b: Interval): Interval {
  if (a.low !== undefined && b.low !== undefined) {
    if (a.high !== undefined && b.high !== undefined) {
      const products = [a.low * b.low, a.low * b.high, a.high * b.low, a.high * b.high];
      return clipped(products.reduce(smaller), products.reduce(larger));
    }
    if (a.low >= 0n && b.low >= 0n) return clipped(a.low * b.low, undefined);
  }
  return unbounded;
}

/** The range of aⁿ for n ≥ 1: an even power is never negative, whatever a is. */
export function powerInterval(a: Interval, exponent: number): Interval {
  let range = a;
  for (let count = 1; count < exponent; count++) range = multiplyIntervals(range, a);
  if (exponent % 2 === 0 && (range.low === undefined || range.low < 0n)) return { low: 0n, high: range.high };
  return range;
}

export function minimumIntervals(a: Interval, b: Interval): Interval {
  return {
    low: a.low === undefined || b.low === undefined ? undefined : smaller(a.low, b.low),
    high: a.high === undefined ? b.high : b.high === undefined ? a.high : smaller(a.high, b.high),
  };
}

export function maximumIntervals(a: Interval, b: Interval): Interval {
  return {
    low: a.low === undefined ? b.low : b.low === undefined ? a.low : larger(a.low, b.low),
    high: a.high === undefined || b.high === undefined ? undefined : larger(a.high, b.high),
  };
}

/** Range of Python's `a // divisor` for a positive divisor. */
export function floorDivideInterval(a: Interval, divisor: bigint): Interval {
  return {
    low: a.low === undefined ? undefined : floorDivideIntegers(a.low, divisor),
    high: a.high === undefined ? undefined : floorDivideIntegers(a.high, divisor),
  };
}

function smaller(a: bigint, b: bigint): bigint {
  return a < b ? a : b;
}

function larger(a: bigint, b: bigint): bigint {
  return a > b ? a : b;
}
