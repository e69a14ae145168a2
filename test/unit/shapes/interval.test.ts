import assert from 'node:assert/strict';
import { test } from 'node:test';
import { floorDivideIntegers, greatestCommonDivisor, moduloIntegers } from '../../../server/shapes/integers.ts';
import {
  addIntervals,
  floorDivideInterval,
  maximumIntervals,
  minimumIntervals,
  multiplyIntervals,
  powerInterval,
  scaleInterval,
  type Interval,
} from '../../../server/shapes/interval.ts';

const numbers = [-3n, -2n, -1n, 0n, 1n, 2n, 3n];
const finite = numbers.flatMap((low) => numbers.filter((high) => high >= low).map((high) => ({ low, high })));
const between = ({ low, high }: { low: bigint; high: bigint }): readonly bigint[] =>
  numbers.filter((value) => value >= low && value <= high);
function range(values: readonly bigint[]): Interval {
  const sorted = [...values].sort((a, b) => Number(a - b));
  return { low: sorted[0]!, high: sorted.at(-1)! };
}

test('of two finite ranges: the least and the greatest that any two values give', () => {
  const rules = [
    [addIntervals, (x: bigint, y: bigint) => x + y],
    [multiplyIntervals, (x: bigint, y: bigint) => x * y],
    [minimumIntervals, (x: bigint, y: bigint) => (x < y ? x : y)],
    [maximumIntervals, (x: bigint, y: bigint) => (x > y ? x : y)],
  ] as const;
  for (const a of finite) {
    for (const b of finite) {
      for (const [rule, value] of rules)
        assert.deepEqual(rule(a, b), range(between(a).flatMap((x) => between(b).map((y) => value(x, y)))), rule.name);
    }
  }
});

test('of one finite range and a number', () => {
  for (const a of finite) {
    for (const factor of numbers) assert.deepEqual(scaleInterval(a, factor), range(between(a).map((x) => x * factor)));
    // Python's x // 2, where each x is written out
    const halves: Readonly<Record<string, bigint>> = {
      '-3': -2n,
      '-2': -1n,
      '-1': -1n,
      '0': 0n,
      '1': 0n,
      '2': 1n,
      '3': 1n,
    };
    assert.deepEqual(floorDivideInterval(a, 2n), range(between(a).map((x) => halves[String(x)]!)));
  }
});

test('a power of a range holds the powers of its values; an even one is never negative', () => {
  for (const a of finite) {
    for (const exponent of [1, 2, 3, 4]) {
      const { low, high } = powerInterval(a, exponent);
      const exact = range(between(a).map((x) => x ** BigInt(exponent)));
      assert.ok(
        low !== undefined && high !== undefined && low <= exact.low! && high >= exact.high!,
        `(${a.low} … ${a.high})^${exponent}`,
      );
      if (exponent % 2 === 0) assert.ok(low >= 0n);
      if (a.low >= 0n) assert.deepEqual({ low, high }, exact);
    }
  }
  assert.deepEqual(powerInterval({ low: undefined, high: undefined }, 2), { low: 0n, high: undefined });
  assert.deepEqual(powerInterval({ low: undefined, high: undefined }, 3), { low: undefined, high: undefined });
  assert.deepEqual(powerInterval({ low: 2n, high: undefined }, 3), { low: 8n, high: undefined });
  assert.deepEqual(powerInterval({ low: 2n, high: undefined }, 2), { low: 4n, high: undefined });
});

const up = { low: 2n, high: undefined };
const down = { low: undefined, high: 5n };
const none = { low: undefined, high: undefined };

