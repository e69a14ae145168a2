/** Rules of expressions in named sizes: quotients, extrema, powers, names and texts. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Expression } from '../../../server/shapes/expression.ts';

const n = Expression.symbol('n', { nonNegative: true });
const x = Expression.symbol('x');
const y = Expression.symbol('y');
const of = Expression.of;

test('different quotients are different, however their parts are written', () => {
  const [two, twelve] = [x.multiply(of(2)), x.multiply(of(12))];
  assert.ok(!two.add(of(1)).floorDivide(y).equals(twelve.floorDivide(y)));
  assert.ok(!x.floorDivide(of(12)).equals(x.power(11).floorDivide(of(2))));
  assert.ok(!x.minimum(y.add(of(1))).equals(x.maximum(y.add(of(1)))));
});

test('extrema within extrema, and what is none', () => {
  assert.equal(String(x.minimum(y).minimum(of(3)).minimum(x)), 'min(x, y, 3)');
  assert.equal(String(x.maximum(y).minimum(of(3))), 'min(max(x, y), 3)');
  assert.equal(String(x.minimum(y).add(of(1)).minimum(of(3))), 'min(min(x, y) + 1, 3)');
  assert.equal(String(x.minimum(y).multiply(of(2)).minimum(of(3))), 'min(2·min(x, y), 3)');
  assert.equal(String(x.minimum(y).power(2).minimum(of(3))), 'min(min(x, y)², 3)');
  assert.equal(String(x.minimum(y).multiply(x).minimum(of(3))), 'min(x·min(x, y), 3)');
  assert.equal(x.minimum(of(5)).upperBound, 5n);
  assert.equal(x.minimum(of(5)).maximum(of(9)).constant, 9n);
  assert.equal(x.maximum(of(5)).lowerBound, 5n);
  assert.equal(x.maximum(of(5)).minimum(of(2)).constant, 2n);
});

test('names in quotes and brackets are one name', () => {
  const shown = (name: string): string => String(Expression.symbol(name).multiply(of(2)));
  assert.equal(shown('d["a b"]'), '2·d["a b"]');
  assert.equal(shown("d['a b'].n"), "2·d['a b'].n");
  assert.equal(shown('d["]"] + 1'), '2·(d["]"] + 1)');
  assert.equal(shown('d["]"]'), '2·d["]"]');
  assert.equal(shown("d[')'].n"), "2·d[')'].n");
  assert.equal(shown('f(a, b)[0]'), '2·f(a, b)[0]');
  assert.equal(shown('f(a) + b'), '2·(f(a) + b)');
  assert.equal(shown('[a + b][0]'), '2·[a + b][0]');
  assert.equal(shown('{a: b}[c]'), '2·{a: b}[c]');
  assert.equal(shown("'it''s' + a"), "2·('it''s' + a)");
});

test('text: signs and parentheses', () => {
  assert.equal(String(x.floorDivide(of(-3).subtract(y).multiply(of(-1)))), 'x // (y + 3)');
  assert.equal(String(x.power(2).floorDivide(y)), 'x² // y');
  assert.equal(String(x.multiply(y).floorDivide(of(2))), 'x·y // 2');
  assert.equal(String(x.negate().floorDivide(of(2))), '-x // 2');
  assert.equal(String(x.floorDivide(of(2)).floorDivide(y)), '(x // 2) // y');
  assert.equal(String(x.floorDivide(of(2)).multiply(of(3)).negate()), '-3·(x // 2)');
  assert.equal(String(of(5).subtract(x.modulo(of(3)))), '-(x % 3) + 5');
  assert.equal(String(y.multiply(x.floorDivide(of(2))).multiply(n)), 'n·y·(x // 2)');
  assert.equal(String(x.floorDivide(of(2)).multiply(x.modulo(of(3)))), '(x % 3)·(x // 2)');
  assert.equal(
    String(
      x
        .modulo(of(3))
        .multiply(x.floorDivide(of(2)))
        .multiply(n),
    ),
    'n·(x % 3)·(x // 2)',
  );
});

test('powers of constants; 0, 1 and -1 to any power', () => {
  assert.equal(of(1).power(10_000_000).constant, 1n);
  assert.equal(of(-1).power(10_000_001).constant, -1n);
  assert.equal(of(0).power(10_000_000).constant, 0n);
  assert.equal(of(-3).power(3).constant, -27n);
  assert.equal(of(-3).power(10_000_000).constant, undefined);
});

test('what is a symbol; what else is substituted has no effect', () => {
  assert.deepEqual(
    [x.isSymbol, x.add(of(1)).isSymbol, x.multiply(of(2)).isSymbol, of(3).isSymbol, x.floorDivide(of(2)).isSymbol],
    [true, false, false, false, false],
  );
  assert.equal(String(x.add(y).substitute(new Map([[x.add(of(1)), of(3)]]))), 'x + y');
});

test('a name that is a sum stands in parentheses beside others, and alone without', () => {
  const sum = Expression.symbol('a + b');
  assert.equal(String(sum), 'a + b');
  assert.equal(String(sum.add(x)), '(a + b) + x');
  assert.equal(String(x.subtract(sum)), 'x - (a + b)');
});
