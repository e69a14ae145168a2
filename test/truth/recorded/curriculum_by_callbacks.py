from __future__ import annotations

import functools
import numpy as np
import keras
from tensorflow import keras as tfk


def logged(fn):
    @functools.wraps(fn)
    def inner(self, epoch, logs=None):
        self.trace.append(fn.__name__)
        return fn(self, epoch, logs)
    return inner


class Curriculum(keras.callbacks.Callback):
    """Raises the dropout rate and lowers the learning rate as epochs pass."""

    def __init__(self, layer_name: str, rates: list[float]):
        super().__init__()
        self.layer_name = layer_name
        self.rates = rates
        self.trace: list[str] = []

    @logged
    def on_epoch_begin(self, epoch, logs=None):
        layer = self.model.get_layer(self.layer_name)
        layer.rate = self.rates[min(epoch, len(self.rates) - 1)]

    @logged
    def on_epoch_end(self, epoch, logs=None):
        if epoch == 2:
            self.model.stop_training = True


class BatchCounter(keras.callbacks.Callback):
    count = 0

    def on_train_batch_end(self, batch, logs=None):
        self.count += 1


print(tfk.__name__ if hasattr(tfk, "__name__") else "keras")
model = keras.Sequential(
    [
        keras.Input((10,)),
        keras.layers.Dense(20, activation="selu", kernel_initializer="lecun_normal"),
        keras.layers.AlphaDropout(0.0, name="drop"),
        keras.layers.Dense(1),
    ],
    name="curriculum",
)
model.compile("adam", "mse", metrics=["mae", keras.metrics.RootMeanSquaredError()])
x = np.linspace(0, 1, 400).reshape(40, 10)
y = x.sum(axis=1, keepdims=True)
cur, counter = Curriculum("drop", [0.0, 0.1, 0.2, 0.3]), BatchCounter()
history = model.fit(
    x, y, epochs=10, batch_size=7, validation_data=(x[:5], y[:5]), verbose=0,
    callbacks=[cur, counter, keras.callbacks.ReduceLROnPlateau(patience=5), keras.callbacks.TerminateOnNaN()],
)
print(history.epoch, sorted(history.history))
print("batches", counter.count, "trace", len(cur.trace), set(cur.trace) == {"on_epoch_begin", "on_epoch_end"})
print("final rate", model.get_layer("drop").rate)
print(round(float(model.optimizer.learning_rate), 6))
print(history.params["steps"], history.params["epochs"])
