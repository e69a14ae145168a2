/**
 * `initial_state` beside the cell's states: RNN._validate_state_spec of tf_keras, and what the loop of Keras 3.16 does
 * with them.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { analyze } from '../../../../server/analysis/analyze.ts';
import { ProgramText } from '../../../../server/python/syntax/program-text.ts';
import { pythonParser } from '../../../support/parser.ts';

const parser = await pythonParser();
const HEAD =
  'import numpy as np\nfrom keras import Input, layers\nx = Input((5, 8))\nh, k, one, g = Input((4,)), Input((7,)), Input((1,)), Input((5, 4))\n';
const said = (call: string, kerasVersion: 2 | 3): string[] =>
  analyze(parser, ProgramText.ofFile(`${HEAD}layers.${call}\n`), { kerasVersion }).problems.map(
    ({ severity, code, message }) => `${severity} ${code}: ${message}`,
  );

test('as many states as the cell has', () => {
  for (const version of [2, 3] as const) {
    for (const call of [
      'LSTM(4)(x, initial_state=[h, h])',
      'GRU(4)(x, initial_state=h)',
      'GRU(4)(x, initial_state=[h])',
      'SimpleRNN(4)(x, initial_state=h)',
      'Bidirectional(layers.LSTM(4))(x, initial_state=[h, h, h, h])',
      'LSTM(4)(x, initial_state=open("states"))',
      'LSTM(int(open("n").read()))(x, initial_state=[k, k])',
    ]) {
      assert.deepEqual(said(call, version), [], `${call} in Keras ${version}`);
    }
    assert.match(
      said('LSTM(4)(x, initial_state=[h])', version)[0] ?? '',
      /initial-state: LSTM "lstm" begins with two states, h and c, but initial_state has 1\./,
    );
    assert.match(
      said('LSTM(4)(x, initial_state=g)', version)[0] ?? '',
      /initial-state: LSTM "lstm" begins with two states/,
    );
    assert.match(
      said('Bidirectional(layers.LSTM(4))(x, initial_state=[h, h])', version)[0] ?? '',
      /initial-state: Bidirectional "bidirectional" begins with 4 states, h and c of its forward layer/,
    );
  }
});

test('Keras 3 passes over more states than there are', () => {
  for (const call of [
    'GRU(4)(x, initial_state=[h, h])',
    'LSTM(4)(x, initial_state=[h, h, h])',
    'Bidirectional(layers.LSTM(4))(x, initial_state=[h, h, h, h, h])',
  ]) {
    assert.deepEqual(said(call, 3), [], call);
    assert.match(said(call, 2)[0] ?? '', /^error initial-state: /, call);
  }
});

test('each of (batch, units)', () => {
  for (const version of [2, 3] as const) {
    assert.match(
      said('LSTM(4)(x, initial_state=[h, k])', version)[0] ?? '',
      /initial-state: LSTM "lstm" has 4 units, so that its state c has the shape \(batch, 4\), but tensor 2 of initial_state has \(None, 7\)\./,
    );
    assert.match(
      said('GRU(4)(x, initial_state=k)', version)[0] ?? '',
      /its state h has the shape \(batch, 4\), but initial_state has \(None, 7\)/,
    );
    assert.match(
      said('Bidirectional(layers.GRU(4))(x, initial_state=[h, k])', version)[0] ?? '',
      /has 4 units in each direction/,
    );
  }
  assert.deepEqual(
    said('LSTM(4)(x, initial_state=[h, one])', 3),
    [],
    'a cell state of one entry broadcasts in Keras 3',
  );
  assert.match(said('LSTM(4)(x, initial_state=[h, one])', 2)[0] ?? '', /^error initial-state/);
  assert.match(said('LSTM(4)(x, initial_state=[g, g])', 2)[0] ?? '', /^error initial-state/);
  assert.match(said('LSTM(4)([x, h, k])', 2)[0] ?? '', /^error initial-state/, 'in one list with the input');
});

test('Keras 3 only stops where data comes: with symbolic tensors it is a warning, and the output is known', () => {
  assert.match(
    said('LSTM(4)(x, initial_state=[k, k])', 3)[0] ?? '',
    /^warning initial-state: .* stops where data comes\.$/,
  );
  assert.match(
    said('LSTM(4)(np.zeros((2, 5, 8)), initial_state=[np.zeros((2, 7)), np.zeros((2, 7))])', 3)[0] ?? '',
    /^error initial-state: /,
  );
  const { values } = analyze(
    parser,
    ProgramText.ofFile(`${HEAD}print(layers.LSTM(4)(x, initial_state=[k, k]).shape)\n`),
    { kerasVersion: 3 },
  );
  assert.deepEqual(
    values.filter(({ printed }) => printed).map(({ shown }) => shown),
    ['(None, 4)'],
  );
});

test('states in a tuple, and behind the input', () => {
  for (const call of [
    'LSTM(4)(x, initial_state=(h, k))',
    'LSTM(4)([x, h, k], initial_state=None)',
    'LSTM(4)([x, h, k])',
  ])
    assert.match(said(call, 2)[0] ?? '', /^error initial-state: .*tensor 2 of initial_state/, call);
  assert.match(said('LSTM(4)(x, initial_state=(h, k))', 3)[0] ?? '', /^warning initial-state: /);
  // Keras 3 takes no list for the input: of states behind it nothing is said, before the layer is built and after.
  for (const call of ['LSTM(4)([x, h, k])', 'LSTM(4)(x, initial_state=None)'])
    assert.deepEqual(
      said(call, 3).filter((text) => text.includes('initial-state')),
      [],
      call,
    );
  assert.deepEqual(
    said('LSTM\nlstm = layers.LSTM(4)\nlstm(x)\nlstm([x, h, k])', 3).map((text) => text.slice(0, text.indexOf(': '))),
    ['error expects-one-input'],
  );
});

test('what is not known is not compared', () => {
  for (const version of [2, 3] as const) {
    assert.match(
      said('LSTM(4)(x, initial_state=[open("states"), k])', version)[0] ?? '',
      /tensor 2 of initial_state has \(None, 7\)/,
    );
    assert.deepEqual(said('LSTM(None if open("n").read() else 4)(x, initial_state=[h])', version), []);
    assert.deepEqual(
      said(
        'LSTM\nclass Own(layers.LSTM):\n    def call(self, x, initial_state=None):\n        return x\nOwn(4)(x, initial_state=[k])',
        version,
      ),
      [],
      'a call() of the program',
    );
  }
  assert.deepEqual(said('GRU(4)(x, initial_state=[h, k])', 3), [], 'a state more that is never read');
  for (const states of ['[h, h, k, h, h, k]', '[h, h, h, h, k]'])
    assert.deepEqual(
      said(`Bidirectional(layers.LSTM(4))(x, initial_state=${states})`, 3),
      [],
      'a state more in each direction',
    );
  assert.match(
    said('Bidirectional(layers.LSTM(4))(x, initial_state=[h, h, h, k, h, h])', 3)[0] ?? '',
    /its state h .*tensor 4 of initial_state/,
  );
  assert.deepEqual(said('LSTM(4)(x, initial_state=[g, g])', 3), [], 'other ranks in Keras 3');
  assert.match(
    said('LSTM(4)(x, initial_state=[one, h])', 3)[0] ?? '',
    /^warning initial-state: .* its state h .*tensor 1 of initial_state has \(None, 1\)/,
  );
});

test('two directions of one size and one number of states are compared', () => {
  const both = (forward: string, backward: string, states: string): string =>
    `Bidirectional(layers.${forward}, backward_layer=layers.${backward})(x, initial_state=${states})`;
  for (const version of [2, 3] as const) {
    assert.match(
      said(both('LSTM(4)', 'LSTM(4, go_backwards=True)', '[h, h, k, k]'), version)[0] ?? '',
      /tensor 3 of initial_state/,
    );
    assert.deepEqual(said(both('LSTM(4)', 'LSTM(7, go_backwards=True)', '[h, h, k, k]'), version), []);
    assert.deepEqual(said(both('LSTM(4)', 'GRU(4, go_backwards=True)', '[h, h]'), version), []);
    assert.deepEqual(said(both('GRU(4)', 'RNN(layers.LSTMCell(4), go_backwards=True)', '[h, k]'), version), []);
    assert.deepEqual(said(both('RNN(layers.LSTMCell(4))', 'GRU(4, go_backwards=True)', '[h, k]'), version), []);
  }
});

test('in words: the layer and its states', () => {
  const keras2 = 'An `initial_state` was passed that is not compatible with `cell.state_size`. Input ';
  const keras3 = 'Keras 3 makes the model all the same, and stops where data comes.';
  const begins = (call: string, version: 2 | 3, text: string): void => {
    const [found = ''] = said(call, version);
    assert.ok(found.startsWith(text), `${call} in Keras ${version}: ${found}`);
  };
  begins(
    'GRU(4)(x, initial_state=[h, h])',
    2,
    `error initial-state: GRU "gru" begins with one state, h, but initial_state has 2. ${keras2}`,
  );
  begins(
    'LSTM(4)(x, initial_state=[h])',
    3,
    `warning initial-state: LSTM "lstm" begins with two states, h and c, but initial_state has 1. ${keras3}`,
  );
  begins(
    'SimpleRNN(4)(x, initial_state=k)',
    3,
    `warning initial-state: SimpleRNN "simple_rnn" has 4 units, so that its state h has the shape (batch, 4), but initial_state has (None, 7). ${keras3}`,
  );
  begins(
    'CuDNNLSTM(4)(x, initial_state=[h, k])',
    2,
    `error initial-state: CuDNNLSTM "cu_dnnlstm_1" has 4 units, so that its state c has the shape (batch, 4), but tensor 2 of initial_state has (None, 7). ${keras2}`,
  );
  begins(
    'CuDNNLSTM(4)(x, initial_state=[k, h])',
    2,
    `error initial-state: CuDNNLSTM "cu_dnnlstm_1" has 4 units, so that its state h has `,
  );
  begins(
    'CuDNNGRU(4)(x, initial_state=k)',
    2,
    `error initial-state: CuDNNGRU "cu_dnngru_1" has 4 units, so that its state h has the shape (batch, 4), but initial_state has (None, 7). ${keras2}`,
  );
});
