import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ALL_HINTS, inlayHints, type HintOptions } from '../../../server/features/inlay-hints.ts';
import { analyse } from '../../support/analyse.ts';

/** The hints as `LINE after WORD: text`. */
async function hints(source: string, options: Partial<HintOptions> = {}): Promise<string[]> {
  const analysis = await analyse(source);
  return inlayHints(analysis, { ...ALL_HINTS, ...options }).map(({ span, text }) => `${analysis.text.positionAt(span.end).line + 1} ${text}`);
}

const question = `from keras import Input, Model
from keras.layers import LSTM, Dense, Dropout
inputs = Input(shape=(100, 4))
x = LSTM(2)(inputs)
x = Dropout(0.5)(x)
outputs = Dense(1)(x)
model = Model(inputs, outputs)
print(model.layers[1].get_weights()[1].shape)
`;

test('shape and parameters at each layer, the total at the model, the value at the print', async () => {
  assert.deepEqual(await hints(question), ['3 → (None, 100, 4)', '4 → (None, 2) · 56 params', '5 → (None, 2)', '6 → (None, 1) · 3 params', '7 59 params in total', '8 = (2, 8)']);
});

test('each kind can be switched off', async () => {
  assert.deepEqual(await hints(question, { shapes: false }), ['4 56 params', '6 3 params', '7 59 params in total', '8 = (2, 8)']);
  assert.deepEqual(await hints(question, { parameters: false, totals: false, values: false }), ['3 → (None, 100, 4)', '4 → (None, 2)', '5 → (None, 2)', '6 → (None, 1)']);
  assert.deepEqual(await hints(question, { shapes: false, parameters: false, totals: false, values: false }), []);
});

test('layers in a list and added to a Sequential', async () => {
  const source = 'from keras import Sequential, Input\nfrom keras.layers import *\nmodel = Sequential([\n    Input((4,)),\n    Dense(3),\n])\nmodel.add(Dense(2))\n';
  assert.deepEqual(await hints(source), ['4 → (None, 4)', '5 → (None, 3) · 15 params', '6 23 params in total', '7 → (None, 2) · 8 params']);
});

test('a loop tells its first and last pass', async () => {
  const source = 'import keras\nx = keras.Input((8,))\nfor units in (4, 2, 1):\n    x = keras.layers.Dense(units)(x)\n';
  assert.deepEqual(await hints(source), ['2 → (None, 8)', '4 3× → (None, 4) … (None, 1) · 36 … 3 params']);
});

test('an operation, a function and data are hinted at their variable', async () => {
  const source = `import keras, numpy as np
x = keras.Input((8, 4))
y = keras.ops.reshape(x, (-1, 32))
z = y
data = np.zeros((100, 8))
more = data[:10]
`;
  assert.deepEqual(await hints(source), ['2 → (None, 8, 4)', '3 : (None, 32)', '6 : (10, 8)']);
});

test('no hint between x.shape and [1], none at literals, none within what is printed whole', async () => {
  const source = 'import keras\nx = keras.Input((8, 4))\nn = x.shape[1]\nprint("shape", [x.shape], 3)\n';
  assert.deepEqual(await hints(source), ['2 → (None, 8, 4)', '4 = [(None, 8, 4)]']);
});

test('what is not known has no hint', async () => {
  assert.deepEqual(await hints('import keras\nfrom elsewhere import x\ny = keras.layers.Flatten()(x)\n'), []);
});

test('a hint can be written into the program where its line ends', async () => {
  const analysis = await analyse('import keras\nx = keras.layers.Dense(2)(keras.Input((4,)))\n');
  const comments = inlayHints(analysis, ALL_HINTS).map(({ comment }) => comment?.newText);
  assert.deepEqual(comments, ['  # (None, 4)', '  # (None, 2) · 10 params']);
});
