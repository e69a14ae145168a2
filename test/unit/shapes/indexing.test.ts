import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { add, formatDimension, formatShape, type Dimension, type Size } from '../../../server/shapes/dimension.ts';
import { Expression } from '../../../server/shapes/expression.ts';
import { indexShape, type IndexItem } from '../../../server/shapes/indexing.ts';
import { sliceLength, type Slice } from '../../../server/shapes/slice.ts';
import { randomGenerator, rounds } from './random.ts';
import { inEnglish } from '../../../server/words/language.ts';

const None = null;
const n = Expression.symbol('n', { nonNegative: true });
const k = Expression.symbol('k');

const integer = (value: Size | undefined): IndexItem => ({ kind: 'integer', value });
const slice = (start?: Size, stop?: Size, step?: Size): IndexItem => ({ kind: 'slice', start, stop, step });
const all = slice();
const newAxis: IndexItem = { kind: 'newAxis' };
const ellipsis: IndexItem = { kind: 'ellipsis' };
const array = (...shape: Dimension[]): IndexItem => ({ kind: 'array', shape });

function gives(shape: readonly Dimension[], items: readonly IndexItem[], text: string): void {
  const result = indexShape(shape, items);
  assert.equal(result.ok ? formatShape(result.value) : inEnglish(result.message), text);
}

function length(dimension: Dimension, bounds: Slice): string {
  const result = sliceLength(dimension, bounds);
  return result.ok ? formatDimension(result.value) : inEnglish(result.message);
}

describe('slices', () => {
  test('of known sizes, as Python: against a walk over the indices', () => {
    const random = randomGenerator(11);
    const bound = (): number | undefined => (random.integer(0, 3) === 0 ? undefined : random.integer(-9, 9));
    for (let round = 0; round < rounds(3000); round++) {
      const size = random.integer(0, 7);
      const step = bound() || undefined;
      const bounds = { start: bound(), stop: bound(), step };
      assert.equal(
        length(size, bounds),
        String(walk(size, bounds)),
        `range(${size})[${bounds.start}:${bounds.stop}:${step}]`,
      );
    }
  });

  test('of a symbol: what it gives at each size of 1 or more', () => {
    const random = randomGenerator(12);
    const bound = (): number | undefined => (random.integer(0, 3) === 0 ? undefined : random.integer(-6, 6));
    for (let round = 0; round < rounds(400); round++) {
      const bounds = { start: bound(), stop: bound(), step: bound() || undefined };
      const result = sliceLength(n, bounds);
      assert.ok(result.ok && result.value !== null);
      for (let size = 1; size < 15; size++) {
        const value: Size = result.value;
        const evaluated: number =
          typeof value === 'number' ? value : Number(value.substitute(new Map([[n, Expression.of(size)]])).constant);
        assert.equal(
          evaluated,
          walk(size, bounds),
          `${value} for range(${size})[${bounds.start}:${bounds.stop}:${bounds.step}]`,
        );
      }
    }
  });

  test('of a symbol, in plain words', () => {
    assert.equal(length(n, {}), 'n');
    assert.equal(length(n, { start: 1 }), 'n - 1');
    assert.equal(length(n, { stop: -1 }), 'n - 1');
    assert.equal(length(n, { stop: 5 }), 'min(n, 5)');
    assert.equal(length(n, { start: -5 }), 'min(n, 5)');
    assert.equal(length(n, { start: -1 }), '1');
    assert.equal(length(n, { stop: 1 }), '1');
    assert.equal(length(n, { step: 2 }), '(n + 1) // 2');
    assert.equal(length(n, { step: -1 }), 'n');
    assert.equal(length(n, { start: 5 }), 'max(n - 5, 0)');
    assert.equal(length(add(n, 3), { start: 2 }), 'n + 1');
  });

  test('with symbolic bounds', () => {
    assert.equal(length(100, { stop: n }), 'min(n, 100)');
    assert.equal(length(n, { stop: n }), 'n');
    assert.equal(length(n, { stop: n.floorDivide(Expression.of(2)) }), 'min(n, n // 2)');
    assert.equal(length(100, { stop: k }), 'len(range(100)[:k])');
    assert.equal(length(n, { start: k, stop: 3, step: 2 }), 'len(range(n)[k:3:2])');
    assert.equal(length(10, { step: k }), 'len(range(10)[::k])');
  });

  test('None stays None, and a step of 0 is an error', () => {
    assert.equal(length(None, { start: 1, stop: 4 }), 'None');
    assert.equal(length(None, { step: 0 }), 'slice step cannot be zero');
  });
});

describe('indices', () => {
  test('as people write them on sequences', () => {
    gives([None, 100, 4], [all, integer(-1), all], '(None, 4)');
    gives([None, 100, 4], [all, integer(-1)], '(None, 4)');
    gives([None, 100, 4], [all, slice(-10)], '(None, 10, 4)');
    gives([None, 100, 4], [ellipsis, integer(0)], '(None, 100)');
    gives([None, 100, 4], [ellipsis, newAxis], '(None, 100, 4, 1)');
    gives([None, 100, 4], [all, newAxis, all], '(None, 1, 100, 4)');
    gives([None, 100], [newAxis, ellipsis], '(1, None, 100)');
    gives([5], [], '(5,)');
    gives([None, n], [integer(undefined)], '(n,)');
  });

  test('out of bounds only where it is sure', () => {
    gives([None, 3], [all, integer(3)], 'index 3 is out of bounds: axis 1 of (None, 3) has 3 elements');
    gives([None, 3], [all, integer(-4)], 'index -4 is out of bounds: axis 1 of (None, 3) has 3 elements');
    gives([None, 3], [integer(7)], '(3,)');
    gives([n, 3], [integer(7)], '(3,)');
    gives([n, 3], [integer(n)], 'index n is out of bounds: axis 0 of (n, 3) has n elements');
    gives([None, 3], [all, all, all], 'too many indices: (None, 3) has 2 dimensions, but 3 are indexed');
    gives([2, 3], [ellipsis, ellipsis], 'an index can have only one ellipsis (`...`)');
  });

  test('arrays stand together or go in front, as in NumPy', () => {
    gives([10, 3], [array(5)], '(5, 3)');
    gives([10, 3], [all, array(2)], '(10, 2)');
    gives([10, 20, 30, 40], [all, array(5, 1), array(6)], '(10, 5, 6, 40)');
    gives([10, 20, 30, 40], [array(5), all, array(5)], '(5, 20, 40)');
    gives([10, 20, 30, 40], [all, integer(0), all, array(5)], '(5, 10, 30)');
    gives([10, 20, 30], [all, integer(0), array(5)], '(10, 5)');
    gives([10, 20], [{ kind: 'mask', rank: 1, count: n }], '(n, 20)');
    gives([10, 20, 3], [{ kind: 'mask', rank: 2, count: n }], '(n, 3)');
  });
});

/** The number of indices that `range(size)[start:stop:step]` visits, by clamping the bounds and walking. */
function walk(
  size: number,
  { start, stop, step = 1 }: { start: number | undefined; stop: number | undefined; step: number | undefined },
): number {
  const [lowest, highest] = step > 0 ? [0, size] : [-1, size - 1];
  const clamp = (bound: number): number => Math.min(Math.max(bound < 0 ? bound + size : bound, lowest), highest);
  const first = start === undefined ? (step > 0 ? lowest : highest) : clamp(start);
  const end = stop === undefined ? (step > 0 ? highest : lowest) : clamp(stop);
  let count = 0;
  for (let index = first; step > 0 ? index < end : index > end; index += step) count++;
  return count;
}
