import numpy as np, keras
from keras import layers
i = keras.Input((4,)); o = layers.Dense(2)(i); p = layers.Dense(3)(i)
m = keras.Model(i, [o]); r = m.predict(np.zeros((3, 4)), verbose=0); print(type(r).__name__, r.shape if not isinstance(r, list) else len(r))
c = m(np.zeros((3, 4))); print(isinstance(c, list), len(c)); s = m(keras.Input((4,))); print(isinstance(s, list)); print(m.output_shape, isinstance(m.output, list), len(m.outputs))
n = keras.Model([i], [o, p]); q = n.predict(np.zeros((3, 4)), verbose=0); print(isinstance(q, list), len(q)); print(n.input_shape, isinstance(n.input, list))
d = keras.Model(i, {"a": o}); w = d.predict(np.zeros((3, 4)), verbose=0); print(isinstance(w, dict), w["a"].shape)
t = keras.Model(i, (o,)); v = t.predict(np.zeros((3, 4)), verbose=0); print(type(v).__name__)
k = keras.Model(i, [[o], p]); print(k.output_shape)
m.compile("sgd", "mse"); print(type(m.evaluate(np.zeros((3, 4)), np.zeros((3, 2)), verbose=0)).__name__, type(m.predict_on_batch(np.zeros((3, 4)))).__name__)
