import assert from 'node:assert/strict';
import { test } from 'node:test';
import { modelAt } from '../../../server/features/model-at.ts';
import { analyse, offsetOf } from '../../support/analyse.ts';

const source = `import keras
from keras.layers import Dense
a = keras.Sequential([keras.Input((4,)), Dense(3)])

inputs = keras.Input((2,))
x = Dense(1)(inputs)
# nothing here
b = keras.Model(inputs, x)
a.summary()
c = keras.Sequential([Dense(1)])
`;

test('the model of the line, else the last one before it, else the first', async () => {
  const analysis = await analyse(source);
  const nameAt = (word: string, nth = 1) => modelAt(analysis, offsetOf(source, word, nth))?.name;
  assert.equal(nameAt('import'), 'a');
  assert.equal(nameAt('a = keras'), 'a');
  assert.equal(nameAt('x = Dense'), 'b');
  assert.equal(nameAt('# nothing'), 'a');
  assert.equal(nameAt('b = '), 'b');
  assert.equal(nameAt('a.summary'), 'a');
});

test('its parameters as they are written; none while it is not built', async () => {
  const analysis = await analyse(source);
  assert.deepEqual(modelAt(analysis, offsetOf(source, 'b = ')), { index: 1, name: 'b', total: '3', trainable: '3', nonTrainable: '0' });
  assert.equal(modelAt(analysis, offsetOf(source, 'c = '))?.total, undefined);
  assert.equal(modelAt(await analyse('import keras\n'), 3), undefined);
});
