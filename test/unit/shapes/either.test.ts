import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatDimension } from '../../../server/shapes/dimension.ts';
import { eitherShape } from '../../../server/shapes/either.ts';

test('the shape that stands for either keeps what both agree on', () => {
  assert.deepEqual(eitherShape([null, 3], [null, 5])?.map(formatDimension), ['None', '3 or 5']);
  assert.equal(eitherShape([null, 3], [null, 3, 1]), undefined);
});

test('joined again and again it is not known at last: names do not grow without end', () => {
  let shape = eitherShape([1], [2]);
  for (let time = 0; time < 60 && shape !== undefined; time++) shape = eitherShape(shape, [time + 10]);
  assert.equal(shape, undefined);
});
