import tensorflow as tf
from tensorflow.keras import layers, Input, Model
i = Input((5, 8))
a = layers.MultiHeadAttention(2, 4)
x = a(i, i)
x = layers.Dropout(0.1)(x)
print(x.node.layer.name if hasattr(x, 'node') else x._keras_history.layer.name)
class B(layers.Layer):
    def __init__(self):
        super().__init__()
        self.att = layers.MultiHeadAttention(2, 4)
        self.d = layers.Dropout(0.1)
    def build(self, shape):
        self.e = layers.Dropout(0.2)
        self.f = layers.Dense(8)
    def call(self, x):
        return self.f(self.e(self.d(self.att(x, x))))
b = B()
y = b(x)
y = layers.Dropout(0.3)(y)
y = layers.Dense(3)(y)
m = Model(i, y)
print([l.name for l in m.layers], b.e.name, b.f.name)
b2 = B()
b2(tf.ones((1, 5, 8)))
print(b2.d.name, b2.e.name, b2.f.name, layers.Dense(2).name, layers.Dropout(0.1).name)
class N(Model):
    def __init__(self):
        super().__init__()
        self.d = layers.Dense(2)
    def build(self, shape):
        self.k = layers.Dense(3)
    def call(self, x):
        if not hasattr(self, 'z'):
            self.z = layers.Dense(4)
        return self.z(self.k(self.d(x)))
n = N()
n(tf.ones((1, 2)))
print(n.d.name, n.k.name, n.z.name, layers.Dense(2).name)
n3 = N()
n3(Input((2,)))
print(n3.d.name, n3.k.name, n3.z.name, layers.Dense(2).name)
