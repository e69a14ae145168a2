import tensorflow as tf
import numpy as np
v = tf.Variable([[1., 2.], [3., 4.]], name='my_var')
print(v.name, v.trainable, v.shape, v.dtype)
v.assign_add(tf.ones((2, 2)))
print(v.numpy().tolist())
v.assign([[0., 0.], [1., 1.]])
print(v.numpy().tolist(), float(tf.reduce_sum(v)))
c = tf.Variable(0)
for _ in range(3):
    c.assign_add(1)
print(int(c), c.numpy(), (c + 1).numpy())
w = tf.Variable([1.0, 2.0])
opt = tf.keras.optimizers.SGD(0.1)
with tf.GradientTape() as tape:
    loss = tf.reduce_sum(w * w)
g = tape.gradient(loss, [w])
opt.apply_gradients(zip(g, [w]))
print(w.numpy().tolist())
u = tf.Variable(3.0)
with tf.GradientTape() as tape:
    l2 = u * u
grads = tape.gradient(l2, u)
opt = tf.keras.optimizers.SGD(0.1)
opt.apply_gradients([(grads, u)])
print(float(u))
z = tf.Variable(2.0)
def step():
    with tf.GradientTape() as t:
        l = z * z
    return t.gradient(l, [z]), [z]
gs, vs = step()
opt = tf.keras.optimizers.SGD(0.1)
opt.apply_gradients(list(zip(gs, vs)))
print(float(z))
class M(tf.Module):
    def __init__(self):
        self.step = tf.Variable(0, trainable=False)
        self.w = tf.Variable(tf.ones((2, 3)))
    def __call__(self, x):
        self.step.assign_add(1)
        return tf.matmul(x, self.w)
m = M()
m(tf.ones((1, 2)))
print(int(m.step), m(tf.ones((1, 2))).numpy().tolist())
@tf.function
def f(x):
    c.assign_add(x)
    return c
f(2)
f(2)
print(int(c))
try:
    v.assign([1., 2.])
except ValueError as e:
    print('bad', type(e).__name__)
a = tf.Variable(1.0)
b = a
b.assign(5.0)
print(float(a))
y = a + 1
a.assign(7.)
print(float(y), float(a))
layer = tf.keras.layers.Dense(1)
