import assert from 'node:assert/strict';
import { test } from 'node:test';
import { reported } from './in-programs.ts';
import { refusal, shapeAfter } from './declared.ts';

const image = [null, 28, 29, 3];

test('a pooling window steps by its own size', () => {
  assert.equal(shapeAfter('MaxPooling2D', {}, image), '(None, 14, 14, 3)');
  assert.equal(shapeAfter('MaxPool2D', { pool_size: 3, strides: 2, padding: 'same' }, image), '(None, 14, 15, 3)');
  assert.equal(shapeAfter('AveragePooling1D', { pool_size: 4 }, [null, 10, 2]), '(None, 2, 2)');
  assert.equal(
    shapeAfter('AvgPool3D', { pool_size: [1, 2, 2], data_format: 'channels_first' }, [null, 3, 8, 8, null]),
    '(None, 3, 8, 4, None)',
  );
});

test('global pooling leaves one value a channel', () => {
  assert.equal(shapeAfter('GlobalAveragePooling2D', {}, image), '(None, 3)');
  assert.equal(shapeAfter('GlobalMaxPool2D', { keepdims: true }, image), '(None, 1, 1, 3)');
  assert.equal(shapeAfter('GlobalMaxPooling1D', { data_format: 'channels_first' }, [null, 5, null]), '(None, 5)');
});

test('adaptive pooling gives the size asked for', () => {
  assert.equal(shapeAfter('AdaptiveAveragePooling2D', { output_size: 7 }, image), '(None, 7, 7, 3)');
  assert.equal(
    shapeAfter('AdaptiveMaxPooling3D', { output_size: [1, 2, 3] }, [null, 8, 8, 8, 4]),
    '(None, 1, 2, 3, 4)',
  );
  assert.match(
    refusal('AdaptiveAveragePooling1D', { output_size: [2, 3] }),
    /output_size must be an integer or a tuple of 1 integer/,
  );
  assert.match(refusal('AdaptiveMaxPooling2D', { output_size: '2' }), /^bad-argument/);
});

test('what Keras refuses', () => {
  assert.match(
    refusal('MaxPooling2D', { pool_size: 4 }, [null, 3, 3, 2]),
    /^negative-size: .*4 elements does not fit in 3/,
  );
  assert.match(refusal('MaxPooling2D', { padding: 'SAME' }, image), /padding must be one of "valid", "same"/);
  assert.match(refusal('MaxPooling2D', { strides: 0 }, image), /division by zero/);
  assert.match(refusal('AveragePooling2D', {}), /^missing-argument: .*pool_size/);
  assert.match(refusal('MaxPooling2D', { data_format: 'channels' }), /data_format must be/);
});

test('Keras 2 takes what Keras 3 refuses', () => {
  const program =
    'layers.MaxPooling2D(padding="SAME")(Input((8, 8, 3)))\nlayers.BatchNormalization(axis=[3])(Input((8, 8, 3)))';
  assert.deepEqual(reported(program, { kerasVersion: 2 }), []);
  assert.match(reported(program).join(), /^1: bad-argument: MaxPooling2D: padding/);
});
