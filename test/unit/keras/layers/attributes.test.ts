import assert from 'node:assert/strict';
import { test } from 'node:test';
import { printed, reported } from './in-programs.ts';

test('attributes are as Keras keeps them, not as they were passed', () => {
  assert.deepEqual(
    printed(
      'layer = layers.Conv2D(8, 3, padding="SAME")\nprint(layer.kernel_size, layer.strides, layer.padding, layer.data_format, layer.filters)',
    ),
    ['(3, 3)', '(1, 1)', 'same', 'channels_last', '8'],
  );
  assert.deepEqual(printed('layer = layers.MaxPooling1D(4)\nprint(layer.pool_size, layer.strides)'), ['(4,)', '(4,)']);
  assert.deepEqual(printed('print(layers.ZeroPadding2D(1).padding, layers.Cropping1D((1, 2)).cropping)'), [
    '((1, 1), (1, 1))',
    '(1, 2)',
  ]);
  assert.deepEqual(
    printed('print(layers.Reshape([3, -1]).target_shape, layers.Conv2DTranspose(4, 3).output_padding)'),
    ['(3, -1)', 'None'],
  );
});

test('what the program does not decide is not known, though the attribute is there', () => {
  const source =
    'import somewhere\nlayer = layers.Conv2D(8, 3, padding=somewhere.padding())\npad = layers.ZeroPadding2D(somewhere.margin())\n';
  const reads =
    'print(layer.padding)\nprint(layer.get_config()["padding"])\nprint(pad.padding)\nprint(layer.kernel_size)';
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
  assert.deepEqual(printed(`${source}print([tuple(w.shape) for w in layer.get_weights()], layer.count_params())`), [
    '[(3, 3, 3, 8), (1, 8), (8,)]',
    '232',
  ]);
  assert.deepEqual(
    printed(`${source}layer.trainable = False\nprint(len(layer.trainable_weights), layer.count_params())`),
    ['0', '232'],
  );
});

test('whether a layer is trained may not be decided: then neither are the arrays that are', () => {
  const source =
    'import data\nlayer = layers.Dense(3)\nlayer(Input((4,)))\nif data.found:\n    layer.trainable = False\n';
  assert.deepEqual(
    printed(
      `${source}print(len(layer.weights))\nprint(len(layer.trainable_weights), len(layer.non_trainable_variables))`,
    ),
    ['2', 'len(layer.trainable_weights)', 'len(layer.non_trainable_variables)'],
  );
});

test('a layer that a model ran on data, or that code got which is not known, may be built', () => {
  const source =
    'import data\nmodel = Sequential([layers.Dense(3)])\nmodel(data.load())\ngiven = layers.Dense(4)\ndata.use(given)\n';
  const reads =
    'print(model.count_params())\nprint(model.layers[0].count_params())\nprint(given.count_params())\nprint(given.built)\nprint(given.output)\nprint(len(given.weights))';
  assert.deepEqual(printed(source + reads), [
    undefined,
    undefined,
    undefined,
    undefined,
    undefined,
    'len(given.weights)',
  ]);
  assert.deepEqual(reported(source + reads), []);
});

test('what a call would have changed that is nested too deeply is not known', () => {
  const models =
    'model = Sequential([Input((4,)), layers.Dense(2)])\nloose = layers.Dense(3)\nfixed = Sequential([Input((4,)), layers.Dense(2)])\n';
  const change =
    'def change(to, n):\n    if n > 0:\n        return change(to, n - 1)\n    to.add(layers.Dense(7))\n    to.layers[0].trainable = False\n    loose(Input((5,)))\nchange(model, 300)\n';
  const reads =
    'print(model.output_shape)\nprint(model.count_params())\nprint(len(model.trainable_weights))\nprint(loose.count_params())\nprint(fixed.count_params(), len(fixed.trainable_weights))';
  assert.deepEqual(printed(models + change + reads), [
    undefined,
    undefined,
    'len(model.trainable_weights)',
    undefined,
    '10',
    '2',
  ]);
  assert.deepEqual(reported(models + change + reads), []);
});
