/** What Keras accepts up to 2.3. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
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

test('a rate above 1 is 1 up to Keras 2.3', async () => {
  const source =
    'from keras.models import Sequential\nfrom keras.layers.core import Dense, Dropout\nm = Sequential([Dense(3, input_dim=4), Dropout(5), Dropout(p=1.5), Dense(2)])\n';
  const {
    models: [model],
    problems,
  } = analyze(await pythonParser(), ProgramText.ofFile(source));
  assert.deepEqual([model?.rows.length, model?.total, problems], [4, 23, []]);
});

/** Up to 2.3, the package keras had a module for each kind of layer. */
const FIRST =
  'import numpy as np\nfrom keras.layers.core import Dense\nfrom keras.layers import Input\nfrom keras.models import Model, Sequential\nfrom keras import backend as K\n';
const ofFirst = async (source: string) => analyze(await pythonParser(), ProgramText.ofFile(FIRST + source));

test('up to Keras 2.3, Input takes shape= beside batch_shape=, and fit() a list of labels beside an array', async () => {
  const inputs = await ofFirst('x = Input(shape=(None, None), batch_shape=(None, 7))\n');
  assert.deepEqual([inputs.problems, inputs.tensors.find((tensor) => tensor.variable === 'x')?.shape], [[], [null, 7]]);
  assert.deepEqual(await errorsOf(`${OLD}x = keras.Input(shape=(7,), batch_shape=(None, 7))\n`), ['bad-argument']);
  const fit =
    'm = Sequential([Dense(1, input_shape=(4,))])\nm.compile("sgd", "mse")\nm.fit(np.zeros((3, 4)), [1, 0, 1])\n';
  assert.deepEqual((await ofFirst(fit)).problems, []);
  assert.deepEqual(
    await errorsOf(`${OLD}from tensorflow.keras.layers import Dense\nfrom tensorflow.keras import Sequential\n${fit}`),
    ['data-type'],
  );
});

test('up to Keras 2.3, what a class says of its output counts, also where it is not worked out', async () => {
  const source =
    'import tensorflow as tf\nfrom keras.layers import Layer\nclass Third(Layer):\n    def compute_output_shape(self, shape):\n        return (shape[0], shape[1], shape[2] // 3)\n    def call(self, x):\n        x = tf.reshape(x, [tf.shape(x)[0], -1, 3, 8])[:, :, 0]\n        return tf.reshape(x, (tf.shape(x)[0], tf.shape(x)[1], -1))\n';
  assert.deepEqual(
    (await ofFirst(`${source}def net(x, n):\n    return Dense(5)(Third()(Dense(n * 3)(x)))\n`)).problems,
    [],
  );
  assert.deepEqual(
    (await ofFirst(`${source}y = Third()(Input((7, 24)))\n`)).tensors.find((tensor) => tensor.variable === 'y')?.shape,
    [null, 7, 8],
  );
});

test('images of a data set have the order of axes that is set', async () => {
  const printed = async (source: string) =>
    (await ofFirst(source)).values.filter((value) => value.printed).map(({ value }) => value);
  const source =
    'from keras.datasets import cifar10, cifar100, mnist\nprint(cifar10.load_data()[0][0].shape, cifar100.load_data()[1][0].shape, mnist.load_data()[0][0].shape)\n';
  assert.deepEqual(await printed(source), [
    [50000, 32, 32, 3],
    [10000, 32, 32, 3],
    [60000, 28, 28],
  ]);
  assert.deepEqual(await printed(`K.set_image_dim_ordering('th')\n${source}`), [
    [50000, 3, 32, 32],
    [10000, 3, 32, 32],
    [60000, 28, 28],
  ]);
});
