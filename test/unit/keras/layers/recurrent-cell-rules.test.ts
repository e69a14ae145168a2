/** Rules of recurrent cells: Keras's, stacked ones and those of a program. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
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
