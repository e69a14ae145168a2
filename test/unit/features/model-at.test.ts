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
  const b = { index: 1, name: 'b', label: 'b', key: 'b\n\n\n1', total: '3' };
  assert.deepEqual(modelAt(analysis, offsetOf(source, 'b = ')), {
    ...b,
    choices: [b],
    isOneOfSeveral: true,
    short: '3',
    trainable: '3',
    nonTrainable: '0',
  });
  assert.equal(modelAt(analysis, offsetOf(source, 'c = '))?.total, undefined);
  assert.equal(modelAt(await analyse('import keras\n'), 3), undefined);
});

const builder = `import keras
def make(units=64):
    inputs = keras.Input((784,))
    x = keras.layers.Dense(units)(inputs)
    return keras.Model(inputs, x)

small = make(units=256)
# between
large, other = make(), make(3)
`;

test('where the program uses a model, it is the one that the call gives', async () => {
  const analysis = await analyse(builder);
  const labelAt = (word: string, chosen?: string) => modelAt(analysis, offsetOf(builder, word), chosen)?.label;
  assert.equal(labelAt('small'), 'small · make(units=256) · line 7');
  assert.equal(labelAt('# between'), 'small · make(units=256) · line 7');
  assert.equal(labelAt('other'), 'other · make(3) · line 9');
});

test('where a place is about several models, the one that was chosen, else the last', async () => {
  const analysis = await analyse(builder);
  const at = (word: string, chosen?: string) => modelAt(analysis, offsetOf(builder, word), chosen);
  const { choices } = at('keras.Model')!;
  assert.deepEqual(
    choices.map(({ name }) => name),
    ['small', 'large', 'other'],
  );
  assert.equal(at('keras.Model')?.name, 'other');
  assert.equal(at('keras.Model', choices[0]!.key)?.name, 'small');
  assert.equal(at('keras.layers.Dense', choices[1]!.key)?.name, 'large');
  assert.equal(at('large', choices[1]!.key)?.name, 'large');
  assert.equal(at('large', choices[0]!.key)?.name, 'other');
  assert.equal(at('keras.Model')?.short, '2,355');
});
