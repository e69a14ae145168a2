import tensorflow as tf
from tensorflow.keras import layers, Model, Input, Sequential
i = Input((10, 4))
x = layers.LSTM(3, return_sequences=True)(i)
x = layers.GRU(3, return_sequences=True)(x)
x = layers.Bidirectional(layers.LSTM(2, return_sequences=True))(x)
x = layers.MultiHeadAttention(2, 3)(x, x)
x = layers.LayerNormalization()(x)
x = layers.TimeDistributed(layers.Dense(3))(x)
x = layers.Conv1D(4, 2)(x)
x = layers.SeparableConv1D(4, 2)(x)
x = layers.BatchNormalization()(x)
x = layers.RNN(layers.LSTMCell(3))(x)
x = layers.Dense(3, name='head')(x)
x = layers.PReLU()(x)
m = Model(i, x)
for w in m.weights:
    print(w.name, w.trainable)
s = Sequential([layers.Embedding(10, 4), layers.SimpleRNN(3), layers.Dense(2)])
s.build((None, 5))
print([w.name for w in s.weights])
class L(layers.Layer):
    def build(self, shape):
        self.w = self.add_weight(name='w', shape=(shape[-1], 2))
        self.v = self.add_weight('v', shape=(2,), trainable=False)
        self.d = layers.Dense(3)
    def call(self, x):
        return self.d(tf.matmul(x, self.w) + self.v)
l = L()
l(tf.ones((1, 4)))
print(len(l.weights), l.weights[0].name, l.weights[-1].name)
q = Input((8, 8, 3))
y = layers.DepthwiseConv2D(3)(q)
dm = Model(q, layers.Conv2DTranspose(3, 2)(y))
print([w.name for w in dm.weights], dm.layers[1].depthwise_kernel.shape)
dm.trainable = False
print([w.trainable for w in dm.weights], len(dm.trainable_weights))
dm.summary()
class Net(Model):
    def __init__(self):
        super().__init__()
        self.a = layers.Dense(3)
        self.b = Sequential([layers.Dense(2), layers.ReLU()])
    def call(self, x):
        return self.b(self.a(x))
n = Net()
n(tf.ones((2, 4)))
n.summary()
n2 = Net()
n2.build((None, 4))
n2.summary()
