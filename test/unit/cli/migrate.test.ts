import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { folder, layerlens, LSTM } from './command.ts';

const OLD = `from keras.layers.core import Dense
from keras.models import Sequential
from keras.optimizers import Adam

model = Sequential([Dense(3, input_shape=(4,))])
model.compile(Adam(lr=0.1), "mse")
model.save_weights("best.h5")
model.load_weights("best.h5")
`;
const put = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text);
  return name;
};
const read = (name: string): string => readFileSync(join(folder, name), 'utf8');

test('what breaks is told, and nothing is written', async () => {
  const { status, out } = await layerlens('migrate', put('old.py', OLD));
  assert.equal(status, 0);
  assert.match(
    out,
    /^old\.py\n {2}1: to mend: What Keras 3 has in another module\n {2}6: to mend: lr is learning_rate\n/,
  );
  assert.equal(read('old.py'), OLD);
});

test('--diff shows the edits', async () => {
  const { out } = await layerlens('migrate', '--diff', put('old.py', OLD));
  assert.equal((await layerlens('migrate', '--fix', '--diff', 'old.py')).out, out);
  assert.match(out, /^--- old\.py$/m);
  assert.match(out, /^-model\.compile\(Adam\(lr=0\.1\), "mse"\)$/m);
  assert.match(out, /^\+model\.compile\(Adam\(learning_rate=0\.1\), "mse"\)$/m);
});

test('--fix writes them, files that are read among them, and a second run changes nothing', async () => {
  const name = put('old.py', OLD);
  await layerlens('migrate', '--fix', name);
  const mended = read(name);
  assert.equal(
    mended,
    OLD.replace('keras.layers.core', 'keras.layers')
      .replace('lr=', 'learning_rate=')
      .replaceAll('best.h5', 'best.weights.h5'),
  );
  assert.equal((await layerlens('migrate', '--fix', name)).out, '');
  assert.equal(read(name), mended);
});

test('a program that runs in both is not touched', async () => {
  assert.equal((await layerlens('migrate', '--fix', put('new.py', LSTM))).out, '');
  assert.equal(read('new.py'), LSTM);
});

test('a notebook keeps every byte outside of the edits', async () => {
  const cell = (source: string): string =>
    `  {\n   "cell_type": "code",\n   "execution_count": 7,\n   "metadata": {"é":  1},\n   "outputs": [{"text": ["kept\\u00e9"]}],\n   "source": ${source}\n  }`;
  const book = (first: string, second: string): string =>
    `{\n "cells": [\n${cell(first)},\n${cell(second)}\n ],\n "metadata": {},\n "nbformat": 4,\n "nbformat_minor": 5\n}\n`;
  const lines = (...all: string[]): string => `[\n    ${all.map((line) => JSON.stringify(line)).join(',\n    ')}\n   ]`;
  const name = put(
    'old.ipynb',
    book(
      lines('# é\n', 'from keras.layers.core import Dense\n', 'from keras.optimizers import Adam'),
      '"optimizer = Adam(lr=0.1)  # \\u00fc"',
    ),
  );
  await layerlens('migrate', '--fix', name);
  assert.equal(
    read(name),
    book(
      lines('# é\n', 'from keras.layers import Dense\n', 'from keras.optimizers import Adam'),
      '"optimizer = Adam(learning_rate=0.1)  # \\u00fc"',
    ),
  );
});

test('Python 2 is named and left alone', async () => {
  const name = put('two.py', `${OLD}print "done", model\n`);
  const { out } = await layerlens('migrate', '--fix', name);
  assert.match(out, /^two\.py: Python 2, which is left alone/);
  assert.match(read(name), /lr=0\.1/);
});

test('--to tf_keras keeps the code on Keras 2', async () => {
  const name = put('old.py', `import tensorflow as tf\n${OLD}layer = tf.keras.layers.Dense(3)\n`);
  await layerlens('migrate', '--fix', '--to', 'tf_keras', name);
  assert.equal(
    read(name),
    `import os\nos.environ["TF_USE_LEGACY_KERAS"] = "1"\nimport tensorflow as tf\n${OLD.replace('keras.layers.core', 'keras.layers').replaceAll('from keras', 'from tf_keras')}layer = tf.keras.layers.Dense(3)\n`,
  );
  assert.equal((await layerlens('migrate', '--to', 'tf_keras', put('new.py', LSTM))).out, '');
});

test('what is left is told by its line, with the exit status of problems', async () => {
  const { status, out } = await layerlens('migrate', put('merge.py', 'from keras.layers import Merge\n'));
  assert.equal(status, 1);
  assert.match(out, /1: refused: keras\.layers has no Merge/);
});

test('what Keras 3 takes is left alone, whatever might be better', async () => {
  const text =
    'import keras\nfrom keras import layers\ninputs = keras.Input((8,))\nx = layers.Dense(64)(inputs)\nmodel = keras.Model(inputs, layers.Dense(3)(x))\n';
  const { status, out } = await layerlens('migrate', '--fix', put('linear.py', text));
  assert.deepEqual([status, out, read('linear.py')], [0, '', text]);
});
