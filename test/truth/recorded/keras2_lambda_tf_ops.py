# keras2
import numpy as np
import tensorflow as tf
from tensorflow.keras import layers, Model, Input

# tf ops directly on the inputs of the model, sizes out of the data set
prices = np.cumsum(np.random.randn(150, 3).astype("float32"), axis=0)
WINDOW, HORIZON = 16, 4


def to_windows(series):
    ds = tf.data.Dataset.from_tensor_slices(series)
    ds = ds.window(WINDOW + HORIZON, shift=2, drop_remainder=True)
    ds = ds.flat_map(lambda w: w.batch(WINDOW + HORIZON, drop_remainder=True))
    return ds.map(lambda w: (w[:WINDOW], w[WINDOW:, 0]))


ds = to_windows(prices)
print(ds.element_spec)
n = int(ds.reduce(0, lambda c, *_: c + 1))
print(n)
batches = ds.batch(10)
x0, y0 = next(iter(batches))
print(x0.shape, y0.shape)

inp = Input(shape=x0.shape[1:], name="window")
last = inp[:, -1:, :]
rel = (inp - last) / (tf.math.reduce_std(inp, axis=1, keepdims=True) + 1e-6)
vol = tf.math.log1p(tf.math.reduce_variance(inp, axis=1))
spec = tf.abs(tf.cumsum(tf.transpose(rel, [0, 2, 1]), axis=-1))[:, :, ::2]
print(rel.shape, vol.shape, spec.shape)
spec = tf.reshape(spec, (-1, spec.shape[1] * spec.shape[2]))
h = layers.GRU(12, name="gru")(rel)
h = tf.concat([h, vol, spec], axis=-1)
h = tf.clip_by_value(h, -5.0, 5.0)
print(h.shape)
out = layers.Dense(HORIZON, name="steps")(h)
out = out + tf.squeeze(last, axis=1)[:, :1]
model = Model(inp, out)
model.summary()
model.compile("adam", "mae")
model.fit(batches, epochs=1, verbose=0)
print(model.output_shape, model.count_params())
print([l.__class__.__name__ for l in model.layers].count("TFOpLambda"), [l.__class__.__name__ for l in model.layers].count("SlicingOpLambda"))
print(model.predict(batches, verbose=0).shape)
print([w.name for w in model.weights], model.get_layer("gru").output_shape)
