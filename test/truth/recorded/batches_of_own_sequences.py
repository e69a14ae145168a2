import math
import numpy as np
import keras
from keras import layers
class Gen(keras.utils.PyDataset):
    def __init__(self, n, batch, **kw):
        super().__init__(**kw)
        self.n, self.batch = n, batch
    def __len__(self):
        return math.ceil(self.n / self.batch)
    def __getitem__(self, i):
        lo = i * self.batch
        hi = min(lo + self.batch, self.n)
        return np.zeros((hi - lo, 6)), np.zeros((hi - lo, 2))
class Net(keras.Model):
    def __init__(self):
        super().__init__()
        self.a = layers.Dense(4)
        self.b = layers.Dense(2)
    def call(self, x):
        return self.b(self.a(x))
m = Net()
m.compile("adam", "mse")
m.fit(Gen(20, 8), epochs=1, verbose=0)
print(m.count_params(), len(m.layers))
print(m.predict(Gen(11, 4), verbose=0).shape)
s = keras.Sequential([layers.Dense(3), layers.Dense(2)])
s.compile("sgd", "mse")
s.fit(Gen(10, 5), verbose=0)
print(s.output_shape, s.count_params())
class Dicts(keras.utils.PyDataset):
    def __len__(self):
        return 3
    def __getitem__(self, i):
        return {"p": np.zeros((4, 3)), "q": np.zeros((4, 2))}, np.zeros((4, 1))
p, q = keras.Input((3,), name="p"), keras.Input((2,), name="q")
f = keras.Model({"p": p, "q": q}, layers.Dense(1)(layers.concatenate([p, q])))
f.compile("sgd", "mse")
h = f.fit(Dicts(), epochs=2, verbose=0)
print(len(h.history["loss"]), f.predict(Dicts(), verbose=0).shape)
class OnlyX(keras.utils.PyDataset):
    def __len__(self):
        return 2
    def __getitem__(self, i):
        return np.zeros((5, 6))
print(s.count_params(), m.predict(OnlyX(), verbose=0).shape)
