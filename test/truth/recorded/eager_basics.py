import tensorflow as tf
import numpy as np

# --- constants -------------------------------------------------
rank_0 = tf.constant(4)
rank_1 = tf.constant([2.0, 3.0, 4.0])
rank_2 = tf.constant([[1, 2], [3, 4], [5, 6]], dtype=tf.float16)
rank_3 = tf.reshape(tf.range(30), (3, 2, 5))
print(rank_0.shape, rank_1.shape, rank_2.shape, rank_3.shape)
print(rank_2.dtype, rank_3.ndim, tf.size(rank_3).numpy())

# --- maths -----------------------------------------------------
a = tf.constant([[1, 2], [3, 4]])
b = tf.constant([[1, 1], [1, 1]])
print((a + b).numpy().tolist(), (a * b).numpy().tolist(), (a @ b).numpy().tolist())
c = tf.constant([[4.0, 5.0], [10.0, 1.0]])
print(tf.reduce_max(c).numpy(), tf.math.argmax(c).numpy().tolist(), tf.nn.softmax(c).shape)
print(tf.reduce_sum(rank_3, axis=[0, 2]).numpy().tolist())

# --- indexing --------------------------------------------------
v = tf.constant([0, 1, 1, 2, 3, 5, 8, 13, 21, 34])
print(v[1:4].numpy().tolist(), v[::2].numpy().tolist(), v[::-1][0].numpy())
print(rank_3[:, :, 4].shape, rank_3[..., tf.newaxis].shape, rank_3[0, 1].shape)
print(tf.boolean_mask(v, v > 4).numpy().tolist())
print(tf.gather(v, [0, 3, 6]).numpy().tolist(), tf.gather(rank_3, [0, 1], axis=2).shape)
print(tf.gather_nd(rank_3, [[0, 0, 0], [2, 1, 4]]).numpy().tolist())
print(tf.where(v > 4).shape, tf.where(v > 4, v, 0).numpy().tolist())

# --- broadcasting, shapes, dtypes ------------------------------
x = tf.reshape(tf.range(1, 4), [3, 1])
y = tf.range(1, 5)
print(tf.multiply(x, y).shape, tf.broadcast_to(tf.constant([1, 2, 3]), [3, 3]).shape)
print(tf.cast(tf.constant([2.2, 3.3, 4.4], tf.float64), tf.uint8).numpy().tolist())
print(tf.one_hot([0, 2], 4).numpy().tolist(), tf.eye(3).shape, tf.linspace(0.0, 1.0, 5).numpy().tolist())
print(tf.tile(tf.constant([[1, 2]]), [2, 3]).shape, tf.repeat([1, 2], [3, 1]).numpy().tolist())
ids, idx = tf.unique(tf.constant([3, 3, 7, 3, 9]))
print(ids.numpy().tolist(), idx.numpy().tolist())
print(tf.math.cumsum([1, 2, 3, 4]).numpy().tolist(), tf.math.top_k([1, 9, 4], k=2).indices.numpy().tolist())
