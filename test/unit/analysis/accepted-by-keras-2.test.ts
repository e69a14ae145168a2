/** Code that ran on Keras 2, as public notebooks have it, is reported without errors. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Axes } from '../../../server/shapes/axes.ts';
import { analyze } from '../../../server/analysis/analyze.ts';
import { ProgramText } from '../../../server/python/syntax/program-text.ts';
import { pythonParser } from '../../support/parser.ts';

/** `fit_generator` is a sign of Keras 2. */
const OLD = 'def train(model):\n    model.fit_generator(None)\n';
const HEAD =
  'import numpy as np\nimport tensorflow as tf\nfrom tensorflow import keras\nfrom tensorflow.keras import layers\nfrom tensorflow.keras import backend as K\n';
const analysisOf = async (source: string, kerasVersion?: 2 | 3) =>
  analyze(await pythonParser(), ProgramText.ofFile(HEAD + source), { kerasVersion });
const errorsOf = async (source: string, kerasVersion?: 2 | 3) =>
  (await analysisOf(source, kerasVersion)).problems
    .filter((problem) => problem.severity === 'error')
    .map((problem) => problem.code);

test('Dropout(0, 2): Keras 2 does not look at noise_shape when the layer is made, Keras 3 does', async () => {
  const source = 'm = keras.Sequential([layers.Input((8,)), layers.Dropout(0, 2), layers.Dense(1)])\n';
  assert.deepEqual(await errorsOf(OLD + source), []);
  assert.deepEqual(await errorsOf(source, 3), ['bad-argument']);
});

test('Attention(causal=True) is of Keras 2', async () => {
  const source = 'x = keras.Input((5, 8))\ny = layers.Attention(use_scale=True, causal=True)([x, x])\n';
  assert.deepEqual(await errorsOf(OLD + source), []);
  assert.deepEqual(await errorsOf(source, 3), ['unknown-argument']);
});

test('a cell of Keras 2 may have a nested output size', async () => {
  const source =
    'class Cell(layers.Layer):\n    def __init__(self):\n        super().__init__()\n        self.state_size = 4\n        self.output_size = (4, 5)\n    def call(self, inputs, states):\n        return inputs, states\nx = keras.Input((None, 4))\ny = layers.RNN(Cell())(x)\n';
  assert.deepEqual(await errorsOf(OLD + source), []);
});

test('predict() passes the data in batches, so that a stateful model takes more samples than its batch has', async () => {
  const source =
    'm = keras.Sequential([layers.Input(batch_shape=(50, 4, 1)), layers.SimpleRNN(3, stateful=True)])\np = m.predict(np.zeros((100, 4, 1)), batch_size=50)\nq = keras.Sequential([layers.Input((p.shape[0],)), layers.Dense(p.shape[1])])\nq.summary()\n';
  const analysis = await analysisOf(source);
  assert.deepEqual(
    analysis.problems.filter((problem) => problem.severity === 'error'),
    [],
  );
  assert.equal(analysis.models.find((model) => model.variable === 'q')?.total, 303);
});

test('a batch size inside a Lambda layer does not meet the number of samples', async () => {
  const source =
    'def sampling(args):\n    mean, variance = args\n    return mean + K.exp(variance) * K.random_normal(shape=(100, 20))\nx = keras.Input(batch_shape=(100, 784))\nmean = layers.Dense(20)(x)\nvariance = layers.Dense(20)(x)\nz = layers.Lambda(sampling, output_shape=(20,))([mean, variance])\nvae = keras.Model(x, layers.Dense(784)(z))\nimages = vae.predict(np.zeros((10000, 784)), batch_size=100)\n';
  assert.deepEqual(await errorsOf(OLD + source), []);
});

test('functions in the modules of Keras 1 and 2.0', async () => {
  const analysis = await analysisOf(
    'from keras.layers.merge import concatenate\nfrom keras.models import Model\nfrom keras.layers.core import Dense\na, b = layers.Input((3,)), layers.Input((4,))\nm = Model([a, b], Dense(2)(concatenate([a, b])))\n',
  );
  assert.deepEqual(analysis.problems, []);
  assert.equal(analysis.models[0]?.total, 16);
});

