import os
import tempfile
import pandas as pd
import numpy as np
import tensorflow as tf

abalone = pd.DataFrame(np.random.rand(25, 8).round(3), columns=[
    "Length", "Diameter", "Height", "Whole weight", "Shucked weight", "Viscera weight", "Shell weight", "Age"])
csv_file = os.path.join(tempfile.mkdtemp(), "abalone.csv")
abalone.to_csv(csv_file, index=False)
abalone_features = abalone.copy()
abalone_labels = abalone_features.pop("Age")
print(abalone_features.shape, abalone_labels.shape)
arr = np.array(abalone_features)

normalize = tf.keras.layers.Normalization()
normalize.adapt(arr)
print(normalize.mean.shape)
norm_abalone_model = tf.keras.Sequential([
    normalize,
    tf.keras.layers.Dense(64),
    tf.keras.layers.Dense(1)
])
norm_abalone_model.compile(loss=tf.keras.losses.MeanSquaredError(), optimizer=tf.keras.optimizers.Adam())
norm_abalone_model.fit(arr, abalone_labels, epochs=1, verbose=0)
norm_abalone_model.summary()
print(norm_abalone_model.count_params())

ds = tf.data.experimental.make_csv_dataset(csv_file, batch_size=5, label_name="Age", num_epochs=1, ignore_errors=True, shuffle=False)
features, label = next(iter(ds))
print(len(features), label.shape)
print(list(features))


def pack(features, label):
    cols = ["Length", "Diameter", "Height", "Whole weight", "Shucked weight", "Viscera weight", "Shell Weight"]
    return tf.stack([features[c] for c in cols], axis=-1), label


packed = ds.map(pack)
x, y = next(iter(packed))
print(x.shape)
print(norm_abalone_model(x).shape)
