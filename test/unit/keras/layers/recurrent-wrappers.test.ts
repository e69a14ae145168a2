/**
 * Bidirectional and TimeDistributed: what they make of the layer inside, and which of their arguments a refusal is
 * about.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { describeAlone, type Described } from '../../../../server/explain/explorer/alone.ts';
import type { LayerSpecification, PlainShape } from '../../../../server/explain/explorer/specification.ts';
import { printed, reported } from './in-programs.ts';

const made = (
  className: string,
  args: Readonly<Record<string, string>>,
  inside: Readonly<Record<string, LayerSpecification>> = {},
): LayerSpecification => ({ className, arguments: args, inside, trainable: true });
const lstm = (more: Readonly<Record<string, string>> = {}): LayerSpecification => made('LSTM', { units: '3', ...more });
const called = (layer: LayerSpecification, more: Readonly<Record<string, PlainShape>> = {}): Described =>
  describeAlone({ layer, kerasVersion: 3, inputs: [[null, 5, 4]], listed: false, more });

test('the argument that a refusal is about', () => {
  const blamed = (layer: LayerSpecification, more: Readonly<Record<string, PlainShape>> = {}): string | undefined => {
    const found = called(layer, more);
    return found.kind === 'refused' ? found.parameter : found.kind;
  };
  assert.equal(blamed(made('Bidirectional', { merge_mode: '"max"' }, { layer: lstm() })), 'merge_mode');
  assert.equal(blamed(made('Bidirectional', {}, { layer: made('Dense', { units: '3' }) })), 'layer');
  assert.equal(blamed(made('Bidirectional', {}, { layer: lstm({ go_backwards: 'True' }) })), 'layer');
  assert.equal(blamed(made('Bidirectional', {}, { layer: lstm(), backward_layer: lstm() })), 'backward_layer');
  assert.equal(
    blamed(
      made('Bidirectional', {}, { layer: lstm(), backward_layer: lstm({ go_backwards: 'True', stateful: 'True' }) }),
    ),
    'backward_layer',
  );
  assert.equal(
    blamed(made('TimeDistributed', {}, { layer: made('Dense', { units: '3' }) }), { mask: [null, 6] }),
    'mask',
  );
  assert.equal(blamed(made('TimeDistributed', {}, { layer: made('Dense', { units: '3' }) }), { mask: [null] }), 'mask');
  assert.equal(blamed(lstm({ stateful: 'True' })), 'stateful');
  assert.equal(blamed(lstm()), 'built');
});

test('the timesteps are a term of what runs over a sequence', () => {
  for (const layer of [
    lstm(),
    made('RNN', {}, { cell: made('LSTMCell', { units: '3' }) }),
    made('Bidirectional', {}, { layer: lstm() }),
    made('TimeDistributed', {}, { layer: made('Dense', { units: '3' }) }),
  ]) {
    const found = called(layer);
    assert.equal(found.kind === 'built' && found.call.layer.terms['timesteps'], 5, layer.className);
  }
});

test('a layer with dropout of its own draws from a seed; those on cuDNN have none', () => {
  const seeds = (className: string): number | undefined => {
    const found = called(made(className, { units: '3' }));
    return found.kind === 'built' ? found.call.layer.seeds : undefined;
  };
  assert.deepEqual(['LSTM', 'GRU', 'SimpleRNN', 'CuDNNLSTM', 'CuDNNGRU'].map(seeds), [1, 1, 1, 0, 0]);
});

test('Keras raises an AttributeError for what has no direction', () => {
  assert.deepEqual(
    printed('try:\n    layers.Bidirectional(layers.Dense(3))\nexcept AttributeError:\n    print("caught")'),
    ['caught'],
  );
});

test('the layer that Bidirectional is given is copied, and stays as it was', () => {
  const source = 'lstm = layers.LSTM(3)\nlayers.Bidirectional(lstm)(Input((5, 4)))\n';
  assert.deepEqual(printed(`${source}print(lstm.built, len(lstm.weights))`), ['False', '0']);
  assert.deepEqual(reported(`${source}lstm(Input((5, 7)))`), []);
});

test('the copies have the type of the layer', () => {
  assert.deepEqual(
    printed(
      'layer = layers.Bidirectional(layers.LSTM(3, dtype="float16"))\nlayer(Input((5, 4)))\nprint(layer.forward_layer.dtype, layer.backward_layer.dtype)',
    ),
    ['float16', 'float16'],
  );
});

test('a wrapper builds the layer inside', () => {
  assert.deepEqual(
    printed('layer = layers.TimeDistributed(layers.Dense(3))\nlayer.build((None, 5, 4))\nprint(layer.count_params())'),
    ['15'],
  );
  assert.deepEqual(
    printed('layer = layers.Bidirectional(layers.LSTM(3))\nlayer.build((None, 5, 4))\nprint(layer.count_params())'),
    ['192'],
  );
});

test('TimeDistributed of Keras 2 takes several tensors, of which nothing is known; of Keras 3, one', () => {
  const both = 'print(layers.TimeDistributed(layers.Add())([Input((2, 3)), Input((2, 3))]).shape)';
  const one = 'print(layers.TimeDistributed(layers.Dense(4))(Input((2, 3))).shape)';
  assert.deepEqual([printed(both, { kerasVersion: 2 }), reported(both, { kerasVersion: 2 })], [[undefined], []]);
  assert.match(
    reported(both, { kerasVersion: 3 })[0] ?? '',
    /^1: expects-one-input: TimeDistributed .* expects 1 input, but it received 2/,
  );
  for (const kerasVersion of [2, 3] as const) assert.deepEqual(printed(one, { kerasVersion }), ['(None, 2, 4)']);
});

test('TimeDistributed takes a layer only', () => {
  assert.match(
    reported('layers.TimeDistributed(3)')[0] ?? '',
    /^1: not-a-layer: TimeDistributed: layer must be a layer/,
  );
});

test('Bidirectional takes the ranks that its layer takes', () => {
  for (const kerasVersion of [2, 3] as const) {
    assert.match(
      reported('layers.Bidirectional(layers.LSTM(8))(Input((32,)))', { kerasVersion })[0] ?? '',
      /^1: rank-mismatch: Bidirectional "bidirectional" cannot take an input of shape \(None, 32\): expected ndim=3, found ndim=2/,
    );
    assert.match(
      reported('layers.Bidirectional(layers.ConvLSTM2D(8, 3))(Input((9, 32, 3)))', { kerasVersion })[0] ?? '',
      /expected ndim=5, found ndim=4/,
    );
    assert.deepEqual(reported('layers.Bidirectional(layers.GRU(8))(Input((9, 32)))', { kerasVersion }), []);
  }
});

test('a backward layer of its own: Keras 3 asks only the forward layer for the shape of symbols, what runs gives both', () => {
  const given = (
    forward: string,
    backward: string,
    more = '',
    input = 'Input((5, 8))',
    version: 2 | 3 | undefined = 2,
    behind = '',
  ): (string | undefined)[] =>
    printed(
      `import tensorflow as tf\ny = layers.Bidirectional(layers.${forward}, backward_layer=layers.${backward}${more})(${input})\nprint([t.shape for t in y] if isinstance(y, (list, tuple)) else y.shape)\n${behind}`,
      { kerasVersion: version },
    );
  const seven = 'LSTM(7, go_backwards=True)';
  assert.deepEqual(given('LSTM(4)', seven), ['(None, 11)']);
  assert.deepEqual(given('LSTM(4)', seven, '', 'np.zeros((2, 5, 8))', 3), ['(2, 11)']);
  assert.deepEqual(given('LSTM(4)', seven, '', 'Input((5, 8))', 3), ['(None, 8)']);
  assert.deepEqual(given('LSTM(4)', seven, ', merge_mode=None'), ['[TensorShape([None, 4]), TensorShape([None, 7])]']);
  assert.deepEqual(given('LSTM(4)', seven, ', merge_mode="sum"'), [undefined]);
  assert.deepEqual(given('LSTM(4)', 'GRU(4, go_backwards=True)', ', merge_mode="sum"'), ['(None, 4)']);
  assert.deepEqual(given('LSTM(4, return_state=True)', 'GRU(4, go_backwards=True, return_state=True)'), [
    '[TensorShape([None, 8]), TensorShape([None, 4]), TensorShape([None, 4]), TensorShape([None, 4])]',
  ]);
  assert.deepEqual(given('ConvLSTM2D(4, 3)', 'ConvLSTM2D(4, 5, go_backwards=True)', '', 'Input((5, 8, 8, 1))'), [
    undefined,
  ]);
});

test('Bidirectional on what is not known is a tensor all the same', () => {
  for (const mode of ['concat', 'sum'])
    assert.deepEqual(
      printed(
        `import other\nx = Input((5, 8))\ny = layers.Bidirectional(layers.LSTM(4), merge_mode="${mode}")(layers.Lambda(lambda t: other.f(t))(x))\nprint(y.dtype, len(Model(x, y).layers))`,
      ),
      ['float32', '3'],
    );
});

test('a backward layer of its own, where Keras may be older than in TensorFlow', () => {
  const given = (forward: string, backward: string): (string | undefined)[] =>
    printed(
      `y = layers.Bidirectional(layers.${forward}, backward_layer=layers.${backward}, merge_mode="concat")(Input((5, 8)))\nprint(len(y) if isinstance(y, list) else y.shape)\nm.compile(sample_weight_mode="temporal")`,
    );
  assert.deepEqual(given('LSTM(4)', 'LSTM(4, go_backwards=True)'), ['(None, 8)']);
  assert.deepEqual(given('LSTM(4)', 'LSTM(7, go_backwards=True)'), [undefined]);
  assert.deepEqual(given('GRU(4, return_state=True)', 'GRU(4, go_backwards=True, return_state=True)'), ['3']);
  assert.deepEqual(given('LSTM(4, return_state=True)', 'GRU(4, go_backwards=True, return_state=True)'), [undefined]);
});
