/** What is said of memory: where it is known, where it is not, and where people ask. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { toPlainText } from '../../../server/explain/document/plain-text.ts';
import { DEFAULT_EXPLAIN_OPTIONS } from '../../../server/explain/options.ts';
import { batchOf } from '../../../server/explain/memory/batch.ts';
import { mostAt } from '../../../server/explain/memory/amount.ts';
import { memoryDocument } from '../../../server/explain/memory/document.ts';
import { planMemory } from '../../../server/explain/memory/plan.ts';
import { explainError } from '../../../server/features/explain-error.ts';
import { hover } from '../../../server/features/hover.ts';
import { complete } from '../../../server/python/syntax/steps.ts';
import { inEnglish } from '../../../server/words/language.ts';
import type { Message } from '../../../server/words/message.ts';
import { analyse } from '../../support/analyse.ts';

const HEAD = 'import numpy as np\nimport keras\nfrom keras import layers, ops\n';

async function planOf(source: string) {
  const { models } = await analyse(HEAD + source);
  return planMemory(models.at(-1)!);
}

const reasonOf = (part: object): string | undefined =>
  'unknown' in part ? inEnglish(part.unknown as Message) : undefined;

describe('the parts', () => {
  test('an optimizer keeps two arrays for each trained one, a step counter of 8 bytes and a rate of 4', async () => {
    const plan = await planOf(
      'model = keras.Sequential([keras.Input((8,)), layers.Dense(16), layers.Dense(4, use_bias=False)])\nmodel.compile("adam", "mse")',
    );
    assert.deepEqual(plan.weights, { bytes: 832, trained: 832 });
    assert.deepEqual(plan.optimizer, { bytes: 2 * 832 + 12 });
  });
  test('a scaled loss has a counter, a scale, and iterations and a rate of its own', async () => {
    const plan = await planOf(
      'keras.mixed_precision.set_global_policy("mixed_float16")\nmodel = keras.Sequential([keras.Input((8,)), layers.Dense(16)])\nmodel.compile("sgd", "mse")',
    );
    assert.deepEqual(plan.optimizer, { bytes: 36 });
  });
  test('Keras 2.15 lists a step counter beside the slots, and SGD has momenta in any case', async () => {
    const program =
      'from tensorflow import keras\nmodel = keras.Sequential([keras.Input((8,)), keras.layers.Dense(16)])\nmodel.compile(keras.optimizers.SGD(lr=0.1), "mse")';
    const { models, kerasVersion } = await analyse(program);
    assert.equal(kerasVersion, 2);
    assert.deepEqual(planMemory(models.at(-1)!).optimizer, { bytes: 144 * 4 + 8 });
  });
  test('models in models, each called twice, come to an end', async () => {
    const plan = await planOf(
      `model = keras.Sequential([keras.Input((4,)), layers.Dense(4)])
for _ in range(24):
    a = keras.Input((4,))
    model = keras.Model(a, model(model(a)))
model.compile("sgd", "mse")`,
    );
    assert.equal(reasonOf(plan.training), 'it has more calls than are followed');
  });
  test('layers that are frozen keep nothing; what trains behind them does', async () => {
    const frozen = await planOf(
      'a = keras.Input((100,))\nx = layers.Dense(50, trainable=False)(a)\nmodel = keras.Model(a, layers.Dense(1)(x))\nmodel.compile("sgd", "mse")',
    );
    assert.ok('kept' in frozen.training);
    // The input of the one layer that is trained, 50 values.
    assert.equal(frozen.training.kept.find(({ row }) => row === 'dense')?.amount.perSample, 200);
  });
  test('a prediction has two layers at a time', async () => {
    const plan = await planOf(
      `model = keras.Sequential([keras.Input((10,)), *[layers.Dense(1000) for _ in range(5)]])`,
    );
    assert.ok('peaks' in plan.inference);
    assert.equal(mostAt(plan.inference.peaks, 1), 8000);
  });
});

describe('what is not known', () => {
  test('without compile() the weights are told, and a prediction', async () => {
    const plan = await planOf('model = keras.Sequential([keras.Input((8,)), layers.Dense(2)])');
    assert.equal(reasonOf(plan.training), 'no compile() with a known optimizer is seen');
    assert.ok('peaks' in plan.inference);
  });
  test('an axis that has a length only once data comes', async () => {
    const plan = await planOf(
      'model = keras.Sequential([keras.Input((None, 4)), layers.LSTM(8)])\nmodel.compile("adam", "mse")',
    );
    assert.match(reasonOf(plan.training) ?? '', /is None, which has a length only once data comes/);
    assert.ok('bytes' in plan.optimizer);
  });
  test('a layer whose gradient is not worked out', async () => {
    const plan = await planOf(
      'a = keras.Input((8, 4))\nx = layers.Dense(4)(a)\nx = layers.Lambda(lambda t: t * 2)(x)\nmodel = keras.Model(a, x)\nmodel.compile("adam", "mse")',
    );
    assert.match(reasonOf(plan.training) ?? '', /what Lambda keeps for its gradient is not worked out/);
  });
  test('what call() makes of code that is not followed', async () => {
    const plan = await planOf(
      'class Own(layers.Layer):\n    def call(self, x):\n        return unknown_function(x)\na = keras.Input((8,))\nmodel = keras.Model(a, layers.Dense(1)(Own()(a)))\nmodel.compile("adam", "mse")',
    );
    assert.ok(reasonOf(plan.training));
  });
  test('a reshape of the program that puts the batch together with another axis is followed', async () => {
    const plan = await planOf(
      'a = keras.Input((10, 64))\nx = ops.reshape(a, (-1, 64))\nmodel = keras.Model(a, layers.Dense(32)(x))\nmodel.compile("adam", "mse")',
    );
    assert.deepEqual(plan.largest, { row: 'reshape', bytes: 10 * 64 * 4 });
  });
});

const FIT = `${HEAD}x = np.zeros((60000, 224, 224, 3))
y = np.zeros((60000,), dtype="int32")
model = keras.Sequential([
    keras.Input((224, 224, 3)), layers.Conv2D(64, 3, activation="relu"), layers.MaxPooling2D(),
    layers.GlobalAveragePooling2D(), layers.Dense(10, activation="softmax"),
])
model.compile("adam", "sparse_categorical_crossentropy")
model.fit(x, y, batch_size=64)
`;

async function hoverText(source: string, at: string): Promise<string> {
  const analysis = await analyse(source);
  const found = hover(analysis, source.indexOf(at), { ...DEFAULT_EXPLAIN_OPTIONS, pictures: false });
  return found === undefined ? '' : toPlainText(found.content, 200);
}

describe('where people ask', () => {
  test('fit(): its batch, and a card', async () => {
    assert.match(
      await hoverText(FIT, 'fit('),
      /A step takes about [\d.]+ GB of memory\. On 8 GB a batch of \d+ should fit, and more than \d+ cannot\./,
    );
  });
  test('a small model says nothing of it', async () => {
    const small = FIT.replaceAll('224', '8').replace('Conv2D(64', 'Conv2D(2');
    assert.doesNotMatch(await hoverText(small, 'fit('), /memory/);
  });
  test('an array that is huge', async () => {
    assert.match(await hoverText(FIT, 'x = np'), /Its values take 67\.29 GB; as float32/);
    assert.doesNotMatch(await hoverText(FIT, 'y = np'), /Its values take/);
  });
  test('the batch is that of fit(), or of the data set, or Keras’s own', async () => {
    const analysis = await analyse(FIT);
    assert.deepEqual(batchOf(analysis, analysis.models[0]!), { size: 64, from: 'fit' });
    const other = await analyse(FIT.replace(', batch_size=64', ''));
    assert.deepEqual(batchOf(other, other.models[0]!), { size: 32, from: 'default' });
  });
  test('the document tells cards and remedies', async () => {
    const analysis = await analyse(FIT);
    const [model] = analysis.models;
    const text = toPlainText(
      memoryDocument(model!, { label: 'model', batch: { size: 64, from: 'asked' }, cards: [8] }),
      120,
    );
    assert.match(text, /Memory of model · batch of 64/);
    assert.match(text, /8 GB +a batch of \d+ samples +more than [\d,]+ samples/);
    assert.match(text, /Mixed precision, keras\.mixed_precision/);
  });
});

describe('an out-of-memory error', () => {
  const said = async (source: string, message: string, line: string): Promise<string> => {
    const analysis = await analyse(source);
    const pasted = `Traceback (most recent call last):\n  File "m.py", line 12, in <module>\n    ${line}\n${message}\n`;
    const found = complete(explainError(analysis, pasted, 'm.py', () => analysis as never));
    return found === undefined ? '' : toPlainText(found.content, 200);
  };
  test("TensorFlow's: the layer by its sizes, in whatever order, and what a step takes", async () => {
    const text = await said(
      FIT,
      'tensorflow.python.framework.errors_impl.ResourceExhaustedError: OOM when allocating tensor with shape[64,64,222,222] and type float on /job:localhost/device:GPU:0',
      'model.fit(x, y, batch_size=64)',
    );
    assert.match(text, /^Out of memory/);
    assert.match(text, /770\.06 MB: as many values as conv2d gives for 64 samples/);
    assert.match(text, /batch of 64, as fit\(\) says/);
  });
  test("NumPy's: the array", async () => {
    const text = await said(
      FIT,
      'numpy._core._exceptions._ArrayMemoryError: Unable to allocate 67.3 GiB for an array with shape (60000, 224, 224, 3) and data type float64',
      'x = np.zeros((60000, 224, 224, 3))',
    );
    assert.match(text, /No room was left for an array of shape \(60000, 224, 224, 3\) and dtype float64, 67\.29 GB/);
    assert.doesNotMatch(text, /Memory of/);
  });
});
