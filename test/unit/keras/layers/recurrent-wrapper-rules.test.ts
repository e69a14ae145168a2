/** Rules of Bidirectional and TimeDistributed. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { printed, reported } from './in-programs.ts';
import { cell, SHAPES } from './own-cells.ts';

const refusal = (source: string, options = {}): string => reported(source, options)[0] ?? 'nothing is refused';
const given = (layer: string, input = '(5, 4)'): string | undefined =>
  printed(`${SHAPES}print(shapes(layers.${layer}(Input(${input}))))`)[0];

test('Bidirectional: the ways to merge', () => {
  const merged = (mode: string, more = ''): string | undefined =>
    given(`Bidirectional(layers.LSTM(3${more}), merge_mode=${mode})`);
  assert.equal(merged('"concat"'), '(None, 6)');
  for (const mode of ['"sum"', '"mul"', '"ave"']) assert.equal(merged(mode), '(None, 3)');
  assert.equal(merged('None'), '((None, 3), (None, 3))');
  assert.equal(merged('None', ', return_sequences=True'), '((None, 5, 3), (None, 5, 3))');
  assert.equal(merged('"concat"', ', return_state=True'), '((None, 6), (None, 3), (None, 3), (None, 3), (None, 3))');
  assert.equal(
    merged('None', ', return_state=True'),
    '((None, 3), (None, 3), (None, 3), (None, 3), (None, 3), (None, 3))',
  );
  assert.equal(
    given('Bidirectional(layers.GRU(3, return_state=True), merge_mode="sum")'),
    '((None, 3), (None, 3), (None, 3))',
  );
  assert.match(
    refusal('layers.Bidirectional(layers.LSTM(3), merge_mode="max")'),
    /^1: bad-argument: Bidirectional: merge_mode must be "concat", "sum", "mul", "ave" or None, but it is "max"\.$/,
  );
  assert.equal(
    refusal('import somewhere\nlayers.Bidirectional(layers.LSTM(3), merge_mode=somewhere.mode())(Input((5, 4)))'),
    'nothing is refused',
  );
});

test('Bidirectional: the two directions', () => {
  const refused = (source: string): string => refusal(`layers.Bidirectional(${source})`);
  assert.match(
    refused('layers.LSTM(3, go_backwards=True)'),
    /different go_backwards values, but it is True in both\.$/,
  );
  assert.match(
    refused('layers.LSTM(3), backward_layer=layers.LSTM(3)'),
    /different go_backwards values, but it is False in both\.$/,
  );
  assert.equal(refused('layers.LSTM(3, go_backwards=True), backward_layer=layers.LSTM(3)'), 'nothing is refused');
  for (const flag of ['stateful', 'return_sequences', 'return_state']) {
    assert.match(
      refused(`layers.LSTM(3, ${flag}=True), backward_layer=layers.LSTM(3, go_backwards=True)`),
      new RegExp(`should have the same ${flag}, but it is True in LSTM and False in LSTM\\.$`),
    );
  }
  assert.equal(refused('layers.LSTM(3), backward_layer=layers.GRU(3, go_backwards=True)'), 'nothing is refused');
  assert.match(
    refused('layers.Dense(3)'),
    /^1: bad-argument: Bidirectional wraps a recurrent layer, but Dense object has no attribute 'go_backwards'\.$/,
  );
  assert.match(
    refused('layers.LSTM(3), backward_layer=3'),
    /^1: not-a-layer: Bidirectional: backward_layer must be a layer/,
  );
  const names = (inner: string): (string | undefined)[] =>
    printed(
      `layer = layers.Bidirectional(${inner})\nlayer(Input((5, 4)))\nprint(layer.forward_layer.name, layer.backward_layer.name, layer.layer.name)`,
    );
  assert.deepEqual(names('layers.LSTM(3, name="forward_a")'), ['forward_a', 'backward_forward_a', 'forward_a']);
  assert.deepEqual(names('layers.LSTM(3, name="backward_a")'), [
    'forward_backward_a',
    'backward_a',
    'forward_backward_a',
  ]);
  assert.deepEqual(names('layers.LSTM(3, name="a"), backward_layer=layers.LSTM(3, go_backwards=True, name="b")'), [
    'forward_a',
    'b',
    'forward_a',
  ]);
  assert.deepEqual(
    printed(
      'layer = layers.Bidirectional(layers.LSTM(3, return_sequences=True))\nlayer(Input((5, 4)))\nprint(layer.return_sequences, layer.return_state, layer.stateful, layer.backward_layer.go_backwards, layer.forward_layer.go_backwards)',
    ),
    ['True', 'False', 'False', 'True', 'False'],
  );
});

test('Bidirectional copies its layer with all that it was given, cells included', () => {
  const arrays = (inner: string): string | undefined =>
    printed(
      `layer = layers.Bidirectional(${inner})\nlayer(Input((5, 4)))\nprint([tuple(w.shape) for w in layer.weights])`,
    )[0];
  assert.equal(arrays('layers.GRU(3, reset_after=False, use_bias=False)'), '[(4, 9), (3, 9), (4, 9), (3, 9)]');
  assert.equal(arrays('layers.RNN(layers.GRUCell(3))'), '[(4, 9), (3, 9), (2, 9), (4, 9), (3, 9), (2, 9)]');
  const stack = '(4, 8), (2, 8), (8,), (2, 9), (3, 9), (2, 9)';
  assert.equal(arrays('layers.RNN([layers.LSTMCell(2), layers.GRUCell(3)])'), `[${stack}, ${stack}]`);
  assert.equal(arrays('layers.RNN((layers.LSTMCell(2), layers.GRUCell(3)))'), `[${stack}, ${stack}]`);
  assert.equal(
    arrays('layers.RNN(layers.StackedRNNCells([layers.LSTMCell(2), layers.GRUCell(3)]))'),
    `[${stack}, ${stack}]`,
  );
  assert.deepEqual(
    printed(
      'layer = layers.Bidirectional(layers.LSTM(3, dtype="float64"))\nlayer(Input((5, 4)))\nprint({str(w.dtype) for w in layer.weights})',
    ),
    ["{'float64'}"],
  );
  assert.deepEqual(
    printed(
      'inner = layers.LSTM(3)\ninner.trainable = False\nlayer = layers.Bidirectional(inner)\nlayer(Input((5, 4)))\nprint(len(layer.trainable_weights), len(layer.weights))',
    ),
    ['0', '6'],
  );
  // A class of the program's own is made again from its own get_config(), which need not say all.
  assert.match(
    refusal('layers.Bidirectional(type("Own", (layers.LSTM,), {})(3))(Input((5, 4)))'),
    /^1: not-registered: Keras does not find the class Own/,
  );
  assert.equal(
    printed(
      `class Own(layers.LSTM):\n    pass\nlayer = layers.Bidirectional(Own(3))\nlayer(Input((5, 4)))\nprint(layer.count_params())`,
    )[0],
    undefined,
  );
  assert.equal(
    printed(
      `${cell('self.state_size = 3')}layer = layers.Bidirectional(layers.RNN(Own()))\nlayer(Input((5, 4)))\nprint(layer.count_params())`,
    )[0],
    undefined,
  );
  assert.equal(
    printed(
      `${cell('self.state_size = 3')}layer = layers.Bidirectional(layers.RNN([layers.GRUCell(3), Own()]))\nlayer(Input((5, 4)))\nprint(layer.count_params())`,
    )[0],
    undefined,
  );
});

test('TimeDistributed: each timestep by itself', () => {
  assert.equal(given('TimeDistributed(layers.Dense(3))', '(None, 4)'), '(None, None, 3)');
  assert.equal(
    printed('print(layers.TimeDistributed(layers.Dense(3))(Input(batch_shape=(8, 5, 4))).shape)')[0],
    '(8, 5, 3)',
  );
  assert.match(
    refusal('layers.TimeDistributed(layers.Dense(3))(Input((4,)))'),
    /^1: rank-mismatch: TimeDistributed takes an input of at least 3 dimensions .*expected min_ndim=3, found ndim=2\./,
  );
  const masked = (mask: string): string =>
    refusal(
      `layers.TimeDistributed(layers.Dense(3))(Input(batch_shape=(8, 5, 4)), mask=Input(batch_shape=${mask}, dtype="bool"))`,
    );
  assert.equal(masked('(8, 5)'), 'nothing is refused');
  assert.equal(masked('(None, 5)'), 'nothing is refused');
  assert.match(
    masked('(8, 6)'),
    /^1: mask-mismatch: TimeDistributed: the mask \(8, 6\) does not fit the input \(8, 5, 4\): batch size and timesteps must match\./,
  );
  assert.match(masked('(7, 5)'), /mask-mismatch/);
  assert.match(masked('(8,)'), /^1: mask-mismatch: TimeDistributed: the mask must be at least 2D/);
  assert.equal(
    refusal('layers.TimeDistributed(layers.LSTM(3, return_state=True))(Input((6, 5, 4)))'),
    'nothing is refused',
  );
});

test('before they are built, the directions are not known', () => {
  assert.deepEqual(printed('layer = layers.Bidirectional(layers.LSTM(3))\nprint(layer.forward_layer.units)'), [
    undefined,
  ]);
});

test('what Bidirectional takes', () => {
  assert.match(refusal('layers.Bidirectional(3)'), /^1: not-a-layer: Bidirectional: layer must be a layer/);
  assert.match(refusal('layers.Bidirectional(layers.LSTM(3), merge_mode=3)'), /merge_mode must be .*, but it is 3\.$/);
});

test('a layer of several outputs on each timestep is not worked out', () => {
  assert.deepEqual(
    printed('y = layers.TimeDistributed(layers.LSTM(3, return_state=True))(Input((6, 5, 4)))\nprint(y.shape)'),
    [undefined],
  );
});
