import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers
import numpy as np

# house prices: one scalar column per feature, dataset batched before adapt()
rng = np.random.RandomState(4)
rows = 50
table = {name: rng.gamma(2.0, scale, rows).astype("float32")
         for name, scale in [("rooms", 2.0), ("area", 40.0), ("age", 15.0)]}
price = (table["area"] * 3 + rng.randn(rows)).astype("float32")
dataset = tf.data.Dataset.from_tensor_slices((table, price))
print(dataset.element_spec)
print(len(dataset))
batched = dataset.batch(20)
print([int(y.shape[0]) for _, y in batched])
print(sorted(batched.element_spec[0]))

inputs, encoded = {}, []
for name in table:
    inputs[name] = keras.Input((1,), name=name)
    norm = layers.Normalization(axis=None, name="norm_" + name)
    norm.adapt(table[name])
    encoded.append(norm(inputs[name]))
x = layers.concatenate(encoded)
x = layers.Dense(12, activation="relu")(x)
model = keras.Model(inputs, layers.Dense(1, name="price")(x))
model.summary()
print(x.shape, model.count_params())
print(model.output.shape)

target_norm = layers.Normalization(axis=None)
target_norm.adapt(batched.map(lambda features, y: y))
print(target_norm.mean.shape)
