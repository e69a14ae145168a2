import tensorflow as tf
import numpy as np

# --- attention by hand, all shapes checked -----------------------------
B, H, T, S, D = 2, 4, 6, 9, 8
q = tf.random.normal((B, T, H * D))
k = tf.random.normal((B, S, H * D))
v = tf.random.normal((B, S, H * D))


def split_heads(x):
    b, t, _ = x.shape
    return tf.transpose(tf.reshape(x, (b, t, H, D)), (0, 2, 1, 3))


qh, kh, vh = map(split_heads, (q, k, v))
print(qh.shape, kh.shape)
scores = tf.einsum("bhtd,bhsd->bhts", qh, kh) / tf.sqrt(float(D))
print(scores.shape)
mask = tf.sequence_mask([5, 9], maxlen=S)
print(mask.shape, mask.dtype, int(tf.math.count_nonzero(mask)))
scores = tf.where(mask[:, None, None, :], scores, -1e9)
w = tf.nn.softmax(scores, axis=-1)
print(np.allclose(tf.reduce_sum(w, -1).numpy(), 1.0, atol=1e-5))
ctx = tf.reshape(tf.transpose(w @ vh, (0, 2, 1, 3)), (B, T, H * D))
print(ctx.shape)
look_ahead = 1 - tf.linalg.band_part(tf.ones((4, 4)), -1, 0)
print(look_ahead.numpy().tolist())

# --- linear algebra ----------------------------------------------------
a = tf.constant([[4.0, 1.0], [2.0, 3.0]])
print(tf.linalg.det(a).numpy().round(3), tf.linalg.trace(a).numpy())
print(tf.linalg.inv(a).shape, tf.linalg.matvec(a, [1.0, 2.0]).numpy().tolist())
s, u, vt = tf.linalg.svd(tf.random.normal((5, 3)))
print(s.shape, u.shape, vt.shape)
print(tf.tensordot(tf.ones((2, 3, 4)), tf.ones((4, 3, 5)), axes=[[1, 2], [1, 0]]).shape)
print(tf.linalg.diag([1, 2, 3]).numpy().tolist())
print(tf.norm(tf.constant([3.0, 4.0])).numpy())

# --- rearranging -------------------------------------------------------
img = tf.reshape(tf.range(2 * 4 * 4 * 3), (2, 4, 4, 3))
patches = tf.image.extract_patches(img, [1, 2, 2, 1], [1, 2, 2, 1], [1, 1, 1, 1], "VALID")
print(patches.shape)
print(tf.nn.space_to_depth(tf.cast(img, tf.float32), 2).shape)
print(tf.nn.conv2d(tf.ones((1, 9, 9, 3)), tf.ones((3, 3, 3, 5)), strides=2, padding="SAME").shape)
print(tf.nn.max_pool2d(tf.ones((1, 9, 9, 3)), 2, 2, "VALID").shape)
print(tf.roll(tf.range(5), 2, 0).numpy().tolist(), tf.reverse(tf.range(3), [0]).numpy().tolist())
print(tf.scatter_nd([[4], [1]], [9, 10], [6]).numpy().tolist())
print(tf.math.segment_sum([1, 2, 3, 4], [0, 0, 1, 2]).numpy().tolist(), tf.math.bincount([1, 1, 3]).numpy().tolist())
print([g.shape for g in tf.meshgrid(tf.range(3), tf.range(5))], tf.searchsorted([1, 3, 5], [4]).numpy().tolist())
