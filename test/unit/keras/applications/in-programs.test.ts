/**
 * keras.applications in programs: where they are imported from, what is refused, transfer learning, what is not
 * decided.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runProgram } from '../../../../server/analysis/run.ts';
import { pythonParser } from '../../../support/parser.ts';
import { reported } from '../layers/in-programs.ts';

const parser = await pythonParser();

const analysisOf = (source: string, kerasVersion: 2 | 3 = 3) => runProgram(parser, source, { kerasVersion }).analysis;

/** `name: total, of them trainable` of each model. */
const models = (source: string): string[] =>
  analysisOf(source).models.map(({ name, total, trainable }) => `${name}: ${String(total)}, ${String(trainable)}`);

test('every place that they are imported from', () => {
  const VGG16 = 'vgg16: 14714688, 14714688';
  for (const program of [
    'from keras.applications import VGG16\nVGG16(include_top=False)',
    'from tensorflow.keras.applications.vgg16 import VGG16, preprocess_input, decode_predictions\nVGG16(include_top=False)',
    'import tensorflow as tf\ntf.keras.applications.VGG16(include_top=False)',
    'import tensorflow as tf\ntf.keras.applications.vgg16.VGG16(False)',
    'from keras.applications import *\nVGG16(include_top=False)',
    'from keras import applications\ngetattr(applications, "VGG16")(include_top=False)',
  ])
    assert.deepEqual(models(program), [VGG16], program);
  assert.deepEqual(models('from keras.applications.resnet50 import ResNet50\nResNet50(include_top=False)'), [
    'resnet50: 23587712, 23534592',
  ]);
});

test('transfer learning', () => {
  const program = `
from keras import applications, layers, Model
base = applications.MobileNetV2(input_shape=(160, 160, 3), include_top=False)
base.trainable = False
x = layers.GlobalAveragePooling2D()(base.output)
model = Model(base.input, layers.Dense(5)(x))
cut = Model(base.input, base.get_layer("block_6_expand_relu").output)
`;
  assert.deepEqual(models(program), [
    'mobilenetv2_1.00_160: 2257984, 0',
    'functional: 2264389, 6405',
    'functional_1: 65920, 0',
  ]);
});

test('automatic names go on counting', () => {
  const {
    models: [, second],
  } = analysisOf(
    'from keras.applications import Xception\nfor _ in range(2):\n    model = Xception(include_top=False)\n',
  );
  assert.deepEqual(
    second?.rows
      .filter(({ name }) => /^(conv2d|add)/.test(name))
      .map(({ name }) => name)
      .slice(0, 2),
    ['conv2d_4', 'add_12'],
  );
});

test('what is inside happens at the call: no facts, no lines, no prints of its own', () => {
  const source = 'import keras\nbase = keras.applications.ResNet50(weights=None)\n';
  const {
    models: [model],
    calls,
    tensors,
    values,
  } = analysisOf(source);
  assert.deepEqual([calls.length, tensors.length, values.length], [0, 0, 0]);
  const call = source.indexOf('keras.applications');
  assert.ok(model?.rows.every(({ site }) => site?.start === call && site.end === source.length - 1));
});

test("an input of one's own", () => {
  const program = `
import keras
x = keras.Input((100, 100, 3), name="photo")
y = keras.layers.RandomFlip()(x)
model = keras.applications.ResNet50(input_tensor=y, include_top=False)
`;
  const {
    models: [model],
  } = analysisOf(program);
  assert.deepEqual(
    model?.rows.slice(0, 3).map(({ name }) => name),
    ['photo', 'random_flip', 'conv1_pad'],
  );
});

test('sizes and arguments that Keras refuses', () => {
  const call = (text: string): string[] =>
    reported(`keras.applications.${text}\n`).map((line) => line.replace(/^(\d+: [a-z-]+):.*/, '$1'));
  assert.deepEqual(call('VGG16(include_top=False, input_shape=(16, 16, 3))'), ['1: input-too-small']);
  assert.deepEqual(call('Xception(include_top=False, input_shape=(70, 70, 3))'), ['1: input-too-small']);
  assert.deepEqual(
    reported('keras.applications.ResNet50(input_shape=(100, 100, 3))')[0]?.slice(0, 18),
    '1: input-mismatch:',
  );
  assert.deepEqual(call('VGG16(include_top=False, input_shape=(64, 64, 1))'), ['1: input-mismatch']);
  assert.deepEqual(call('VGG16(classes=10)'), ['1: bad-argument']);
  assert.deepEqual(call('VGG16(weights=None, input_shape=(None, None, 3))'), ['1: bad-argument']);
  assert.deepEqual(call('VGG16(weights=None, input_shape=(64, 64))'), ['1: bad-argument']);
  assert.deepEqual(call('VGG16(classifier_activation="relu")'), ['1: bad-argument']);
  assert.deepEqual(call('VGG16(top=False)'), ['1: unknown-argument']);
  assert.deepEqual(call('VGG16(weights=None, input_shape=(64, 64, 1))'), []);
  assert.deepEqual(call('MobileNetV3Small(input_shape=(100, 100, 3))'), []);
  assert.deepEqual(call('vgg16.decode_predictions(np.zeros((1, 10)))'), ['1: bad-argument']);
  assert.deepEqual(reported('try:\n    keras.applications.VGG16(classes=10)\nexcept ValueError:\n    pass\n'), []);
});

