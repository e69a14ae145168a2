/** Cells alone, in an RNN and in stacks: objects of a program's own, towers of stacks, cells of Keras 2. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { printed, reported } from './in-programs.ts';
import { cell, plainCell, SHAPES } from './own-cells.ts';

test('a cell need not be a layer: it has no arrays of its own', () => {
  const run = (cells: string): (string | undefined)[] =>
    printed(
      `${plainCell('self.state_size = 3')}layer = layers.RNN(${cells}, return_state=True)\nprint(shapes(layer(Input((5, 4)))))\nprint(layer.count_params())`,
    );
  assert.deepEqual(run('Own()'), ['((None, 3), (None, 3))', '0']);
  assert.deepEqual(run('[Own(), layers.GRUCell(3)]'), ['((None, 3), (None, 3), (None, 3))', '72']);
  assert.deepEqual(run('[layers.GRUCell(3), Own()]'), ['((None, 3), (None, 3), (None, 3))', '81']);
});

test('the second cell of a stack is built on the output of the first', () => {
  assert.deepEqual(
    printed(
      `${cell('self.state_size = 3', '    def build(self, shape):\n        print(shape)')}layers.RNN([layers.GRUCell(6), Own()])(Input(batch_shape=(8, 5, 4)))`,
    ),
    ['(8, 6)'],
  );
});

test('a tower of stacks: two cells in each, and two of these in the next', () => {
  const tower = (storeys: number): (string | undefined)[] =>
    printed(
      `cell = layers.LSTMCell(1)\nfor _ in range(${storeys}):\n    cell = layers.StackedRNNCells([cell, cell])\nprint(cell.state_size)\nprint(cell.output_size)`,
    );
  assert.deepEqual(tower(2), ['[[[1, 1], [1, 1]], [[1, 1], [1, 1]]]', '1']);
  // 2³⁰ cells are too many to be listed.
  for (const storeys of [30, 31]) assert.deepEqual(tower(storeys), [undefined, '1']);
});

test('a cell works on the last axis', () => {
  assert.deepEqual(printed(`${SHAPES}print(shapes(layers.SimpleRNNCell(3)(Input((5, 4)), [Input((5, 3))])))`), [
    '((None, 5, 3), [(None, 5, 3)])',
  ]);
});

test('what is no cell is named', () => {
  assert.match(
    reported('layers.RNN({})')[0] ?? '',
    /^1: bad-cell: RNN: a cell must have a call method, but this is a dict\.$/,
  );
  assert.match(
    reported('layers.RNN(Input((5, 4)))')[0] ?? '',
    /^1: bad-cell: RNN: a cell must have a call method, but this is of the type KerasTensor\.$/,
  );
  assert.match(
    reported('layers.RNN(layers.GRUCell(3), stateful=True)(Input((5, 4)))')[0] ?? '',
    /^1: stateful-without-batch-size: RNN keeps its state/,
  );
  assert.match(
    reported(
      'layer = layers.RNN(layers.GRUCell(3), stateful=True)\nlayer(Input(batch_shape=(8, 5, 4)))\nlayer(Input(batch_shape=(9, 5, 4)))',
    )[0] ?? '',
    /^3: size-mismatch: RNN is stateful/,
  );
});

test('1.0 is True to Keras, and 0.5 is not', () => {
  assert.deepEqual(reported('layers.GRU(3, use_cudnn=1.0)\nlayers.GRU(3, use_cudnn=0.0)'), []);
  for (const value of ['0.5', '"1"', '""'])
    assert.match(
      reported(`layers.GRU(3, use_cudnn=${value})`)[0] ?? '',
      /use_cudnn must be "auto", True or False, but it is/,
      value,
    );
});

test('the layers of Keras 2 that run on cuDNN', () => {
  assert.deepEqual(
    printed(
      'layer = layers.CuDNNLSTM(2, name="core")\nprint(layer(Input((10, 4))).shape)\nprint([w.path for w in layer.weights])',
    ),
    ['(None, 2)', "['core/kernel', 'core/recurrent_kernel', 'core/bias']"],
  );
  assert.deepEqual(
    printed(
      'layer = layers.CuDNNGRU(2, name="core")\nprint(layer(Input((10, 4))).shape)\nprint(layer.weights[0].path)',
    ),
    ['(None, 2)', 'core/kernel'],
  );
  assert.deepEqual(printed('print(layers.CuDNNLSTM(2).unit_forget_bias, layers.ConvLSTM1D(2, 3).unroll)'), [
    'True',
    'False',
  ]);
});

test('the base class of cells in Keras 2 takes inputs and states, and gives what is not known', () => {
  const source = 'y = layers.AbstractRNNCell()(inputs=Input((4,)), states=[Input((3,))])\nprint(y.shape)';
  assert.deepEqual(reported(source, { kerasVersion: 2 }), []);
  assert.deepEqual(printed(source), ['y.shape']);
  assert.match(
    reported('layers.AbstractRNNCell()(Input((4,)), state=3)', { kerasVersion: 2 })[0] ?? '',
    /^1: unknown-argument: .* it takes inputs, states\./,
  );
});

test('a window that does not fit is refused with the step that it is laid on', () => {
  assert.match(
    reported('layers.ConvLSTM2D(3, 3)(Input(batch_shape=(8, 5, 2, 2, 1)))')[0] ?? '',
    /negative-size: ConvLSTM2D: .* input \(8, 2, 2, 1\) read as channels_last/,
  );
});

/**
 * Runs `use` with `own`, a cell of the program that counts its steps and has a layer inside; prints what it counted,
 * and whether the layer is built.
 */
