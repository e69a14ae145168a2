import numpy as np
import tensorflow as tf


class DataLoader:
    """production loader: yields (features, label) for every user session"""

    def __init__(self, n_sessions=12, n_features=9, seed=0):
        self.rng = np.random.default_rng(seed)
        self.n_sessions = n_sessions
        self.n_features = n_features

    def __call__(self):
        for i in range(self.n_sessions):
            features = self.rng.normal(size=(self.n_features,)).astype("float32")
            yield features, np.int32(i % 2)

    def dataset(self, batch_size, declared):
        signature = (tf.TensorSpec(shape=(declared,), dtype=tf.float32), tf.TensorSpec(shape=(), dtype=tf.int32))
        return tf.data.Dataset.from_generator(self, output_signature=signature).batch(batch_size)


loader = DataLoader()
good = loader.dataset(5, 9)
print(good.element_spec)
print([x.shape for x, _ in good])
print(good.cardinality().numpy())

wrong = loader.dataset(5, 10)
print(wrong.element_spec)
model = tf.keras.Sequential([tf.keras.Input((10,)), tf.keras.layers.Dense(4, activation="relu"), tf.keras.layers.Dense(1, activation="sigmoid")])
model.summary()
print(model.count_params())
for x, y in wrong:
    print(model(x).shape)
