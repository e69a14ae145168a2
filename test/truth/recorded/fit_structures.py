import numpy as np
import tensorflow as tf


class Pair(tf.keras.Model):
    def __init__(self):
        super().__init__()
        self.left = tf.keras.layers.Embedding(9, 4, name="left")
        self.right = tf.keras.layers.Dense(3, name="right")

    def call(self, pair):
        ids, numbers = pair
        return self.right(tf.concat([self.left(ids), numbers], axis=-1))


class Named(tf.keras.Model):
    def __init__(self):
        super().__init__()
        self.tower = tf.keras.Sequential([tf.keras.layers.Embedding(9, 4), tf.keras.layers.Dense(2)])
        self.score = tf.keras.layers.Dense(1, name="score")

    def call(self, inputs):
        return self.score(self.tower(inputs["user"]))


class Plain(tf.keras.Model):
    def __init__(self):
        super().__init__()
        self.score = tf.keras.layers.Dense(1, name="score")

    def call(self, x):
        return self.score(x)


ids = np.array([0, 1, 2, 3, 4, 5, 6])
numbers = np.ones((7, 2), "float32")
y = np.ones((7, 3), "float32")
pairs = tf.data.Dataset.from_tensor_slices(((ids, numbers), y))
named = tf.data.Dataset.from_tensor_slices(({"user": ids}, y[:, :1]))
plain = tf.data.Dataset.from_tensor_slices((numbers, y[:, :1]))

pair = Pair()
pair.compile("sgd", "mse")
history = pair.fit(pairs.batch(3), verbose=0)
print(sorted(history.history), pair.count_params(), [tuple(w.shape) for w in pair.weights])
even = Pair()
even.compile("sgd", "mse", metrics=["mae"])
print(sorted(even.fit(pairs.batch(3, drop_remainder=True), verbose=0).history), even.count_params())
user = Named()
user.compile("sgd", "mse")
user.fit(named.batch(2).cache(), verbose=0)
print(user.count_params(), user.predict(named.batch(2), verbose=0).shape)
fixed = Named()
fixed.compile("sgd", "mse")
fixed.fit(named.batch(2, drop_remainder=True), verbose=0)
print(fixed.count_params())
one = Plain()
one.compile("sgd", "mse")
one.fit(plain.batch(7, drop_remainder=True), verbose=0)
print(one.count_params())
whole = Plain()
whole.compile("sgd", "mse")
whole.fit(tf.data.Dataset.from_tensors((numbers, y[:, :1])), verbose=0)
print(whole.count_params())
stack = tf.keras.Sequential([tf.keras.layers.Dense(2), tf.keras.layers.Dense(1)])
stack.compile("sgd", "mse")
stack.fit(plain.batch(7, drop_remainder=True), verbose=0)
print(stack.count_params())
