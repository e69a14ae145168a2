/** EinsumDense: what an equation gives, and what Keras refuses of it. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dimensionsOf } from './declared.ts';
import { printed, reported } from './in-programs.ts';

const arrays = (layer: string, input: string): (string | undefined)[] =>
  printed(
    `layer = ${layer}\nlayer(Input(${input}))\nprint([(w.name, tuple(w.shape), w.trainable, str(w.dtype)) for w in layer.weights])\nprint(layer.count_params())`,
  );
const shape = (layer: string, input: string): string | undefined =>
  printed(`print(layers.${layer}(Input(${input})).shape)`)[0];
const refusal = (source: string): string => reported(source)[0] ?? 'nothing is refused';

test('EinsumDense: what an equation gives', () => {
  // Examples of Keras's own page.
  assert.deepEqual(arrays('layers.EinsumDense("ab,bc->ac", output_shape=64, bias_axes="c")', '(32,)'), [
    "[('kernel', (32, 64), True, 'float32'), ('bias', (64,), True, 'float32')]",
    '2112',
  ]);
  assert.equal(shape('EinsumDense("ab,bc->ac", output_shape=64, bias_axes="c")', '(32,)'), '(None, 64)');
  assert.equal(
    shape('EinsumDense("abc,cd->abd", output_shape=(None, 64), bias_axes="d")', '(32, 128)'),
    '(None, None, 64)',
  );
  assert.equal(shape('EinsumDense("...x,xy->...y", output_shape=64, bias_axes="y")', '(32, 128)'), '(None, 32, 64)');
  // The axes that "..." stands for, behind: their places in the bias are 1.
  assert.deepEqual(
    arrays('layers.EinsumDense("ab...,bc->ac...", output_shape=4, bias_axes="c")', '(3, 5, 6)')[0],
    "[('kernel', (3, 4), True, 'float32'), ('bias', (4, 1, 1), True, 'float32')]",
  );
  assert.equal(shape('EinsumDense("ab...,bc->ac...", output_shape=4)', '(3, 5, 6)'), '(None, 4, 5, 6)');
  // From the first bias axis on, 1 where it has no axis.
  assert.deepEqual(
    arrays('layers.EinsumDense("abc,cde->abde", output_shape=(None, 3, 4), bias_axes="d")', '(1, 2)')[0],
    "[('kernel', (2, 3, 4), True, 'float32'), ('bias', (3, 1), True, 'float32')]",
  );
  assert.deepEqual(
    arrays('layers.EinsumDense("abc,cde->abde", output_shape=(None, 3, 4), bias_axes="e")', '(1, 2)')[0],
    "[('kernel', (2, 3, 4), True, 'float32'), ('bias', (4,), True, 'float32')]",
  );
});

test('EinsumDense: the axes before the letters are turned round where Keras 3 states the shape, and in order where it computes', () => {
  const layer = 'layers.EinsumDense("...x,xy->...y", output_shape=5)';
  // _analyze_split_string inserts each at axis 1, so that the last one comes first.
  assert.equal(shape('EinsumDense("...x,xy->...y", output_shape=5)', '(7, 8, 9, 4)'), '(None, 9, 8, 7, 5)');
  assert.equal(printed(`print(${layer}(np.zeros((2, 7, 9, 4))).shape)`)[0], '(2, 7, 9, 5)');
  assert.deepEqual(reported(`layers.Add()([${layer}(Input((7, 9, 4))), Input((7, 9, 5))])`, { kerasVersion: 2 }), []);
  assert.match(
    reported(`layers.Add()([${layer}(Input((7, 9, 4))), Input((7, 9, 5))])`, { kerasVersion: 3 })[0] ?? '',
    /^1: merge-shapes/,
  );
  // In a call() of the program's own it may be either.
  const own = (sizes: string): (string | undefined)[] =>
    printed(
      `class Own(layers.Layer):\n    def __init__(self):\n        super().__init__()\n        self.inner = ${layer}\n    def call(self, x):\n        return self.inner(x)\nprint(Own()(Input(${sizes})).shape)`,
    );
  assert.deepEqual(own('(7, 9, 4)'), [undefined]);
  assert.deepEqual(own('(7, 7, 4)'), ['(None, 7, 7, 5)']);
});

test('EinsumDense: a size that output_shape leaves open is that of the input, where Keras computes', () => {
  const layer = (output: string): string => `layers.EinsumDense("abc,cd->abd", output_shape=${output})`;
  const on = (input: string, output = '(None, 5)'): string | undefined =>
    printed(`print(${layer(output)}(${input}).shape)`)[0];
  assert.equal(on('Input((8, 4))'), '(None, None, 5)');
  assert.equal(on('np.zeros((2, 8, 4))'), '(2, 8, 5)');
  // Keras 3 does not count the sizes in output_shape: https://github.com/keras-team/keras/issues/22518
  assert.equal(on('Input((8, 4))', '(None, 5, 3)'), '(None, None, 5, 3)');
  assert.equal(on('np.zeros((2, 8, 4))', '(None, 5, 3)'), '(2, 8, 5)');
  assert.equal(
    printed('print(layers.EinsumDense("ab...,bc->ac...", output_shape=5)(np.zeros((2, 3, 6, 7))).shape)')[0],
    '(2, 5, 6, 7)',
  );
  assert.deepEqual(
    reported(`layers.Add()([${layer('(None, 5)')}(Input((8, 4))), Input((9, 5))])`, { kerasVersion: 3 }),
    [],
  );
  assert.match(
    reported(`layers.Add()([${layer('(None, 5)')}(Input((8, 4))), Input((9, 5))])`, { kerasVersion: 2 })[0] ?? '',
    /^1: merge-shapes/,
  );
  const own = `class Own(layers.Layer):\n    def __init__(self):\n        super().__init__()\n        self.inner = ${layer('(None, 5, 3)')}\n    def call(self, x):\n        return self.inner(x)\n`;
  assert.deepEqual(printed(`${own}print(Own()(Input((8, 4))).shape)`), [undefined]);
});

test('EinsumDense: what Keras refuses of an equation', () => {
  const refused = (equation: string, more: string, input = '(4,)'): string =>
    refusal(`layers.EinsumDense("${equation}", ${more})(Input(${input}))`);
  assert.match(
    refused('ab->ba', 'output_shape=5'),
    /^1: bad-equation: EinsumDense: "ab->ba" is not an equation of the form "\[X\],\[Y\]->\[Z\]"/,
  );
  assert.match(
    refused('ab,bc->ad', 'output_shape=5'),
    /the letter "d" of the output "ad" is neither in the input "ab" nor in the kernel "bc"/,
  );
  assert.match(
    refused('ab,bz->ab', 'output_shape=4'),
    /the letter "z" of the kernel "bz" is neither in the input "ab" nor in the output "ab"/,
  );
  assert.match(refused('ab,bc->ac', 'output_shape=5, bias_axes="b"'), /the bias axis "b" is not in the output "ac"/);
  assert.match(
    refused('abc,cd->abd', 'output_shape=(9, 5)', '(8, 4)'),
    /output_shape says 9 for "b", but the input has 8 there/,
  );
  assert.equal(refused('abc,cd->abd', 'output_shape=(8, 5)', '(8, 4)'), 'nothing is refused');
  // A stated size where the input has None is refused too: the two are compared as they are.
  assert.match(
    refused('abc,cd->abd', 'output_shape=(8, 5)', '(None, 4)'),
    /output_shape says 8 for "b", but the input has None there/,
  );
  assert.match(
    refused('abc,cd->abd', 'output_shape=(None, 5)', '(4,)'),
    /the input "abc" has 3 axes, but the input's shape is \(None, 4\)/,
  );
  assert.match(
    refused('...xyz,zd->...xyd', 'output_shape=(None, 5)', '(4,)'),
    /the input "xyz" has 3 axes, but the input's shape is \(None, 4\)/,
  );
  assert.equal(refused('...xy,yd->...xd', 'output_shape=5', '(4,)'), 'nothing is refused');
  assert.match(
    refused('ab,bc->ac', 'output_shape=5', '(None,)'),
    /^1: unknown-size: EinsumDense makes weights from axis -1 /,
  );
  assert.match(
    refusal('layer = layers.EinsumDense("...x,xy->...y", output_shape=5)\nlayer(Input((3, 4)))\nlayer(Input((4,)))'),
    /^3: rank-mismatch: EinsumDense was built on an input of shape \(None, 3, 4\)/,
  );
});

test('the dimensions of EinsumDense are the letters of its equation; 1 has a name too', () => {
  assert.deepEqual(
    dimensionsOf('EinsumDense', { equation: 'abc,cde->abde', output_shape: [null, 3, 4], bias_axes: 'd' }, [
      null,
      1,
      2,
    ]),
    [
      ['c', 'd', 'e'],
      ['d', 'broadcast'],
    ],
  );
});

test('EinsumDense: lists and quantized policies', () => {
  assert.equal(shape('EinsumDense("abc,cd->abd", output_shape=[None, 64])', '(32, 128)'), '(None, None, 64)');
  assert.equal(
    printed(
      'layer = layers.EinsumDense("ab,bc->ac", output_shape=5, dtype="int8_from_float32")\nlayer(Input((12,)))\nprint(layer.count_params())',
    )[0],
    undefined,
  );
  assert.deepEqual(
    arrays('layers.EinsumDense("ab,bc->ac", output_shape=5, dtype="int4/-1_from_float32")', '(12,)')[0],
    "[('kernel', (12, 3), False, 'int8'), ('kernel_scale', (5,), False, 'float32')]",
  );
  assert.equal(
    printed(
      'layer = layers.TernaryDense(5, dtype="int8_from_float32")\nlayer(Input((12,)))\nprint(layer.count_params())',
    )[0],
    undefined,
  );
});
