import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Expression } from '../../../../server/shapes/expression.ts';
import { refusal, shapeAfter } from './declared.ts';

const n = Expression.symbol('n', { nonNegative: true });

test('elementwise merging broadcasts 1, and None with anything is None', () => {
  assert.equal(shapeAfter('Add', {}, [null, 4], [null, 4], [null, 4]), '(None, 4)');
  assert.equal(shapeAfter('Multiply', {}, [null, 8, 8, 3], [null, 1, 1, 3]), '(None, 8, 8, 3)');
  assert.equal(shapeAfter('Average', {}, [null, 8, 3], [null, null, 3]), '(None, None, 3)');
  assert.equal(shapeAfter('Maximum', {}, [null, 8, 3], [32, 3]), '(32, 8, 3)');
});

test('a size that has a name is taken to fit', () => {
  assert.equal(shapeAfter('Add', {}, [null, n], [null, 5]), '(None, 5)');
  assert.equal(shapeAfter('Concatenate', { axis: 1 }, [null, n, 5], [null, 3, n]), '(None, n + 3, 5)');
  assert.equal(shapeAfter('Dot', { axes: 1 }, [null, n], [null, 5]), '(None, 1)');
});

test('elementwise merging refuses sizes that do not fit, naming both', () => {
  assert.match(
    refusal('Add', {}, [null, 4], [null, 5]),
    /^merge-shapes: .*incompatible shapes \(None, 4\) and \(None, 5\).*4.*5/,
  );
  assert.match(refusal('Add', {}, [2, 4], [1, 4]), /^merge-shapes: .*different batch sizes/);
  assert.match(refusal('Add', {}, [null, 4]), /^merge-needs-list: .*should be called on a list of inputs/);
  assert.match(refusal('Subtract', {}, [null, 4], [null, 4], [null, 4]), /^merge-needs-list: .*exactly 2 inputs/);
});

test('concatenation adds the sizes along its axis, all others must match', () => {
  assert.equal(shapeAfter('Concatenate', {}, [null, 14, 14, 4], [null, 14, 14, 5]), '(None, 14, 14, 9)');
  assert.equal(shapeAfter('Concatenate', { axis: 1 }, [null, null, 4], [null, 3, 4]), '(None, None, 4)');
  assert.equal(shapeAfter('Concatenate', {}, [null, null, 4], [null, 3, 4]), '(None, None, 8)');
  assert.match(
    refusal('Concatenate', {}, [null, 4, 3], [null, 5, 3]),
    /^merge-shapes: .*\(None, 4, 3\) and \(None, 5, 3\).*axis 1 they have 4 and 5/,
  );
  assert.match(refusal('Concatenate', {}, [null, 14, 14, 4], [null, 5]), /^merge-shapes: .*4 and 2 dimensions/);
  assert.match(refusal('Concatenate', { axis: 3 }, [null, 4], [null, 4]), /^bad-axis/);
});

test('a dot product sums over one axis of each input', () => {
  assert.equal(shapeAfter('Dot', { axes: 1 }, [null, 8], [null, 8]), '(None, 1)');
  assert.equal(shapeAfter('Dot', { axes: [2, 1] }, [null, 10, 8], [null, 8, 5]), '(None, 10, 5)');
  assert.equal(shapeAfter('Dot', { axes: -1 }, [null, null, 8], [null, 6, 8]), '(None, None, 6)');
  assert.match(
    refusal('Dot', { axes: [1, 2] }, [null, 4, 3], [null, 4, 5]),
    /^merge-shapes: .*axis 1 of the first has 4, axis 2 of the second has 5/,
  );
  assert.match(refusal('Dot', { axes: '1' }), /^bad-argument: .*axes must be an int or a list of two ints/);
  assert.match(refusal('Dot', { axes: 1 }, [null, 4], [null, 4], [null, 4]), /^merge-needs-list/);
});
