import assert from 'node:assert/strict';
import { test } from 'node:test';
import { printed, reported } from './in-programs.ts';

const arrays = (layer: string, input: string): string =>
  `layer = ${layer}\nlayer(Input(${input}))\nprint([tuple(w.shape) for w in layer.weights], layer.count_params())`;

test('LSTM: four gates, and the recurrent kernel reads the states of all units', () => {
  assert.deepEqual(printed(arrays('layers.LSTM(2)', '(100, 4)')), ['[(4, 8), (2, 8), (8,)]', '56']);
  assert.deepEqual(printed(arrays('layers.LSTM(2, use_bias=False)', '(100, 4)')), ['[(4, 8), (2, 8)]', '48']);
});

test('the number of timesteps is in no array', () => {
  assert.deepEqual(printed(arrays('layers.LSTM(2)', '(None, 4)')), ['[(4, 8), (2, 8), (8,)]', '56']);
});

test('GRU: with reset_after the recurrent part has a bias of its own', () => {
  assert.deepEqual(printed(arrays('layers.GRU(2)', '(10, 4)')), ['[(4, 6), (2, 6), (2, 6)]', '48']);
  assert.deepEqual(printed(arrays('layers.GRU(2, reset_after=False)', '(10, 4)')), ['[(4, 6), (2, 6), (6,)]', '42']);
});

test('SimpleRNN: one kernel, no gates', () => {
  assert.deepEqual(printed(arrays('layers.SimpleRNN(3)', '(10, 4)')), ['[(4, 3), (3, 3), (3,)]', '24']);
});

test('the cuDNN layers of Keras 2 keep two biases in one array', () => {
  assert.deepEqual(printed(arrays('layers.CuDNNLSTM(2)', '(10, 4)')), ['[(4, 8), (2, 8), (16,)]', '64']);
  assert.deepEqual(printed(arrays('layers.CuDNNGRU(2)', '(10, 4)')), ['[(4, 6), (2, 6), (12,)]', '48']);
});

test('what a recurrent layer gives', () => {
  const given = (layer: string): (string | undefined)[] =>
    printed(
      `given = ${layer}(Input((10, 4)))\nprint([tuple(x.shape) for x in given] if isinstance(given, tuple) else given.shape)`,
    );
  assert.deepEqual(given('layers.LSTM(2)'), ['(None, 2)']);
  assert.deepEqual(given('layers.LSTM(2, return_sequences=True)'), ['(None, 10, 2)']);
  assert.deepEqual(given('layers.LSTM(2, return_state=True)'), ['[(None, 2), (None, 2), (None, 2)]']);
  assert.deepEqual(given('layers.GRU(2, return_sequences=True, return_state=True)'), ['[(None, 10, 2), (None, 2)]']);
});

test('Bidirectional copies the layer, and merges what the two give', () => {
  assert.deepEqual(printed(arrays('layers.Bidirectional(layers.GRU(3))', '(10, 4)')), [
    '[(4, 9), (3, 9), (2, 9), (4, 9), (3, 9), (2, 9)]',
    '162',
  ]);
  const merged = (mode: string): (string | undefined)[] =>
    printed(
      `print(layers.Bidirectional(layers.LSTM(3, return_sequences=True), merge_mode=${mode})(Input((10, 4))).shape)`,
    );
  assert.deepEqual(merged('"concat"'), ['(None, 10, 6)']);
  assert.deepEqual(merged('"sum"'), ['(None, 10, 3)']);
  assert.deepEqual(
    printed(
      'layer = layers.Bidirectional(layers.LSTM(3, name="core"))\nlayer(Input((10, 4)))\nprint(layer.forward_layer.name, layer.backward_layer.name)',
    ),
    ['forward_core', 'backward_core'],
  );
});

test('TimeDistributed runs a layer, or a model, on each timestep', () => {
  assert.deepEqual(printed('print(layers.TimeDistributed(layers.Conv2D(8, 3))(Input((5, 28, 28, 3))).shape)'), [
    '(None, 5, 26, 26, 8)',
  ]);
  const model = 'encoder = Sequential([Input((28, 28, 3)), layers.Flatten(), layers.Dense(7)])\n';
  assert.deepEqual(printed(`${model}print(layers.TimeDistributed(encoder)(Input((5, 28, 28, 3))).shape)`), [
    '(None, 5, 7)',
  ]);
});

test('RNN of own cells reads their state_size', () => {
  const cell = `
class Cell(layers.Layer):
    def __init__(self, units):
        super().__init__()
        self.units = units
    @property
    def state_size(self):
        return [self.units, self.units + 1]
    def build(self, shape):
        self.w = self.add_weight(shape=(shape[-1], self.units), name='w')
    def call(self, x, states):
        return x @ self.w, states
`;
  assert.deepEqual(
    printed(
      `${cell}\nlayer = layers.RNN(Cell(3), return_state=True)\nprint([x.shape for x in layer(Input((5, 4)))], layer.count_params())`,
    ),
    ['[(None, 3), (None, 3), (None, 4)]', '12'],
  );
});

test('cells in a list are one stack', () => {
  assert.deepEqual(printed(arrays('layers.RNN([layers.LSTMCell(2), layers.GRUCell(3)])', '(10, 4)')), [
    '[(4, 8), (2, 8), (8,), (2, 9), (3, 9), (2, 9)]',
    '119',
  ]);
});

test('ConvLSTM2D: convolutions in place of products', () => {
  assert.deepEqual(printed(arrays('layers.ConvLSTM2D(8, 3)', '(5, 16, 16, 2)')), [
    '[(3, 3, 2, 32), (3, 3, 8, 32), (32,)]',
    '2912',
  ]);
  assert.deepEqual(
    printed('print(layers.ConvLSTM2D(8, 3, padding="same", return_sequences=True)(Input((5, 16, 16, 2))).shape)'),
    ['(None, 5, 16, 16, 8)'],
  );
});

test('sizes that the program does not decide stay as they are named', () => {
  assert.deepEqual(
    printed(
      'import pandas as pd\nX = pd.read_csv("x.csv").values\nlayer = layers.LSTM(64)\nlayer(Input((X.shape[1], X.shape[2])))\nprint(layer.count_params())',
    ),
    ['256·X.shape[2] + 16,640'],
  );
});

test('refused: what has no timesteps, a stateful layer without a batch size', () => {
  assert.match(reported('layers.LSTM(2)(Input((4,)))')[0] ?? '', /^1: rank-mismatch: .*expected ndim=3, found ndim=2/);
  assert.match(reported('layers.LSTM(2, stateful=True)(Input((10, 4)))')[0] ?? '', /^1: stateful-without-batch-size: /);
  assert.match(reported('layers.Bidirectional(layers.Dense(2))(Input((10, 4)))')[0] ?? '', /go_backwards/);
  assert.deepEqual(reported('layers.LSTM(2, stateful=True)(Input(batch_shape=(8, 10, 4)))'), []);
});

test('argument names of Keras 1 and 2 are taken', () => {
  const source =
    'layers.LSTM(output_dim=2, init="uniform", inner_activation="hard_sigmoid", consume_less="gpu", return_sequences=True)(Input((10, 4)))';
  assert.deepEqual(reported(source), []);
  assert.deepEqual(printed(`print(${source}.shape)`), ['(None, 10, 2)']);
});
