import os
import tempfile
import numpy as np
import tensorflow as tf
from tensorflow import keras

rng = np.random.RandomState(7)
folder = tempfile.mkdtemp()
path = os.path.join(folder, "passengers.csv")
with open(path, "w") as f:
    f.write("survived,sex,age,fare,class\n")
    for i in range(50):
        f.write("%d,%s,%.1f,%.2f,%s\n" % (rng.randint(2), ["male", "female"][rng.randint(2)], rng.uniform(1, 80),
                                          rng.uniform(5, 100), ["First", "Second", "Third"][i % 3]))

ds = tf.data.experimental.make_csv_dataset(path, batch_size=8, label_name="survived", num_epochs=1, shuffle=False)
features, labels = next(iter(ds))
print(list(features.keys()))
print(labels.shape)
print(features["age"].dtype, features["class"].shape)
print({k: v.dtype.name for k, v in ds.element_spec[0].items()})

class_lookup = keras.layers.StringLookup(output_mode="one_hot")
class_lookup.adapt(ds.map(lambda x, y: x["class"]))
print(class_lookup.get_vocabulary()[0], class_lookup.vocabulary_size())


def pack(x, y):
    numeric = tf.stack([x["age"], x["fare"]], axis=-1)
    return tf.concat([numeric, tf.cast(class_lookup(x["class"]), tf.float32)], axis=-1), y


packed = ds.map(pack)
xb, yb = next(iter(packed))
print(xb.shape, yb.shape)
batches = list(packed.as_numpy_iterator())
print(len(batches), sum(len(b[1]) for b in batches))

model = keras.Sequential([
    keras.Input(shape=(xb.shape[-1],)),
    keras.layers.Dense(16, activation="relu"),
    keras.layers.Dense(1, activation="sigmoid"),
])
model.compile(optimizer="adam", loss="binary_crossentropy", metrics=["accuracy"])
model.summary()
print(model.count_params())
print(model.predict(packed, verbose=0).shape)
