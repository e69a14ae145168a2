import os, tempfile
import numpy as np
import keras
import tensorflow as tf
from keras import layers, ops
os.chdir(tempfile.mkdtemp())
x = np.random.rand(8, 3)
y = np.random.rand(8, 2)
class Net(keras.Model):
    def __init__(self, units, **kw):
        super().__init__(**kw)
        self.units = units
        self.a = layers.Dense(units, activation="relu")
        self.blocks = [layers.Dense(units) for _ in range(2)]
        self.out = layers.Dense(2)
    def call(self, x):
        x = self.a(x)
        for b in self.blocks:
            x = x + b(x)
        return self.out(x)
    def get_config(self):
        return {**super().get_config(), "units": self.units}
n = Net(4)
n.compile("adam", "mse")
n.fit(x, y, verbose=0)
n.save("n.keras")
back = keras.models.load_model("n.keras", custom_objects={"Net": Net})
print(np.allclose(back(x), n(x)), np.allclose(back.predict(x, verbose=0), n.predict(x, verbose=0)), np.allclose(back(x), n(x), atol=1e-5))
before = [w.copy() for w in n.get_weights()]
p0 = n.predict(x, verbose=0)
n.fit(x, y, verbose=0)
print(all(np.array_equal(a, b) for a, b in zip(before, n.get_weights())))
n.set_weights(before)
print(np.allclose(n.predict(x, verbose=0), p0), all(np.array_equal(a, b) for a, b in zip(before, n.get_weights())))
base = keras.Sequential([keras.Input((3,)), layers.Dense(4), layers.BatchNormalization(), layers.Dropout(0.5)], name="base")
base.trainable = False
head = keras.Sequential([keras.Input((3,)), base, layers.Dense(2)])
head.compile("adam", "mse")
kept = base.get_weights()
h0 = head.get_weights()
head.fit(x, y, epochs=2, verbose=0)
print(all(np.array_equal(a, b) for a, b in zip(kept, base.get_weights())), np.array_equal(base.layers[0].kernel, kept[0]))
print(np.array_equal(head.layers[-1].get_weights()[0], h0[-2]))
base.trainable = True
head.compile("adam", "mse")
head.fit(x, y, epochs=2, verbose=0)
print(np.array_equal(base.get_weights()[0], kept[0]))
t = keras.Sequential([keras.Input((3,)), layers.Dense(2)])
q0 = t(x)
opt = keras.optimizers.SGD(0.5)
with tf.GradientTape() as tape:
    loss = tf.reduce_mean((t(x) - y) ** 2)
opt.apply_gradients(zip(tape.gradient(loss, t.trainable_variables), t.trainable_variables))
print(np.allclose(q0, t(x)))
@tf.function
def step(a, b):
    with tf.GradientTape() as tape:
        loss = tf.reduce_mean((t(a) - b) ** 2)
    opt.apply_gradients(zip(tape.gradient(loss, t.trainable_variables), t.trainable_variables))
    return loss
step(tf.constant(x, tf.float32), tf.constant(y, tf.float32))
q1 = t.predict(x, verbose=0)
step(tf.constant(x, tf.float32), tf.constant(y, tf.float32))
print(np.allclose(q1, t.predict(x, verbose=0)))
w0 = t.get_weights()
t.layers[0].kernel.assign(np.ones((3, 2)))
print(np.array_equal(w0[0], t.get_weights()[0]), np.array_equal(w0[1], t.get_weights()[1]))
z = t.predict(x, verbose=0)
x[0] = 7.0
print(np.allclose(z, t.predict(x, verbose=0)))
v = x[2:4]
z = t.predict(x, verbose=0)
v[0] = 3.0
print(np.allclose(z, t.predict(x, verbose=0)))
bn = keras.Sequential([keras.Input((3,)), layers.BatchNormalization(momentum=0.5)])
b0 = bn.predict(x, verbose=0)
bn(x, training=True)
print(np.allclose(b0, bn.predict(x, verbose=0)))
class Noisy(layers.Layer):
    def call(self, x):
        return x + keras.random.normal(ops.shape(x))
no = keras.Sequential([keras.Input((3,)), Noisy()])
print(np.allclose(no.predict(x, verbose=0), no.predict(x, verbose=0)))
mc = keras.Sequential([keras.Input((3,)), layers.Dropout(0.5)])
print(np.allclose(mc(x, training=True), mc(x, training=True)), np.allclose(mc(x), mc(x)))
ck = keras.Sequential([keras.Input((3,)), layers.Dense(2)])
ck.compile("sgd", "mse")
ck.fit(x, y, epochs=3, verbose=0, callbacks=[keras.callbacks.ModelCheckpoint("w{epoch}.weights.h5", save_weights_only=True)])
k1 = keras.models.clone_model(ck); k1.load_weights("w1.weights.h5")
k3 = keras.models.clone_model(ck); k3.load_weights("w3.weights.h5")
print(np.allclose(k1.predict(x, verbose=0), k3.predict(x, verbose=0)), np.allclose(k3.predict(x, verbose=0), ck.predict(x, verbose=0)))
st = keras.Sequential([keras.Input(batch_shape=(2, 3, 1)), layers.LSTM(4, stateful=True)])
s1 = st.predict(np.ones((2, 3, 1)), verbose=0)
print(np.allclose(s1, st.predict(np.ones((2, 3, 1)), verbose=0)))
class Snap(keras.callbacks.Callback):
    def __init__(self):
        super().__init__()
        self.w = []
    def on_epoch_end(self, epoch, logs=None):
        self.w.append(self.model.get_weights()[0])
sn = Snap()
ck.fit(x, y, epochs=2, verbose=0, callbacks=[sn])
print(np.array_equal(sn.w[0], sn.w[1]), np.array_equal(sn.w[1], ck.get_weights()[0]))
es = keras.callbacks.EarlyStopping(monitor="loss", patience=5, restore_best_weights=True)
g = ck.get_weights()
ck.fit(x, y, epochs=2, verbose=0, callbacks=[es])
print(np.array_equal(g[0], ck.get_weights()[0]))
