import numpy as np, keras
from keras import layers, ops
a = keras.Input((4,)); b = keras.Input((4,))
print(ops.vstack([a, b]).shape, ops.hstack([a, b]).shape, ops.stack([a, b]).shape, ops.stack([a, b], axis=1).shape, ops.concatenate([a, b]).shape)
c = keras.Input((4, 5), batch_size=2); d = keras.Input((4, 5), batch_size=3)
print(ops.vstack([c, d]).shape, ops.vstack([c, c]).shape, ops.hstack([c, c]).shape)
e = keras.Input(batch_shape=(4,)); f = keras.Input(batch_shape=(4,))
try:
    print(ops.vstack([e, f]).shape)
except Exception as x: print(type(x).__name__)
try:
    print(ops.hstack([e, f]).shape)
except Exception as x: print(type(x).__name__)
print(ops.vstack([np.zeros(3), np.zeros(3)]).shape, ops.vstack([np.zeros((2, 3)), np.zeros((1, 3))]).shape, ops.hstack([np.zeros(3), np.zeros(3)]).shape)
