/** Costs, computed by hand beside each program. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { factsJson } from '../../../server/features/facts-json.ts';
import { modelsView } from '../../../server/features/model-view.ts';
import { analyse } from '../../support/analyse.ts';

type Row = Readonly<Record<'name' | 'macs' | 'activation_bytes' | 'weight_bytes', unknown>>;

async function costs(source: string): Promise<readonly (readonly unknown[])[]> {
  const { models } = factsJson(
    'cost.py',
    await analyse(`from keras import *\nfrom keras.layers import *\n${source}`),
  ) as unknown as { readonly models: readonly (Row & { readonly layers: readonly Row[] })[] };
  const model = models.at(-1);
  assert.ok(model);
  return [...model.layers, { ...model, name: 'model' }].map(({ name, macs, activation_bytes, weight_bytes }) => [
    name,
    macs,
    activation_bytes,
    weight_bytes,
  ]);
}

test('a small network for images; the input is an activation too', async () => {
  assert.deepEqual(
    await costs('model = Sequential([Input((28, 28, 1)), Conv2D(8, 3), MaxPooling2D(), Flatten(), Dense(10)])'),
    [
      // 26·26·8 values of 3·3·1 products; 26·26·8·4 bytes; (3·3·1·8 + 8)·4 bytes
      ['conv2d', 48_672, 21_632, 320],
      ['max_pooling2d', 0, 13 * 13 * 8 * 4, 0],
      ['flatten', 0, 1352 * 4, 0],
      ['dense', 13_520, 40, (1352 * 10 + 10) * 4],
      ['model', 62_192, 28 * 28 * 4 + 21_632 + 5408 + 5408 + 40, 54_440],
    ],
  );
});

test('two directions of an LSTM under mixed precision: activations of 2 bytes, weights of 4', async () => {
  const program = `import keras
keras.mixed_precision.set_global_policy("mixed_float16")
inputs = Input((100, 4))
model = Model(inputs, Bidirectional(LSTM(16))(inputs))`;
  const [, lstm] = await costs(program);
  // 2 directions · 100 steps · (4 + 16) · 4·16; 32 values of 2 bytes; 2 · (4·64 + 16·64 + 64) numbers of 4 bytes
  assert.deepEqual(lstm, ['bidirectional', 256_000, 64, 10_752]);
});

test('a layer on each timestep, and one that is called twice', async () => {
  const program = `a, b = Input((6, 3)), Input((9, 3))
shared = Dense(5)
each = TimeDistributed(Dense(2))(a)
model = Model([a, b], [shared(a), shared(b), each])`;
  const rows = new Map((await costs(program)).map(([name, ...rest]) => [name, rest]));
  // (6 + 9) · 3 · 5; 15 · 5 · 4 bytes; (15 + 5) · 4 bytes
  assert.deepEqual(rows.get('dense'), [225, 300, 80]);
  assert.deepEqual(rows.get('time_distributed'), [6 * 3 * 2, 6 * 2 * 4, 32]);
});

test('what a layer on each timestep does is open where its own work is', async () => {
  for (const inside of ['Lambda(lambda x: x)', 'Sequential([Input((3,)), Dense(2)])', 'BatchNormalization()']) {
    assert.deepEqual(
      (await costs(`inputs = Input((6, 3))\nmodel = Model(inputs, TimeDistributed(${inside})(inputs))`)).at(-1)?.[1],
      null,
      inside,
    );
  }
});

test('a layer with layers inside that is called on other lengths elsewhere is left open', async () => {
  const program = `attention = MultiHeadAttention(2, 3)
long, short = Input((50, 8)), Input((10, 8))
attention(long, long)
model = Model(short, attention(short, short))`;
  assert.deepEqual((await costs(program)).at(-1)?.[1], null);
});

test('a model within a model counts with all its layers', async () => {
  const program = `inner = Sequential([Input((8,)), Dense(4), Dense(2)])
inputs = Input((8,))
model = Model(inputs, inner(inputs))`;
  assert.deepEqual(
    (await costs(program)).map(([, macs]) => macs),
    [0, 8 * 4 + 4 * 2, 40],
  );
});

test('formulas where the program does not decide a size, null where Keras does not know it', async () => {
  const formula = await costs(
    'import pandas as pd\nX = pd.read_csv("x.csv").values\nn = X.shape[1]\nmodel = Sequential([Input((n,)), Dense(3)])',
  );
  assert.deepEqual(formula[0]?.slice(1), ['3·X.shape[1]', 12, '12·X.shape[1] + 12']);
  assert.deepEqual((await costs('model = Sequential([Input((None, 4)), LSTM(2, return_sequences=True)])'))[0], [
    'lstm',
    null,
    null,
    56 * 4,
  ]);
  assert.deepEqual((await costs('inputs = Input((4,))\nmodel = Model(inputs, Lambda(lambda x: x * 2)(inputs))'))[1], [
    'lambda',
    null,
    16,
    0,
  ]);
});

const macsOf = async (source: string, name: string) => (await costs(source)).find(([row]) => row === name)?.[1];

test('products of tensors: einsum, dot, scores of attention, matmul', async () => {
  const program = (made: string) => `x, y = Input((7, 12)), Input((5, 12))\nmodel = Model([x, y], ${made})`;
  // Each of 7 · 12 values with 5 columns.
  assert.equal(
    await macsOf(program('EinsumDense("abc,cd->abd", output_shape=(None, 5))(x)'), 'einsum_dense'),
    7 * 12 * 5,
  );
  // Each of 7 · 12 values with 3 heads of 4.
  assert.equal(
    await macsOf(program('EinsumDense("...x,xhy->...hy", output_shape=(3, 4))(x)'), 'einsum_dense'),
    7 * 12 * 3 * 4,
  );
  assert.equal(await macsOf(program('Dot(axes=2)([x, y])'), 'dot'), 7 * 5 * 12);
  // 7 · 5 scores of 12 products, and 7 sums over 5 of 12 values.
  assert.equal(await macsOf(program('Attention()([x, y])'), 'attention'), 2 * 7 * 5 * 12);
  assert.equal(await macsOf(program('Attention(score_mode="concat")([x, y])'), 'attention'), 7 * 5 * 12);
  assert.equal(await macsOf(program('AdditiveAttention()([x, y])'), 'additive_attention'), 2 * 7 * 5 * 12);
  assert.equal(await macsOf(program('AdditiveAttention(use_scale=False)([x, y])'), 'additive_attention'), 7 * 5 * 12);
  assert.equal(await macsOf(`${program('ops.matmul(x, ops.transpose(y, (0, 2, 1)))')}`, 'matmul'), 7 * 5 * 12);
});

test('operations on single values cost no products; a sum over a graph with them is known', async () => {
  const program = 'x = Input((4,))\nmodel = Model(x, ops.concatenate([Dense(3)(x) + 1, x[:, :2]], axis=1))';
  assert.deepEqual((await costs(program)).at(-1)?.[1], 12);
});

test('cells in an RNN, once for each step', async () => {
  const program = (cell: string) => `x = Input((7, 12))\nmodel = Model(x, RNN(${cell})(x))`;
  assert.equal(await macsOf(program('SimpleRNNCell(3)'), 'rnn'), 7 * (12 + 3) * 3);
  assert.equal(await macsOf(program('[LSTMCell(3), GRUCell(4)]'), 'rnn'), 7 * ((12 + 3) * 4 * 3 + (3 + 4) * 3 * 4));
});

test('EinsumDense: each value of the input with what the kernel has besides', async () => {
  const macs = async (layer: string, input: string): Promise<unknown> =>
    (await costs(`model = Sequential([Input(${input}), ${layer}])`)).at(-1)?.[1];
  assert.equal(await macs('EinsumDense("ab,bc->ac", output_shape=64)', '(32,)'), 32 * 64);
  assert.equal(await macs('EinsumDense("abc,cd->abd", output_shape=(32, 64))', '(32, 128)'), 32 * 128 * 64);
  assert.equal(await macs('EinsumDense("...x,xy->...y", output_shape=64)', '(32, 128)'), 32 * 128 * 64);
  assert.equal(await macs('EinsumDense("ab...,bc->ac...", output_shape=4)', '(3, 5, 6)'), 3 * 5 * 6 * 4);
  assert.equal(await macs('EinsumDense("ab,abc->abc", output_shape=(4, 5))', '(4,)'), null);
  // A kernel with an axis for the batch: of each element, still its own part.
  assert.equal(await macs('EinsumDense("ab,abc->abc", output_shape=(4, 5))', 'batch_shape=(2, 4)'), 4 * 5);
});

test('what hands its input on costs nothing', async () => {
  assert.deepEqual(
    (await costs('model = Sequential([Input((3, 4)), Identity(), Masking()])')).map(([name, macs]) => [name, macs]),
    [
      ['identity', 0],
      ['masking', 0],
      ['model', 0],
    ],
  );
});

test('recurrent layers: steps · (features + units) · gates · units', async () => {
  const macs = async (layer: string, input = '(10, 4)'): Promise<unknown> =>
    (await costs(`model = Sequential([Input(${input}), ${layer}])`)).at(-1)?.[1];
  assert.equal(await macs('LSTM(3)'), 10 * (4 + 3) * 4 * 3);
  assert.equal(await macs('GRU(3, return_sequences=True)'), 10 * (4 + 3) * 3 * 3);
  assert.equal(await macs('SimpleRNN(3)'), 10 * (4 + 3) * 3);
  assert.equal(await macs('LSTM(3)', '(None, 4)'), null);
  assert.equal(await macs('RNN(GRUCell(3))'), 10 * (4 + 3) * 3 * 3);
  assert.equal(await macs('RNN([LSTMCell(2), GRUCell(3)])'), 10 * ((4 + 2) * 4 * 2 + (2 + 3) * 3 * 3));
  assert.equal(await macs('Bidirectional(GRU(3))'), 2 * 10 * (4 + 3) * 3 * 3);
  assert.equal(await macs('TimeDistributed(Dense(3))'), 10 * 4 * 3);
  assert.equal(await macs('TimeDistributed(Dense(3))', '(None, 4)'), null);
});

test('a cell of the program costs what nobody knows, in a stack too', async () => {
  const own =
    'class Own(layers.Layer):\n    def __init__(self):\n        super().__init__()\n        self.state_size = 3\n    def call(self, x, states):\n        return x, states\nimport keras\nfrom keras import layers\n';
  const program = (cell: string): string =>
    `import keras\nfrom keras import layers\n${own}model = Sequential([Input((10, 4)), RNN(${cell})])`;
  assert.equal((await costs(program('Own()'))).at(-1)?.[1], null);
  assert.equal((await costs(program('[GRUCell(3), Own()]'))).at(-1)?.[1], null);
});

test('ConvLSTM: at each place of each step, windows of the input and of the state for four gates', async () => {
  const macs = async (layer: string, input = '(5, 8, 8, 2)'): Promise<unknown> =>
    (await costs(`model = Sequential([Input(${input}), ${layer}])`)).at(-1)?.[1];
  // 5 steps · 6·6 places · 3·3 · (2 + 7) channels · 4·7
  assert.equal(await macs('ConvLSTM2D(7, 3)'), 5 * 36 * 9 * (2 + 7) * 28);
  assert.equal(await macs('ConvLSTM2D(7, 3, return_sequences=True)'), 5 * 36 * 9 * (2 + 7) * 28);
  assert.equal(await macs('ConvLSTM1D(7, 3)', '(5, 8, 2)'), 5 * 6 * 3 * (2 + 7) * 28);
  assert.equal(await macs('ConvLSTM2D(7, 3)', '(None, 8, 8, 2)'), null);
});

test('a layer of the program with a call() of its own costs what nobody knows, inside others too', async () => {
  const own =
    'import keras\nfrom keras import layers\nclass Own(layers.Dense):\n    def call(self, x):\n        return super().call(x)\n';
  const macs = async (layer: string): Promise<unknown> =>
    (await costs(`${own}model = Sequential([Input((10, 4)), ${layer}])`)).at(-1)?.[1];
  assert.equal(await macs('TimeDistributed(Own(3))'), null);
  assert.equal(await macs('TimeDistributed(Dense(3))'), 10 * 4 * 3);
});

test('a data type of no whole bytes, as it is while it is typed, gives no bytes, also of sizes that have only a name', async () => {
  const program = `import keras, numpy
n = len(numpy.load("x.npy"))
keras.mixed_precision.set_global_policy("float66")
inputs = Input((n,))
model = Model(inputs, Dense(n)(inputs))`;
  const analysis = await analyse(`from keras import *\nfrom keras.layers import *\n${program}`);
  const { activationBytes, weightBytes } = analysis.models.at(-1)!.cost;
  assert.deepEqual([activationBytes, weightBytes], [undefined, undefined]);
  assert.equal(modelsView(analysis, () => undefined).models.length, 1);
});
