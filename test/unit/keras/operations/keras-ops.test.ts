/** keras.ops on symbolic tensors: what Keras 3 infers, and the rows that it puts into the model. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertShapes, refusalsOf, rowsOf } from '../../../support/commented-shapes.ts';

const START = 'import keras\nfrom keras import layers, ops\n';

test('shapes: reshape, transpose, expand, squeeze, tile, repeat, pad', () =>
  assertShapes(`${START}
x = keras.Input((6, 4))
a = ops.reshape(x, (-1, 24))  # (None, 24)
b = ops.reshape(x, (-1, 2, 3, 4))  # (None, 2, 3, 4)
c = ops.transpose(x, (0, 2, 1))  # (None, 4, 6)
d = ops.expand_dims(x, axis=(1, -1))  # (None, 1, 6, 4, 1)
e = ops.squeeze(d, axis=1)  # (None, 6, 4, 1)
f = ops.tile(x, [1, 2, 1])  # (None, 12, 4)
g = ops.repeat(x, 3, axis=-1)  # (None, 6, 12)
h = ops.pad(x, [[0, 0], [1, 2], [0, 0]])  # (None, 9, 4)
i = ops.swapaxes(x, 1, 2)  # (None, 4, 6)
j = ops.moveaxis(x, 0, -1)  # (6, 4, None)
k = ops.rearrange(x, 'b t (h d) -> b h t d', h=2)  # (None, 2, 6, 2)
l = ops.broadcast_to(keras.Input((1, 4)), (8, 6, 4))  # (8, 6, 4)
m = ops.diagonal(ops.matmul(x, c), axis1=1, axis2=2)  # (None, 6)
n = ops.ravel(x)  # (None,)
`));

test('shapes: joined, split, picked', () =>
  assertShapes(`${START}
x = keras.Input((6, 4))
a = ops.concatenate([x, x], axis=-1)  # (None, 6, 8)
b = ops.stack([x, x, x], axis=1)  # (None, 3, 6, 4)
left, right = ops.split(x, 2, axis=-1)  # (None, 6, 2)
parts = ops.split(x, [1, 3], axis=1)  # [(None, 1, 4), (None, 2, 4), (None, 3, 4)]
steps = ops.unstack(x, axis=-1)  # [(None, 6), (None, 6), (None, 6), (None, 6)]
c = ops.take(x, [0, 2, 5], axis=1)  # (None, 3, 4)
values, indices = ops.top_k(x, 3)  # (None, 6, 3)
d = ops.one_hot(ops.argmax(x, axis=-1), 4)  # (None, 6, 4) float32
e = ops.where(x > 0, x, 0.0)  # (None, 6, 4) float32
f = ops.slice(x, (0, 1, 0), (2, 3, -1))  # (2, 3, 4)
`));

test('dtypes follow Keras, not NumPy', () =>
  assertShapes(`${START}
i = keras.Input((4,), dtype='int32')
h = keras.Input((4,), dtype='float16')
b = keras.Input((4,), dtype='bool')
a = i + 1  # (None, 4) int32
c = i + 1.5  # (None, 4) float32
d = h * 2.5  # (None, 4) float16
e = i / 2  # (None, 4) float32
f = i + h  # (None, 4) float16
g = ops.sum(b, axis=-1)  # (None,) int32
k = ops.mean(i, axis=-1)  # (None,) float32
l = ops.sqrt(i)  # (None, 4) float32
m = i > 2  # (None, 4) bool
n = ops.argmax(h, axis=-1)  # (None,) int32
o = ops.cast(h, 'int8')  # (None, 4) int8
`));

test('products', () =>
  assertShapes(`${START}
a = keras.Input((3, 4))
b = keras.Input((4, 5))
c = a @ b  # (None, 3, 5)
d = ops.einsum('bij,bjk->bik', a, b)  # (None, 3, 5)
e = ops.tensordot(a, b, axes=([2], [1]))  # (None, 3, None, 5)
f = ops.dot(a, ops.ones((4, 7)))  # (None, 3, 7)
g = ops.outer(keras.Input((), batch_size=2), keras.Input((3,), batch_size=2))  # (2, 6)
`));

test('indices', () =>
  assertShapes(`${START}
x = keras.Input((6, 8))
a = x[:, -1, :]  # (None, 8)
b = x[..., None]  # (None, 6, 8, 1)
c = x[:, 1:-1, ::2]  # (None, 4, 4)
d = x[:, ::-1]  # (None, 6, 8)
e = x[:, :x.shape[1] // 2]  # (None, 3, 8)
`));

test('images, windows and signals', () =>
  assertShapes(`${START}
x = keras.Input((9, 9, 3))
a = ops.image.resize(x, (4, 5))  # (None, 4, 5, 3)
b = ops.image.extract_patches(x, 3)  # (None, 3, 3, 27)
c = ops.max_pool(x, 2)  # (None, 4, 4, 3)
d = ops.conv(x, ops.ones((3, 3, 3, 8)), strides=2, padding='same')  # (None, 5, 5, 8)
e = ops.depth_to_space(keras.Input((4, 4, 12)), 2)  # (None, 8, 8, 3)
real, imaginary = ops.rfft(keras.Input((16,)))  # (None, 9)
`));

test('every operation is a row, named after its class', async () => {
  assert.deepEqual(
    await rowsOf(`${START}
x = keras.Input((6, 4))
y = layers.Dense(4)(x)
z = ops.mean(x * 2.0 + y[:, ::-1] - 1, axis=1, keepdims=True)
model = keras.Model(x, keras.activations.relu(ops.matmul(z, ops.transpose(y, (0, 2, 1)))))
`),
    [
      'input_layer (InputLayer)',
      'dense (Dense)',
      'multiply (Multiply)',
      'get_item (GetItem)',
      'add (Add)',
      'subtract (Subtract)',
      'mean (Mean)',
      'transpose (Transpose)',
      'matmul (Matmul)',
      're_lu (ReLU)',
    ],
  );
});

test('a model of operations infers again for other inputs', () =>
  assertShapes(`${START}
x = keras.Input((None, 4))
model = keras.Model(x, ops.concatenate([x, ops.reshape(x[:, :, :2], (-1, x.shape[1], 2))], axis=-1))
y = model(keras.Input((10, 4)))  # (None, 10, 6)
z = keras.Model(x, x + ops.mean(x, axis=1, keepdims=True))(keras.Input((10, 4)))  # (None, 10, 4)
`));

test('operations of constants and arrays', () =>
  assertShapes(`${START}import numpy as np
x = keras.Input((5, 4))
a = x + np.ones((4,))  # (None, 5, 4)
b = np.ones((5, 1)) * x  # (None, 5, 4)
c = 1 - x  # (None, 5, 4)
d = ops.arange(10)  # (10,) int32
e = ops.matmul(x, ops.ones((4, 3)))  # (None, 5, 3)
f = abs(x)  # (None, 5, 4)
`));

const REFUSED: readonly (readonly [what: string, code: string])[] = [
  ['keras.Input((3, 4)) + keras.Input((3, 5))', 'broadcast-shapes'],
  ['keras.Input((3, 4)) @ keras.Input((3, 4))', 'product-shapes'],
  ['keras.Input((3, 4))[:, 7]', 'bad-index'],
  ['keras.Input((3, 4))[:2]', 'bad-index'],
  ['ops.squeeze(keras.Input((3, 1)), axis=1)', 'squeeze-size'],
  ['ops.transpose(keras.Input((3, 4)), (0, 2))', 'bad-axis'],
  ['ops.mean(keras.Input((3, 4)), axis=3)', 'bad-axis'],
  ['ops.reshape(keras.Input(batch_shape=(2, 5)), (-1, 7))', 'reshape-size'],
  ['ops.concatenate([keras.Input((3, 4)), keras.Input((5, 6))], axis=1)', 'merge-shapes'],
  ['ops.max_pool(keras.Input((8, 8, 4)), 10)', 'negative-size'],
  ['ops.conv(keras.Input((5, 4)), ops.ones((3, 2, 8)))', 'size-mismatch'],
  ['ops.mean(keras.Input((3, 4)), axes=1)', 'unknown-argument'],
  ['[step for step in keras.Input((3, 4))]', 'not-iterable'],
];
test('what Keras refuses', async () => {
  for (const [what, code] of REFUSED) {
    const refusals = await refusalsOf(`${START}outputs = ${what}\n`);
    assert.equal(refusals.length, 1, what);
    assert.ok(refusals[0]!.startsWith(`${code}:`), `${what}: ${refusals[0]}`);
  }
});

test('what is not decided is not refused and stays unknown', async () => {
  assert.deepEqual(
    await refusalsOf(`${START}import sys
n = int(sys.argv[1])
x = keras.Input((n, 4))
y = ops.reshape(x, (-1, n * 4)) + ops.mean(x, axis=int(sys.argv[2]))
z = x[:, int(sys.argv[3])] @ ops.ones((4, n))
`),
    [],
  );
});
