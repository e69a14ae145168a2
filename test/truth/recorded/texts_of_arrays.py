import numpy as np
import tensorflow as tf

for t in [tf.constant(3), tf.constant(1.5), tf.constant([1, 2]), tf.constant([[1, 2], [3, 40]]), tf.constant("a"), tf.constant(["a", "é"])]:
    print(f"{t}", str(t), "{}".format(t), "%s" % t)
for t in [tf.constant(True), tf.constant([True, False]), tf.constant(0.1), tf.constant([0.1, 2.25, 3]), tf.constant(2.0), tf.zeros((0,)), tf.zeros((2, 0))]:
    print(f"{t}", str(t))
for a in [np.arange(3), np.arange(30), np.arange(12).reshape(3, 4) * -5, np.array([1.5, 2]), np.array([0.1, 0.25, 3], np.float32)]:
    print(str(a), f"{a}")
for a in [np.array([True, False]), np.array(["a", "bc"]), np.array([b"a"]), np.array([1 / 3, 2 / 3]), np.arange(8).reshape(2, 2, 2), np.array([])]:
    print(str(a))
for a in [np.array([1.0, 2.0, 3.0]), np.array([-1.5, 10]), np.zeros((2, 0)), np.linspace(0, 1, 25), np.array([100.25, 0.5]), np.array([[0.5, -12.125]])]:
    print(str(a))
print(f"Input indices: {np.arange(7)[slice(0, 6)]}", f"{np.float32(0.5)} {np.int64(3)}")
words = np.concatenate([np.array([b"u2", b"u1"], dtype=object), np.array([b"u1"], dtype=object)])
print(np.unique(words).shape, [u.decode() for u in np.unique(words)], np.unique(words).tolist())
