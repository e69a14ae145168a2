import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  add,
  ceilDivide,
  compareSizes,
  dimensionToJson,
  equalSizes,
  floorDivide,
  formatCount,
  formatDimension,
  formatShape,
  isAtMost,
  maximum,
  minimum,
  modulo,
  multiply,
  product,
  sameDimension,
  sameShape,
  shapeToJson,
  subtract,
  sum,
  toSize,
  type Size,
} from '../../../server/shapes/dimension.ts';
import { Expression } from '../../../server/shapes/expression.ts';
import { randomGenerator, rounds } from './random.ts';

const n = Expression.symbol('n', { nonNegative: true });

describe('sizes', () => {
  test('plain numbers stay plain', () => {
    assert.equal(multiply(4, 16_640), 66_560);
    assert.equal(product([2, 3, 4]), 24);
    assert.equal(product([]), 1);
    assert.equal(sum([]), 0);
    assert.ok(Object.is(multiply(0, -1), 0));
    assert.ok(Object.is(modulo(-4, 2), 0));
    assert.ok(Object.is(floorDivide(0, -3), 0));
  });

  test('past 2^53 they stay exact', () => {
    assert.equal(formatDimension(multiply(2 ** 40, 2 ** 40)), (2n ** 80n).toString());
    assert.equal(formatCount(add(Number.MAX_SAFE_INTEGER, 2)), '9,007,199,254,740,993');
    assert.equal(subtract(multiply(2 ** 40, 2 ** 40), multiply(2 ** 40, 2 ** 40)), 0);
    assert.equal(toSize(7n), 7);
    assert.ok(toSize(2n ** 60n) instanceof Expression);
    assert.equal(toSize(Expression.of(7)), 7);
    assert.equal(toSize(n), n);
    // ±(2⁵³ − 1) are the last numbers that are safe.
    const [most, least] = [Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER];
    assert.equal(add(most - 1, 1), most);
    assert.equal(exact(subtract(least, 1)), -(2n ** 53n));
    assert.equal(exact(subtract(least, 2)), -(2n ** 53n) - 1n);
    assert.equal(exact(multiply(94_906_267, 94_906_267)), 94_906_267n ** 2n);
    for (const [a, b, quotient] of [
      [least, 3, -3002399751580331n],
      [least, 2, -4503599627370496n],
      [least, 7, -1286742750677285n],
      [most, -9, -1000799917193444n],
      [most, 2, 4503599627370495n],
    ] as const) {
      assert.equal(floorDivide(a, b), Number(quotient), `${a} // ${b}`);
    }
  });

  test('near the limits division is as exact as with whole numbers of any size', () => {
    const { integer } = randomGenerator(11);
    for (let round = 0; round < rounds(2000); round++) {
      const a = (round % 2 === 0 ? 1 : -1) * (Number.MAX_SAFE_INTEGER - integer(0, 1000));
      const b = (round % 4 < 2 ? 1 : -1) * integer(1, round % 3 === 0 ? 20 : 2 ** 30);
      const [x, y] = [BigInt(a), BigInt(b)];
      const quotient = x / y - (x % y !== 0n && x < 0n !== y < 0n ? 1n : 0n);
      assert.equal(exact(floorDivide(a, b)), quotient, `${a} // ${b}`);
      assert.equal(exact(modulo(a, b)), x - quotient * y, `${a} % ${b}`);
    }
  });

  test('symbols give expressions, and what cancels is a number again', () => {
    assert.equal(String(multiply(n, 4)), '4·n');
    assert.equal(subtract(add(n, 3), n), 3);
    assert.equal(String(floorDivide(n, 2)), 'n // 2');
    assert.equal(String(ceilDivide(n, 2)), '(n + 1) // 2');
    assert.equal(String(modulo(n, 2)), 'n % 2');
    assert.equal(String(minimum(n, 5)), 'min(n, 5)');
    assert.equal(String(maximum(n, 0)), 'n');
  });

  test('division as in Python, at random integers', () => {
    const { integer } = randomGenerator(7);
    for (let round = 0; round < rounds(2000); round++) {
      const wide = round % 2 === 0 ? 40 : Number.MAX_SAFE_INTEGER;
      const a = integer(-wide, wide);
      const b = integer(-wide, wide) || 1;
      const remainder = ((BigInt(a) % BigInt(b)) + BigInt(b)) % BigInt(b);
      const quotient = (BigInt(a) - remainder) / BigInt(b);
      assert.equal(BigInt(modulo(a, b) as number), remainder, `${a} % ${b}`);
      assert.equal(BigInt(floorDivide(a, b) as number), quotient, `${a} // ${b}`);
      const ceiling = remainder === 0n ? quotient : quotient + 1n;
      assert.equal(exact(ceilDivide(a, b)), ceiling, `-(-${a} // ${b})`);
    }
    assert.throws(() => floorDivide(1, 0), RangeError);
    assert.throws(() => floorDivide(1, 0), /^RangeError: integer division or modulo by zero$/);
    for (const a of [1, 0, -1, n]) {
      assert.throws(() => modulo(a, 0), RangeError);
      assert.throws(() => floorDivide(a, 0), RangeError);
      assert.throws(() => ceilDivide(a, 0), RangeError);
    }
    // A multiple of the divisor leaves 0, not -0 and not the divisor.
    for (const [a, b] of [
      [6, 3],
      [-6, 3],
      [6, -3],
      [-6, -3],
      [0, 3],
      [0, -3],
    ] as const)
      assert.ok(Object.is(modulo(a, b), 0), `${a} % ${b}`);
    assert.deepEqual([ceilDivide(7, 2), ceilDivide(-7, 2), ceilDivide(7, -2), ceilDivide(6, 2)], [4, -3, -3, 3]);
    assert.equal(String(ceilDivide(n, -2)), String(multiply(floorDivide(n, 2), -1)));
  });
});

