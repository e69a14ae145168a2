/** Code that Keras 3 runs, as its guides and examples have it, is reported without errors. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { analyze } from '../../../server/analysis/analyze.ts';
import { ProgramText } from '../../../server/python/syntax/program-text.ts';
import { pythonParser } from '../../support/parser.ts';

const HEAD = 'import numpy as np\nimport keras\nimport tensorflow as tf\nfrom keras import layers, ops\n';
const analysisOf = async (source: string) =>
  analyze(await pythonParser(), ProgramText.ofFile(HEAD + source), { kerasVersion: 3 });
const errorsOf = async (source: string) =>
  (await analysisOf(source)).problems
    .filter((problem) => problem.severity === 'error')
    .map(({ code, message }) => `${code}: ${message}`);

test('losses of layers are not followed', async () => {
  assert.deepEqual(
    await errorsOf(
      'layer = layers.Dense(2, kernel_regularizer="l2")\ny = layer(ops.zeros((1, 1)))\nassert len(layer.losses) == 1\n',
    ),
    [],
  );
});

test('an own layer gets the mask of its input, and the graph shows where it comes from', async () => {
  const source = `class Masked(layers.Layer):
    def call(self, inputs, mask=None):
        return inputs * ops.expand_dims(ops.cast(mask, "float32"), -1)
x = keras.Input((None,), dtype="int32")
h = layers.Dense(1)(layers.Embedding(10, 32, mask_zero=True)(x))
m = keras.Model(x, Masked()(h))
y = m(ops.zeros((2, 5)))
`;
  const { problems, models } = await analysisOf(source);
  assert.deepEqual(
    problems.filter(({ severity }) => severity === 'error'),
    [],
  );
  assert.deepEqual(
    models.at(-1)?.rows.map(({ name, connectedTo }) => [name, connectedTo.length]),
    [
      ['input_layer', 0],
      ['embedding', 1],
      ['dense', 1],
      ['not_equal', 1],
      ['masked', 2],
    ],
  );
});

test('a model with its own train_step takes data that its call() would not', async () => {
  const source = `a, b = keras.Input((3,)), keras.Input((3,))
net = keras.Model([a, b], layers.Add()([a, b]))
class Pairs(keras.Model):
    def __init__(self, net):
        super().__init__()
        self.net = net
    def compile(self, optimizer):
        super().compile()
        self.optimizer = optimizer
    def call(self, inputs):
        return self.net(inputs)
    def train_step(self, data):
        return {"loss": self.net(data)}
pairs = Pairs(net)
pairs.compile("adam")
pairs.fit(tf.data.Dataset.from_tensor_slices((np.zeros((10, 3)), np.zeros((10, 3)))).batch(2))
`;
  assert.deepEqual(await errorsOf(source), []);
});

test("super().build() in a model's own build() does not come back to it", async () => {
  const source = `class Cut(layers.Layer):
    def __init__(self, size):
        super().__init__()
        self.size = size
    def call(self, x):
        return ops.reshape(x, (-1, self.size))
class Net(keras.Model):
    def build(self, input_shape):
        self.cut = Cut(4)
        super().build(input_shape)
    def call(self, x):
        return self.cut(x)
net = Net()
y = net(np.zeros((6, 8)))
print(y.shape)
`;
  const { problems, values } = await analysisOf(source);
  assert.deepEqual(
    [problems.filter(({ severity }) => severity === 'error'), values.find(({ printed }) => printed)?.value],
    [[], [12, 4]],
  );
});

test('statistics that Normalization learns, and arrays times lists, are not known', async () => {
  assert.deepEqual(await errorsOf('n = layers.Normalization()\nscale = n.variance ** 0.5\n'), []);
  assert.deepEqual(
    await errorsOf('import somewhere\npicture = somewhere.picture() * [0, 255, 0]\nsofter = ops.abs(picture * 0.5)\n'),
    [],
  );
});

test('an argument that is None in the way of an undecided branch that is not for it', async () => {
  const source =
    'from data import table\ndef embedding(rows, size=None, weights=None):\n    if weights is not None:\n        return layers.Embedding(rows, 7)\n    return layers.Embedding(rows, size)\n';
  assert.deepEqual(await errorsOf(`${source}e = embedding(10, weights=table)\n`), []);
  assert.deepEqual(await errorsOf(`${source}e = embedding(None, weights=table)\n`), [
    'bad-argument: Embedding: input_dim must be an integer, but it is None.',
  ]);
  assert.deepEqual(await errorsOf(`${source}e = embedding(10)\n`), [
    'bad-argument: Embedding: output_dim must be an integer, but it is None.',
  ]);
});

test('in a notebook, automatic names count the layers of all cells that ran: one that is not there is no error', async () => {
  const cells = (wanted: string) =>
    ProgramText.ofNotebook([
      {
        index: 0,
        text: 'import keras\nfrom keras import layers\nm = keras.Sequential([keras.Input((4,)), layers.Dense(3), layers.Dense(2, name="scores")])\n',
      },
      { index: 1, text: `cut = keras.Model(m.inputs, m.get_layer("${wanted}").output)\n` },
    ]);
  const codesOf = async (wanted: string) =>
    analyze(await pythonParser(), cells(wanted), { kerasVersion: 3 })
      .problems.map(({ code }) => code)
      .filter((code) => code === 'no-such-layer');
  assert.deepEqual(await codesOf('dense_7'), []);
  assert.deepEqual(await codesOf('marks'), ['no-such-layer']);
  assert.deepEqual(await codesOf('scores_2'), ['no-such-layer']);
  assert.match(
    (await errorsOf('m = keras.Sequential([keras.Input((4,)), layers.Dense(3)])\nd = m.get_layer("dense_7")\n')).join(),
    /^no-such-layer/,
  );
});

test('what is not surely an integer is not taken for a shape of one axis', async () => {
  const analysis = await analysisOf(
    'from data import size\na = ops.zeros(size)\nb = tf.image.resize(tf.zeros((9, 9, 3)), size)\nc = ops.slice(ops.zeros((4, 4)), size, size)\nd = ops.zeros((size, 3))\n',
  );
  assert.deepEqual(analysis.problems, []);
  const shapeOf = (variable: string) => analysis.tensors.find((tensor) => tensor.variable === variable)?.shape;
  assert.equal(shapeOf('a'), undefined);
  assert.equal(shapeOf('b'), undefined);
});

test('custom_gradient: the result of the function, without how its gradient comes', async () => {
  const source = (module: string) =>
    `@${module}.custom_gradient\ndef reversed_gradient(x):\n    def gradient(*args, upstream=None):\n        return -upstream\n    return x * 1.0, gradient\nclass Reversed(layers.Layer):\n    def call(self, x):\n        return reversed_gradient(x)\nm = keras.Sequential([keras.Input((5,)), Reversed(), layers.Dense(2)])\n`;
  for (const module of ['ops', 'tf']) assert.equal((await analysisOf(source(module))).models[0]?.total, 12);
});
