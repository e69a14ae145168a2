/** Cells, copies, directions and states, as keras/src/layers/rnn of Keras 3.16 has them. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { definitionsByName } from '../../../../server/keras/layers/registry.ts';
import { ClassValue, InstanceValue, NONE } from '../../../../server/python/domain/value.ts';
import { dimensionsOf, refused } from './declared.ts';
import { printed, reported } from './in-programs.ts';
import { SHAPES } from './own-cells.ts';

const refusal = (source: string, options = {}): string => reported(source, options)[0] ?? 'nothing is refused';
const given = (layer: string, input = '(5, 4)'): string | undefined =>
  printed(`${SHAPES}print(shapes(layers.${layer}(Input(${input}))))`)[0];

test('once built, the features are fixed and the timesteps are not', () => {
  for (const layer of ['LSTM(3)', 'GRU(3)', 'SimpleRNN(3)']) {
    assert.deepEqual(reported(`layer = layers.${layer}\nlayer(Input((5, 4)))\nlayer(Input((9, 4)))`), []);
    assert.match(
      refusal(`layer = layers.${layer}\nlayer(Input((5, 4)))\nlayer(Input((5, 3)))`),
      /^3: size-mismatch: /,
      layer,
    );
  }
  for (const [format, fine, wrong] of [
    ['channels_last', '(9, 8, 8, 2)', '(5, 8, 8, 3)'],
    ['channels_first', '(9, 2, 8, 8)', '(5, 3, 8, 8)'],
  ] as const) {
    const twice = (second: string): string =>
      refusal(
        `layer = layers.ConvLSTM2D(3, 3, data_format="${format}")\nlayer(Input(${format === 'channels_last' ? '(5, 8, 8, 2)' : '(5, 2, 8, 8)'}))\nlayer(Input(${second}))`,
      );
    assert.equal(twice(fine), 'nothing is refused');
    assert.match(twice(wrong), /^3: size-mismatch: /);
  }
});

test('a stateful layer keeps to the batch size that its state was made for', () => {
  for (const [layer, shape] of [
    ['LSTM(3, stateful=True)', '5, 4'],
    ['RNN(layers.GRUCell(3), stateful=True)', '5, 4'],
    ['ConvLSTM1D(3, 3, stateful=True)', '5, 8, 2'],
  ] as const) {
    const twice = (batch: string): string =>
      refusal(
        `layer = layers.${layer}\nlayer(Input(batch_shape=(8, ${shape})))\nlayer(Input(batch_shape=(${batch}, ${shape})))`,
      );
    assert.equal(twice('8'), 'nothing is refused');
    assert.match(
      twice('9'),
      /^3: size-mismatch: .* is stateful, with a state for batches of 8, but this input has a batch size of 9\./,
      layer,
    );
    assert.match(refusal(`layers.${layer}(Input((${shape})))`), /^1: stateful-without-batch-size: /, layer);
  }
  assert.equal(
    refusal('layer = layers.LSTM(3)\nlayer(Input(batch_shape=(8, 5, 4)))\nlayer(Input(batch_shape=(9, 5, 4)))'),
    'nothing is refused',
  );
});

test('ConvLSTM: the data format says where the channels are; spatial sizes are static', () => {
  const arrays = (call: string, input: string): string | undefined =>
    printed(`layer = layers.${call}\nlayer(Input(${input}))\nprint([tuple(w.shape) for w in layer.weights])`)[0];
  assert.equal(arrays('ConvLSTM2D(6, (3, 2))', '(5, 8, 7, 2)'), '[(3, 2, 2, 24), (3, 2, 6, 24), (24,)]');
  assert.equal(
    arrays('ConvLSTM2D(6, (3, 2), data_format="channels_first", use_bias=False)', '(5, 2, 8, 7)'),
    '[(3, 2, 2, 24), (3, 2, 6, 24)]',
  );
  assert.equal(given('ConvLSTM2D(6, 3, data_format="channels_first")', '(5, 2, 8, 7)'), '(None, 6, 6, 5)');
  assert.equal(
    given('ConvLSTM1D(6, 3, return_sequences=True, return_state=True)', '(5, 8, 2)'),
    '((None, 5, 6, 6), (None, 6, 6), (None, 6, 6))',
  );
  assert.match(
    refusal('layers.ConvLSTM2D(6, 3)(Input((5, 8, 7, None)))'),
    /^1: unknown-size: ConvLSTM2D makes weights from axis -1 of its input/,
  );
  assert.match(
    refusal('layers.ConvLSTM2D(6, 3, data_format="channels_first")(Input((5, None, 8, 7)))'),
    /^1: unknown-size: ConvLSTM2D makes weights from axis 2 of its input/,
  );
  assert.match(
    refusal('layers.ConvLSTM2D(6, 3)(Input((5, None, 7, 2)))'),
    /^1: unknown-size: ConvLSTM2D makes its states from the spatial dimensions/,
  );
  assert.equal(refusal('layers.ConvLSTM2D(6, 3)(Input((None, 8, 7, 2)))'), 'nothing is refused');
  for (const argument of [
    'kernel_size=0',
    'strides=0',
    'dilation_rate=0',
    'padding="causal"',
    'padding="full"',
    'data_format="a"',
  ]) {
    assert.match(
      refusal(`layers.ConvLSTM2D(6, ${argument.startsWith('kernel') ? argument : `3, ${argument}`})`),
      /^1: bad-argument: ConvLSTM2D: /,
      argument,
    );
  }
});

test('which argument a refusal is about', () => {
  assert.equal(refused('LSTM', { units: 3, use_cudnn: 'yes' }).parameter, 'use_cudnn');
  assert.equal(refused('LSTM', { units: 3, dropout: 'much' }).parameter, 'dropout');
  assert.equal(refused('GRUCell', { units: 3, recurrent_dropout: 'much' }).parameter, 'recurrent_dropout');
  assert.equal(refused('RNN', { cell: 3 }).parameter, 'cell');
  const own = new InstanceValue(
    new ClassValue({
      name: 'Own',
      attributes: new Map([
        ['call', NONE],
        ['state_size', NONE],
      ]),
    }),
  );
  assert.equal(refused('RNN', { cell: own }).parameter, 'cell');
  assert.equal(refused('StackedRNNCells', { cells: [3] }).parameter, 'cells');
  assert.equal(refused('Bidirectional', { layer: 3 }).parameter, 'layer');
  assert.equal(refused('TimeDistributed', { layer: 3 }).parameter, 'layer');
  for (const wrong of ['None', '-1', '2.0', '[]'])
    assert.match(refusal(`layers.GRU(3, use_cudnn=${wrong})`), /use_cudnn must be/, wrong);
  assert.equal(refusal('import somewhere\nlayers.GRU(3, use_cudnn=somewhere.flag())'), 'nothing is refused');
});

test('time_major of Keras 2: the timesteps before the batch', () => {
  const shape = (layer: string): string | undefined =>
    printed(`${SHAPES}print(shapes(layers.${layer}(Input(batch_shape=(5, 8, 4)))))`, { kerasVersion: 2 })[0];
  assert.equal(shape('LSTM(3, time_major=True)'), '(8, 3)');
  assert.equal(shape('LSTM(3, time_major=True, return_sequences=True)'), '(5, 8, 3)');
  assert.equal(shape('GRU(3, time_major=True, return_state=True)'), '[(8, 3), (8, 3)]');
  assert.equal(shape('RNN(layers.GRUCell(3), time_major=True, return_sequences=True)'), '(5, 8, 3)');
});

test('Keras 3 has no time_major', () => {
  for (const layer of [
    'LSTM(3, time_major=False)',
    'GRU(3, time_major=True)',
    'RNN(layers.GRUCell(3), time_major=False)',
  ]) {
    assert.match(
      refusal(`layers.${layer}`, { kerasVersion: 3 }),
      /^1: unknown-argument: .* has no argument named time_major/,
      layer,
    );
    assert.equal(refusal(`layers.${layer}`, { kerasVersion: 2 }), 'nothing is refused', layer);
  }
});

test('Keras 2 takes the initial state in one list with the input, and gives lists', () => {
  const source = 'x, h, c = Input((5, 4)), Input((3,)), Input((3,))\n';
  assert.deepEqual(
    reported(`${source}layers.Add()([layers.LSTM(3)([x, h, c]), Input((3,))])`, { kerasVersion: 2 }),
    [],
  );
  assert.match(
    reported(`${source}layers.Add()([layers.LSTM(3)([x, h, c]), Input((7,))])`, { kerasVersion: 2 })[0] ?? '',
    /^2: merge-shapes/,
  );
  assert.deepEqual(reported(`${source}[h] + layers.LSTM(3, return_state=True)(x)`, { kerasVersion: 2 }), []);
  assert.match(
    reported(`${source}[h] + layers.LSTM(3, return_state=True)(x)`, { kerasVersion: 3 })[0] ?? '',
    /^2: python-error/,
  );
  for (const layer of ['LSTM(3)', 'RNN(layers.LSTMCell(3))', 'Bidirectional(layers.LSTM(3))']) {
    assert.match(
      reported(`${source}layers.${layer}([x, h, c])`, { kerasVersion: 3 })[0] ?? '',
      /^2: expects-one-input: /,
      layer,
    );
  }
});

test('a batch size that is not known fits any', () => {
  assert.equal(
    refusal(
      'import somewhere\nn = int(somewhere.n())\nlayer = layers.LSTM(3, stateful=True)\nlayer(Input(batch_shape=(8, 5, 4)))\nlayer(Input(batch_shape=(n, 5, 4)))',
    ),
    'nothing is refused',
  );
});

test('units of a float are refused where arrays are made of them', () => {
  for (const layer of ['LSTM', 'GRU', 'SimpleRNN'])
    assert.match(
      refusal(`layers.${layer}(2.5)(Input((5, 4)))`),
      new RegExp(`^1: bad-argument: ${layer}: units must be an integer, but it is 2\\.5`),
    );
  for (const layer of ['CuDNNLSTM', 'CuDNNGRU'])
    assert.match(
      reported(`layers.${layer}(2.5)(Input((5, 4)))`)[0] ?? '',
      new RegExp(`bad-argument: ${layer}: units must be an integer`),
    );
});

test('what differed in older releases', () => {
  const definitions = definitionsByName();
  // keras 2.3: GRU(…, reset_after=False)
  assert.deepEqual(definitions.get('GRU')?.formerDefaults, { reset_after: false });
  assert.deepEqual(
    ['LSTM', 'SimpleRNN', 'ConvLSTM2D'].map((layer) => definitions.get(layer)?.formerDefaults),
    [undefined, undefined, undefined],
  );
  // The first releases of TensorFlow 2 called the layers that run on cuDNN UnifiedLSTM and UnifiedGRU.
  assert.deepEqual(
    ['LSTM', 'GRU', 'SimpleRNN', 'CuDNNLSTM'].map((layer) => definitions.get(layer)?.formerNames?.alpha),
    ['UnifiedLSTM', 'UnifiedGRU', undefined, undefined],
  );
});

test('arrays of a layer without gates have no gates among their terms', () => {
  assert.deepEqual(dimensionsOf('SimpleRNN', { units: 3 }, [null, 5, 4]), [
    ['features', 'units'],
    ['units', 'units'],
    ['units'],
  ]);
  assert.deepEqual(dimensionsOf('LSTM', { units: 3 }, [null, 5, 4]), [
    ['features', ['gates', 'units']],
    ['units', ['gates', 'units']],
    [['gates', 'units']],
  ]);
});
