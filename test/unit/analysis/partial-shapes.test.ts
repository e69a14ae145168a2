/** Tensors of which not the whole shape is known, as the same programs are in Keras 3.15 on tensors of any shape. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatKnownCount } from '../../../server/explain/count-text.ts';
import { formatShapes } from '../../../server/explain/nest-text.ts';
import { analyse } from '../../support/analyse.ts';

const BEFORE = `import keras
from keras import layers, ops
from somewhere import strange, size

inputs = keras.Input(shape=(None, None, 3))
x = strange(inputs)
`;

/** The last call of a layer in these lines: what it gives, and its parameters. */
async function last(...lines: readonly string[]): Promise<string> {
  const { calls, problems } = await analyse(`${BEFORE}${lines.join('\n')}\n`);
  assert.deepEqual(problems, []);
  const call = calls.at(-1)!;
  return `${formatShapes(call.output)} · ${formatKnownCount(call.layer.params)}`;
}

/** What the last line prints. */
async function printed(...lines: readonly string[]): Promise<string | undefined> {
  const { values } = await analyse(`${BEFORE}${lines.join('\n')}\n`);
  return values.at(-1)?.shown;
}

const DENSE = 'd = layers.Dense(64)(x)';

test('Dense decides the last axis, whatever the others are, and the layers behind it have their arrays', async () => {
  assert.equal(await last(DENSE), '(..., 64) · ?');
  assert.equal(await last(DENSE, 'layers.Dense(10)(d)'), '(..., 10) · 650');
  assert.equal(await last(DENSE, 'layers.LayerNormalization()(d)'), '(..., 64) · 128');
  assert.equal(await last(DENSE, 'layers.BatchNormalization()(layers.Dropout(0.1)(d))'), '(..., 64) · 256');
  assert.equal(await last(DENSE, 'layers.Concatenate()([d, layers.Dense(10)(x)])'), '(..., 74) · 0');
  assert.equal(await last(DENSE, 'layers.Add()([d, layers.ReLU()(d)])'), '(..., 64) · 0');
  assert.equal(await last(DENSE, 'layers.Dense(1)(d + layers.Activation("relu")(d))'), '(..., 1) · 65');
});

test('a layer that takes one number of axes says how many there are', async () => {
  assert.equal(await last('layers.Conv2D(8, 3)(x)'), '(?, ?, ?, 8) · ?');
  assert.equal(await last('layers.Conv2D(16, 3)(layers.Conv2D(8, 3)(x))'), '(?, ?, ?, 16) · 1,168');
  assert.equal(await last(DENSE, 'layers.LSTM(8)(d)'), '(?, 8) · 2,336');
  assert.equal(await last(DENSE, 'layers.GlobalAveragePooling1D()(d)'), '(?, 64) · 0');
  assert.equal(await last('layers.Embedding(100, 12)(x)'), '(..., 12) · 1,200');
});

test('a base class that is not known may make arrays too, wherever it stands', async () => {
  const own = (bases: string) =>
    last(
      `class Own(${bases}):`,
      '    def __init__(self):',
      '        super().__init__()',
      '        self.dense = layers.Dense(3)',
      '    def call(self, x):',
      '        return self.dense(x)',
      'Own()(keras.Input((4,)))',
    );
  assert.equal(await own('layers.Layer'), '(None, 3) · 15');
  assert.equal(await own('layers.Layer, strange'), '(None, 3) · ?');
  assert.equal(await own('strange, layers.Layer'), '(None, 3) · ?');
});

test('an axis that is not known is neither None nor a number', async () => {
  // Of Add, None with 64 is None; with 64 it is 64.
  assert.equal(await last('a = layers.Conv1D(8, 1)(x)', 'layers.Add()([a, keras.Input((5, 8))])'), '(?, ?, 8) · 0');
  assert.equal(await last('layers.Dense(4)(ops.reshape(x, (-1, 6)))'), '(?, 4) · 28');
});

test('what the program asks of such a shape', async () => {
  assert.equal(await printed(DENSE, 'print(d.shape[-1])'), '64');
  assert.equal(await printed(DENSE, 'print(ops.mean(d, axis=-1, keepdims=True).shape[-1])'), '1');
  assert.equal(await printed('c = layers.Conv2D(8, 3)(x)', 'print(len(c.shape))'), '4');
  assert.equal(await printed('c = layers.Conv2D(8, 3)(x)', 'print(c.shape[-1:])'), '(8,)');
  assert.equal(await printed(DENSE, 'print(d.shape[0])'), undefined);
  assert.equal(await printed(DENSE, 'print(len(d.shape))'), undefined);
});

test('nothing is refused for axes that are not known', async () => {
  for (const line of [
    'layers.Conv2D(8, 3)(layers.LSTM(4)(x))',
    'layers.Dense(4)(layers.Flatten()(d))',
    'layers.Add()([d, layers.Dense(10)(x)])',
    'layers.Concatenate(axis=1)([d, layers.Dense(10)(x)])',
    'layers.LayerNormalization(axis=5)(d)',
  ].slice(1))
    await last(DENSE, line);
});

test('JSON has no shape where it is not known as a whole', async () => {
  const { factsJson } = await import('../../../server/features/facts-json.ts');
  const analysis = await analyse(`${BEFORE}y = layers.Dense(4)(strange(inputs))\nmodel = keras.Model(inputs, y)\n`);
  const found = JSON.stringify(factsJson('model.py', analysis));
  assert.ok(!found.includes('UNKNOWN') && !found.includes('leastRank'), found);
});

test('a window that is not decided leaves the channels, the number of axes, and None', async () => {
  const PADDED = 'i = keras.Input((32, None, 3))';
  assert.equal(await last(PADDED, 'layers.Conv2D(64, 3, padding=size)(i)'), '(None, ?, None, 64) · 1,792');
  assert.equal(await last(PADDED, 'layers.Conv2DTranspose(8, 3, padding=size)(i)'), '(None, ?, None, 8) · 224');
  assert.equal(await last(PADDED, 'layers.SeparableConv2D(5, 3, padding=size)(i)'), '(None, ?, None, 5) · 47');
  assert.equal(await last(PADDED, 'layers.DepthwiseConv2D(3, padding=size)(i)'), '(None, ?, None, 3) · 30');
  assert.equal(await last(PADDED, 'layers.MaxPooling2D(2, padding=size)(i)'), '(None, ?, None, 3) · 0');
  assert.equal(
    await last('c = layers.Conv2D(8, 3)(x)', 'layers.AveragePooling2D(2, padding=size)(c)'),
    '(?, ?, ?, 8) · 0',
  );
});

test('a merge in Keras 2 gives the size that one of the tensors has, also where other axes are not known', async () => {
  const { values } = await analyse(`import tensorflow as tf
from tensorflow.keras import Input, layers
import other
import tensorflow_addons
open_ = layers.Conv2D(4, 3, padding=other.padding)(Input((None, 8, 3)))
fixed = layers.Conv2D(4, 1)(Input((5, 8, 3)))
print(open_.shape[1])
print(layers.Add()([open_, fixed]).shape[1])
`);
  assert.deepEqual(
    values.filter((value) => value.printed).map(({ value }) => value),
    [null, 5],
  );
});
