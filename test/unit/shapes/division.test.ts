/**
 * Forms of quotients and remainders that must be equal: identities of Python's // and %, each for all integers for
 * which Python gives a value.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Expression } from '../../../server/shapes/expression.ts';

const n = Expression.symbol('n', { nonNegative: true });
const m = Expression.symbol('m', { nonNegative: true });
const x = Expression.symbol('x');
const y = Expression.symbol('y');
const z = Expression.symbol('z');
const of = Expression.of;
const times = (...factors: readonly (Expression | number)[]): Expression =>
  factors.map((factor) => (typeof factor === 'number' ? of(factor) : factor)).reduce((a, b) => a.multiply(b));
const same = (a: Expression, b: Expression): void => assert.ok(a.equals(b), `${a} is not ${b}`);
const at = (expression: Expression, values: readonly (readonly [Expression, number])[]): bigint | undefined =>
  expression.substitute(new Map(values.map(([symbol, value]) => [symbol, of(value)]))).constant;

test('the sign of the divisor is turned: x // -y is -x // y, and x % -y is -(-x % y)', () => {
  same(x.floorDivide(y.negate()), x.negate().floorDivide(y));
  same(x.modulo(y.negate()), x.negate().modulo(y).negate());
  same(x.floorDivide(of(-3)), x.negate().floorDivide(of(3)));
  same(x.modulo(of(-3)), x.negate().modulo(of(3)).negate());
  same(x.floorDivide(of(1).subtract(y)), x.negate().floorDivide(y.subtract(of(1))));
  same(x.floorDivide(of(-1)), x.negate());
});

test('what is known of dividend and divisor only on one side', () => {
  // 9 // -1 is -9, but 0 // … is 0, and -9 is below it
  assert.equal(n.minimum(of(9)).floorDivide(x).upperBound, undefined);
  assert.equal(
    at(n.minimum(of(9)).floorDivide(x.minimum(of(-1))), [
      [n, 9],
      [x, -2],
    ]),
    -5n,
  );
  assert.equal(n.floorDivide(x.minimum(of(-1))).lowerBound, undefined);
  assert.equal(n.floorDivide(y.maximum(of(-4))).lowerBound, undefined);
  assert.equal(x.modulo(y.minimum(of(-1))).lowerBound, undefined);
  assert.equal(x.modulo(y.maximum(of(-4))).lowerBound, undefined);
});

test('what divides both falls away from a quotient and stands before a remainder', () => {
  same(times(x, z).floorDivide(times(y, z)), x.floorDivide(y));
  same(times(x, z).modulo(times(y, z)), times(x.modulo(y), z));
  same(times(2, x).floorDivide(times(2, y)), x.floorDivide(y));
  same(times(6, x).modulo(times(4, y)), times(2, times(3, x).modulo(times(2, y))));
  same(times(x, x, z).floorDivide(times(x, y)), times(x, z).floorDivide(y));
  same(times(3, x, y).floorDivide(times(2, x)), times(3, y).floorDivide(of(2)));
  same(times(2, x).add(of(1)).floorDivide(of(4)), x.floorDivide(of(2)));
  same(times(6, x).add(of(5)).floorDivide(of(9)), times(2, x).add(of(1)).floorDivide(of(3)));
  same(times(6, x).add(of(5)).modulo(of(9)), times(3, times(2, x).add(of(1)).modulo(of(3))).add(of(2)));
});

test('multiples of the divisor are taken out', () => {
  same(times(7, x).add(of(11)).floorDivide(of(3)), times(7, x).add(of(2)).floorDivide(of(3)).add(of(3)));
  same(x.add(of(7)).floorDivide(of(3)), x.add(of(1)).floorDivide(of(3)).add(of(2)));
  same(x.subtract(of(1)).floorDivide(of(3)), x.add(of(2)).floorDivide(of(3)).subtract(of(1)));
  same(times(x, y).add(z).floorDivide(y), z.floorDivide(y).add(x));
  same(times(x, y).add(z).modulo(y), z.modulo(y));
  same(times(3, x).add(y).modulo(of(3)), y.modulo(of(3)));
  same(x.add(of(7)).modulo(of(3)), x.add(of(1)).modulo(of(3)));
});

test('a higher power does not divide a lower one', () => {
  assert.equal(at(x.floorDivide(times(x, x)), [[x, 2]]), 0n);
  assert.equal(
    at(times(x, y).floorDivide(times(x, x)), [
      [x, 2],
      [y, 3],
    ]),
    1n,
  );
  assert.equal(at(x.modulo(times(x, x)), [[x, 2]]), 2n);
});

test('exact division by a sum', () => {
  const sum = x.add(y);
  same(times(sum, sum).floorDivide(sum), sum);
  same(times(sum, x.subtract(y)).floorDivide(sum), x.subtract(y));
  same(times(sum, z, z).floorDivide(sum), times(z, z));
  same(times(sum, x.add(of(1))).floorDivide(sum), x.add(of(1)));
  same(times(sum, sum).modulo(sum), of(0));
  same(times(x.add(of(1)), x.subtract(of(1))).floorDivide(x.add(of(1))), x.subtract(of(1)));
  same(
    times(x.subtract(y), times(x, x).add(times(x, y)).add(times(y, y))).floorDivide(x.subtract(y)),
    times(x, x).add(times(x, y)).add(times(y, y)),
  );
  assert.equal(String(times(x, x).add(y).floorDivide(x.add(y))), '(x² + y) // (x + y)');
});

test('a product divides by each of its factors, whichever of their terms is the leading one', () => {
  const factors = [
    x.add(of(1)),
    x.add(y),
    x.subtract(y),
    times(x, x).add(y),
    x.add(times(y, y)),
    times(x, y).add(z),
    times(x, z).add(times(y, y)),
    times(x, x).add(times(y, z)),
    x.add(y).add(z),
    times(x, y, y).add(times(x, x)),
    times(x, x).add(times(x, y)).add(times(y, y)),
    times(x, y).add(x).add(y).add(of(1)),
  ];
  for (const a of factors) for (const b of factors) same(times(a, b).floorDivide(b), a);
});

test('a quotient of a quotient', () => {
  same(x.floorDivide(of(3)).add(of(1)).floorDivide(of(2)), x.add(of(3)).floorDivide(of(6)));
  same(x.floorDivide(of(3)).subtract(of(1)).floorDivide(of(2)), x.add(of(3)).floorDivide(of(6)).subtract(of(1)));
  assert.equal(
    at(x.floorDivide(of(3)).floorDivide(y), [
      [x, 20],
      [y, 4],
    ]),
    1n,
  );
  // Neither twice a quotient, its square, nor a quotient by a symbol is of that form.
  assert.equal(at(times(2, x.floorDivide(of(3))).floorDivide(of(3)), [[x, 8]]), 1n);
  assert.equal(at(x.floorDivide(of(3)).power(2).floorDivide(of(2)), [[x, 8]]), 2n);
  assert.equal(
    at(times(y, x.floorDivide(of(3))).floorDivide(of(2)), [
      [x, 8],
      [y, 3],
    ]),
    3n,
  );
  assert.equal(
    at(x.floorDivide(of(3)).add(y).floorDivide(of(2)), [
      [x, 8],
      [y, 1],
    ]),
    1n,
  );
  assert.equal(at(times(x.floorDivide(of(3)), x.modulo(of(2))).floorDivide(of(2)), [[x, 8]]), 0n);
  assert.equal(
    at(
      x
        .floorDivide(of(3))
        .add(x.modulo(of(2)))
        .floorDivide(of(2)),
      [[x, 5]],
    ),
    1n,
  );
  assert.equal(
    at(x.floorDivide(y).floorDivide(of(2)), [
      [x, 9],
      [y, 2],
    ]),
    2n,
  );
  assert.equal(at(x.modulo(of(3)).floorDivide(of(2)), [[x, 5]]), 1n);
});

test('z + z % 2 is even; that says nothing of thirds, of other remainders or of their multiples', () => {
  same(
    x
      .add(x.modulo(of(2)))
      .add(of(1))
      .floorDivide(of(2)),
    x.add(of(1)).floorDivide(of(2)),
  );
  assert.equal(at(x.add(x.modulo(of(2))).floorDivide(of(3)), [[x, 2]]), 0n);
  assert.equal(at(x.add(x.modulo(of(3))).floorDivide(of(2)), [[x, 2]]), 2n);
  assert.equal(
    at(x.add(y.modulo(of(2))).floorDivide(of(2)), [
      [x, 2],
      [y, 1],
    ]),
    1n,
  );
  assert.equal(at(x.add(times(3, x.modulo(of(2)))).floorDivide(of(2)), [[x, 3]]), 3n);
  assert.equal(at(x.add(x.floorDivide(of(2))).floorDivide(of(2)), [[x, 3]]), 2n);
  assert.equal(
    at(x.add(times(y, x.modulo(of(2)))).floorDivide(of(2)), [
      [x, 3],
      [y, 2],
    ]),
    2n,
  );
});

test('a remainder of a remainder, where the one divisor divides the other', () => {
  same(x.modulo(of(6)).add(y).modulo(of(3)), x.add(y).modulo(of(3)));
  same(times(2, x.modulo(of(6))).modulo(of(3)), times(2, x).modulo(of(3)));
  same(times(y, x.modulo(of(6))).modulo(of(3)), times(y, x).modulo(of(3)));
  assert.equal(at(x.modulo(of(4)).modulo(of(3)), [[x, 7]]), 0n);
  assert.equal(at(x.modulo(of(3)).modulo(of(6)), [[x, 7]]), 1n);
  assert.equal(
    at(x.modulo(y).modulo(of(3)), [
      [x, 9],
      [y, 5],
    ]),
    1n,
  );
  assert.equal(at(x.modulo(of(6)).power(2).modulo(of(3)), [[x, 8]]), 1n);
});

test('what is surely below the divisor has the quotient 0 and is its own remainder', () => {
  same(n.floorDivide(n.add(m).add(of(1))), of(0));
  same(n.modulo(n.add(m).add(of(1))), n);
  assert.notEqual(n.floorDivide(n.add(m)).constant, 0n); // where m is 0 it is 1
  assert.equal(
    at(n.floorDivide(n.add(m)), [
      [n, 4],
      [m, 0],
    ]),
    1n,
  );
  assert.equal(at(x.floorDivide(x.add(of(1))), [[x, -3]]), 1n);
  assert.equal(x.modulo(of(4)).floorDivide(of(5)).constant, 0n);
  assert.equal(x.modulo(of(4)).subtract(of(4)).floorDivide(of(4)).constant, -1n);
  same(x.modulo(of(4)).add(of(4)).modulo(of(4)), x.modulo(of(4)));
  same(x.modulo(of(4)).add(of(8)).modulo(of(16)), x.modulo(of(4)).add(of(8)));
});

test('what is known of the size of quotients and remainders', () => {
  assert.deepEqual([n.floorDivide(m).lowerBound, n.floorDivide(m).upperBound], [0n, undefined]);
  assert.deepEqual([n.minimum(of(9)).floorDivide(m).lowerBound, n.minimum(of(9)).floorDivide(m).upperBound], [0n, 9n]);
  assert.deepEqual(
    [x.floorDivide(m).lowerBound, n.floorDivide(x).lowerBound, n.subtract(of(1)).floorDivide(m).lowerBound],
    [undefined, undefined, undefined],
  );
  assert.deepEqual([x.modulo(of(5)).lowerBound, x.modulo(of(5)).upperBound], [0n, 4n]);
  assert.deepEqual([x.modulo(m).lowerBound, x.modulo(m).upperBound], [0n, undefined]);
  assert.deepEqual([x.modulo(m.minimum(of(9))).lowerBound, x.modulo(m.minimum(of(9))).upperBound], [0n, 8n]);
  assert.deepEqual(
    [x.modulo(y).lowerBound, x.modulo(y.maximum(of(-1))).lowerBound, x.modulo(y.minimum(of(9))).upperBound],
    [undefined, undefined, undefined],
  );
  assert.deepEqual(
    [n.minimum(of(9)).floorDivide(of(2)).upperBound, n.add(of(5)).floorDivide(of(2)).lowerBound],
    [4n, 2n],
  );
});

test('what lies between two multiples other than 0', () => {
  const between = n.minimum(of(6)).maximum(of(4)); // 4, 5 or 6
  assert.equal(between.floorDivide(of(4)).constant, 1n);
  same(between.modulo(of(4)), between.subtract(of(4)));
});

test('the error of a division by 0 is that of Python', () => {
  for (const a of [x, of(5), of(0)]) {
    assert.throws(() => a.floorDivide(of(0)), /^RangeError: integer division or modulo by zero$/);
    assert.throws(() => a.modulo(of(0)), /^RangeError: integer division or modulo by zero$/);
  }
});
