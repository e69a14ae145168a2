/** `initial_state` beside the cell's states: RNN._validate_state_spec of tf_keras, and what the loop of Keras 3.16 does with them. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { analyze } from '../../../../server/analysis/analyze.ts';
import { ProgramText } from '../../../../server/python/syntax/program-text.ts';
import { pythonParser } from '../../../support/parser.ts';

const parser = await pythonParser();
const HEAD = 'import numpy as np\nfrom keras import Input, layers\nx = Input((5, 8))\nh, k, one, g = Input((4,)), Input((7,)), Input((1,)), Input((5, 4))\n';
const said = (call: string, kerasVersion: 2 | 3): string[] => analyze(parser, ProgramText.ofFile(`${HEAD}layers.${call}\n`), { kerasVersion }).problems.map(({ severity, code, message }) => `${severity} ${code}: ${message}`);

test('as many states as the cell has', () => {
  for (const version of [2, 3] as const) {
    for (const call of ['LSTM(4)(x, initial_state=[h, h])', 'GRU(4)(x, initial_state=h)', 'GRU(4)(x, initial_state=[h])', 'SimpleRNN(4)(x, initial_state=h)', 'Bidirectional(layers.LSTM(4))(x, initial_state=[h, h, h, h])', 'LSTM(4)(x, initial_state=open("states"))', 'LSTM(int(open("n").read()))(x, initial_state=[k, k])']) {
      assert.deepEqual(said(call, version), [], `${call} in Keras ${version}`);
    }
    assert.match(said('LSTM(4)(x, initial_state=[h])', version)[0] ?? '', /initial-state: LSTM "lstm" begins with two states, h and c, but initial_state has 1\./);
    assert.match(said('LSTM(4)(x, initial_state=g)', version)[0] ?? '', /initial-state: LSTM "lstm" begins with two states/);
    assert.match(said('Bidirectional(layers.LSTM(4))(x, initial_state=[h, h])', version)[0] ?? '', /initial-state: Bidirectional "bidirectional" begins with 4 states, h and c of its forward layer/);
  }
});

test('Keras 3 passes over more states than there are', () => {
  for (const call of ['GRU(4)(x, initial_state=[h, h])', 'LSTM(4)(x, initial_state=[h, h, h])', 'Bidirectional(layers.LSTM(4))(x, initial_state=[h, h, h, h, h])']) {
    assert.deepEqual(said(call, 3), [], call);
    assert.match(said(call, 2)[0] ?? '', /^error initial-state: /, call);
  }
});

test('each of (batch, units)', () => {
  for (const version of [2, 3] as const) {
    assert.match(said('LSTM(4)(x, initial_state=[h, k])', version)[0] ?? '', /initial-state: LSTM "lstm" has 4 units, so that its state c has the shape \(batch, 4\), but tensor 2 of initial_state has \(None, 7\)\./);
    assert.match(said('GRU(4)(x, initial_state=k)', version)[0] ?? '', /its state h has the shape \(batch, 4\), but initial_state has \(None, 7\)/);
    assert.match(said('Bidirectional(layers.GRU(4))(x, initial_state=[h, k])', version)[0] ?? '', /has 4 units in each direction/);
  }
  assert.deepEqual(said('LSTM(4)(x, initial_state=[h, one])', 3), [], 'a cell state of one entry broadcasts in Keras 3');
  assert.match(said('LSTM(4)(x, initial_state=[h, one])', 2)[0] ?? '', /^error initial-state/);
  assert.match(said('LSTM(4)(x, initial_state=[g, g])', 2)[0] ?? '', /^error initial-state/);
  assert.match(said('LSTM(4)([x, h, k])', 2)[0] ?? '', /^error initial-state/, 'in one list with the input');
});

test('Keras 3 only stops where data comes: with symbolic tensors it is a warning, and the output is known', () => {
  assert.match(said('LSTM(4)(x, initial_state=[k, k])', 3)[0] ?? '', /^warning initial-state: .* stops where data comes\.$/);
  assert.match(said('LSTM(4)(np.zeros((2, 5, 8)), initial_state=[np.zeros((2, 7)), np.zeros((2, 7))])', 3)[0] ?? '', /^error initial-state: /);
  const { values } = analyze(parser, ProgramText.ofFile(`${HEAD}print(layers.LSTM(4)(x, initial_state=[k, k]).shape)\n`), { kerasVersion: 3 });
  assert.deepEqual(values.filter(({ printed }) => printed).map(({ shown }) => shown), ['(None, 4)']);
});
