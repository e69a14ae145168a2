import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Expression } from '../../../server/shapes/expression.ts';
import { shortInteger } from '../../../server/shapes/short-text.ts';

test('a number below 10,000 is exact, a larger one has three digits', () => {
  const shown = [
    0, 7, 999, 1_234, 9_999, 10_000, 12_345, 99_950, 590_080, 999_499, 1_795_000, 61_465_333, 175_000_000_000,
  ].map((number) => shortInteger(number));
  assert.deepEqual(shown, [
    '0',
    '7',
    '999',
    '1,234',
    '9,999',
    '10.0 k',
    '12.3 k',
    '100 k',
    '590 k',
    '999 k',
    '1.80 M',
    '61.5 M',
    '175 G',
  ]);
});

test('no number is rounded to a thousand of its unit', () => {
  assert.deepEqual(
    [999_500, 999_999, 999_950_000, 999_999_999_999].map((number) => shortInteger(number)),
    ['1.00 M', '1.00 M', '1.00 G', '1.00 T'],
  );
});

test('what no unit reaches is a power of ten', () => {
  assert.deepEqual(
    [999_999_999_999_999n, 10n ** 15n, 123_456n * 10n ** 30n].map((number) => shortInteger(number)),
    ['1.00·10¹⁵', '1.00·10¹⁵', '1.23·10³⁵'],
  );
});

test('a lower bound is rounded down', () => {
  assert.deepEqual(
    [9_999, 61_465_333, 999_999].map((number) => shortInteger(number, 'down')),
    ['9,999', '61.4 M', '999 k'],
  );
});

const n = Expression.symbol('n', { nonNegative: true });
const names = Expression.symbol('len(class_names)', { nonNegative: true });
const times = (count: number, of: Expression) => Expression.of(count).multiply(of);

test('a formula begins with what is known, and says where that is rounded', () => {
  assert.equal(times(1_795, names).add(Expression.of(61_465_333)).toShortString(), '≈ 61.5 M + 1,795·len(class_names)');
  assert.equal(times(256, n).add(Expression.of(640)).toShortString(), '640 + 256·n');
  assert.equal(times(256, n).add(Expression.of(20_000)).toShortString(), '20.0 k + 256·n');
  assert.equal(times(1_000_001, n).toShortString(), '≈ 1.00 M·n');
  assert.equal(n.multiply(n).add(times(12, n)).toShortString(), 'n² + 12·n');
  assert.equal(times(3, n).subtract(Expression.of(2)).toShortString(), '3·n - 2');
  assert.equal(Expression.of(0).subtract(n).toShortString(), '-n');
});

test('a formula of two terms is read at a glance, one of three is not', () => {
  assert.equal(times(1_795, names).add(Expression.of(2)).isSimple, true);
  assert.equal(n.floorDivide(Expression.of(2)).isSimple, true);
  assert.equal(times(3, names).add(n).add(Expression.of(2)).isSimple, false);
  assert.equal(n.add(Expression.of(3)).floorDivide(Expression.of(2)).isSimple, false);
});

test('a symbol that is only described is no name of the program, and neither is what hangs on it', () => {
  const classes = Expression.symbol('number of classes', { nonNegative: true, described: true });
  assert.equal(n.isNamed, true);
  assert.equal(n.add(classes).isNamed, false);
  assert.equal(classes.floorDivide(Expression.of(2)).isNamed, false);
});

test('two symbols of one name are told apart by a stroke, which is no name of the program either', () => {
  const other = Expression.symbol('n', { nonNegative: true });
  assert.equal(n.multiply(other).toString(), 'n·n′');
  assert.equal(n.multiply(other).isNamed, false);
  assert.equal(Expression.symbol('len(x)′').isNamed, false);
});
