import assert from 'node:assert/strict';
import { test } from 'node:test';
import { printed, reported } from './in-programs.ts';

test('attributes are as Keras keeps them, not as they were passed', () => {
  assert.deepEqual(printed('layer = layers.Conv2D(8, 3, padding="SAME")\nprint(layer.kernel_size, layer.strides, layer.padding, layer.data_format, layer.filters)'), [
    '(3, 3)', '(1, 1)', 'same', 'channels_last', '8',
  ]);
  assert.deepEqual(printed('layer = layers.MaxPooling1D(4)\nprint(layer.pool_size, layer.strides)'), ['(4,)', '(4,)']);
  assert.deepEqual(printed('print(layers.ZeroPadding2D(1).padding, layers.Cropping1D((1, 2)).cropping)'), ['((1, 1), (1, 1))', '(1, 2)']);
  assert.deepEqual(printed('print(layers.Reshape([3, -1]).target_shape, layers.Conv2DTranspose(4, 3).output_padding)'), ['(3, -1)', 'None']);
});

test('what the program does not decide is not known, though the attribute is there', () => {
  const source = 'import somewhere\nlayer = layers.Conv2D(8, 3, padding=somewhere.padding())\npad = layers.ZeroPadding2D(somewhere.margin())\n';
  const reads = 'print(layer.padding)\nprint(layer.get_config()["padding"])\nprint(pad.padding)\nprint(layer.kernel_size)';
  assert.deepEqual(printed(source + reads), [undefined, undefined, undefined, '(3, 3)']);
  assert.deepEqual(reported(source + reads), []);
});

test('a loop over layers reads them', () => {
  const receptiveField = `
model = Sequential([Input((64, 64, 3)), layers.Conv2D(8, 3), layers.MaxPooling2D(), layers.Conv2D(8, (5, 5))])
field, jump = 1, 1
for layer in model.layers:
    size = layer.kernel_size[0] if hasattr(layer, 'kernel_size') else layer.pool_size[0]
    field += (size - 1) * jump
    jump *= layer.strides[0]
print(field)`;
  assert.deepEqual(printed(receptiveField), ['12']);
});

test('the spectrally normalized kernel counts once, before its vector and the bias', () => {
  const source = 'layer = layers.SpectralNormalization(layers.Conv2D(8, 3))\nlayer(Input((28, 28, 3)))\n';
  assert.deepEqual(printed(`${source}print([tuple(w.shape) for w in layer.get_weights()], layer.count_params())`), ['[(3, 3, 3, 8), (1, 8), (8,)]', '232']);
  assert.deepEqual(printed(`${source}layer.trainable = False\nprint(len(layer.trainable_weights), layer.count_params())`), ['0', '232']);
});
