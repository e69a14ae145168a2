import assert from 'node:assert/strict';
import { test } from 'node:test';
import { layerDefinition, layerReferences } from '../../../server/features/layer-names.ts';
import { analyse, offsetOf } from '../../support/analyse.ts';

const source = `import keras
from keras.layers import Dense
inputs = keras.Input((8,), name="data")
hidden = Dense(4, name="encoder")(inputs)
model = keras.Model(inputs, Dense(8)(hidden))
encoder = keras.Model(inputs, model.get_layer("encoder").output)
weights = model.get_layer(name="encoder").get_weights()
last = model.get_layer('dense')
print("encoder", {"encoder": 1}, dict(name="encoder"))
`;
const at = (word: string, nth: number) => offsetOf(source, word, nth) + 1;

async function definitions(offset: number): Promise<string[]> {
  const analysis = await analyse(source);
  return (layerDefinition(analysis, offset)?.targets ?? []).map(
    ({ start, end }) => `${analysis.text.positionAt(start).line + 1} ${source.slice(start, end)}`,
  );
}
async function references(offset: number, withDefinition = true): Promise<number[]> {
  const analysis = await analyse(source);
  return layerReferences(analysis, offset, withDefinition).map(({ start }) => analysis.text.positionAt(start).line + 1);
}

test('get_layer leads to the name that the layer is given, or to the layer that Keras names', async () => {
  assert.deepEqual(await definitions(at('"encoder"', 2)), ['4 "encoder"']);
  assert.deepEqual(await definitions(at('"encoder"', 3)), ['4 "encoder"']);
  assert.deepEqual(await definitions(at("'dense'", 1)), ['5 Dense(8)']);
});

test('all that look a layer up by its name are its references', async () => {
  assert.deepEqual(await references(at('"encoder"', 1)), [4, 6, 7]);
  assert.deepEqual(await references(at('"encoder"', 2), false), [6, 7]);
  assert.deepEqual(await references(at('"data"', 1)), [3]);
  assert.deepEqual(await references(at("'dense'", 1)), [8]);
});

test('nothing is said of other strings, and of names: those are for others to explain', async () => {
  for (const nth of [4, 5, 6]) {
    assert.deepEqual(await definitions(at('"encoder"', nth)), [], String(nth));
    assert.deepEqual(await references(at('"encoder"', nth)), [], String(nth));
  }
  assert.deepEqual(await definitions(at('hidden', 1)), []);
  assert.deepEqual(await definitions(at('get_layer', 1)), []);
});

test('of two models with a layer of one name, that of the model which is asked', async () => {
  const two = `import keras
a = keras.Sequential([keras.Input((4,)), keras.layers.Dense(1, name="out")])
b = keras.Sequential([keras.Input((4,)), keras.layers.Dense(2, name="out")])
b.get_layer("out")
`;
  const analysis = await analyse(two);
  const lines = (nth: number) =>
    layerDefinition(analysis, offsetOf(two, '"out"', nth) + 1)?.targets.map(
      ({ start }) => analysis.text.positionAt(start).line + 1,
    );
  assert.deepEqual(lines(3), [3]);
  assert.deepEqual(layerReferences(analysis, offsetOf(two, '"out"', 1) + 1, true).length, 1);
  assert.deepEqual(layerReferences(analysis, offsetOf(two, '"out"', 2) + 1, true).length, 2);
});
