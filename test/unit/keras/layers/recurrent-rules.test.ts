/** Cells, copies, directions and states, as keras/src/layers/rnn of Keras 3.16 has them. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { definitionsByName } from '../../../../server/keras/layers/registry.ts';
import { ClassValue, InstanceValue, NONE } from '../../../../server/python/domain/value.ts';
import { dimensionsOf, refused } from './declared.ts';
import { printed, reported } from './in-programs.ts';
import { cell, SHAPES } from './own-cells.ts';

const refusal = (source: string, options = {}): string => reported(source, options)[0] ?? 'nothing is refused';
const given = (layer: string, input = '(5, 4)'): string | undefined =>
  printed(`${SHAPES}print(shapes(layers.${layer}(Input(${input}))))`)[0];
const ofOwn = (body: string, more = '', arguments_ = ', return_state=True'): string | undefined =>
  printed(`${cell(body, more)}print(shapes(layers.RNN(Own()${arguments_})(Input((5, 4)))))`)[0];

test('an RNN reads state_size and output_size from its cell', () => {
  assert.equal(ofOwn('self.state_size = 3'), '((None, 3), (None, 3))');
  assert.equal(ofOwn('self.state_size = [3, 6]'), '((None, 3), (None, 3), (None, 6))');
  assert.equal(ofOwn('self.state_size = (3, 6)'), '((None, 3), (None, 3), (None, 6))');
  assert.equal(ofOwn('self.state_size = [3]; self.output_size = 7'), '((None, 7), (None, 3))');
  assert.equal(ofOwn('self.state_size = 3; self.output_size = None'), '((None, 3), (None, 3))');
  assert.equal(
    ofOwn(
      'self.n = 3',
      '    @property\n    def state_size(self):\n        return self.n\n    @property\n    def output_size(self):\n        return self.n + 1',
    ),
    '((None, 4), (None, 3))',
  );
  assert.equal(ofOwn('pass', '    state_size = 3'), '((None, 3), (None, 3))');
  assert.equal(ofOwn('self.state_size = 3', '', ', return_sequences=True'), '(None, 5, 3)');
});

test('a cell that is made of a cell of Keras may say other sizes', () => {
  const own = (sizes: string): string | undefined =>
    printed(
      `${SHAPES}class Own(layers.LSTMCell):\n    def __init__(self):\n        super().__init__(3)\n        ${sizes}\nprint(shapes(layers.RNN(Own(), return_state=True)(Input((5, 4)))))`,
    )[0];
  assert.equal(own('pass'), '((None, 3), (None, 3), (None, 3))');
  assert.equal(own('self.output_size = 9'), '((None, 9), (None, 3), (None, 3))');
  assert.equal(
    printed(
      `${SHAPES}class Own(layers.GRUCell):\n    state_size = 8\nprint(shapes(layers.RNN(Own(3), return_state=True)(Input((5, 4)))))`,
    )[0],
    '((None, 3), (None, 8))',
  );
});

test('sizes that are not known leave the shape open', () => {
  const unknown = 'import somewhere\n';
  for (const body of [
    'self.state_size = somewhere.size()',
    'self.state_size = 3; self.output_size = somewhere.size()',
    'self.state_size = [3] + [n for n in somewhere.sizes()]',
  ]) {
    const source = `${unknown}${cell(body)}y = layers.RNN(Own())(Input((5, 4)))\nprint(y.shape[1] + 0)`;
    assert.notEqual(printed(source)[0], '3', body);
    assert.deepEqual(reported(source), [], body);
  }
});

test('what is no cell', () => {
  assert.match(refusal('layers.RNN(3)'), /^1: bad-cell: RNN: a cell must have a call method, but this is 3\.$/);
  assert.match(refusal('layers.RNN([layers.LSTMCell(2), None])'), /^1: bad-cell: .*but this is None\.$/);
  assert.match(
    refusal('class Own: pass\nlayers.RNN(Own())'),
    /^2: bad-cell: RNN: a cell must have a call method, and Own has none\.$/,
  );
  assert.match(
    refusal('class Own:\n    def call(self, x, states):\n        return x, states\nlayers.RNN(Own())'),
    /^4: bad-cell: RNN: a cell must have a state_size attribute \(an integer, or a list with one for each state\), and Own has none\.$/,
  );
  assert.match(
    refusal('layers.StackedRNNCells([layers.Dense(3)])'),
    /^1: bad-cell: StackedRNNCells: a cell must have a state_size attribute .*Dense has none\.$/,
  );
  assert.equal(refusal('import somewhere\nlayers.RNN(somewhere.cell())'), 'nothing is refused');
  assert.equal(refusal('import somewhere\nclass Own(somewhere.Cell): pass\nlayers.RNN(Own())'), 'nothing is refused');
  assert.equal(
    refusal(
      'class Own:\n    def __getattr__(self, name):\n        return 3\n    def call(self, x, states):\n        return x, states\nlayers.RNN(Own())',
    ),
    'nothing is refused',
  );
  for (const [value, words] of [
    ['None', 'None'],
    ['1.5', '1.5'],
    ['"a"', '"a"'],
    ['{}', 'a dict'],
  ] as const) {
    assert.ok(
      refusal(`${cell(`self.state_size = ${value}`)}layers.RNN(Own())`).endsWith(
        `(one for each state), but it is ${words}.`,
      ),
      value,
    );
  }
  assert.match(
    refusal(`${cell('self.state_size = 3; self.output_size = "a"')}layers.RNN(Own())(Input((5, 4)))`),
    /bad-cell: output_size of the cell must be an integer, but it is "a"\. /,
  );
  assert.match(
    refusal(`${cell('self.state_size = 3')}layers.RNN(Own())(Input(()))`),
    /^10: rank-mismatch: RNN takes a sequence \(batch, timesteps, …\), but got \(None,\)\./,
  );
});

test('stacked cells are one cell: its states are those of each', () => {
  const call = (cells: string, states: string): string | undefined =>
    printed(`${SHAPES}print(shapes(layers.StackedRNNCells([${cells}])(Input((4,)), [${states}])))`)[0];
  const state = (size: number): string => `Input((${size},))`;
  assert.equal(
    call('layers.LSTMCell(2), layers.GRUCell(3)', `[${state(2)}, ${state(2)}], ${state(3)}`),
    '((None, 3), [[(None, 2), (None, 2)], (None, 3)])',
  );
  assert.equal(call('layers.GRUCell(3)', state(3)), '((None, 3), (None, 3))');
  assert.equal(call('layers.LSTMCell(3)', `[${state(3)}, ${state(3)}]`), '((None, 3), [(None, 3), (None, 3)])');
  assert.deepEqual(
    printed(
      'stack = layers.StackedRNNCells([layers.LSTMCell(2), layers.GRUCell(3)])\nprint(stack.state_size, stack.output_size)',
    ),
    ['[[2, 2], 3]', '3'],
  );
  assert.deepEqual(
    printed('stack = layers.StackedRNNCells([layers.GRUCell(3), layers.LSTMCell(2)])\nprint(stack.output_size)'),
    ['2'],
  );
  assert.deepEqual(
    printed(`${cell('self.state_size = [6, 7]')}stack = layers.StackedRNNCells([Own()])\nprint(stack.output_size)`),
    ['6'],
  );
  assert.deepEqual(
    printed(`${cell('self.state_size = 6')}stack = layers.StackedRNNCells([Own()])\nprint(stack.output_size)`),
    ['6'],
  );
  assert.deepEqual(
    printed(
      `${cell('self.state_size = 6; self.output_size = 8')}stack = layers.StackedRNNCells([Own()])\nprint(stack.output_size)`,
    ),
    ['8'],
  );
  assert.equal(
    given('RNN((layers.LSTMCell(2), layers.GRUCell(3)), return_state=True)'),
    '((None, 3), [(None, 2), (None, 2)], (None, 3))',
  );
});

test('a cell alone: one step, and the list of its states', () => {
  const step = (call: string): string | undefined => printed(`${SHAPES}print(shapes(layers.${call}))`)[0];
  assert.equal(step('LSTMCell(3)(Input((4,)), [Input((3,)), Input((3,))])'), '((None, 3), [(None, 3), (None, 3)])');
  assert.equal(step('GRUCell(3)(Input((4,)), [Input((3,))])'), '((None, 3), [(None, 3)])');
  assert.deepEqual(
    printed('print(layers.LSTMCell(3).state_size, layers.GRUCell(3).state_size, layers.LSTMCell(3).output_size)'),
    ['[3, 3]', '3', '3'],
  );
  assert.match(
    refusal('layers.LSTMCell(3)(Input((None,)), [Input((3,)), Input((3,))])'),
    /^1: unknown-size: LSTMCell makes weights from axis -1 of its input, and that is None in \(None, None\)/,
  );
  assert.match(
    refusal('layers.GRU(3)(Input((5, None)))'),
    /^1: unknown-size: GRU makes weights from axis -1 of its input, and that is None in \(None, 5, None\)/,
  );
  assert.match(
    refusal('layers.LSTM(3, use_cudnn="yes")'),
    /^1: bad-argument: LSTM: use_cudnn must be "auto", True or False, but it is "yes"/,
  );
  for (const fine of ['True', 'False', '1', '0', '"auto"'])
    assert.equal(refusal(`layers.GRU(3, use_cudnn=${fine})`), 'nothing is refused');
  assert.match(refusal('layers.GRU(3, use_cudnn=2)'), /use_cudnn must be/);
  assert.match(refusal('layers.SimpleRNN(0)'), /^1: bad-argument: SimpleRNN: units must be positive/);
});

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
  assert.equal(arrays('type("Own", (layers.LSTM,), {})(3)') ?? 'not known', 'not known');
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

test('a cell that is not known', () => {
  for (const cells of ['somewhere.cell()', '[layers.GRUCell(3), somewhere.cell()]']) {
    const source = `import somewhere\nlayer = layers.RNN(${cells})\ny = layer(Input((5, 4)))\nprint(y.shape)\nprint(layer.count_params())`;
    assert.deepEqual(printed(source), [undefined, undefined], cells);
    assert.deepEqual(reported(source), [], cells);
  }
  assert.deepEqual(
    printed(
      `${cell('self.n = 3', '    @property\n    def state_size(self):\n        return self.n')}print(layers.StackedRNNCells([Own()]).state_size)`,
    ),
    [undefined],
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

test('a cell with properties in a stack', () => {
  const property = cell('self.n = 6', '    @property\n    def state_size(self):\n        return [self.n, self.n + 1]');
  const source = `${property}layer = layers.RNN([Own(), layers.GRUCell(3)], return_state=True)\n`;
  assert.deepEqual(printed(`${source}layer(Input((5, 4)))\nprint([tuple(w.shape) for w in layer.weights])`), [
    '[(6, 9), (3, 9), (2, 9)]',
  ]);
  assert.equal(
    printed(`${property}print(shapes(layers.StackedRNNCells([Own()])(Input((4,)), [[Input((6,)), Input((7,))]])))`)[0],
    '((None, 6), [(None, 6), (None, 7)])',
  );
  assert.deepEqual(
    printed(
      `${cell('self.state_size = (6, 7); self.output_size = None')}print(layers.StackedRNNCells([Own()]).output_size)`,
    ),
    ['6'],
  );
  assert.equal(printed(`${cell('self.state_size = 3')}print(layers.RNN(Own())(Input((5,))).shape)`)[0], '(None, 3)');
});

test('a layer of several outputs on each timestep is not worked out', () => {
  assert.deepEqual(
    printed('y = layers.TimeDistributed(layers.LSTM(3, return_state=True))(Input((6, 5, 4)))\nprint(y.shape)'),
    [undefined],
  );
});

test('the base class of cells in Keras 2', () => {
  const source = `class Own(layers.AbstractRNNCell):\n    def __init__(self):\n        super().__init__()\n    @property\n    def state_size(self):\n        return 3\n    def call(self, inputs, states):\n        return inputs, states\n`;
  assert.deepEqual(
    reported(`${source}layers.Add()([layers.RNN(Own())(Input((5, 4))), Input((3,))])`, { kerasVersion: 2 }),
    [],
  );
  assert.match(
    reported(`${source}layers.Add()([layers.RNN(Own())(Input((5, 4))), Input((7,))])`, { kerasVersion: 2 })[0] ?? '',
    /^9: merge-shapes/,
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
