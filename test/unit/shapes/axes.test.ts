import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Axes, UNKNOWN_AXIS } from '../../../server/shapes/axes.ts';
import { Expression } from '../../../server/shapes/expression.ts';

const behind64 = Axes.around([null], [64]);

test('an axis that is not known is not None', () => {
  assert.equal(Axes.ranked([null, UNKNOWN_AXIS]).format(), '(None, ?)');
  assert.equal(Axes.ranked([null, UNKNOWN_AXIS]).shape, undefined);
  assert.deepEqual(Axes.ranked([null, 3]).shape, [null, 3]);
  assert.equal(Axes.UNKNOWN.at(0), UNKNOWN_AXIS);
  assert.equal(Axes.ranked([null]).at(0), null);
});

test('what Dense gives of a tensor of which nothing is known', () => {
  const after = Axes.UNKNOWN.withRankWithin(2).set(-1, 64);
  assert.equal(after.format(), '(..., 64)');
  assert.deepEqual([after.at(-1), after.rank, after.leastRank], [64, undefined, 2]);
  assert.equal(after.set(-1, 10).format(), '(..., 10)');
});

test('the batch stays where the last axis is surely another one', () => {
  assert.equal(behind64.format(), '(None, ..., 64)');
  assert.equal(behind64.set(-1, 10).format(), '(None, ..., 10)');
  // Where there may be one axis only, it is the one that is set.
  assert.equal(Axes.around([null], []).set(-1, 10).format(), '(..., 10)');
  assert.equal(Axes.around([null], []).withRankWithin(2).set(-1, 10).format(), '(None, ..., 10)');
});

test('a number of axes that is learned', () => {
  assert.equal(behind64.withRank(4).format(), '(None, ?, ?, 64)');
  assert.deepEqual(behind64.withRank(2).shape, [null, 64]);
  assert.equal(behind64.withRank(1).format(), '(None, ..., 64)');
  assert.equal(behind64.withRankWithin(0, 2).format(), '(None, 64)');
});

test('edits count axes from both sides', () => {
  assert.equal(behind64.insert(-1, 3).format(), '(None, ..., 64, 3)');
  assert.equal(behind64.insert(1, 3).format(), '(None, 3, ..., 64)');
  assert.equal(behind64.drop(1).format(), '(None, ...)');
  assert.equal(behind64.withRankWithin(3).drop(1).format(), '(None, ..., 64)');
  assert.equal(behind64.slice(1).format(), '(..., 64)');
  assert.equal(behind64.slice(0, -1).format(), '(None, ...)');
  assert.equal(behind64.slice(-1).format(), '(64,)');
  assert.equal(behind64.append(3).format(), '(None, ..., 64, 3)');
  assert.equal(behind64.change(-1, (size) => (size === 64 ? 128 : size)).format(), '(None, ..., 128)');
  // The second may be the last one, whose size is then not 64 any more.
  assert.equal(behind64.change(1, () => 128).format(), '(None, ...)');
});

test('an edit of an axis that is surely not there says nothing', () => {
  assert.ok(Axes.ranked([3]).set(1, 2).isUnknown);
  assert.ok(Axes.ranked([3]).drop(-2).isUnknown);
});

test('a join keeps what both have from either side', () => {
  const join = (a: Axes, b: Axes): string => a.join(b).format();
  assert.equal(join(Axes.ranked([null, 5, 64]), Axes.ranked([null, 64])), '(None, ..., 64)');
  assert.equal(join(Axes.ranked([null, 5, 64]), Axes.ranked([null, 7, 64])), '(None, ?, 64)');
  // (3,) and (3, 4, 3): the first may be the last one too, so that it is said once.
  assert.equal(join(Axes.ranked([3]), Axes.ranked([3, 4, 3])), '(..., 3)');
  assert.equal(join(Axes.ranked([3]), Axes.UNKNOWN), '?');
});

test('two symbols of one name are two axes', () => {
  const [first, second] = [Expression.symbol('n'), Expression.symbol('n')];
  assert.equal(
    Axes.ranked([first])
      .join(Axes.ranked([second]))
      .at(0),
    UNKNOWN_AXIS,
  );
  assert.ok(!Axes.ranked([first]).equals(Axes.ranked([second])));
  assert.ok(Axes.ranked([first]).equals(Axes.ranked([first])));
});

test('a number of axes alone is no axis that is known', () => {
  assert.equal(Axes.ranked([UNKNOWN_AXIS, UNKNOWN_AXIS]).hasKnown, false);
  assert.equal(Axes.around([], [64]).hasKnown, true);
  assert.equal(Axes.UNKNOWN.hasKnown, false);
});