test('tf.keras 2 runs call() where the class declares another output shape', async () => {
  const source =
    'class Two(layers.Layer):\n    def call(self, x):\n        return x\n    def compute_output_shape(self, shape):\n        return (shape[0], 2)\ny = Two()(keras.Input((5,)))\n';
  const shapeOf = async (text: string) =>
    (await analysisOf(text)).tensors.find((tensor) => tensor.variable === 'y')?.shape;
  assert.deepEqual(await shapeOf(OLD + source), [null, 5]);
  assert.deepEqual(await shapeOf(source), [null, 2]);
});

test('tf.keras 2: where call() is not followed, a fixed batch size is not the None that the class declares', async () => {
  const source =
    'from somewhere import unknown\nclass Two(layers.Layer):\n    def call(self, x):\n        return unknown(x)\n    def compute_output_shape(self, shape):\n        return (None, 2)\n';
  const shapeOf = async (text: string) =>
    (await analysisOf(text)).tensors.find((tensor) => tensor.variable === 'y')?.shape;
  assert.deepEqual(await shapeOf(`${OLD}${source}y = Two()(keras.Input((5,)))\n`), [null, 2]);
  assert.deepEqual(await shapeOf(`${OLD}${source}y = Two()(keras.Input((5,), batch_size=8))\n`), undefined);
  assert.deepEqual(await shapeOf(`${source}y = Two()(keras.Input((5,), batch_size=8))\n`), [null, 2]);
});

test('Keras 2 has type_spec for Input, layouts of arrays, and takes a dict in its order', async () => {
  assert.deepEqual(await errorsOf(`${OLD}x = keras.Input(type_spec=tf.TensorSpec([None, 3]))\n`, 2), []);
  assert.deepEqual(
    await errorsOf(`${OLD}y = layers.Dense(3, kernel_layout=None, bias_layout=None)(keras.Input((2,)))\n`),
    [],
  );
  const model =
    'x = keras.Input((3,), name="numbers")\nm = keras.Model(x, layers.Dense(2)(x))\ny = m({"features": np.zeros((4, 3))})\n';
  assert.deepEqual(await errorsOf(OLD + model), []);
  assert.deepEqual(await errorsOf(model, 3), ['input-mismatch']);
});

test('layers of a model that ran on data which is not known may be built', async () => {
  const source = (run: string) =>
    `import somewhere\nm = keras.Sequential([layers.Dense(4), layers.Dense(1)])\n${run}\nk = m.layers[0].kernel\n`;
  assert.deepEqual(await errorsOf(source('m.predict(somewhere.data())'), 3), []);
  assert.deepEqual(await errorsOf(source('m.compile(loss="mse")\nm.fit(somewhere.data())'), 3), []);
  assert.deepEqual(await errorsOf(source('m(somewhere.data())'), 3), []);
  assert.deepEqual(await errorsOf(source('n = 3'), 3), ['not-built']);
});

test('a model of tensors that are not known can be called', async () => {
  assert.deepEqual(
    await errorsOf(
      'loaded = keras.models.load_model("m.keras")\nm = keras.Model(loaded.input, [one.output for one in loaded.layers])\na = m.predict(np.zeros((2, 3)))\n',
      3,
    ),
    [],
  );
});

test('the only output in a list is no list in what Keras 2 predicts', async () => {
  const source =
    'x = keras.Input((3,))\nm = keras.Model([x], [layers.Dense(2)(x)])\nprint(m.predict(np.zeros((5, 3))).shape)\n';
  assert.deepEqual(
    (await analysisOf(OLD + source)).values.filter(({ printed }) => printed).map(({ value }) => value),
    [[5, 2]],
  );
});

test('functions of keras.models are not taken for its modules', async () => {
  const analysis = await analysisOf(
    "from keras.models import save_model, Sequential\nm = Sequential([layers.Input((3,)), layers.Dense(2)])\nsave_model(m, 'here')\n",
  );
  assert.deepEqual(
    analysis.problems.filter(({ severity }) => severity === 'error'),
    [],
  );
});

