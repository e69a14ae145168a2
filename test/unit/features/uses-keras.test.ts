import assert from 'node:assert/strict';
import { test } from 'node:test';
import { usesKeras } from '../../../server/features/uses-keras.ts';
import { analyse } from '../../support/analyse.ts';

test('who makes something of Keras, or imports it, uses it', async () => {
  const programs = [
    'import keras\n',
    'import tensorflow.keras as tk\n',
    'from tensorflow import keras\n',
    'from tensorflow.keras.layers import (Dense,\n    LSTM)\n',
    'import tf_keras, os\n',
    'import keras_hub\n',
    'import tensorflow as tf\nx = tf.keras.Input((3,))\n',
    'model = Sequential()\nmodel.add(Dense(3, input_shape=(4,)))\n',
  ];
  for (const program of programs) assert.equal(usesKeras(await analyse(program)), true, program);
});

test('who only speaks of it does not', async () => {
  const programs = [
    '# import keras\nimport os\n',
    'name = "from keras import layers"\n',
    'from .keras import x\n',
    'import numpy as np\nmodel = np.zeros((3, 4))\n',
    'kerasish = 1\n',
    '',
  ];
  for (const program of programs) assert.equal(usesKeras(await analyse(program)), false, program);
});
