import numpy as np
import keras
from keras import layers
class A(keras.Model):
    def __init__(self):
        super().__init__()
        self.ds = []
        self.head = layers.Dense(1, name="head")
        for i in range(2):
            self.ds.append(layers.Dense(2, name=f"d{i}"))
        self.tail = layers.Dense(1, name="tail")
class B(keras.Model):
    def __init__(self):
        super().__init__()
        self.a, self.b = [], []
        for i in range(2):
            self.a.append(layers.Dense(2, name=f"a{i}"))
            self.b.append(layers.Dropout(0.1, name=f"b{i}"))
        self.z = layers.Dense(1, name="z")
class C(keras.Model):
    def __init__(self):
        super().__init__()
        self.a = [layers.Dense(2, name="a0")]
        self.b = {}
        self.c = layers.Dense(1, name="c")
        self.b["x"] = layers.Dense(2, name="bx")
        self.a.append(layers.Dense(2, name="a1"))
        self.b["y"] = layers.Dense(2, name="by")
        self.a += [layers.Dense(2, name="a2")]
        self.a.extend([layers.Dense(2, name="a3"), layers.Dense(2, name="a4")])
        self.d = layers.Dense(1, name="d")
class D(keras.Model):
    def __init__(self):
        super().__init__()
        blocks, norms = [], []
        for i in range(2):
            blocks.append(layers.Dense(2, name=f"x{i}"))
            norms.append(layers.LayerNormalization(name=f"n{i}"))
        self.blocks = blocks
        self.norms = norms
        self.l = []
        self.one = layers.Dense(1, name="one")
        self.two = layers.Dense(1, name="two")
        self.l.append(layers.Dense(1, name="three"))
class L(layers.Layer):
    def __init__(self):
        super().__init__()
        self.p, self.q = [], []
        for i in range(2):
            self.p.append(layers.Dense(2, name=f"p{i}"))
            self.q.append(layers.Dense(3, name=f"q{i}"))
    def call(self, x):
        for p, q in zip(self.p, self.q):
            x = q(p(x))
        return x
for m in [A(), B(), C(), D()]:
    print([l.name for l in m.layers])
l = L()
l(np.zeros((2, 4)))
print([w.path for w in l.weights])
class E(keras.Model):
    def __init__(self):
        super().__init__()
        self.up = []
        self.down = []
        for i in range(3):
            self.down.append(layers.Dense(i + 1, name=f"down{i}"))
        for i in range(3):
            self.up.append(layers.Dense(i + 1, name=f"up{i}"))
    def call(self, x):
        for l in self.down + self.up:
            x = l(x)
        return x
e = E()
e(np.zeros((2, 4)))
e.summary()
print([l.name for l in e.layers], [w.shape for w in e.weights])
