import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { Expression } from '../../../server/shapes/expression.ts';

const n = Expression.symbol('n', { nonNegative: true });
const m = Expression.symbol('m', { nonNegative: true });
const x = Expression.symbol('x');
const y = Expression.symbol('y');
const features = Expression.symbol('X.shape[2]', { nonNegative: true });
const total = Expression.symbol('a + b');
const of = Expression.of;

const shows = (expression: Expression, text: string): void => assert.equal(String(expression), text);
const same = (a: Expression, b: Expression): void => assert.ok(a.equals(b), `${a} is not ${b}`);

describe('polynomials', () => {
  test('the parameters of LSTM(64) on unknown features', () => {
    const units = of(64);
    const count = units.multiply(of(4)).multiply(features.add(units).add(of(1)));
    shows(count, '256·X.shape[2] + 16,640');
  });

  test('one canonical form, whatever the order of the operations', () => {
    same(x.add(y).multiply(x.subtract(y)), x.power(2).subtract(y.power(2)));
    same(x.add(y).subtract(x), y);
    assert.equal(x.subtract(x).constant, 0n);
    assert.equal(of(2).power(100).constant, 2n ** 100n);
    assert.equal(x.power(0).constant, 1n);
  });

  test('symbols are equal by identity, not by name', () => {
    const other = Expression.symbol('n', { nonNegative: true });
    assert.ok(!n.equals(other));
    assert.equal(n.compare(other), undefined);
    shows(n.subtract(other), 'n - n′');
  });

  test('an exponent that gives no integer is refused', () => {
    assert.throws(() => x.power(-1), RangeError);
    assert.throws(() => x.power(0.5), RangeError);
    assert.throws(() => of(0.5), RangeError);
  });
});

describe('division', () => {
  test("quotients round down and remainders have the divisor's sign, as in Python", () => {
    assert.equal(of(-7).floorDivide(of(2)).constant, -4n);
    assert.equal(of(7).floorDivide(of(-2)).constant, -4n);
    assert.equal(of(-7).modulo(of(2)).constant, 1n);
    assert.equal(of(7).modulo(of(-2)).constant, -1n);
  });

  test('exact where all coefficients are multiples', () => {
    same(x.multiply(of(6)).add(of(4)).floorDivide(of(2)), x.multiply(of(3)).add(of(2)));
    same(x.multiply(y).floorDivide(y), x);
    same(x.multiply(of(3)).floorDivide(of(3)), x);
    same(x.add(y).multiply(x).floorDivide(x.add(y)), x);
    same(x.floorDivide(x), of(1));
    same(n.add(of(5)).floorDivide(n), of(5).floorDivide(n).add(of(1)));
  });

  test('otherwise opaque, and the same quotient is the same atom', () => {
    shows(features.floorDivide(of(2)), 'X.shape[2] // 2');
    same(x.floorDivide(y), x.add(of(0)).floorDivide(y));
    same(
      x.add(of(1)).floorDivide(of(2)).multiply(of(2)),
      x
        .add(of(1))
        .floorDivide(of(2))
        .add(x.add(of(1)).floorDivide(of(2))),
    );
  });

  test('a multiple of a quotient is not the dividend', () => {
    shows(n.multiply(x.floorDivide(n)), 'n·(x // n)');
    assert.ok(!n.multiply(x.floorDivide(n)).equals(x));
    assert.ok(!x.floorDivide(of(2)).multiply(of(2)).equals(x));
  });

  test('halving twice is a quarter; a remainder of a remainder is one', () => {
    shows(n.floorDivide(of(2)).floorDivide(of(2)), 'n // 4');
    shows(x.modulo(of(6)).modulo(of(3)), 'x % 3');
    shows(x.multiply(of(2)).modulo(of(4)), '2·(x % 2)');
    shows(x.subtract(of(3)).floorDivide(of(2)).add(of(1)), '(x + 1) // 2 - 1');
    shows(x.add(x.modulo(of(2))).floorDivide(of(2)), '(x + 1) // 2');
    shows(
      n
        .add(n.modulo(of(2)))
        .add(of(1))
        .floorDivide(of(2)),
      '(n + 1) // 2',
    );
  });

  test('what surely lies between two multiples is decided', () => {
    assert.equal(x.modulo(of(4)).floorDivide(of(4)).constant, 0n);
    same(x.modulo(of(4)).modulo(of(8)), x.modulo(of(4)));
    same(n.modulo(n.add(of(1))), n);
    assert.equal(n.floorDivide(n.add(of(1))).constant, 0n);
  });

  test('by the constant 0 it is an error, as in Python', () => {
    assert.throws(() => x.floorDivide(of(0)), RangeError);
    assert.throws(() => x.modulo(of(0)), RangeError);
  });
});