test('merge(), mode= of BatchNormalization and sides of a ConvLSTM one by one are of Keras 1', async () => {
  const source = `from keras.layers import Input, merge, BatchNormalization, ConvLSTM2D
from keras.models import Model
x, y = Input((3,)), Input((4,))
both = merge([x, y], mode="concat", concat_axis=-1)
z = BatchNormalization(mode=2)(both)
m = Model([x, y], z)
frames = ConvLSTM2D(nb_filter=5, nb_row=3, nb_col=3, border_mode="same")(Input((None, 8, 8, 1)))
print(both.shape[1], frames.shape[3])
`;
  const { problems, values } = analyze(await pythonParser(), ProgramText.ofFile(source));
  assert.deepEqual(
    problems.filter(({ severity }) => severity === 'error'),
    [],
  );
  assert.deepEqual(
    values.filter(({ printed }) => printed).map(({ value }) => value),
    [7, 5],
  );
});

test('input_length and input_dim of a recurrent layer are the two sizes of a sequence', async () => {
  const source =
    'm = keras.Sequential([layers.SimpleRNN(8, input_length=10, input_dim=5, return_sequences=True), layers.LSTM(8)])\nn = keras.Sequential([layers.GRU(4, input_dim=3, return_sequences=True)])\nk = keras.Sequential([layers.LSTM(4, input_shape=(6, 2), input_dim=9)])\n';
  const analysis = await analysisOf(source);
  assert.deepEqual(
    analysis.problems.filter((problem) => problem.severity === 'error'),
    [],
  );
  const outputs = analysis.models.map((model) => model.rows.find((row) => row.className !== 'InputLayer')?.outputShape);
  assert.deepEqual(outputs, [
    [null, 10, 8],
    [null, null, 4],
    [null, 4],
  ]);
  assert.deepEqual(await errorsOf('n = keras.Sequential([layers.GRU(4, input_dim=3)])\n', 3), ['rank-mismatch']);
});

test('build() of a Sequential that has its input: Keras 2 does not look at the shape', async () => {
  const source =
    'm = keras.Sequential([layers.Input((4, 4, 1)), layers.Flatten(), layers.Dense(2)])\nm.build((None, 16))\n';
  assert.deepEqual(await errorsOf(OLD + source), []);
  assert.deepEqual(await errorsOf(source, 3), ['input-mismatch']);
  assert.equal((await analysisOf(OLD + source)).models[0]?.total, 34);
});

test('names of the transposed convolutions of Keras 1 and 2.0', async () => {
  const analysis = await analysisOf(
    'from keras.layers import Deconvolution2D, Deconv2D\nm = keras.Sequential([layers.Input((8, 8, 3)), Deconvolution2D(4, 3, strides=2, padding="same"), Deconv2D(2, 3)])\n',
  );
  assert.deepEqual(analysis.problems, []);
  assert.equal(analysis.models[0]?.total, 3 * 9 * 4 + 4 + 4 * 9 * 2 + 2);
});

test('what K.get_value() and K.eval() give is an array of NumPy', async () => {
  const analysis = await analysisOf(
    'm = keras.Sequential([layers.Dense(10, input_shape=(784,))])\nkernel = K.get_value(m.layers[0].kernel)\nimage = kernel[:, 3].reshape(28, 28)\nother = K.eval(m.layers[0].kernel)[:, 1].reshape(28, 28)\nn = keras.Sequential([layers.Dense(image.shape[1], input_shape=(other.ndim,))])\n',
  );
  assert.deepEqual(
    analysis.problems.filter((problem) => problem.severity === 'error'),
    [],
  );
  assert.equal(analysis.models.at(-1)?.total, 2 * 28 + 28);
});

test('a layer without a call() gives its inputs back', async () => {
  const source =
    'class Marked(layers.Layer):\n    def build(self, shape):\n        self.scale = self.add_weight(name="scale", shape=(shape[-1],))\nm = keras.Sequential([layers.Layer(input_shape=(4, 5)), Marked(), layers.Flatten(), layers.Dense(2)])\n';
  const {
    models: [model],
    problems,
  } = await analysisOf(OLD + source, 2);
  assert.deepEqual(
    [model?.rows.map(({ outputShape }) => outputShape), model?.total, problems],
    [
      [
        [null, 4, 5],
        [null, 4, 5],
        [null, 20],
        [null, 2],
      ],
      47,
      [],
    ],
  );
});

