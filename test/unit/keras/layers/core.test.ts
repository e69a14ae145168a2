import assert from 'node:assert/strict';
import { test } from 'node:test';
import { printed, reported } from './in-programs.ts';

const arrays = (layer: string, input: string): string =>
  `layer = ${layer}\nlayer(Input(${input}))\nprint([tuple(w.shape) for w in layer.get_weights()], layer.count_params())`;

test('Dense works on the last axis', () => {
  assert.deepEqual(printed(arrays('layers.Dense(3)', '(10, 4)')), ['[(4, 3), (3,)]', '15']);
  assert.deepEqual(printed('print(layers.Dense(3)(Input((10, 4))).shape)'), ['(None, 10, 3)']);
});

test('with LoRA the kernel is frozen and keeps its place', () => {
  assert.deepEqual(
    printed(
      'layer = layers.Dense(3, lora_rank=2)\nlayer(Input((4,)))\nprint([(w.name, w.trainable) for w in layer.weights])',
    ),
    ["[('kernel', False), ('bias', True), ('lora_kernel_a', True), ('lora_kernel_b', True)]"],
  );
});

test('EinsumDense: the letters of the equation say the arrays', () => {
  assert.deepEqual(
    printed(arrays('layers.EinsumDense("abc,cde->abde", output_shape=(None, 2, 8), bias_axes="de")', '(10, 16)')),
    ['[(16, 2, 8), (2, 8)]', '272'],
  );
  assert.deepEqual(printed('print(layers.EinsumDense("...x,xy->...y", output_shape=5)(Input((7, 7, 4))).shape)'), [
    '(None, 7, 7, 5)',
  ]);
  assert.match(reported('layers.EinsumDense("ab->ba", output_shape=5)(Input((4,)))')[0] ?? '', /^1: bad-equation: /);
});

test('Embedding: one row for each index, an axis more', () => {
  assert.deepEqual(printed(arrays('layers.Embedding(1000, 16)', '(50,)')), ['[(1000, 16)]', '16000']);
  assert.deepEqual(printed('print(layers.Embedding(1000, 16, input_length=50)(Input((50,))).shape)'), [
    '(None, 50, 16)',
  ]);
  assert.deepEqual(
    printed('layer = layers.Embedding(len(open("words.txt").read()), 16)\nprint(layer(Input((50,))).shape)'),
    ['(None, 50, 16)'],
  );
});

test('Lambda runs its function; a stated shape is believed where only shapes are asked for', () => {
  assert.deepEqual(printed('print(layers.Lambda(lambda t: t[:, -1, :])(Input((10, 4))).shape)'), ['(None, 4)']);
  assert.deepEqual(printed('print(layers.Lambda(lambda t: t, output_shape=(7,))(Input((10, 4))).shape)'), [
    '(None, 7)',
  ]);
  assert.deepEqual(printed('print(layers.Lambda(lambda t, n: t[:, :n], arguments={"n": 3})(Input((10, 4))).shape)'), [
    '(None, 3, 4)',
  ]);
});

test('PReLU has an alpha for each element, or for each place on the axes that are not shared', () => {
  assert.deepEqual(printed(arrays('layers.PReLU()', '(8, 8, 3)')), ['[(8, 8, 3)]', '192']);
  assert.deepEqual(printed(arrays('layers.PReLU(shared_axes=[1, 2])', '(8, 8, 3)')), ['[(1, 1, 3)]', '3']);
});

test('refused: an input without features, a layer in place of a tensor', () => {
  assert.match(reported('layers.Dense(3)(Input((None,)))')[0] ?? '', /^1: unknown-size: .*None/);
  assert.match(reported('layers.Dense(3)(layers.Dense(4))')[0] ?? '', /^1: not-a-tensor: /);
  const half =
    'a = Input((4,)); first = keras.Model(a, layers.Dense(2)(a)); rest = keras.Sequential([Input((2,)), layers.Dense(1)])';
  assert.match(
    reported(`${half}; rest(first)`)[0] ?? '',
    /^1: not-a-tensor: Sequential .* the model Functional "functional" itself/,
  );
  assert.match(
    reported(`${half}; first(rest)`)[0] ?? '',
    /^1: not-a-tensor: Functional .* the model Sequential .*No tensor can be made of it/,
  );
  assert.deepEqual(reported(`${half}; rest(first(a))`), []);
  assert.match(reported('layers.Dropout(1.5)')[0] ?? '', /^1: bad-argument: .*between 0 and 1/);
});

test('Dense of Keras 1', () => {
  assert.deepEqual(printed(arrays('layers.Dense(output_dim=3, init="uniform", bias=False)', '(4,)')), [
    '[(4, 3)]',
    '12',
  ]);
});

test("Lambda of Keras 2: what the function gives, and the stated shape where it cannot be followed, or where Keras may be older than TensorFlow's", () => {
  const given = (body: string, stated: string, more = '', imports = ''): (string | undefined)[] =>
    printed(
      `${imports}\ny = layers.Lambda(lambda t: ${body}, output_shape=${stated})(Input((3, 4)))\nprint(y.shape)\n${more}`,
      more ? {} : { kerasVersion: 2 },
    );
  assert.deepEqual(given('t[:, 0]', '(7,)'), ['(None, 4)']);
  assert.deepEqual(given('other.f(t)', '(7,)', '', 'import other'), ['(None, 7)']);
  assert.deepEqual(
    printed(
      'import other\ny, z = layers.Lambda(lambda t: [t[:, 0], other.f(t)], output_shape=[(4,), (7,)])(Input((3, 4)))\nprint(y.shape, z.shape)',
      { kerasVersion: 2 },
    ),
    ['(None, 4)', '(None, 7)'],
  );
  assert.match(
    reported('layers.Lambda(lambda t: layers.Reshape((5,))(t), output_shape=(5,))(Input((3, 4)))', {
      kerasVersion: 2,
    })[0] ?? '',
    /^1: reshape-size: /,
  );
  const old = 'm.compile(sample_weight_mode="temporal")';
  assert.deepEqual(given('t[:, 0]', '(4,)', old), ['(None, 4)']);
  assert.deepEqual(given('t[:, 0]', '(7,)', old), [undefined]);
  assert.deepEqual(
    printed(
      `x = Input((3, 4))\ny = layers.Lambda(lambda t: [t, t[:, 0]], output_shape=[(3, 4), (7,)])(x)\nprint(len(y), len(Model(x, y).outputs))\nprint(y[1].shape)\n${old}`,
    ),
    ['2', '2', undefined],
    'two tensors all the same',
  );
  assert.deepEqual(given('t[:, 0]', '(int(open("n").read()) if open("n") else None,)', old), [undefined]);
  assert.deepEqual(given('t[:, 0]', 'open("n").shape', old), [undefined]);
});

test('an InputLayer of Keras 2 hands on what it is called on', () => {
  assert.deepEqual(printed('print(layers.InputLayer((4,))(Input((4,))).shape)', { kerasVersion: 2 }), ['(None, 4)']);
});
