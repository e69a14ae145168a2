import numpy as np, keras
from keras import layers
def show(l): print(type(l).__name__, [(w.name, list(w.shape), str(w.dtype), w.trainable) for w in l.weights], l.count_params(), l.dtype_policy.name, l.quantization_mode)
x = np.zeros((2, 6), "float32")
for l, s in ((layers.Dense(3), (None, 6)), (layers.Dense(3, use_bias=False), (None, 6)), (layers.EinsumDense("abc,cd->abd", (None, 4), bias_axes="d"), (None, 5, 6)), (layers.EinsumDense("abc,cde->abde", (None, 2, 4)), (None, 5, 6)), (layers.Embedding(30, 8), (None, 4))):
    l.build(s); l.quantize("int8"); show(l)
m = keras.Sequential([keras.Input((6,)), layers.Dense(8, activation="relu"), layers.BatchNormalization(), layers.Dropout(0.1), layers.Dense(2)])
m.quantize("int8"); m.summary()
print([(w.path, list(w.shape)) for w in m.weights], m.count_params(), m.layers[0].dtype_policy.name, m.dtype_policy.name, len(m.trainable_weights), m.layers[1].dtype_policy.name)
i = keras.Input((4,)); e = layers.Embedding(30, 8)(i); f = keras.Model(i, layers.Dense(2)(layers.GlobalAveragePooling1D()(e)))
f.quantize("int8"); f.summary(); print(f.predict(np.zeros((3, 4)), verbose=0).shape)
a = keras.Input((5, 8)); t = layers.MultiHeadAttention(2, 4)(a, a); g = keras.Model(a, t); g.quantize("int8"); print(g.count_params(), [w.path for w in g.weights])