test('outputs of a model may be set by hand', async () => {
  const source =
    'm = keras.Sequential([layers.Dense(4, input_shape=(3,)), layers.Dense(2)])\nm.layers.pop()\nm.outputs = [m.layers[-1].output]\nm.add(layers.Dense(5))\n';
  const analysis = await analysisOf(OLD + source);
  assert.deepEqual(
    analysis.problems.filter((problem) => problem.severity === 'error'),
    [],
  );
  assert.equal(typeof analysis.models[0]?.total, 'undefined');
});

test("arguments of Keras 1's PReLU and Deconvolution2D", async () => {
  const own =
    'from keras.models import Sequential\nfrom keras.layers.core import Dense\nfrom keras.layers import Deconvolution2D, PReLU\n';
  const program = (call: string): string => `${own}m = Sequential([${call}])\n`;
  for (const call of [
    'PReLU(init="zero", input_shape=(3,))',
    'Deconvolution2D(3, 3, 3, output_shape=(None, 14, 14, 3), input_shape=(12, 12, 2))',
    'Deconvolution2D(3, 3, 3, (None, 14, 14, 3), input_shape=(12, 12, 2))',
  ]) {
    assert.deepEqual(analyze(await pythonParser(), ProgramText.ofFile(program(call))).problems, [], call);
  }
});

test('what only Keras 3 refuses in a function that nobody calls is said to be so', async () => {
  const { problems, kerasVersion } = analyze(
    await pythonParser(),
    ProgramText.ofFile(
      'import tensorflow as tf\ndef make(n):\n    return tf.keras.layers.BatchNormalization(fused=True)(tf.keras.Input((n,)))\n',
    ),
  );
  assert.deepEqual(
    [kerasVersion, ...problems.map(({ severity, message }) => `${severity} ${message.slice(0, 46)}`)],
    [2, 'warning Keras 3 refuses this, Keras 2 does not. BatchN'],
  );
});

test('a separable convolution takes what its base class names', async () => {
  const source =
    'm = keras.Sequential([layers.SeparableConv2D(4, 3, kernel_regularizer="l2", kernel_initializer="ones", input_shape=(8, 8, 2))])\n';
  const analysis = await analysisOf(OLD + source);
  assert.deepEqual(
    analysis.problems.filter((problem) => problem.severity === 'error'),
    [],
  );
  assert.equal(analysis.models[0]?.total, 2 * 9 + 2 * 4 + 4);
  assert.deepEqual(await errorsOf(source, 3), ['unknown-argument']);
});

test('a recurrent layer takes its input by the name that it has in Keras 2', async () => {
  const source =
    'x, a, c = keras.Input((1, 9)), keras.Input((4,)), keras.Input((4,))\nh, _, s = layers.LSTM(4, return_state=True)(inputs=x, initial_state=[a, c])\nm = keras.Model([x, a, c], layers.Dense(2)(h))\n';
  const {
    models: [model],
    problems,
  } = await analysisOf(OLD + source, 2);
  assert.deepEqual(
    [model?.rows.map(({ className }) => className), model?.total, problems],
    [['InputLayer', 'InputLayer', 'InputLayer', 'LSTM', 'Dense'], 234, []],
  );
});

test('Keras 2 makes an integer of a number of units or filters that is a text', async () => {
  const source =
    "m = keras.Sequential([layers.Input((8, 8, 1)), layers.Conv2D('4', 3), layers.Dense(units='12'), layers.Dense(' 7 ')])\n";
  const analysis = await analysisOf(OLD + source);
  assert.deepEqual(
    analysis.problems.filter((problem) => problem.severity === 'error'),
    [],
  );
  assert.equal(analysis.models[0]?.total, 40 + 60 + 91);
  assert.deepEqual(await errorsOf(source, 3), ['bad-argument']);
  assert.deepEqual(await errorsOf(`${OLD}layers.Dense('four')\n`), ['bad-argument']);
});