test('an end that is not known', () => {
  assert.deepEqual(addIntervals(up, { low: 1n, high: 3n }), { low: 3n, high: undefined });
  assert.deepEqual(addIntervals({ low: 1n, high: 3n }, down), { low: undefined, high: 8n });
  assert.deepEqual(addIntervals(up, down), none);
  assert.deepEqual(scaleInterval(up, 3n), { low: 6n, high: undefined });
  assert.deepEqual(scaleInterval(up, -3n), { low: undefined, high: -6n });
  assert.deepEqual(scaleInterval(down, -3n), { low: -15n, high: undefined });
  assert.deepEqual(scaleInterval(none, 0n), { low: 0n, high: 0n });
  assert.deepEqual(multiplyIntervals(up, { low: 3n, high: undefined }), { low: 6n, high: undefined });
  assert.deepEqual(multiplyIntervals(up, { low: 0n, high: 4n }), { low: 0n, high: undefined });
  assert.deepEqual(multiplyIntervals({ low: 0n, high: 4n }, up), { low: 0n, high: undefined });
  assert.deepEqual(multiplyIntervals({ low: 0n, high: undefined }, { low: 0n, high: undefined }), {
    low: 0n,
    high: undefined,
  });
  assert.deepEqual(multiplyIntervals({ low: -1n, high: 4n }, up), none);
  assert.deepEqual(multiplyIntervals(up, { low: -1n, high: 4n }), none);
  assert.deepEqual(multiplyIntervals(down, { low: 1n, high: 3n }), none);
  assert.deepEqual(multiplyIntervals({ low: 1n, high: 3n }, down), none);
  assert.deepEqual(multiplyIntervals(down, up), none);
  assert.deepEqual(multiplyIntervals(up, down), none);
  assert.deepEqual(minimumIntervals(up, down), { low: undefined, high: 5n });
  assert.deepEqual(minimumIntervals(down, up), { low: undefined, high: 5n });
  assert.deepEqual(maximumIntervals(up, down), { low: 2n, high: undefined });
  assert.deepEqual(maximumIntervals(down, up), { low: 2n, high: undefined });
  assert.deepEqual(minimumIntervals(none, none), none);
  assert.deepEqual(maximumIntervals(none, none), none);
  assert.deepEqual(floorDivideInterval(up, 2n), { low: 1n, high: undefined });
  assert.deepEqual(floorDivideInterval(down, 2n), { low: undefined, high: 2n });
});

test('division of integers as in Python', () => {
  // a // b and a % b of CPython
  const rows = [
    [7n, 2n, 3n, 1n],
    [-7n, 2n, -4n, 1n],
    [7n, -2n, -4n, -1n],
    [-7n, -2n, 3n, -1n],
    [6n, 3n, 2n, 0n],
    [-6n, 3n, -2n, 0n],
    [6n, -3n, -2n, 0n],
    [0n, -3n, 0n, 0n],
    [1n, 3n, 0n, 1n],
    [-1n, 3n, -1n, 2n],
  ] as const;
  for (const [a, b, quotient, remainder] of rows)
    assert.deepEqual([floorDivideIntegers(a, b), moduloIntegers(a, b)], [quotient, remainder], `${a} by ${b}`);
});

test('the greatest common divisor is never negative', () => {
  for (const [a, b, divisor] of [
    [12n, 18n, 6n],
    [-12n, 18n, 6n],
    [12n, -18n, 6n],
    [0n, -5n, 5n],
    [-5n, 0n, 5n],
    [0n, 0n, 0n],
    [7n, 1n, 1n],
  ] as const)
    assert.equal(greatestCommonDivisor(a, b), divisor);
});

test('ends beyond 2^1024 become the limit towards 0, and open away from it', () => {
  const far = 1n << 1024n;
  assert.deepEqual(addIntervals({ low: far, high: far }, { low: 1n, high: 1n }), { low: far, high: undefined });
  assert.deepEqual(addIntervals({ low: -far, high: -far }, { low: -1n, high: -1n }), { low: undefined, high: -far });
  assert.deepEqual(addIntervals({ low: far, high: far }, { low: 0n, high: 0n }), { low: far, high: far });
  assert.deepEqual(scaleInterval({ low: -far, high: far }, 1n), { low: -far, high: far });
  assert.deepEqual(scaleInterval({ low: -far, high: far }, 2n), none);
});
