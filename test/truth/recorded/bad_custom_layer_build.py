import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers


class Attention(layers.Layer):
    """Bahdanau-like pooling over time"""

    def __init__(self, units=32, **kwargs):
        super(Attention, self).__init__(**kwargs)
        self.units = units

    def build(self, input_shape):
        self.W = self.add_weight(name='att_weight', shape=(input_shape[-1], self.units), initializer='normal')
        self.b = self.add_weight(name='att_bias', shape=(input_shape[1], self.units), initializer='zeros')
        self.u = self.add_weight(name='att_u', shape=(input_shape[-1], 1), initializer='normal')
        super(Attention, self).build(input_shape)

    def call(self, x):
        e = tf.tanh(tf.matmul(x, self.W) + self.b)
        a = tf.nn.softmax(tf.matmul(e, self.u), axis=1)
        return tf.reduce_sum(x * a, axis=1)

    def get_config(self):
        return dict(super().get_config(), units=self.units)


def make(hidden, units):
    inp = keras.Input((20,), dtype='int32')
    x = layers.Embedding(100, 16)(inp)
    x = layers.Bidirectional(layers.GRU(hidden, return_sequences=True))(x)
    print(x.shape)
    x = Attention(units, name='attention')(x)
    print(x.shape)
    return keras.Model(inp, layers.Dense(1, activation='sigmoid')(x))


m1 = make(16, 32)   # 2 * 16 == 32: works by luck
m1.summary()
print(m1.count_params())
print([w.name for w in m1.get_layer('attention').weights])
m2 = make(16, 24)
m2.summary()
print(m2.count_params())
