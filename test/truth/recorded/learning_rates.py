import numpy as np, keras
from keras import layers
x = np.zeros((8, 3)); y = np.zeros((8, 2))
def make():
    m = keras.Sequential([keras.Input((3,)), layers.Dense(2)]); m.compile(keras.optimizers.SGD(0.5), "mse"); return m
m = make(); m.fit(x, y, verbose=0, callbacks=[keras.callbacks.EarlyStopping(monitor="loss", patience=5)]); print(float(m.optimizer.learning_rate), m.optimizer.name)
m = make(); m.fit(x, y, verbose=0, epochs=3, callbacks=[keras.callbacks.LearningRateScheduler(lambda e: 0.1 / (e + 1))]); print(round(float(m.optimizer.learning_rate), 4) != 0.5)
class C(keras.callbacks.Callback):
    def on_epoch_end(self, epoch, logs=None): self.model.optimizer.learning_rate = 0.25
m = make(); m.fit(x, y, verbose=0, callbacks=[C()]); print(float(m.optimizer.learning_rate), m.optimizer.name)
class D(keras.callbacks.Callback):
    def on_epoch_begin(self, epoch, logs=None): self.model.optimizer.learning_rate.assign(0.125 * (epoch + 1))
m = make(); m.fit(x, y, verbose=0, epochs=2, callbacks=[D()]); print(float(m.optimizer.learning_rate), int(m.optimizer.iterations))
m = keras.Sequential([keras.Input((3,)), layers.Dense(2, dtype="mixed_float16")], name="h")
keras.config.set_dtype_policy("mixed_float16")
k = keras.Sequential([keras.Input((3,)), layers.Dense(2)]); k.compile("adam", "mse"); print(type(k.optimizer).__name__, k.optimizer.name, type(k.optimizer.inner_optimizer).__name__, k.optimizer.inner_optimizer.name)
q = keras.optimizers.Adam(); k.compile(q, "mse"); print(k.optimizer is q, type(k.optimizer).__name__, k.optimizer.inner_optimizer is q)
k.compile(q, "mse", auto_scale_loss=False); print(k.optimizer is q)
w = keras.optimizers.LossScaleOptimizer(keras.optimizers.SGD(0.1)); k.compile(w, "mse"); print(k.optimizer is w, w.name)
