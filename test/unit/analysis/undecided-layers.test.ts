/** Sequential models of which the program does not decide the layers or the input. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { analyze } from '../../../server/analysis/analyze.ts';
import { ProgramText } from '../../../server/python/syntax/program-text.ts';
import { pythonParser } from '../../support/parser.ts';

const HEAD =
  'import keras\nfrom keras import Sequential, Input\nfrom keras.layers import Dense, Flatten\nimport numpy as np\n';
const analysisOf = async (source: string) => analyze(await pythonParser(), ProgramText.ofFile(HEAD + source));
const errorsOf = (analysis: Awaited<ReturnType<typeof analysisOf>>) =>
  analysis.problems.filter((problem) => problem.severity === 'error');

test('a row made of layers that are not known neither is refused nor counts what is added to it', async () => {
  const analysis = await analysisOf(
    'base = keras.models.load_model("a.keras")\nm = Sequential(base.layers[:-1])\nm.add(Dense(4))\nm.predict(np.zeros((5, 8)))\n',
  );
  assert.deepEqual(errorsOf(analysis), []);
  assert.equal(analysis.models[0]?.total, undefined);
  assert.equal(analysis.models[0]?.rows[0]?.params, undefined);
});

test('the last layer of a row that only one branch extends is not known', async () => {
  const analysis = await analysisOf(
    'm = Sequential([Input((4,)), Dense(4)])\nif input("deep? "):\n    m.add(Dense(5))\ncut = keras.Model(m.inputs, m.layers[-1].output)\nouter = Sequential([m, Dense(2)])\nouter.build((None, 4))\n',
  );
  assert.deepEqual(errorsOf(analysis), []);
  assert.equal(analysis.models.at(-1)?.rows[0]?.params, undefined);
});

test('an input of unknown shape leaves counts unknown, not 0', async () => {
  for (const layers of [
    'Dense(3, input_shape=frame.shape_of()), Dense(2)',
    'Input(frame.shape_of()), Flatten(), Dense(2)',
  ]) {
    const [model] = (await analysisOf(`frame = open("f").read()\nm = Sequential([${layers}])\n`)).models;
    assert.equal(model?.total, undefined);
    assert.equal(model?.rows.at(-1)?.params, undefined);
  }
});

test('an input shape that is not known is that of the data', async () => {
  const [model] = (
    await analysisOf(
      'frame = open("f").read()\nm = Sequential([Dense(3, input_shape=frame.shape_of())])\nm.compile("sgd", "mse")\nm.fit(np.zeros((5, 8)), np.zeros((5, 3)))\n',
    )
  ).models;
  assert.equal(model?.total, 27);
});

test('an attribute that one branch sets hides the one of the class in that branch only', async () => {
  const source =
    'wide = input("wide? ")\nclass Config:\n    units = 4\n    def __init__(self):\n        if wide:\n            self.units = 5\nclass Small(Config):\n    pass\nif wide:\n    Small.units = 5\n';
  for (const units of ['Config().units', 'Small.units']) {
    const [model] = (await analysisOf(`${source}m = Sequential([Input((4,)), Dense(${units})])\n`)).models;
    assert.notEqual(typeof model?.total, 'number', units);
  }
});

test('a layer inside that a call() may build, which cannot be followed, is not counted as nothing', async () => {
  const source = (result: string): string =>
    `from keras.layers import Layer\nfrom other import scan\nclass Own(Layer):\n    def __init__(self):\n        super().__init__()\n        self.first = Dense(3)\n        self.inner = Dense(4)\n    def call(self, x):\n        return ${result}\nx = Input((5, 2))\nm = keras.Model(x, Own()(x))\n`;
  assert.equal((await analysisOf(source('scan(self.inner, self.first(x))'))).models[0]?.total, undefined);
  assert.equal((await analysisOf(source('self.inner(self.first(x))'))).models[0]?.total, 9 + 16);
  assert.equal((await analysisOf(source('self.first(x)'))).models[0]?.total, 9);
});

test('layers of a Sequential whose input is not known may have their arrays', async () => {
  const source =
    'import numpy as np\nimport tensorflow as tf\nimage = open("image")\nm = tf.keras.Sequential([tf.keras.layers.Conv2D(1, 3, use_bias=False, input_shape=image.shape), tf.keras.layers.Activation("relu")])\nfirst, second = m.layers\nfirst.set_weights([np.zeros((3, 3, 1, 1))])\n';
  assert.deepEqual(analyze(await pythonParser(), ProgramText.ofFile(source)).problems, []);
});

test('a row whose input shape is given, and not known, has an output', async () => {
  const analysis = await analysisOf(
    'import somewhere\nm = Sequential()\nm.add(Flatten(input_shape=(1,) + somewhere.shape))\nm.add(Dense(4))\nprint(len(m.output.shape), m.output_shape)\n',
  );
  assert.deepEqual(errorsOf(analysis), []);
});

test('the other name of an argument that is None leaves it what it is', async () => {
  const analysis = await analysisOf(
    'import tensorflow as tf\nx = Input((3, 8))\ny = keras.layers.Lambda(lambda x: tf.reduce_sum(x, axis=1, reduction_indices=None))(x)\nz = Dense(2)(y)\n',
  );
  assert.deepEqual(errorsOf(analysis), []);
  assert.equal(analysis.calls.at(-1)?.layer.params, 18);
});

test('an object that is made to enter the methods of a class is no model of the program', async () => {
  const analysis = await analysisOf(
    'class Net(keras.Model):\n    def __init__(self, units):\n        super().__init__()\n        self.d = Dense(3)\n        self.e = Sequential([Dense(units)])\n    def call(self, x):\n        return self.e(self.d(x))\nclass Used(Net):\n    def more(self, x):\n        return Dense(2)(self.d(x))\nnet = Used(4)\n',
  );
  assert.deepEqual(
    analysis.models.map(({ className }) => className),
    ['Used', 'Sequential'],
  );
  const more = analysis.calls.filter(({ span }) => span.text === 'Dense(2)(self.d(x))');
  assert.deepEqual(
    more.map(({ layer }) => layer.params),
    [8],
  );
});
