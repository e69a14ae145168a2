import numpy as np, keras
from keras import layers, ops
def p(f):
    try: return str(f().dtype).replace("<dtype: '", "").replace("'>", "")
    except Exception as x: return type(x).__name__
u = np.arange(24).reshape(2, 3, 4)
w = u.astype("float64"); b = u.astype("int32")
for t in (u, w, b):
    print(p(lambda: layers.Activation("relu")(t)), p(lambda: layers.ReLU()(t)), p(lambda: layers.LeakyReLU()(t)), p(lambda: layers.Dropout(0.5)(t)), p(lambda: layers.SpatialDropout1D(0.5)(t)), p(lambda: layers.GaussianNoise(0.5)(t)), p(lambda: layers.GaussianDropout(0.5)(t)), p(lambda: layers.AlphaDropout(0.5)(t)), p(lambda: layers.ActivityRegularization(0.5)(t)))
    print(p(lambda: layers.Add()([t, t])), p(lambda: layers.Multiply()([t, t])), p(lambda: layers.Average()([t, t])), p(lambda: layers.Maximum()([t, t])), p(lambda: layers.Subtract()([t, t])), p(lambda: layers.Concatenate()([t, t])), p(lambda: layers.Dot(1)([t, t])))
    print(p(lambda: layers.MaxPooling1D()(t)), p(lambda: layers.AveragePooling1D()(t)), p(lambda: layers.GlobalAveragePooling1D()(t)), p(lambda: layers.GlobalMaxPooling1D()(t)), p(lambda: layers.Permute((2, 1))(t)), p(lambda: layers.Reshape((12,))(t)), p(lambda: layers.Flatten()(t)), p(lambda: layers.RepeatVector(2)(t[0])), p(lambda: layers.ZeroPadding1D()(t)), p(lambda: layers.Cropping1D()(t)), p(lambda: layers.UpSampling1D()(t)), p(lambda: layers.Masking()(t)), p(lambda: layers.Identity()(t)))
    print(p(lambda: layers.Dense(2)(t)), p(lambda: layers.LSTM(2)(t)), p(lambda: layers.BatchNormalization()(t)), p(lambda: layers.LayerNormalization()(t)), p(lambda: layers.Embedding(30, 2)(t)), p(lambda: layers.Rescaling(0.5)(t)), p(lambda: layers.Normalization(mean=0., variance=1.)(t)), p(lambda: layers.MultiHeadAttention(1, 2)(t, t)), p(lambda: layers.EinsumDense("abc,cd->abd", (3, 2))(t)))
    print(p(lambda: layers.CategoryEncoding(30, output_mode="multi_hot")(t[0])), p(lambda: layers.Lambda(lambda q: q + 1)(t)), p(lambda: layers.TimeDistributed(layers.Dense(2))(t)), p(lambda: layers.Bidirectional(layers.GRU(2))(t)), p(lambda: layers.Discretization([1., 2.])(t)), p(lambda: layers.Hashing(4)(t)), p(lambda: layers.IntegerLookup(vocabulary=[1, 2])(t)))
m = keras.Sequential([layers.Flatten()]); print(p(lambda: m(u)), p(lambda: m.predict(u, verbose=0)), p(lambda: m(b)))
i = keras.Input((3, 4)); f = keras.Model(i, layers.Flatten()(i)); print(p(lambda: f(u)), p(lambda: f.predict(u, verbose=0)))
class L(layers.Layer):
    def call(self, x): return x + 1
print(p(lambda: L()(u)), p(lambda: L()(w)), p(lambda: L()(keras.Input((3,), dtype="int32"))))
s = keras.Sequential([keras.Input((3, 4)), layers.Flatten()]); print(p(lambda: s(u)), p(lambda: s(keras.Input((3, 4), dtype="int32"))))
g = keras.Model(i, layers.Add()([i, i])); print(p(lambda: g(u)), p(lambda: g(w)), p(lambda: g(keras.Input((3, 4), dtype="int32"))))
k = keras.Input((3,), dtype="int32"); h = keras.Model(k, layers.Dropout(0.2)(k)); print(p(lambda: h(u[0])), p(lambda: h(w[0])), p(lambda: h(b[0])), p(lambda: h(keras.Input((3,)))))
print(p(lambda: layers.Average()([w, w])), p(lambda: layers.Average()([u.astype("uint8"), u.astype("uint8")])), p(lambda: layers.GlobalMaxPooling2D()(u[None])), p(lambda: layers.UpSampling2D()(u[None])), p(lambda: layers.ZeroPadding2D()(u[None])), p(lambda: layers.MaxPooling2D()(u[None])), p(lambda: layers.Cropping2D()(u[None])), p(lambda: layers.Minimum()([u, u])))
