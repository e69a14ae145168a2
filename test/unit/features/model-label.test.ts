import assert from 'node:assert/strict';
import { test } from 'node:test';
import { callText, modelLabels } from '../../../server/features/model-label.ts';
import { inEnglish } from '../../../server/words/language.ts';
import { analyse } from '../../support/analyse.ts';

const labels = async (source: string): Promise<readonly string[]> =>
  modelLabels(await analyse(source)).map(({ text }) => inEnglish(text));

const BUILDER = `import keras
from keras.layers import Dense

def make(dense=64):
    inputs = keras.Input((8,))
    model = keras.Model(inputs, Dense(dense)(inputs))
    return model

`;

test('a model that a function makes is called what the program calls it where it uses it, with the call and its line', async () => {
  assert.deepEqual(await labels(`${BUILDER}small = make(dense=256)\nlarge = make(dense=4096)\n`), [
    'small · make(dense=256) · line 9',
    'large · make(dense=4096) · line 10',
  ]);
});

test('the only model of its name needs no line', async () => {
  assert.deepEqual(await labels('import keras\nmodel = keras.Sequential([keras.layers.Dense(2)])\n'), ['model']);
  assert.deepEqual(await labels('import keras\nencoder = keras.Sequential()\ndecoder = keras.Sequential()\n'), [
    'encoder',
    'decoder',
  ]);
  assert.deepEqual(await labels('import keras\nmodel = keras.Sequential()\nmodel = keras.Sequential()\n'), [
    'model · line 2',
    'model · line 3',
  ]);
});

test('models of one line are told apart by their names, and without names by their calls', async () => {
  assert.deepEqual(await labels(`${BUILDER}small, large = make(64), make(128)\n`), [
    'small · make(64) · line 9',
    'large · make(128) · line 9',
  ]);
  assert.deepEqual(await labels(`${BUILDER}models = [make(64), make(128)]\n`), [
    'model · make(64) · line 9',
    'model · make(128) · line 9',
  ]);
  assert.deepEqual(await labels(`${BUILDER}models = {}\nfor name in ("a", "b"):\n    models[name] = make(64)\n`), [
    'models[name] · make(64) · line 11 · 1 of 2',
    'models[name] · make(64) · line 11 · 2 of 2',
  ]);
});

test('a function inside a function: the name and the call where it is used, and what is called in the module where that alone tells them apart', async () => {
  const main = `${BUILDER}def main(width):\n    net = make(width)\n    net.summary()\n\n`;
  assert.deepEqual(await labels(`${main}main(3)\n`), ['net · make(width) · line 10']);
  assert.deepEqual(await labels(`${main}main(3)\nmain(4)\n`), [
    'net · make(width) · line 10 · main(3)',
    'net · make(width) · line 10 · main(4)',
  ]);
});

test('a model whose given name is not known is called by its variable, or by its class', async () => {
  const named = 'import keras\nname = open("name.txt").read()\n';
  assert.deepEqual(await labels(`${named}net = keras.Sequential(name=name)\n`), ['net']);
  assert.deepEqual(await labels(`${named}keras.Sequential(name=name).summary()\n`), ['Sequential']);
});

test('a builder that nobody calls', async () => {
  assert.deepEqual(await labels(BUILDER), ['model']);
});

test('after an edit a model has the same key, wherever its line is now', async () => {
  const keys = async (source: string) => modelLabels(await analyse(source)).map(({ key }) => key);
  const source = `${BUILDER}small = make(dense=256)\nlarge = make(dense=4096)\n`;
  assert.deepEqual(await keys(source.replace('import keras', 'import os\n\nimport keras')), await keys(source));
  assert.deepEqual(await keys(`${source}other = make()\n`), [...(await keys(source)), 'other\nmake()\n\n1']);
});

test('a long call is shown with the arguments that there is room for, whole ones only', () => {
  assert.equal(callText('make(\n    dense=256,\n    rate=0.5,\n)'), 'make(dense=256, rate=0.5)');
  assert.equal(
    callText('make_unet(shape=(512, 512, 3), filters=[64, 128, 256, 512])'),
    'make_unet(shape=(512, 512, 3), …)',
  );
  assert.equal(callText('make_unet(filters=[64, 128, 256, 512, 1024, 2048])'), 'make_unet(…)');
});