function after(
  use: string,
  {
    kerasVersion = 2,
    base = 'layers.Layer',
    sizes = '',
    ownCall = true,
  }: { kerasVersion?: 2 | 3; base?: string; sizes?: string; ownCall?: boolean } = {},
): (string | undefined)[] {
  const call =
    '    def call(self, x, states):\n        self.count += 1\n        self.seen.append(x)\n        return self.inside(x), states\n';
  const own = `class Own(${base}):\n    def __init__(self):\n        super().__init__(${sizes})\n        self.state_size = 3\n        self.count = 0\n        self.seen = []\n        self.inside = layers.Dense(3)\n${ownCall ? call : ''}own = Own()\n`;
  return printed(`${own}${use}\nprint(own.count, len(own.seen), own.inside.built)`, { kerasVersion });
}

test('what a cell of the program counts is not known after RNN has called it, once for each step', () => {
  for (const cells of [
    'own',
    '[own]',
    '(own,)',
    '[layers.GRUCell(3), own]',
    'layers.StackedRNNCells([own])',
    '[layers.StackedRNNCells([layers.GRUCell(3), own])]',
  ]) {
    assert.deepEqual(after(`layers.RNN(${cells})(Input((5, 3)))`), [undefined, 'len(own.seen)', undefined], cells);
  }
  assert.deepEqual(after('layers.TimeDistributed(layers.RNN(own))(Input((4, 5, 3)))'), [
    undefined,
    'len(own.seen)',
    undefined,
  ]);
  assert.deepEqual(after('layers.RNN(own)'), ['0', '0', 'False']);
});

test('Keras 3 leaves the layers in a cell unbuilt where it asks only for the shape', () => {
  assert.equal(after('layers.RNN(own)(Input((5, 3)))', { kerasVersion: 3 })[2], 'False');
  assert.equal(after('layers.RNN(own)(np.zeros((2, 5, 3)))', { kerasVersion: 3 })[2], undefined);
});

test('a cell of the program that is no layer, and one with the call() of a cell of Keras', () => {
  assert.deepEqual(after('layers.RNN(own)(Input((5, 3)))', { base: 'object' }), [undefined, 'len(own.seen)', 'False']);
  assert.deepEqual(after('layers.RNN(own)(Input((5, 3)))', { base: 'layers.GRUCell', sizes: '3', ownCall: false }), [
    '0',
    '0',
    'False',
  ]);
});

test('the cells of a tower of stacks are looked at once', () => {
  assert.deepEqual(
    printed(
      'cell = layers.LSTMCell(1)\nfor _ in range(30):\n    cell = layers.StackedRNNCells([cell, cell])\nprint(layers.RNN(cell)(Input((5, 3))).shape)',
    ),
    [undefined],
  );
});