describe('comparison', () => {
  test('of sizes', () => {
    assert.equal(compareSizes(2, 3), -1);
    assert.equal(compareSizes(add(n, 1), 0), 1);
    assert.equal(compareSizes(n, 4), undefined);
    assert.ok(equalSizes(multiply(n, 2), add(n, n)));
    assert.ok(!equalSizes(n, 2));
    assert.ok(isAtMost(0, n));
    assert.ok(!isAtMost(1, n));
    assert.deepEqual([compareSizes(3, 2), compareSizes(2, 2), compareSizes(0, add(n, 1))], [1, 0, -1]);
    assert.deepEqual([equalSizes(2, 2), equalSizes(2, 3), equalSizes(n, n)], [true, false, true]);
    assert.deepEqual(
      [isAtMost(2, 2), isAtMost(2, 1), isAtMost(n, n), isAtMost(add(n, 1), n), isAtMost(n, 1)],
      [true, false, true, false, false],
    );
    assert.deepEqual([minimum(2, 3), maximum(2, 3), minimum(3, 2), maximum(3, 2)], [2, 3, 2, 3]);
  });

  test('None is the same as None, and unsure with anything else', () => {
    assert.equal(sameDimension(null, null), 'same');
    assert.equal(sameDimension(null, 4), 'unsure');
    assert.equal(sameDimension(4, 4), 'same');
    assert.equal(sameDimension(4, 5), 'different');
    assert.equal(sameDimension(n, 5), 'unsure');
    assert.equal(sameDimension(n, add(n, 1)), 'different');
    assert.equal(sameShape([null, 3], [null, 3]), 'same');
    assert.equal(sameShape([null, 3], [2, 3]), 'unsure');
    assert.equal(sameShape([null, 3], [2, 4]), 'different');
    assert.equal(sameShape([3], [3, 1]), 'different');
  });
});

describe('text', () => {
  test('shapes as Python writes tuples', () => {
    assert.equal(formatShape([null, 100, 4]), '(None, 100, 4)');
    assert.equal(formatShape([5]), '(5,)');
    assert.equal(formatShape([]), '()');
    assert.equal(formatShape([null, multiply(n, 2000)]), '(None, 2,000·n)');
    assert.equal(formatDimension(16_640), '16640');
    assert.equal(formatCount(16_640), '16,640');
    assert.equal(formatCount(999), '999');
    for (const [count, text] of [
      [0, '0'],
      [7, '7'],
      [100, '100'],
      [1000, '1,000'],
      [12_345, '12,345'],
      [123_456, '123,456'],
      [1_234_567, '1,234,567'],
      [-100, '-100'],
      [-1000, '-1,000'],
      [-123_456, '-123,456'],
    ] as const)
      assert.equal(formatCount(count), text);
    assert.equal(formatShape([null]), '(None,)');
    assert.equal(formatShape([n]), '(n,)');
    // A dimension is written as Python writes it; counts have separators, those in formulas too.
    assert.equal(formatDimension(multiply(2 ** 40, 2 ** 20)), '1152921504606846976');
    assert.equal(formatDimension(null), 'None');
    assert.equal(formatCount(multiply(n, 16_640)), '16,640·n');
    assert.equal(formatCount(multiply(Expression.symbol('x1000'), 2)), '2·x1000');
    assert.equal(formatCount(Expression.symbol('x1000')), 'x1000');
  });

  test('JSON', () => {
    assert.deepEqual(shapeToJson([null, 100, n]), [null, 100, 'n']);
    assert.equal(dimensionToJson(multiply(2 ** 40, 2 ** 40)), '1208925819614629174706176');
  });
});

function exact(size: Size): bigint | undefined {
  return typeof size === 'number' ? BigInt(size) : size.constant;
}

test('two sizes of one name are told apart where they are read together', () => {
  const [first, second] = [Expression.symbol('n'), Expression.symbol('n')];
  assert.equal(formatShape([null, first, second]), '(None, n, n′)');
  assert.equal(formatShape([null, first, first, multiply(second, 2)]), '(None, n, n, 2·n′)');
  assert.equal(formatShape([first, 3]), '(n, 3)');
  assert.equal(sameShape([first], [second]), 'unsure');
});
