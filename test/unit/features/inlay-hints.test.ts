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

test('parameters from a minimum on; formulas always', async () => {
  assert.deepEqual(await hints(question, { minimumParameters: 10, values: false, totals: false }), ['3 → (None, 100, 4)', '4 → (None, 2) · 56 params', '5 → (None, 2)', '6 → (None, 1)']);
  const symbolic = 'import keras\ndef build(n):\n    return keras.layers.Dense(2)(keras.Input((n,)))\n';
  assert.ok((await hints(symbolic, { minimumParameters: 1e6 })).some((hint) => hint.includes('2·n + 2 params')));
});

test('of a loop the ends, the first pass, or all that differ', async () => {
  const source = 'import keras\nx = keras.Input((8,))\nfor units in (4, 2, 2, 1):\n    x = keras.layers.Dense(units)(x)\n';
  const of = async (loops: HintOptions['loops']) => (await hints(source, { loops, parameters: false }))[1];
  assert.equal(await of('ends'), '4 4× → (None, 4) … (None, 1)');
  assert.equal(await of('first'), '4 4× → (None, 4) …');
  assert.equal(await of('all'), '4 4× → (None, 4) | (None, 2) | (None, 1)');
});

test('what the line says already is not said again', async () => {
  assert.deepEqual(await hints('import keras\nx = keras.Input(batch_shape=(8, 100, 4))\n'), []);
  assert.deepEqual(await hints('import keras\nx = keras.Input((4,))  # (None, 4)\n'), []);
  assert.deepEqual(await hints('import keras\nx = keras.Input((4,))  # was (None, 5)\n'), ['2 → (None, 4)']);
});

test('a comment that a hint was written as takes its place', async () => {
  const source = 'import keras\nx = keras.layers.Dense(2)(\n    keras.Input((4,))\n)\n';
  const { comment } = inlayHints(await analyse(source), ALL_HINTS).at(-1)!;
  const commented = source.slice(0, comment!.span.start) + comment!.newText + source.slice(comment!.span.end);
  assert.deepEqual(await hints(commented), ['3 → (None, 4)']);
});

/** The parts of the hints that lead somewhere, as `TEXT from SOURCE, line N`. */
async function links(source: string): Promise<string[]> {
  const analysis = await analyse(source);
  return inlayHints(analysis, ALL_HINTS).flatMap(({ parts = [] }) => parts).flatMap(({ text, source: from }) =>
    from === undefined ? [] : [`${text} from ${source.slice(from.start, from.end)}, line ${analysis.text.positionAt(from.start).line + 1}`]);
}

test('a size leads to where it is written', async () => {
  assert.deepEqual(await links(`from keras import Input
from keras.layers import LSTM, Dense, Dropout
steps = 100
inputs = Input(shape=(steps, 4))
x = LSTM(2, return_sequences=True)(inputs)
x = Dropout(0.5)(x)
`), ['100 from 100, line 3', '100 from 100, line 3', '100 from 100, line 3', '2 from 2, line 5']);
});

test('through convolutions, pooling, merging and reshaping, as far as the axis is the same', async () => {
  assert.deepEqual(await links(`import keras
from keras.layers import *
a = keras.Input((28, 30, 3))
b = Conv2D(16, 3, padding="same")(a)
c = Add()([b, b])
d = GlobalAveragePooling2D()(c)
e = Flatten()(c)
f = Reshape((20, 672))(e)
g = Permute((2, 1))(f)
h = RepeatVector(5)(d)
`), [
    '28 from 28, line 3', '30 from 30, line 3', '28 from 28, line 3', '30 from 30, line 3', '16 from 16, line 4', '16 from 16, line 4', '16 from 16, line 4',
  ]);
});

test('in a Sequential model too; a name that is bound twice is not followed', async () => {
  assert.deepEqual(await links(`import keras
from keras.layers import *
units = 3
units = 4
model = keras.Sequential([
    keras.Input((10, 8)),
    Dense(units),
    Dropout(0.1),
])
`), ['10 from 10, line 6', '10 from 10, line 6', '4 from units, line 7']);
});

test('the parts of a hint are its text', async () => {
  for (const { parts, text } of inlayHints(await analyse('import keras\nx = keras.Input((5,))\ny = keras.layers.Dropout(0.1)(x)\nz = keras.layers.BatchNormalization()(y)\n'), ALL_HINTS)) {
    if (parts !== undefined) assert.equal(parts.map((part) => part.text).join(''), text);
  }
});

test('a look-up that is not known is not said to be itself; another name for it is told', async () => {
  const source = 'import numpy as np\nfrom elsewhere import load\ntable = load()\nprint(table.shape)\nrows = table.shape[0]\nprint(rows)\n';
  assert.deepEqual(await hints(source), ['6 = table.shape[0]']);
});

test('the hints of a part of the program are those of the whole that stand in it', async () => {
  const analysis = await analyse(question);
  const all = inlayHints(analysis, ALL_HINTS);
  for (const { span: { end } } of all) {
    assert.deepEqual(inlayHints(analysis, ALL_HINTS, { start: end, end }), all.filter(({ span }) => span.end === end));
    assert.deepEqual(inlayHints(analysis, ALL_HINTS, { start: end, end: question.length }), all.filter(({ span }) => span.end >= end));
  }
});
