/** Operations within a call() that is followed: nothing is a row, and the batch size stays open. */
import { test } from 'node:test';
import { assertShapes } from '../../../support/commented-shapes.ts';

test('keras.ops with the batch size as a number that data brings', () =>
  assertShapes(`
import keras
from keras import layers, ops

class Heads(layers.Layer):
    def call(self, x):
        batch, steps = ops.shape(x)[0], ops.shape(x)[1]
        heads = ops.reshape(x, (batch, -1, 4, 16))  # (None, 20, 4, 16)
        merged = ops.reshape(x, (batch * 4, -1, 16))  # (None, 20, 16)
        flat = ops.reshape(x, (-1, 20 * 64))  # (None, 1280)
        mask = ops.arange(steps)[:, None] >= ops.arange(steps)  # (20, 20) bool
        noise = keras.random.normal((batch, 5))  # (None, 5)
        repeated = ops.repeat(ops.expand_dims(x, 1), batch, axis=1)  # (None, None, 20, 64)
        start = x[:2]  # (None, 20, 64)
        return ops.transpose(heads, (0, 2, 1, 3))

y = Heads()(keras.Input((20, 64)))  # (None, 4, 20, 16)
`));

test('TensorFlow infers less: what is reshaped with a dynamic size is open', () =>
  assertShapes(`
import tensorflow as tf
from tensorflow.keras import layers, Input

class Patches(layers.Layer):
    def call(self, images):
        batch_size = tf.shape(images)[0]
        patches = tf.image.extract_patches(images=images, sizes=[1, 6, 6, 1], strides=[1, 6, 6, 1], rates=[1, 1, 1, 1], padding="VALID")  # (None, 12, 12, 108)
        return tf.reshape(patches, [batch_size, -1, patches.shape[-1]])

p = Patches()(Input((72, 72, 3)))  # (None, None, 108)
`));

test('the sampling layer of a variational autoencoder, three ways', () =>
  assertShapes(`
import tensorflow as tf
from tensorflow.keras import layers, Input, backend as K

class Sampling(layers.Layer):
    def call(self, inputs):
        z_mean, z_log_var = inputs
        batch = tf.shape(z_mean)[0]
        dim = tf.shape(z_mean)[1]
        epsilon = tf.keras.backend.random_normal(shape=(batch, dim))  # (None, 8)
        return z_mean + tf.exp(0.5 * z_log_var) * epsilon

def sampling(args):
    mean, log_var = args
    epsilon = K.random_normal(shape=(K.shape(mean)[0], K.int_shape(mean)[1]), mean=0., stddev=1.)  # (None, 8)
    return mean + K.exp(log_var / 2) * epsilon

def sampling_like(args):
    mean, log_var = args
    return mean + tf.random.normal(tf.shape(mean)) * tf.exp(log_var)

m = Input((8,))
a = Sampling()([m, m])  # (None, 8)
b = layers.Lambda(sampling)([m, m])  # (None, 8)
c = layers.Lambda(sampling_like)([m, m])  # (None, 8)
`));

test('attention written by hand', () =>
  assertShapes(`
import tensorflow as tf
from tensorflow.keras import layers, Input

class MultiHead(layers.Layer):
    def __init__(self, d_model, heads):
        super().__init__()
        self.heads, self.d_model, self.depth = heads, d_model, d_model // heads
        self.wq, self.wk, self.wv, self.dense = [layers.Dense(d_model) for _ in range(4)]
    def split(self, x, batch_size):
        return tf.transpose(tf.reshape(x, (batch_size, -1, self.heads, self.depth)), perm=[0, 2, 1, 3])
    def call(self, q, k, v):
        batch_size = tf.shape(q)[0]
        q, k, v = [self.split(w(x), batch_size) for w, x in ((self.wq, q), (self.wk, k), (self.wv, v))]
        scale = tf.math.sqrt(tf.cast(tf.shape(k)[-1], tf.float32))
        weights = tf.nn.softmax(tf.matmul(q, k, transpose_b=True) / scale, axis=-1)  # (None, 8, None, None)
        merged = tf.reshape(tf.transpose(tf.matmul(weights, v), perm=[0, 2, 1, 3]), (batch_size, -1, self.d_model))  # (None, None, 64)
        return self.dense(merged)

y = MultiHead(64, 8)(Input((20, 64)), Input((30, 64)), Input((30, 64)))  # (None, None, 64)
`));

test('iterating and unpacking tensors whose first size is known', () =>
  assertShapes(`
import keras
from keras import layers, ops

class Steps(layers.Layer):
    def call(self, x):
        total = 0
        for step in ops.unstack(x, axis=1):
            total = total + step
        first, second = ops.transpose(x, (1, 0, 2))[:2]
        gate = first * second  # (None, 4)
        return ops.concatenate([total, gate], axis=-1)

y = Steps()(keras.Input((6, 4)))  # (None, 8)
`));