describe('minimum, maximum and order', () => {
  test('decided where it is sure', () => {
    same(n.maximum(of(0)), n);
    assert.equal(n.minimum(of(-1)).constant, -1n);
    same(x.minimum(x.add(of(1))), x);
    shows(n.minimum(of(5)), 'min(n, 5)');
    shows(n.minimum(of(5)).minimum(m).minimum(of(7)), 'min(m, n, 5)');
    shows(
      x
        .minimum(y)
        .add(n.modulo(of(3)))
        .minimum(m),
      'min(m, min(x, y) + n % 3)',
    );
    shows(
      x
        .minimum(y)
        .multiply(n.modulo(of(3)))
        .minimum(m),
      'min(m, min(x, y)·(n % 3))',
    );
    same(x.maximum(y), y.maximum(x));
  });

  test('comparison is sure or undefined', () => {
    assert.equal(x.add(of(1)).compare(x), 1);
    assert.equal(x.compare(x), 0);
    assert.equal(n.add(of(1)).compare(of(0)), 1);
    assert.equal(n.compare(of(0)), undefined);
    assert.equal(n.compare(of(-1)), 1);
    assert.equal(x.compare(of(-1)), undefined);
    assert.equal(n.multiply(m).add(of(2)).compare(of(1)), 1);
    assert.equal(x.power(2).compare(of(-1)), 1);
    assert.equal(x.modulo(of(3)).compare(of(3)), -1);
    assert.equal(n.floorDivide(of(2)).compare(of(-1)), 1);
    assert.equal(n.minimum(of(5)).compare(of(6)), -1);
  });

  test('bounds', () => {
    assert.equal(n.lowerBound, 0n);
    assert.equal(n.upperBound, undefined);
    assert.equal(n.minimum(of(5)).upperBound, 5n);
    assert.equal(x.lowerBound, undefined);
  });
});

describe('text', () => {
  test('the highest degree first, positive before negative', () => {
    shows(of(16640), '16,640');
    shows(of(-16640), '-16,640');
    shows(of(0), '0');
    shows(
      of(1)
        .add(x)
        .add(x.power(2).multiply(of(1000))),
      '1,000·x² + x + 1',
    );
    shows(y.subtract(x).subtract(of(2)), 'y - x - 2');
    shows(x.subtract(y).subtract(n).add(m), 'm + x - n - y');
    shows(y.add(m).subtract(x).subtract(n), 'm + y - n - x');
    shows(y.multiply(x).negate(), '-x·y');
  });

  test('parentheses where Python would read it otherwise', () => {
    shows(total, 'a + b');
    shows(total.multiply(of(2)).floorDivide(of(3)), '2·(a + b) // 3');
    shows(of(1).subtract(total), '-(a + b) + 1');
    shows(total.negate(), '-(a + b)');
    shows(x.floorDivide(of(2)).negate(), '-(x // 2)');
    shows(y.subtract(x.floorDivide(of(2))), 'y - x // 2');
    shows(x.add(y).floorDivide(of(2)), '(x + y) // 2');
    shows(x.floorDivide(y.multiply(of(2))), 'x // (2·y)');
    shows(x.floorDivide(y.multiply(n)), 'x // (n·y)');
    shows(x.floorDivide(y.add(of(1))), 'x // (y + 1)');
    shows(x.modulo(of(3)).multiply(y), 'y·(x % 3)');
    shows(x.floorDivide(of(2)).power(2), '(x // 2)²');
  });

  test('names that are paths, calls and subscripts need none', () => {
    const word = Expression.symbol("data['a b'].shape[-1]").multiply(of(2));
    shows(word, "2·data['a b'].shape[-1]");
    shows(Expression.symbol('len(a + b)').multiply(of(2)), '2·len(a + b)');
    shows(Expression.symbol('-a').multiply(of(2)), '2·(-a)');
  });

  test('of several symbols with one name, the later ones have a stroke', () => {
    const [first, second, third, taken] = ['f', 'f', 'f', 'f′'].map((name) => Expression.symbol(name)) as [
      Expression,
      Expression,
      Expression,
      Expression,
    ];
    shows(second, 'f');
    shows(second.multiply(first).add(third), 'f·f′ + f′′');
    shows(second.multiply(first).floorDivide(third.add(of(1))), 'f·f′ // (f′′ + 1)');
    shows(first.add(second).add(taken), 'f + f′ + f′′');
    shows(first.add(second.multiply(of(2))).add(taken.multiply(of(3))), '2·f′′ + 3·f′ + f');
    assert.deepEqual(second.multiply(first).symbols, ['f']);
  });

  test('four strokes at most', () => {
    const alike = Array.from({ length: 7 }, () => Expression.symbol('f'));
    shows(
      alike.reduce((a, b) => a.add(b)),
      'f + f′ + f′′ + f′′′ + f′′′′ + f′′′′ + f′′′′',
    );
  });

  test('symbols are named once', () => {
    assert.deepEqual(x.multiply(y).add(x.floorDivide(n)).symbols, ['n', 'x', 'y']);
    assert.deepEqual(of(3).symbols, []);
  });
});

describe('limits', () => {
  test('an expression that grows without end becomes one opaque integer', () => {
    let grown = x;
    for (let round = 0; round < 200; round++) grown = grown.multiply(grown.add(y)).floorDivide(of(3)).add(grown);
    assert.ok(String(grown).length < 2000);
    assert.ok(x.add(y).power(150).symbols.includes('…'));
    assert.equal(of(3).power(10_000_000).constant, undefined);
  });

  test('the size says how much is written', () => {
    assert.ok(x.size < x.multiply(y).size && x.multiply(y).size < x.multiply(y).add(n).size);
  });

  test('what is known of its size stays known', () => {
    let grown = n;
    for (let index = 0; index < 300; index++) grown = grown.add(Expression.symbol(`n${index}`, { nonNegative: true }));
    assert.equal(grown.compare(of(-1)), 1);
  });
});

test('substitution puts expressions in place of symbols, inside quotients too', () => {
  const expression = x.floorDivide(of(2)).add(y.maximum(x));
  shows(expression.substitute(new Map([[x, y.multiply(of(4))]])), '2·y + max(4·y, y)');
  assert.equal(
    expression.substitute(
      new Map([
        [x, of(7)],
        [y, of(9)],
      ]),
    ).constant,
    12n,
  );
});
