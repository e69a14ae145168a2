import os
import re
import tempfile
import numpy as np
import keras
from keras import layers

d = tempfile.mkdtemp()


class KeepLast(keras.callbacks.Callback):
    def __init__(self, folder, keep=2):
        super().__init__()
        self.folder, self.keep = folder, keep
        self.removed = []

    def on_epoch_end(self, epoch, logs=None):
        self.model.save_weights(os.path.join(self.folder, f"w{epoch:03d}.weights.h5"))
        found = sorted(f for f in os.listdir(self.folder) if f.endswith(".weights.h5"))
        for f in found[:-self.keep]:
            os.remove(os.path.join(self.folder, f))
            self.removed.append(f)

    def on_train_end(self, logs=None):
        with open(os.path.join(self.folder, "DONE"), "w") as fh:
            fh.write(",".join(self.removed))


def net():
    m = keras.Sequential([
        keras.Input((8, 8, 2)),
        layers.Conv2D(3, 3, padding="same", name="a"),
        layers.BatchNormalization(name="bn"),
        layers.ReLU(max_value=6.0, name="relu6"),
        layers.GlobalMaxPooling2D(name="pool"),
        layers.Dense(2, name="d"),
    ])
    m.compile(keras.optimizers.Lion(1e-3), "mse")
    return m


x = np.random.RandomState(4).rand(12, 8, 8, 2)
y = np.zeros((12, 2))
m = net()
keep = KeepLast(d)
m.fit(x, y, epochs=5, batch_size=4, verbose=0, callbacks=[keep, keras.callbacks.ModelCheckpoint(os.path.join(d, "m-{epoch:02d}.keras"))])
files = sorted(os.listdir(d))
print(files)
with open(os.path.join(d, "DONE")) as fh:
    print(fh.read().split(","))

epochs = {int(re.search(r"m-(\d+)", f).group(1)): f for f in files if f.startswith("m-")}
last, first = epochs[max(epochs)], epochs[min(epochs)]
a = keras.models.load_model(os.path.join(d, last))
b = keras.models.load_model(os.path.join(d, first))
print(len(epochs), int(a.optimizer.iterations), int(b.optimizer.iterations))
print(np.allclose(a.predict(x, verbose=0), m.predict(x, verbose=0), atol=1e-6))
w = net()
w.load_weights(os.path.join(d, files[-1] if files[-1].endswith("h5") else "w004.weights.h5"))
print(np.allclose(w.get_layer("bn").moving_mean, m.get_layer("bn").moving_mean))
print(a.optimizer.name, a.get_layer("relu6").max_value, [x.name for x in a.layers])
print(a.count_params(), len(a.non_trainable_weights), a.layers[0].kernel.shape)
