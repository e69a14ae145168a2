/** What a layer keeps of its arguments is there, though it is not what was given. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runProgram } from '../../../server/analysis/run.ts';
import { pythonParser } from '../../support/parser.ts';

const parser = await pythonParser();
const refusals = (source: string, kerasVersion: 2 | 3): string[] =>
  runProgram(parser, `from tensorflow.keras.layers import Bidirectional, Conv2D, Dense, GRU, LSTM\n${source}`, {
    kerasVersion,
  }).analysis.problems.map(({ message }) => message);

test('functions that Keras makes of names and of None', () => {
  for (const version of [2, 3] as const) {
    assert.deepEqual(
      refusals(
        'print(Dense(3).activation, Conv2D(3, 3, activation="relu").activation, LSTM(3).recurrent_activation)\n',
        version,
      ),
      [],
    );
    assert.deepEqual(
      refusals('print(Dense(3).kernel_initializer, Dense(3, kernel_regularizer="l2").kernel_regularizer)\n', version),
      [],
    );
    assert.deepEqual(
      refusals(
        'class Own(Conv2D):\n    def call(self, x):\n        return self.activation(x)\nprint(Own(3, 3).activation)\n',
        version,
      ),
      [],
    );
  }
});

test('the cell of a recurrent layer', () => {
  assert.deepEqual(refusals('print(LSTM(3).cell, GRU(3).cell)\n', 2), []);
  assert.deepEqual(refusals('print(LSTM(3).cell, GRU(3).cell)\n', 3), []);
});

test('what only other layers have is still missed', () => {
  assert.deepEqual(refusals('print(Bidirectional(LSTM(3)).units)\n', 3), [
    "Python raises here: AttributeError: 'Bidirectional' object has no attribute 'units'.",
  ]);
});

test('a subclass that makes its own arrays needs no filters', () => {
  const source = (build: string): string =>
    `from keras import Input\nclass Own(Conv2D):\n    def __init__(self):\n        super().__init__(None, 3)\n${build}Own()(Input((8, 8, 3)))\n`;
  assert.deepEqual(
    refusals(
      source('    def build(self, shape):\n        self.built = True\n    def call(self, x):\n        return x\n'),
      3,
    ),
    [],
  );
  assert.match(refusals(source(''), 3)[0] ?? '', /filters must be an integer/);
});