test('tf.keras 2 takes what a convolution adds on each side as numbers, Keras 3 does not', async () => {
  const source =
    'y = layers.Conv2D(4, 3, strides=2, padding=[[0, 0], [2, 1], [1, 1], [0, 0]])(keras.Input((8, 9, 1)))\n';
  assert.deepEqual(await errorsOf(OLD + source), []);
  assert.deepEqual((await analysisOf(OLD + source)).tensors.find((tensor) => tensor.variable === 'y')?.shape, [
    null,
    5,
    5,
    4,
  ]);
  const open = (await analysisOf(`${OLD}${source.replace('[2, 1]', 'sides')}`)).tensors.find(
    (tensor) => tensor.variable === 'y',
  )?.shape;
  // The channels are known whatever is added.
  assert.ok(open instanceof Axes);
  assert.deepEqual([open.rank, open.at(-1), open.shape], [4, 4, undefined]);
  assert.deepEqual(await errorsOf(source, 3), ['bad-argument']);
  assert.deepEqual(await errorsOf(`${OLD}${source.replace('Conv2D', 'Conv2DTranspose')}`), ['bad-argument']);
});

test('in Keras 2 the name of an array has the scopes of TensorFlow before it', async () => {
  const source =
    "m = keras.Sequential([layers.Input((4,)), layers.Dense(3)])\nkernel = [w for w in m.layers[0].weights if w.name.endswith('/kernel:0')][0], keras.Input((2,))\nname = m.weights[0].name\nprint(name)\n";
  const printed = async (text: string) =>
    (await analysisOf(text)).values.filter((value) => value.printed).map(({ value }) => value);
  assert.deepEqual(await errorsOf(OLD + source), []);
  assert.deepEqual(await printed(OLD + source), ['dense/kernel:0']);
  assert.deepEqual(await errorsOf(source, 3), ['python-error']);
});

test('Conv1D, Conv2D and Conv3D of tf.keras 2 take any number of batch axes, Keras 3 takes one', async () => {
  const source =
    'x = keras.Input((28, 30, 1))\ny = layers.Conv1D(32, 3)(x)\nz = layers.Conv2D(8, 3, data_format="channels_first")(tf.zeros((16, 10, 6, 32, 64)))\nprint(y.shape, z.shape, layers.Conv2D(8, 3)(tf.zeros((5, 6, 32, 32, 3))).shape)\n';
  const { problems, values } = await analysisOf(source, 2);
  assert.deepEqual(problems, []);
  assert.deepEqual(
    values.filter(({ printed }) => printed).map(({ shown }) => shown),
    ['(None, 28, 28, 32)', '(16, 10, 8, 30, 62)', '(5, 6, 30, 30, 8)'],
  );
  assert.deepEqual(await errorsOf(source, 3), ['rank-mismatch', 'rank-mismatch', 'rank-mismatch']);
  assert.deepEqual(await errorsOf('layers.Conv2D(8, 3)(keras.Input((28, 28)))\n', 2), ['rank-mismatch']);
  assert.deepEqual(
    await errorsOf('c = layers.Conv1D(8, 3)\nc(keras.Input((9, 28, 2)))\nc(keras.Input((9, 28, 3)))\n', 2),
    ['size-mismatch'],
  );
  assert.deepEqual(await errorsOf('layers.SeparableConv2D(8, 3)(keras.Input((9, 28, 28, 2)))\n', 2), ['rank-mismatch']);
});

test('tensors whose shapes do not broadcast are unequal where TensorFlow compares; variables of Keras 3 refuse', async () => {
  assert.deepEqual(
    await errorsOf(
      'print(tf.zeros((2, 3)) == tf.zeros((4,)))\nclass Own(layers.Layer):\n    def call(self, x):\n        same = x == tf.zeros((2, 3))\n        return x\nOwn()(keras.Input((5,)))\n',
      3,
    ),
    [],
  );
  const source =
    'm = keras.Sequential([keras.Input((4,)), layers.Dense(3), layers.Dense(2)])\nfrozen = m.layers[0].trainable_variables\nprint([v for v in m.trainable_variables if v not in frozen])\n';
  assert.deepEqual(await errorsOf(source, 2), []);
  assert.deepEqual(await errorsOf(source, 3), ['broadcast-shapes']);
});

test('in Keras 2 a transposed convolution is a convolution, in Keras 3 it is none', async () => {
  const source = 'print(isinstance(layers.Conv2DTranspose(2, 3), layers.Conv2D))\n';
  const printed = async (kerasVersion: 2 | 3) => (await analysisOf(source, kerasVersion)).values.at(-1)?.value;
  assert.deepEqual([await printed(2), await printed(3)], [true, false]);
});
