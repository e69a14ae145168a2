import numpy as np
import tensorflow as tf

# Linear regression from scratch, as in the TensorFlow guide
TRUE_W, TRUE_B = 3.0, 2.0
NUM_EXAMPLES = 201
x = tf.linspace(-2, 2, NUM_EXAMPLES)
x = tf.cast(x, tf.float32)
noise = tf.random.stateless_normal([NUM_EXAMPLES], seed=[1, 2])
y = x * TRUE_W + TRUE_B + noise
print(x.shape, y.dtype)


class MyModel(tf.Module):
    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.w = tf.Variable(5.0, name="w")
        self.b = tf.Variable(0.0, name="b")

    def __call__(self, x):
        return self.w * x + self.b


def loss(target_y, predicted_y):
    return tf.reduce_mean(tf.square(target_y - predicted_y))


def train(model, x, y, learning_rate):
    with tf.GradientTape() as t:
        current_loss = loss(y, model(x))
    dw, db = t.gradient(current_loss, [model.w, model.b])
    model.w.assign_sub(learning_rate * dw)
    model.b.assign_sub(learning_rate * db)


model = MyModel()
print(len(model.variables), [v.name for v in model.variables])
print(model(x).shape)
for epoch in range(10):
    train(model, x, y, 0.1)
print(abs(float(model.w) - 3.0) < 1.0)

# higher-order and persistent tapes
v = tf.Variable(2.0)
with tf.GradientTape() as t2:
    with tf.GradientTape() as t1:
        z = v * v * v
    dz = t1.gradient(z, v)
d2z = t2.gradient(dz, v)
print(dz.numpy(), d2z.numpy())

layer = tf.keras.layers.Dense(2, activation="relu")
inp = tf.constant([[1.0, 2.0, 3.0]])
with tf.GradientTape(persistent=True) as tape:
    tape.watch(inp)
    out = layer(inp)
    s = tf.reduce_sum(out ** 2)
grads = tape.gradient(s, layer.trainable_variables)
print([g.shape for g in grads], tape.gradient(s, inp).shape)
print(tape.jacobian(out, inp).shape)
const = tf.constant(3.0)
with tf.GradientTape() as tape:
    q = const * const
print(tape.gradient(q, const))
