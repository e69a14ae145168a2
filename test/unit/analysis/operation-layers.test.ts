/** In TensorFlow's Keras 2 an operation is a layer of the model; in Keras 3 it is not. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { analyze } from '../../../server/analysis/analyze.ts';
import { ProgramText } from '../../../server/python/syntax/program-text.ts';
import { pythonParser } from '../../support/parser.ts';

const MODEL =
  'import tensorflow as tf\nx = tf.keras.Input((4,))\ny = tf.nn.relu(x / 3)\nm = tf.keras.Model(x, tf.keras.layers.Dense(2, name="last")(y))\n';
const printed = async (source: string, kerasVersion: 2 | 3) => {
  const { values, problems } = analyze(await pythonParser(), ProgramText.ofFile(MODEL + source), { kerasVersion });
  assert.deepEqual(problems, []);
  return values.filter((value) => value.printed).map(({ value }) => value);
};

test('model.layers has them', async () => {
  const source =
    'print(len(m.layers))\nprint(m.layers[-1].units)\nprint(m.get_layer(index=3).units)\nprint(m.get_layer("last").units)\n';
  assert.deepEqual(await printed(source, 2), [4, 2, 2, 2]);
});

test('they have names, outputs and no arrays', async () => {
  const source =
    'scale = m.get_layer("tf.math.truediv")\nfor layer in m.layers:\n    layer.trainable = False\nprint(scale.name, m.layers[1].name, scale.count_params())\n';
  assert.deepEqual(await printed(source, 2), ['tf.math.truediv', 'tf.math.truediv', 0]);
});
