/** Models whose counts are not what their built layers add up to. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { analyze } from '../../../server/analysis/analyze.ts';
import { ProgramText } from '../../../server/python/syntax/program-text.ts';
import { pythonParser } from '../../support/parser.ts';

const modelsOf = async (source: string, kerasVersion?: 2 | 3) =>
  analyze(await pythonParser(), ProgramText.ofFile(source), { kerasVersion }).models;

test('a model with a refused layer has no total', async () => {
  const [model] = await modelsOf(
    'from keras import Sequential, Input\nfrom keras.layers import LSTM, Dense\nm = Sequential([Input((10, 8)), LSTM(32), LSTM(16), Dense(1)])\n',
  );
  assert.equal(model?.total, undefined);
  assert.equal(model?.rows[0]?.params, 5248);
});

test('layers added in a loop of unknown length give no total', async () => {
  const [model] = await modelsOf(
    'from keras import Sequential, Input\nfrom keras.layers import Dense\nimport sys\nm = Sequential([Input((8,))])\nfor size in open("sizes"):\n    m.add(Dense(4))\nm.add(Dense(1))\n',
  );
  assert.equal(model?.total, undefined);
});

test('what only one branch adds gives no total', async () => {
  const [model] = await modelsOf(
    'from keras import Sequential, Input\nfrom keras.layers import Dense\nm = Sequential([Input((8,))])\nif input("deep? "):\n    m.add(Dense(4))\nm.add(Dense(1))\n',
  );
  assert.equal(model?.total, undefined);
});

test('branches that agree in size keep the total', async () => {
  const [model] = await modelsOf(
    'from keras import Model, Input\nfrom keras.layers import Dense\nx = Input((8,))\nunits = 4 if input("deep? ") else 4\nm = Model(x, Dense(units)(x))\n',
  );
  assert.equal(model?.total, 36);
});

test('a copy of a built Sequential takes the next automatic name of a functional model', async () => {
  const models = await modelsOf(
    'import keras\nrow = keras.Sequential([keras.Input((8,)), keras.layers.Dense(2)])\ncopy = keras.models.clone_model(row)\nx = keras.Input((3,))\nm = keras.Model(x, keras.layers.Dense(2)(x))\n',
  );
  assert.equal(models.at(-1)?.name, 'functional_2');
});

test('after a model of a file, the number of the next functional model is not decided', async () => {
  const source =
    'import keras\nold = keras.models.load_model("old.keras")\nx = keras.Input((3,))\nm = keras.Model(x, keras.layers.Dense(2)(x))\n';
  assert.equal((await modelsOf(source)).at(-1)?.name, 'functional_?');
  assert.equal((await modelsOf(source, 2)).at(-1)?.name, 'model');
});

test('in a row with a layer that is not known, no layer is said to be unbuilt, and the optimizer has no count', async () => {
  const [model] = await modelsOf(
    'import keras\nfrom keras import layers\nfrom elsewhere import Block\nm = keras.Sequential([keras.Input((8,)), layers.Dense(3), Block(), layers.Dense(1)])\nm.compile("adam", "mse")\nm.fit(x, y)\n',
  );
  assert.deepEqual(
    model?.rows.map(({ name, built, params }) => [name, built, params]),
    [
      ['dense', true, undefined],
      ['dense_1', true, undefined],
    ],
  );
  assert.equal(model?.optimizer, undefined);
});

test('an unbuilt row that is known in full says so', async () => {
  const [model] = await modelsOf('import keras\nm = keras.Sequential([keras.layers.Dense(3)])\n');
  assert.deepEqual(
    model?.rows.map(({ built, params }) => [built, params]),
    [[false, 0]],
  );
});

const REUSED =
  'import keras\nfrom keras.layers import Dense, Embedding, LSTM\na, b = keras.Input((5,)), keras.Input((7,))\nwords, last, head = Embedding(10, 4), LSTM(3), Dense(2)\nm = keras.Model([a, b], [head(last(words(a))), head(last(words(b)))])\n';

test('a layer whose calls gave different shapes: Keras 3 shows the last, Keras 2 none of them', async () => {
  const shapes = async (kerasVersion: 2 | 3): Promise<unknown[]> =>
    (await modelsOf(REUSED, kerasVersion))[0]!.rows
      .slice(2)
      .map(({ outputShape, severalShapes }) => (severalShapes ? 'multiple' : outputShape));
  assert.deepEqual(await shapes(3), [
    [null, 7, 4],
    [null, 3],
    [null, 2],
  ]);
  assert.deepEqual(await shapes(2), ['multiple', [null, 3], [null, 2]]);
});

test('in Keras 2, None is another length than a number', async () => {
  const [model] = await modelsOf(
    'import keras\nfrom keras.layers import Embedding\na, b = keras.Input((5,)), keras.Input((None,))\nwords = Embedding(10, 4)\nm = keras.Model([a, b], [words(a), words(b)])\n',
    2,
  );
  assert.deepEqual(
    [model?.rows.at(-1)?.severalShapes, model?.rows.at(-1)?.outputShape, model?.total],
    [true, undefined, 40],
  );
});

test('a name is free again in a row whose layer of that name is taken off, or has another name since', async () => {
  const head =
    'from keras import Sequential\nfrom keras.layers import Dense\nm = Sequential([Dense(2, name="a"), Dense(3, name="b")])\nm.build((None, 4))\n';
  for (const freed of ['m.pop()', 'm.layers[1].name = "c"']) {
    const {
      models: [model],
      problems,
    } = analyze(await pythonParser(), ProgramText.ofFile(`${head}${freed}\nm.add(Dense(5, name="b"))\n`));
    assert.deepEqual(
      [problems.filter(({ code }) => code === 'duplicate-name'), model?.rows.at(-1)?.name, typeof model?.total],
      [[], 'b', 'number'],
      freed,
    );
  }
});

test('a model that is built by its data has the size of the batches where all are of one', async () => {
  const shapeAfter = async (training: string, kerasVersion: 2 | 3 = 3) =>
    (
      await modelsOf(
        `import numpy as np\nimport keras\nx, y = np.zeros((120, 6)), np.zeros((120, 2))\nm = keras.Sequential([keras.layers.Dense(2)])\nm.compile("sgd", "mse")\nm.${training}\n`,
        kerasVersion,
      )
    )[0]?.rows[0]?.outputShape;
  for (const [training, size] of [
    ['fit(x, y)', null],
    ['fit(x, y, batch_size=40)', 40],
    ['fit(x, y, 40, validation_split=0.25)', null],
    ['fit(x, y, 30, validation_split=0.25)', 30],
    ['fit(x, y, 40, validation_split=0.25, validation_data=(x, y))', 40],
    ['fit(x[:96], y[:96])', 32],
    ['fit(x, y, steps_per_epoch=3)', null],
    ['fit(x, y, batch_size=size())', null],
    ['fit(x[:8], y[:8], batch_size=40)', null],
    ['predict(x, batch_size=20)', 20],
    ['train_on_batch(x, y)', 120],
  ] as const)
    assert.deepEqual(await shapeAfter(training), [size, 2], training);
  assert.deepEqual(await shapeAfter('fit(x, y, batch_size=40)', 2), [null, 2]);
});

test('Keras 2: a Sequential that begins with an adapted Normalization is built, for any number of rows', async () => {
  const source =
    'import numpy as np\nfrom tensorflow import keras\nscale = keras.layers.Normalization()\nscale.adapt(np.zeros((30, 6)))\nm = keras.Sequential([scale, keras.layers.Dense(2)])\n';
  const [model] = await modelsOf(source, 2);
  assert.deepEqual(
    [model?.rows.map(({ outputShape }) => outputShape), model?.total],
    [
      [
        [null, 6],
        [null, 2],
      ],
      27,
    ],
  );
});

test('the tensors of a call are seen in the order of the names that they are given by', async () => {
  const source =
    'import keras\nfrom keras import layers\nx = keras.Input((None, 8), name="x")\nsure = keras.Input((None, None), name="sure")\ny = layers.MultiHeadAttention(2, 4)(query=layers.Dropout(0.1)(x), value=x, attention_mask=layers.Activation("relu")(sure))\nm = keras.Model([x, sure], y)\nagain = m([keras.Input((6, 8)), keras.Input((6, 6))])\nn = keras.Sequential([layers.Dense(again.shape[1], input_shape=(3,))])\n';
  const rows = async (kerasVersion: 2 | 3): Promise<unknown> =>
    (await modelsOf(source, kerasVersion)).map((model) =>
      model.rows.length > 1 ? model.rows.map(({ name }) => name).join(' ') : model.total,
    );
  assert.deepEqual(await rows(3), ['sure x activation dropout multi_head_attention', 24]);
  assert.deepEqual(await rows(2), ['x sure dropout activation multi_head_attention', 24]);
});

test('model = Sequential without its parentheses', async () => {
  const errors = async (source: string) =>
    analyze(
      await pythonParser(),
      ProgramText.ofFile(`from keras import Sequential\nfrom keras.layers import Dense\n${source}`),
      { kerasVersion: 3 },
    )
      .problems.filter(({ severity }) => severity === 'error')
      .map(({ code, message }) => `${code}: ${message}`);
  assert.match(
    (await errors('model = Sequential\nmodel.add(Dense(3))\n')).join(),
    /^missing-argument: add\(\) is called on the class Sequential/,
  );
  assert.deepEqual(
    await errors(
      'model = Sequential()\nSequential.add(model, Dense(3))\nclass Own(Sequential):\n    def add(self, layer):\n        super().add(layer)\nOwn().add(Dense(3))\n',
    ),
    [],
  );
});
