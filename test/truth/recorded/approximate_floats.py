import numpy as np
import tensorflow as tf

# numbers whose last digits depend on the order of sums, as they are rounded, compared and written
loss = tf.reduce_mean([0.1, 0.2, 0.4])
print(round(float(loss), 3), f"{loss:.3f}", "%.2f" % float(loss), "{:.4f}".format(loss.numpy()), float(loss) * 2 > 0.4)
probabilities = tf.nn.softmax(tf.constant([[1.0, 2.0, 3.0], [0.5, 0.5, 0.5]]))
print(probabilities.numpy().round(3).tolist(), np.allclose(tf.reduce_sum(probabilities, axis=1), 1.0, atol=1e-5))
print(round(float(tf.exp(1.0)), 4), round(float(tf.math.log(10.0)), 4), round(float(tf.tanh(0.3)), 4), int(tf.exp(2.0)))
print(round(float(tf.sigmoid(0.2)), 4), round(float(tf.math.reduce_std([1.0, 2.0, 4.0])), 4))
print(np.mean(np.array([[0.1, 0.2], [0.3, 0.7], [0.1, 0.5]]), axis=0).round(3).tolist())
weights = np.array([[0.3, 0.1], [0.2, 0.9]])
print((weights @ weights.T).round(4).tolist(), np.dot(weights, [0.5, 0.1]).round(3).tolist())

# exact: parts of a power of two have the same sum in any order
print(tf.linalg.norm([3.0, 4.0]).numpy(), tf.tensordot([1.0, 2.0], [3.0, 4.0], 1).numpy(), tf.linalg.trace(tf.eye(4)).numpy())
print(tf.einsum("i,j->ij", tf.constant([1, 2]), tf.constant([3, 4, 5])).numpy().tolist(), tf.einsum("bij->", tf.ones((2, 3, 4))).numpy())
print(tf.reduce_mean([[0.5, 0.25], [1.5, 2.75]], axis=1).numpy().tolist())
print(np.einsum("ij,jk->ik", np.eye(2), [[0.5, 2], [4, 8]]).tolist(), np.outer([1, 2], [0.5, 3]).tolist())

# linear algebra
a = tf.constant([[4.0, 1.0], [1.0, 3.0]])
print(round(float(tf.linalg.det(a)), 3), tf.linalg.inv(a).numpy().round(4).tolist(), int(tf.linalg.matrix_rank(a)))
print(tf.linalg.solve(a, [[1.0], [2.0]]).numpy().round(4).tolist(), tf.linalg.cholesky(a).numpy().round(3).tolist())
values, vectors = tf.linalg.eigh(a)
print(values.numpy().round(3).tolist(), vectors.shape)
s, u, v = tf.linalg.svd(tf.ones((5, 3)))
print(round(float(s[0]), 3), u.shape, v.shape, tf.linalg.lstsq(tf.ones((2, 1)), [[1.0], [4.0]]).numpy().round(3).tolist())
large = tf.constant([0.25, 0.5]) > tf.reduce_mean([0.1, 0.2, 0.4])
print(large.numpy().tolist(), tf.maximum(loss, 0.5).numpy().round(2), np.round(np.float32(2.0) / 3, 2))
