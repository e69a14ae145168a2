/** tf.* and keras.backend on symbolic tensors, and the rows of Keras 2. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertShapes, refusalsOf, rowsOf } from '../../../support/commented-shapes.ts';

const START =
  'import tensorflow as tf\nfrom tensorflow import keras\nfrom tensorflow.keras import layers, backend as K\n';

test('tf.* in Keras 2', () =>
  assertShapes(
    `${START}
x = keras.Input((10, 4))
a = tf.reshape(x, (tf.shape(x)[0], tf.shape(x)[1] * 4))  # (None, 40)
b = tf.concat([x, x], axis=-1)  # (None, 10, 8)
c = tf.reduce_mean(x, axis=1, keepdims=True)  # (None, 1, 4)
d = tf.transpose(x, perm=[0, 2, 1])  # (None, 4, 10)
e = tf.matmul(x, x, transpose_b=True)  # (None, 10, 10)
first, second = tf.split(x, 2, axis=-1)  # (None, 10, 2)
parts = tf.split(x, [1, -1], axis=-1)  # [(None, 10, 1), (None, 10, 3)]
f = tf.stack([x, x], axis=1)  # (None, 2, 10, 4)
g = tf.one_hot(tf.argmax(x, axis=-1), 7)  # (None, 10, 7)
h = tf.gather(x, [0, 2], axis=1)  # (None, 2, 4)
i = tf.pad(x, [[0, 0], [1, 1], [0, 0]])  # (None, 12, 4)
j = tf.cast(x, tf.float16)  # (None, 10, 4) float16
k = x[..., tf.newaxis]  # (None, 10, 4, 1)
l = tf.tile(tf.expand_dims(x, 1), tf.stack([1, 3, 1, 1]))  # (None, 3, 10, 4)
m = tf.reshape(x, tf.concat([tf.shape(x)[:-1], [2, 2]], axis=0))  # (None, 10, 2, 2)
n = tf.einsum('bij,bkj->bik', x, x)  # (None, 10, 10)
o = tf.image.resize(keras.Input((32, 32, 3)), (64, 48))  # (None, 64, 48, 3)
p = tf.math.l2_normalize(x, axis=-1)  # (None, 10, 4)
q = tf.zeros((tf.shape(x)[0], 3))  # (None, 3)
r = tf.squeeze(tf.expand_dims(x, -1), -1)  # (None, 10, 4)
`,
    { kerasVersion: 2 },
  ));

test('tf.* and keras.backend take no symbolic tensors in Keras 3', async () => {
  const refused = await refusalsOf(
    `${START}
x = keras.Input((10, 4))
a = tf.reduce_mean(x, axis=1)
b = tf.math.l2_normalize(x)
c = K.permute_dimensions(x, (0, 2, 1))
d = K.batch_flatten(x)
`,
    { kerasVersion: 3 },
  );
  const use = [/ops\.mean/, /ops\.normalize/, /ops\.transpose/, /a Lambda/];
  assert.equal(refused.length, use.length);
  for (const [index, words] of use.entries()) assert.match(refused[index] ?? '', words);
  assert.ok(!/ops\.\w/.test(refused[3] ?? ''));
});

test('what TensorFlow joins has the sizes that any of the tensors has; a symbolic tensor of Keras 3 those of the first', async () => {
  const joined = (sizes: string): string => `import numpy as np\n${START}
x, zeros = keras.Input((1, 4)), np.zeros((64, 1, 4), "float32")
a = ${sizes}
`;
  await assertShapes(joined('tf.concat([x, zeros], axis=-1)  # (64, 1, 8)'), { kerasVersion: 2 });
  await assertShapes(joined('tf.stack([x, zeros], axis=1)  # (64, 2, 1, 4)'), { kerasVersion: 2 });
  await assertShapes(joined('keras.ops.concatenate([x, zeros], axis=-1)  # (None, 1, 8)'), { kerasVersion: 3 });
});

test('keras.backend', () =>
  assertShapes(
    `${START}
x = keras.Input((10, 4))
a = K.expand_dims(x, 1)  # (None, 1, 10, 4)
b = K.repeat_elements(x, 3, axis=1)  # (None, 30, 4)
c = K.batch_dot(x, x, axes=[2, 2])  # (None, 10, 10)
d = K.permute_dimensions(x, (0, 2, 1))  # (None, 4, 10)
e = K.mean(x, axis=[1, 2])  # (None,)
f = K.concatenate([x, x])  # (None, 10, 8)
g = K.repeat(K.sum(x, axis=1), 5)  # (None, 5, 4)
h = K.dot(x, K.ones((4, 7)))  # (None, 10, 7)
i = K.batch_flatten(x)  # (None, 40)
j = K.squeeze(x[:, :, :1], -1)  # (None, 10)
k = K.reshape(x, (-1, K.int_shape(x)[1] * 4))  # (None, 40)
l = K.sqrt(K.sum(K.square(x), axis=-1) + K.epsilon())  # (None, 10)
m = K.softmax(K.tanh(x))  # (None, 10, 4)
n = K.spatial_2d_padding(keras.Input((8, 8, 3)), ((1, 1), (2, 2)))  # (None, 10, 12, 3)
o = K.resize_images(keras.Input((8, 8, 3)), 2, 3, 'channels_last')  # (None, 16, 24, 3)
`,
    { kerasVersion: 2 },
  ));

test('shapes as TensorFlow gives them', async () => {
  assert.deepEqual(
    await refusalsOf(
      `${START}
x = keras.Input((10, 4))
_, steps, features = x.shape.as_list()
y = layers.Reshape((int(x.shape[1]) * x.get_shape().as_list()[-1],))(x)
z = layers.Dense(x.shape[1:][0] * 4)(y)
assert K.int_shape(y)[1] == steps * features
`,
      { kerasVersion: 2 },
    ),
    [],
  );
});

test('rows in Keras 2 carry the names of TensorFlow’s functions', async () => {
  assert.deepEqual(
    await rowsOf(
      `${START}
x = keras.Input((10, 4), name='x')
y = tf.reduce_mean(tf.transpose(x * 2 + 1, [0, 2, 1]), axis=1)
model = keras.Model(x, tf.concat([y, x[:, :, 0], tf.nn.relu(y)], axis=-1))
`,
      { kerasVersion: 2 },
    ),
    [
      'x (InputLayer)',
      'tf.math.multiply (TFOpLambda)',
      'tf.__operators__.add (TFOpLambda)',
      'tf.compat.v1.transpose (TFOpLambda)',
      'tf.math.reduce_mean (TFOpLambda)',
      'tf.__operators__.getitem (SlicingOpLambda)',
      'tf.nn.relu (TFOpLambda)',
      'tf.concat (TFOpLambda)',
    ],
  );
});
