import keras, functools
import numpy as np
def f(x, log=[], *, k=3, **z):
    log.append(x); return len(log)
f(1); f(2); print(f(3), f.__defaults__[0], f.__defaults__, len(f.__defaults__))
def g(a, b=1, c=(2, 3)): pass
print(g.__defaults__, (lambda x, y=4: x).__defaults__, (lambda x: x).__defaults__, g.__defaults__[-1][0])
class C:
    def __init__(self, a, filters=(8, 16)): pass
print(C.__init__.__defaults__[-1], C(1).__init__.__defaults__)
print(keras.tree.flatten([1, [2, 3]]), keras.tree.flatten({"b": 1, "a": (2, 3)}), keras.tree.map_structure(lambda x: x * 2, [1, (2, 3)]), keras.tree.is_nested([1]), keras.tree.is_nested(3))
print(keras.tree.map_structure(lambda x, y: x + y, [1, 2], [3, 4]), keras.tree.pack_sequence_as([0, [0, 0]], [1, 2, 3]))
print(keras.utils.pad_sequences([[1], [2, 3]], 3, padding="post").tolist(), keras.utils.pad_sequences([[1], [2, 3]]).tolist(), keras.utils.pad_sequences([[1, 2, 3, 4]], maxlen=2, truncating="post", value=9).tolist())