test('preprocess_input keeps shapes, and is rows of a graph', () => {
  const program = `
import numpy as np, keras
from keras.applications import vgg16, resnet_v2, efficientnet, densenet
photos = vgg16.preprocess_input(np.zeros((2, 224, 224, 3), "uint8"))
x = keras.Input((224, 224, 3))
a = vgg16.preprocess_input(x)
b = resnet_v2.preprocess_input(x)
c = efficientnet.preprocess_input(x)
d = densenet.preprocess_input(x)
model = keras.Model(x, b)
`;
  const {
    tensors,
    models: [model],
  } = analysisOf(program);
  assert.deepEqual(
    tensors.map(({ variable, shape, dtype }) => [variable, shape, dtype]),
    [
      ['photos', [2, 224, 224, 3], 'float32'],
      ...['x', 'a', 'b', 'c', 'd'].map((name) => [name, [null, 224, 224, 3], 'float32']),
    ],
  );
  assert.deepEqual(
    model?.rows.map(({ className }) => className),
    ['InputLayer', 'TrueDivide', 'Subtract'],
  );
});

test('sizes that are not known stay formulas', () => {
  const program = `
from keras.applications import MobileNetV2
def build(size, shape):
    small = MobileNetV2(include_top=False, input_shape=(size, size, 3))
    other = MobileNetV2(include_top=False, input_shape=shape)
`;
  const [small, other] = analysisOf(program).models;
  assert.deepEqual(
    [small?.total, String(small?.rows.at(-1)?.outputShape)],
    [2257984, ',(size + 31) // 32,(size + 31) // 32,1280'],
  );
  assert.equal(String(other?.total), '288·shape[2] + 2,257,120');
});

test('what a condition chooses', () => {
  const program = `
import sys, keras
def build(name):
    if name == "vgg":
        base = keras.applications.VGG16(include_top=False)
        base.trainable = False
        return base
    return keras.applications.ResNet50(include_top=False)
base = build(sys.argv[1])
frozen = keras.applications.VGG16(include_top=False)
if sys.argv[2]:
    frozen.trainable = False
`;
  assert.deepEqual(models(program), [
    'vgg16: 14714688, 0',
    'resnet50: 23587712, 23534592',
    'vgg16: 14714688, undefined',
  ]);
});

test('first used in a branch that raises', () => {
  const program = `
import sys, keras
if sys.argv[1]:
    keras.applications.VGG16(include_top=False)
    raise SystemExit
model = keras.applications.VGG16(include_top=False)
`;
  assert.equal(models(program).at(-1), 'vgg16: 14714688, 14714688');
});

test("an application in a loop does not use up the program's steps", () => {
  const program =
    'import keras\nfor _ in range(12):\n    model = keras.applications.VGG16(include_top=False)\nlast = keras.Sequential([keras.Input((4,)), keras.layers.Dense(2)])\n';
  assert.deepEqual(models(program).at(-1), 'sequential: 10, 10');
});

test('the first layers of a DenseNet have names with a slash in Keras 2', () => {
  const firstNames = (kerasVersion: 2 | 3) =>
    analysisOf('import tensorflow as tf\nm = tf.keras.applications.DenseNet121(weights=None)\n', kerasVersion)
      .models[0]?.rows.slice(2, 5)
      .map(({ name }) => name);
  assert.deepEqual(firstNames(2), ['conv1/conv', 'conv1/bn', 'conv1/relu']);
  assert.deepEqual(firstNames(3), ['conv1_conv', 'conv1_bn', 'conv1_relu']);
});

test('layers= gives other layers to make it of in Keras 2', () => {
  const program =
    'import tensorflow as tf\nclass Others: pass\nm = tf.keras.applications.MobileNetV2(layers=Others())\n';
  assert.deepEqual([analysisOf(program, 2).problems, analysisOf(program, 2).models], [[], []]);
  assert.deepEqual(
    analysisOf(program, 3).problems.map(({ code }) => code),
    ['unknown-argument'],
  );
});

test('ResNet50 of the package keras before 2.4 has the shortcut of a block behind its main path, and other names', () => {
  const source = 'from keras.applications import ResNet50\nResNet50(include_top=False, input_shape=(300, 300, 3))\n';
  const rowsOf = (head: string) => {
    const [model] = runProgram(parser, head + source).analysis.models;
    return {
      total: model?.total,
      rows: model?.rows.length,
      third: model?.rows
        .filter(({ outputShape }) => JSON.stringify(outputShape) === '[null,38,38,512]')
        .slice(0, 4)
        .map(({ name, params }) => `${name} ${String(params)}`),
    };
  };
  assert.deepEqual(rowsOf('from keras.layers.core import Dense\n'), {
    total: 23587712,
    rows: 175,
    third: ['res3a_branch2c 66048', 'res3a_branch1 131584', 'bn3a_branch2c 2048', 'bn3a_branch1 2048'],
  });
  assert.deepEqual(rowsOf(''), {
    total: 23587712,
    rows: 175,
    third: [
      'conv3_block1_0_conv 131584',
      'conv3_block1_3_conv 66048',
      'conv3_block1_0_bn 2048',
      'conv3_block1_3_bn 2048',
    ],
  });
});

test('trained weights are for images with 3 channels, also where a tensor is given', () => {
  const refused = (channels: number, weights: string): string | undefined =>
    reported(
      `keras.applications.ResNet50(weights=${weights}, include_top=False, input_tensor=Input((224, 224, ${channels})))`,
    )[0];
  assert.match(
    refused(1, '"imagenet"') ?? '',
    /^1: input-mismatch: weights="imagenet" are for images with 3 channels, but input_tensor has the shape \(None, 224, 224, 1\)/,
  );
  assert.equal(refused(3, '"imagenet"'), undefined);
  assert.equal(refused(1, 'None'), undefined);
  assert.equal(refused(1, '"own.h5"'), undefined);
});
