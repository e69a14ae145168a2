/**
 * What a program does not decide of cells and of wrapped layers stays open: no number is shown, and nothing is refused.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { printed, reported } from './in-programs.ts';
import { cell, plainCell, SHAPES } from './own-cells.ts';

const IMPORT = 'import somewhere\n';

/** What the program prints; it is refused nowhere. */
function open(source: string): (string | undefined)[] {
  assert.deepEqual(reported(IMPORT + source), []);
  return printed(IMPORT + source);
}

test('a list of cells that goes on', () => {
  const cells = 'cells = [layers.LSTMCell(2)]\nfor cell in somewhere.cells():\n    cells.append(cell)\n';
  for (const layer of ['layers.RNN(cells)', 'layers.Bidirectional(layers.RNN(cells))']) {
    assert.deepEqual(
      open(`${cells}layer = ${layer}\nprint(layer(Input((5, 4))).shape)\nprint(layer.count_params())`),
      [undefined, undefined],
      layer,
    );
  }
});

test('cells of which nothing is known, in a stack', () => {
  assert.deepEqual(
    open(
      'stack = layers.StackedRNNCells(somewhere.cells())\nprint(stack.state_size)\nprint(stack.output_size)\nprint(layers.RNN(stack)(Input((5, 4))).shape)',
    ),
    [undefined, undefined, undefined],
  );
  assert.deepEqual(
    open(
      'class Own(somewhere.Cell): pass\nstack = layers.StackedRNNCells([Own()])\nprint(stack.state_size)\nprint(stack.output_size)\nprint(layers.RNN(stack)(Input((5, 4))).shape)',
    ),
    [undefined, undefined, undefined],
  );
});

test('a stack without cells', () => {
  assert.deepEqual(
    open(
      'stack = layers.StackedRNNCells([])\nprint(stack.state_size)\nprint(stack.output_size)\nprint(layers.RNN(stack)(Input((5, 4))).shape)',
    ),
    ['[]', undefined, undefined],
  );
  assert.deepEqual(open(`${SHAPES}print(shapes(layers.StackedRNNCells([])(Input((4,)), [])))`), [undefined]);
});

test('sizes of a cell that are not known', () => {
  for (const sizes of ['somewhere.size()', '(3, somewhere.size())', '[3, None]', '[]', '[[3, 4], 5]']) {
    assert.deepEqual(
      open(`${cell(`self.state_size = ${sizes}`)}print(shapes(layers.RNN(Own(), return_state=True)(Input((5, 4)))))`),
      [undefined],
      sizes,
    );
  }
  assert.deepEqual(
    open(
      `${cell('self.state_size = 3; self.output_size = somewhere.size()')}print(layers.RNN(Own())(Input((5, 4))).shape)`,
    ),
    [undefined],
  );
});

test('sizes that the properties of a cell give, read from a stack', () => {
  const source = `${cell('self.n = 3', '    @property\n    def state_size(self):\n        return self.n\n    @property\n    def output_size(self):\n        return self.n')}stack = layers.StackedRNNCells([Own(), Own()])\n`;
  assert.deepEqual(
    open(`${source}print(stack.output_size + 1)\nprint(len(stack.state_size))\nprint(stack.state_size[0] + 1)`),
    [undefined, '2', undefined],
  );
});

test('an input of unknown shape', () => {
  const input = 'x = layers.Lambda(lambda x: somewhere.f(x))(Input((5, 4)))\n';
  for (const layer of [
    'LSTM(3)',
    'RNN(layers.GRUCell(3))',
    'RNN([layers.GRUCell(3)])',
    'Bidirectional(layers.LSTM(3))',
    'TimeDistributed(layers.Dense(3))',
    'ConvLSTM1D(3, 3)',
  ]) {
    assert.deepEqual(
      open(`${input}layer = layers.${layer}\nprint(layer(x).shape)\nprint(layer.count_params())`),
      [undefined, undefined],
      layer,
    );
  }
});

test('a wrapped layer of which nothing is known', () => {
  assert.deepEqual(
    open(
      'layer = layers.Bidirectional(somewhere.layer())\nprint(layer.return_sequences)\nprint(layer(Input((5, 4))).shape)',
    ),
    [undefined, undefined],
  );
  for (const mode of ['"concat"', '"sum"', 'None']) {
    assert.deepEqual(
      open(
        `${SHAPES}print(shapes(layers.Bidirectional(layers.RNN(somewhere.cell()), merge_mode=${mode})(Input((5, 4)))))`,
      ),
      [undefined],
      mode,
    );
  }
  assert.deepEqual(
    open('print(layers.TimeDistributed(layers.Lambda(lambda x: somewhere.f(x)))(Input((6, 5))).shape)'),
    [undefined],
  );
  assert.deepEqual(
    open(
      'class Own(layers.Layer):\n    def call(self, x):\n        return x\nlayers.Bidirectional(Own())\nlayers.Bidirectional(Sequential([Input((5, 4)), layers.LSTM(3)]))',
    ),
    [],
  );
});

test('a cell that is no layer cannot be copied', () => {
  for (const cells of ['Own()', '[Own(), layers.GRUCell(3)]']) {
    assert.deepEqual(
      open(
        `${plainCell('self.state_size = 3')}layer = layers.Bidirectional(layers.RNN(${cells}))\nlayer(Input((5, 4)))\nprint(layer.count_params())`,
      ),
      [undefined],
      cells,
    );
  }
});
