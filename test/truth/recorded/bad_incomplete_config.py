import tensorflow as tf
from tensorflow import keras


class PositionalEncoding(keras.layers.Layer):
    def __init__(self, position, d_model, **kwargs):
        super().__init__(**kwargs)
        self.position, self.d_model = position, d_model
        exponent = tf.cast(2 * (tf.range(d_model) // 2), tf.float32)[None, :] / d_model
        angle = tf.range(position, dtype=tf.float32)[:, None] / tf.pow(10000.0, exponent)
        sines, cosines = tf.math.sin(angle[:, 0::2]), tf.math.cos(angle[:, 1::2])
        self.pos_encoding = tf.concat([sines, cosines], axis=-1)[tf.newaxis]

    def call(self, inputs):
        return inputs + self.pos_encoding[:, :tf.shape(inputs)[1], :]

    def get_config(self):
        config = super().get_config()
        config.update({"position": self.position})
        return config


inp = keras.Input((24,), dtype="int32", name="tokens")
x = keras.layers.Embedding(500, 32, name="emb")(inp)
pe = PositionalEncoding(50, 32)
x = pe(x)
x = keras.layers.Conv1D(16, 5, padding="causal", name="conv")(x)
x = keras.layers.GlobalMaxPool1D()(x)
out = keras.layers.Dense(3, name="cls")(x)
model = keras.Model(inp, out)
model.summary()
print(pe.pos_encoding.shape)
print(model.output_shape, model.count_params())
print([l.name for l in model.layers if l.weights])
trunk = keras.Model(model.input, model.get_layer("conv").output)
print(trunk.output_shape)
copy = keras.models.clone_model(model)
print(copy.count_params())
