import assert from 'node:assert/strict';
import { test } from 'node:test';
import { printed, reported } from './in-programs.ts';

test('a given vocabulary decides the size of an encoding, special tokens included', () => {
  const lookup = (more: string): (string | undefined)[] =>
    printed(`print(layers.StringLookup(vocabulary=["a", "b", "c"], ${more})(Input((5,), dtype="string")).shape)`);
  assert.deepEqual(lookup('output_mode="int"'), ['(None, 5)']);
  assert.deepEqual(lookup('output_mode="multi_hot"'), ['(None, 4)']);
  assert.deepEqual(lookup('output_mode="one_hot", num_oov_indices=2'), ['(None, 5, 5)']);
});

test('adapt() learns a vocabulary that is written in the program', () => {
  const source = 'layer = layers.TextVectorization()\nlayer.adapt(["The cat sat.", "the dog sat!"])\n';
  assert.deepEqual(printed(`${source}print(layer.get_vocabulary(), layer.vocabulary_size())`), [
    "['', '[UNK]', 'the', 'sat', 'dog', 'cat']",
    '6',
  ]);
});

test('a vocabulary learned from data has a size with a name, the same wherever it is used', () => {
  const source =
    'import pandas as pd\nlayer = layers.TextVectorization(name="texts")\nlayer.adapt(pd.read_csv("x.csv"))\n';
  assert.deepEqual(
    printed(
      `${source}embedding = layers.Embedding(layer.vocabulary_size(), 16)\nembedding(Input((5,)))\nprint(embedding.count_params())`,
    ),
    ['16·texts.vocabulary_size()'],
  );
});

test('in Keras 2, TextVectorization gives what it computes for texts along several axes', () => {
  const shape = (options: string, axes: string): (string | undefined)[] =>
    printed(`print(layers.TextVectorization(${options})(Input(${axes}, dtype="string")).shape)`, { kerasVersion: 2 });
  assert.deepEqual(shape('split=None', '(7,)'), ['(None, 7)']);
  assert.deepEqual(shape('split=None, output_sequence_length=5', '(7,)'), ['(None, 5)']);
  assert.deepEqual(shape('output_sequence_length=5', '(7, 1)'), ['(None, 7, 5)']);
  assert.deepEqual(shape('output_sequence_length=5', '(1,)'), ['(None, 5)']);
  assert.deepEqual(shape('output_sequence_length=5', '()'), ['(None, 5)']);
});

test('TextVectorization gives sequences of a stated length, or of an unknown one', () => {
  assert.deepEqual(
    printed('print(layers.TextVectorization(output_sequence_length=40)(Input((1,), dtype="string")).shape)'),
    ['(None, 40)'],
  );
  assert.deepEqual(printed('print(layers.TextVectorization()(Input((1,), dtype="string")).shape)'), ['(None, None)']);
});

test('Normalization keeps mean, variance and count, frozen, unless they are given', () => {
  assert.deepEqual(
    printed(
      'layer = layers.Normalization()\nlayer.adapt(np.ones((100, 7)))\nprint([tuple(w.shape) for w in layer.weights], len(layer.trainable_weights))',
    ),
    ['[(7,), (7,), ()]', '0'],
  );
  assert.deepEqual(
    printed('layer = layers.Normalization(mean=0.0, variance=1.0)\nlayer(Input((7,)))\nprint(len(layer.weights))'),
    ['0'],
  );
});

test('image layers', () => {
  assert.deepEqual(
    printed(
      'x = Input((None, None, 3))\nprint(layers.Resizing(32, 48)(x).shape, layers.CenterCrop(8, 9)(x).shape, layers.RandomFlip()(x).shape)',
    ),
    ['(None, 32, 48, 3)', '(None, 8, 9, 3)', '(None, None, None, 3)'],
  );
  assert.deepEqual(
    printed('print(layers.Pipeline([layers.Rescaling(1 / 255), layers.Resizing(8, 8)])(Input((32, 32, 3))).shape)'),
    ['(None, 8, 8, 3)'],
  );
  assert.match(reported('layers.RandomZoom(1.5)')[0] ?? '', /^1: bad-argument: .*\(-1, 1\]/);
});

test('categories', () => {
  assert.deepEqual(
    printed(
      'x = Input((4,), dtype="int32")\nprint(layers.CategoryEncoding(10)(x).shape, layers.CategoryEncoding(10, output_mode="one_hot")(x).shape)',
    ),
    ['(None, 10)', '(None, 4, 10)'],
  );
  assert.deepEqual(printed('print(layers.Discretization([0.0, 1.0], output_mode="one_hot")(Input((1,))).shape)'), [
    '(None, 3)',
  ]);
  assert.deepEqual(
    printed('a, b = Input((1,)), Input((1,))\nprint(layers.HashedCrossing(8, output_mode="one_hot")((a, b)).shape)'),
    ['(None, 8)'],
  );
});

test('spectrograms', () => {
  assert.deepEqual(
    printed(
      'layer = layers.STFTSpectrogram(frame_length=256, frame_step=128)\nprint(layer(Input((16000, 1))).shape, [tuple(w.shape) for w in layer.weights])',
    ),
    ['(None, 124, 129)', '[(256, 1, 129), (256, 1, 129)]'],
  );
  assert.deepEqual(printed('print(layers.MelSpectrogram()(Input((16000,))).shape)'), ['(None, 128, 32)']);
});
