import assert from 'node:assert/strict';
import { test } from 'node:test';
import { int, tuple, type TupleValue } from '../../../../server/python/domain/value.ts';
import { Expression } from '../../../../server/shapes/expression.ts';
import { refusal, shapeAfter } from './declared.ts';

const pairs = (...all: readonly (readonly [number, number])[]): TupleValue =>
  tuple(...all.map(([before, after]) => tuple(int(before), int(after))));

test('Reshape keeps the batch and finds what -1 stands for', () => {
  assert.equal(shapeAfter('Reshape', { target_shape: [3, 4] }, [null, 12]), '(None, 3, 4)');
  assert.equal(shapeAfter('Reshape', { target_shape: [-1, 2] }, [null, 3, 4]), '(None, 6, 2)');
  assert.equal(shapeAfter('Reshape', { target_shape: [-1, 4] }, [null, null, 4]), '(None, None, 4)');
  const n = Expression.symbol('n', { nonNegative: true });
  assert.equal(shapeAfter('Reshape', { target_shape: [-1] }, [null, n, 4]), '(None, 4·n)');
});

test('Reshape refuses another number of elements, naming both shapes', () => {
  assert.match(
    refusal('Reshape', { target_shape: [5, 3] }, [null, 12]),
    /^reshape-size: .*total size of the tensor must be unchanged.*\(5, 3\).*\(12,\) has 12 elements, not 15/,
  );
  assert.match(refusal('Reshape', { target_shape: [-1, 5] }, [null, 12]), /^reshape-size: .*no multiple of 5/);
  assert.match(refusal('Reshape', { target_shape: [-1, -1] }), /only one -1/);
  assert.match(refusal('Reshape', { target_shape: [-2, 6] }), /non-negative/);
  assert.match(refusal('Reshape', { target_shape: 12 }), /^bad-argument/);
});

test('Flatten, Permute and RepeatVector', () => {
  assert.equal(shapeAfter('Flatten', {}, [null, 7, 7, 64]), '(None, 3136)');
  assert.equal(shapeAfter('Flatten', {}, [null, null, 64]), '(None, None)');
  assert.equal(shapeAfter('Flatten', {}, [null]), '(None, 1)');
  assert.equal(shapeAfter('Permute', { dims: [2, 1] }, [null, 10, 64]), '(None, 64, 10)');
  assert.equal(shapeAfter('RepeatVector', { n: 5 }, [null, 3]), '(None, 5, 3)');
  assert.match(refusal('Permute', { dims: [0, 1] }), /dims must be the numbers 1 to 2/);
  assert.match(refusal('Permute', { dims: [2, 1] }, [null, 3]), /^rank-mismatch: .*expected ndim=3, found ndim=2/);
  assert.match(refusal('RepeatVector', { n: 0 }), /n must be positive/);
});

test('zero padding and cropping: one int, one for each axis, or a pair for each', () => {
  assert.equal(shapeAfter('ZeroPadding2D', {}, [null, 8, 8, 3]), '(None, 10, 10, 3)');
  assert.equal(shapeAfter('ZeroPadding2D', { padding: [1, 2] }, [null, 8, null, 3]), '(None, 10, None, 3)');
  assert.equal(
    shapeAfter('ZeroPadding2D', { padding: pairs([1, 0], [2, 3]), data_format: 'channels_first' }, [null, 3, 8, 8]),
    '(None, 3, 9, 13)',
  );
  assert.equal(shapeAfter('ZeroPadding1D', { padding: [2, 0] }, [null, 8, 3]), '(None, 10, 3)');
  assert.equal(shapeAfter('Cropping1D', { cropping: [1, 2] }, [null, 8, 3]), '(None, 5, 3)');
  assert.equal(shapeAfter('Cropping2D', {}, [null, 8, 8, 3]), '(None, 8, 8, 3)');
  assert.equal(
    shapeAfter('Cropping3D', { cropping: pairs([1, 1], [0, 2], [3, 0]) }, [null, 8, 8, 8, 1]),
    '(None, 6, 6, 5, 1)',
  );
});

test('zero padding and cropping refuse other forms, and more than there is', () => {
  assert.match(refusal('ZeroPadding1D', { padding: [1, 2, 3] }), /tuple of 2 integers/);
  assert.match(refusal('ZeroPadding2D', { padding: [1, 2, 3] }), /must have 2 elements.*it has 3/);
  assert.match(refusal('ZeroPadding3D', { padding: 1.5 }), /must be an int/);
  assert.match(refusal('Cropping2D', { cropping: 'valid' }), /^bad-argument/);
  assert.match(refusal('Cropping2D', { cropping: -1 }), /cannot be negative/);
  assert.match(refusal('Cropping1D', { cropping: 3 }, [null, 5, 2]), /^negative-size: .*must be smaller/);
});

test('up-sampling repeats along the spatial axes', () => {
  assert.equal(shapeAfter('UpSampling1D', {}, [null, 8, 3]), '(None, 16, 3)');
  assert.equal(
    shapeAfter('UpSampling2D', { size: [2, 3], interpolation: 'bilinear' }, [null, 8, 8, 3]),
    '(None, 16, 24, 3)',
  );
  assert.equal(
    shapeAfter('UpSampling3D', { data_format: 'channels_first' }, [null, 3, 4, null, 4]),
    '(None, 3, 8, None, 8)',
  );
  assert.match(refusal('UpSampling1D', { size: 0 }), /size must be positive/);
  assert.match(refusal('UpSampling1D', { size: [2] }), /size must be an integer, but it is a tuple/);
  assert.match(refusal('UpSampling2D', { size: [2, 2, 2] }), /^bad-argument/);
});
