import keras
import numpy as np
import tensorflow as tf
from keras import layers

# preprocessing layers adapted on a dataset, then used inside map and inside the model
rng = np.random.default_rng(11)
N = 60
raw = {
    "age": rng.integers(18, 90, N).astype("float32"),
    "income": rng.normal(5e4, 1e4, N).astype("float32"),
    "color": np.array(["red", "green", "blue", "green", "red", "violet"] * 10),
    "zip": rng.integers(100, 112, N),
}
target = rng.integers(0, 2, N)
ds = tf.data.Dataset.from_tensor_slices((raw, target)).batch(16)
print(ds.element_spec)
print(len(ds))

norm = layers.Normalization(axis=None)
norm.adapt(ds.map(lambda x, y: x["age"][:, None]))
print(float(norm.mean.numpy().squeeze()) > 18, norm(np.array([[50.0]])).shape)
disc = layers.Discretization(num_bins=4, epsilon=0.01)
disc.adapt(ds.map(lambda x, y: x["income"][:, None]))
print(len(disc.bin_boundaries))
fixed = layers.Discretization(bin_boundaries=[30.0, 45.0, 60.0], output_mode="one_hot")
print(fixed(tf.constant([[20.0], [50.0], [70.0]])).numpy().tolist())
lookup = layers.StringLookup(output_mode="int")
lookup.adapt(ds.map(lambda x, y: x["color"]))
print(lookup.vocabulary_size(), sorted(lookup.get_vocabulary()))
print(lookup(tf.constant(["pink"])).numpy().tolist())
zipl = layers.IntegerLookup(output_mode="multi_hot", vocabulary=list(range(100, 112)))
print(zipl(tf.constant([[101, 111], [100, 5]])).numpy().sum(axis=1).tolist(), zipl.vocabulary_size())
hashed = layers.Hashing(num_bins=7)
print(hashed(tf.constant([["a"], ["b"]])).shape)


def prep(x, y):
    return {"age": norm(x["age"][:, None]), "color": lookup(x["color"]), "zip": zipl(x["zip"][:, None])}, y


ready = ds.map(prep)
print(ready.element_spec)
age = keras.Input((1,), name="age")
color = keras.Input((), name="color", dtype="int64")
zipc = keras.Input((zipl.vocabulary_size(),), name="zip")
emb = layers.Embedding(lookup.vocabulary_size(), 3)(color)
h = layers.Dense(8, activation="gelu")(layers.concatenate([age, emb, zipc]))
model = keras.Model([age, color, zipc], layers.Dense(1)(h))
model.compile("adam", keras.losses.BinaryCrossentropy(from_logits=True))
model.summary()
model.fit(ready, epochs=1, verbose=0)
print(model.count_params(), model.predict(ready, verbose=0).shape)
