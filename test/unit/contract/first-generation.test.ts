/** What the package keras up to 2.3 compares, and later releases squeeze or broadcast. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { analyse } from '../../support/analyse.ts';

const PROGRAM = (labels: string, output: string, loss = 'mse') => `import numpy as np
from keras.models import Sequential
from keras.layers.core import Dense
from keras.layers import LSTM, TimeDistributed
model = Sequential()
model.add(LSTM(6, input_shape=(12, 2), return_sequences=True))
model.add(${output})
model.compile(loss='${loss}', optimizer='sgd')
model.fit(np.zeros((40, 12, 2)), np.zeros(${labels}))
`;
const said = async (source: string): Promise<string> =>
  (await analyse(source)).problems.map(({ code, severity, message }) => `${code} ${severity}: ${message}`).join('\n');

test('labels have the axes of the output', async () => {
  assert.match(
    await said(PROGRAM('(40, 1)', 'TimeDistributed(Dense(1))')),
    /^labels-shape error: .* expected time_distributed_1 to have 3 dimensions, but got array with shape \(40, 1\)/,
  );
  assert.match(await said(PROGRAM('(40, 12)', 'TimeDistributed(Dense(1))')), /^labels-shape error: .*3 dimensions/);
  assert.match(
    await said(PROGRAM('(40, 12, 1)', 'TimeDistributed(Dense(3))')),
    /^labels-shape error: .* to have shape \(12, 3\) but got array with shape \(12, 1\)/,
  );
  assert.match(
    await said(PROGRAM('(40,)', 'LSTM(3)')),
    /^labels-shape error: .* to have shape \(3,\) but got array with shape \(1,\)/,
  );
});

test('labels that fit, and losses that take others', async () => {
  assert.equal(await said(PROGRAM('(40, 12, 1)', 'TimeDistributed(Dense(1))')), '');
  assert.equal(await said(PROGRAM('(40,)', 'LSTM(1)')), '');
  assert.equal(
    await said(PROGRAM('(40, 12, 1)', "Dense(5, activation='softmax')", 'sparse_categorical_crossentropy')),
    '',
  );
});
