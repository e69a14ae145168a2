import os, random, collections, pathlib, tempfile
import numpy as np
import keras
from keras import ops
a = ops.ones((2, 3))
print(keras.backend.standardize_dtype(a.dtype), keras.backend.standardize_dtype("float16"), keras.backend.standardize_dtype(None))
b = ops.matmul(ops.reshape(ops.arange(6, dtype="float32"), (3, 2)), ops.ones((2, 2)))
print(ops.convert_to_numpy(b)[:, 0].tolist())
print(ops.relu6(ops.array([-1.0, 7.0, 3.0])).numpy().tolist())
m = ops.array([[2.0, 0.0], [0.0, 4.0]])
print(float(ops.linalg.det(m)), float(ops.norm(ops.array([3.0, 4.0]))), float(ops.linalg.norm(ops.array([3.0, 4.0]))))
total = ops.while_loop(lambda i, s: i < 5, lambda i, s: (i + 1, s + i), (0, 0))
print(int(total[0]), int(total[1]))
carry, ys = ops.scan(lambda c, x: (c + x, c), ops.array(0.0), ops.array([1.0, 2.0, 3.0]))
print(float(carry))
print(ys.shape)
mem = collections.deque(maxlen=64)
T = collections.namedtuple("T", "s a")
for i in range(40):
    mem.append(T(np.zeros((4, 4, 2)), random.randrange(4)))
batch = random.sample(mem, 16)
S = np.stack([q.s for q in batch])
print(len(batch), S.shape, np.array([q.a for q in batch]).shape)
x = np.zeros((2, 8, 5), "float32")
print(np.argmax(x[:, -1], axis=-1).shape)
net = keras.Sequential([keras.Input((8,)), keras.layers.Dense(5)])
lg = net(np.zeros((2, 8)))
print(np.argmax(lg, axis=-1).shape, np.argmax(lg[:, -1], axis=-1).shape, np.round(lg, 2).shape, np.mean(lg).shape)
w = (np.random.rand(12, 10) < 0.3)
w[:, -1] = True
w = w.astype("float32")
print(int(w[:, -1].sum()))
A = np.zeros((4, 4))
for i in range(4):
    A[i, (i + 1) % 4] = 1
A = A + np.eye(4)
d = np.diag(A.sum(1) ** -0.5)
B = d @ A @ d
print(round(float(B[0].sum()), 4))
print(float(keras.losses.MeanAbsoluteError()(ops.ones((2, 3)), ops.ones((2, 3)))), float(keras.losses.MeanSquaredError()(np.zeros((2, 2)), np.ones((2, 2)))))
p = os.path.join(tempfile.mkdtemp(), "a.keras")
print(os.path.basename(p), pathlib.Path(p).name, pathlib.Path(tempfile.mkdtemp()).joinpath("q.keras").name, os.path.splitext(os.path.basename(p)))
norm = keras.layers.Normalization()
norm.adapt(np.array([[1.0, 10.0], [3.0, 30.0], [5.0, 50.0]]))
print(norm.mean.numpy().ravel().round(3).tolist(), norm.variance.numpy().ravel().round(3).tolist())
print(keras.layers.Rescaling(1 / 127.5, offset=-1)(np.array([0.0, 255.0])).numpy().tolist())
fixed = keras.layers.Normalization(mean=3.0, variance=4.0)
print(fixed(np.array([[5.0], [3.0]])).numpy().tolist())
ids = {id(v) for v in net.trainable_weights}
print(len(ids))
opt = keras.optimizers.Adam()
import tensorflow as tf
with tf.GradientTape() as t:
    loss = tf.reduce_mean(net(np.zeros((2, 8))))
g = t.gradient(loss, net.trainable_variables)
opt.apply_gradients(zip(g, net.trainable_variables))
print(int(opt.iterations), len(opt.variables))
i = keras.Input((4,))
o = keras.layers.Dense(2)(i)
print(o.name is not None, i.name is None)
