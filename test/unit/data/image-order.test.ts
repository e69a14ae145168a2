/** Generators of images give them in the order of axes that is set, as the layers take them. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { analyze } from '../../../server/analysis/analyze.ts';
import { ProgramText } from '../../../server/python/syntax/program-text.ts';
import { pythonParser } from '../../support/parser.ts';

const program = (head: string, shape: string, generator: string): string =>
  `from tensorflow import keras\nfrom tensorflow.keras import backend as K, layers\nfrom tensorflow.keras.preprocessing.image import ImageDataGenerator\n${head}m = keras.Sequential([layers.Conv2D(4, 3, input_shape=${shape}), layers.Flatten(), layers.Dense(1, activation="sigmoid")])\nm.compile("adam", "binary_crossentropy")\nimages = ${generator}.flow_from_directory("d", target_size=(20, 30), class_mode="binary")\nm.fit(images)\n`;
const codes = async (...args: Parameters<typeof program>) =>
  analyze(await pythonParser(), ProgramText.ofFile(program(...args)), { kerasVersion: 2 }).problems.map(
    ({ code }) => code,
  );
const FIRST = 'K.set_image_data_format("channels_first")\n';

test('the order that is set', async () => {
  assert.deepEqual(await codes('', '(20, 30, 3)', 'ImageDataGenerator()'), []);
  assert.deepEqual(await codes(FIRST, '(3, 20, 30)', 'ImageDataGenerator()'), []);
  assert.deepEqual(await codes(FIRST, '(20, 30, 3)', 'ImageDataGenerator()'), ['data-shape']);
});

test('the order that a generator is given', async () => {
  assert.deepEqual(await codes('', '(20, 30, 3)', 'ImageDataGenerator(data_format="channels_first")'), ['data-shape']);
});
