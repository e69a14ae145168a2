"""Stateful feature reshaping in map that assumes full batches."""
import numpy as np
import tensorflow as tf
from tensorflow import keras


class Pipeline:
    def __init__(self, n=50, batch=16, frames=4, side=12, drop_remainder=False):
        self.n, self.batch, self.frames, self.side = n, batch, frames, side
        self.drop_remainder = drop_remainder
        self.video = np.random.rand(n, side, side).astype("float32")
        self.label = (np.arange(n) // frames % 3).astype("int32")

    def __repr__(self):
        return f"Pipeline(n={self.n}, batch={self.batch})"

    def clips(self, x, y):
        clips = tf.reshape(x, (self.batch // self.frames, self.frames, self.side, self.side, 1))
        return clips, y[::self.frames]

    def build(self):
        ds = tf.data.Dataset.from_tensor_slices((self.video, self.label))
        return ds.batch(self.batch, drop_remainder=self.drop_remainder).map(self.clips)


strict = Pipeline(drop_remainder=True).build()
print(strict.element_spec)
print(len(strict), [c.shape for c, _ in strict][0])
classes = int(max(tf.reduce_max(y) for _, y in strict)) + 1
print(classes)

inp = keras.Input(strict.element_spec[0].shape[1:], name="clip")
x = keras.layers.Conv3D(6, (2, 3, 3), activation="relu")(inp)
x = keras.layers.MaxPooling3D((1, 2, 2))(x)
print(x.shape)
x = keras.layers.Reshape((x.shape[1], -1))(x)
x = keras.layers.Bidirectional(keras.layers.LSTM(8))(x)
model = keras.Model(inp, keras.layers.Dense(classes)(x), name="clip_net")
model.summary()
print(model.count_params(), model.output.shape)
print(model.predict(strict, verbose=0).shape)

loose = Pipeline(drop_remainder=False)
print(loose)
ds = loose.build()
print(ds.element_spec)
print([c.shape for c, _ in ds])
