"""Windowing a series with tf.data (Coursera 'Sequences, Time Series and Prediction' style)."""
import numpy as np
import tensorflow as tf


def trend(time, slope=0):
    return slope * time


def seasonal_pattern(season_time):
    return np.where(season_time < 0.4, np.cos(season_time * 2 * np.pi), 1 / np.exp(3 * season_time))


def seasonality(time, period, amplitude=1, phase=0):
    season_time = ((time + phase) % period) / period
    return amplitude * seasonal_pattern(season_time)


time = np.arange(4 * 90 + 1, dtype="float32")
series = 10 + trend(time, 0.1) + seasonality(time, period=90, amplitude=40)
split_time = 250
time_train, x_train = time[:split_time], series[:split_time]
time_valid, x_valid = time[split_time:], series[split_time:]
print(x_train.shape, x_valid.shape)

window_size = 20
batch_size = 32
shuffle_buffer_size = 100


def windowed_dataset(series, window_size, batch_size, shuffle_buffer):
    dataset = tf.data.Dataset.from_tensor_slices(series)
    dataset = dataset.window(window_size + 1, shift=1, drop_remainder=True)
    dataset = dataset.flat_map(lambda window: window.batch(window_size + 1))
    dataset = dataset.shuffle(shuffle_buffer).map(lambda window: (window[:-1], window[-1]))
    dataset = dataset.batch(batch_size).prefetch(1)
    return dataset


dataset = windowed_dataset(x_train, window_size, batch_size, shuffle_buffer_size)
print(dataset.element_spec)
n = 0
for x, y in dataset:
    n += 1
print(n, x.shape, y.shape)
print(int(tf.data.experimental.cardinality(dataset)))

model = tf.keras.models.Sequential([
    tf.keras.Input((window_size,)),
    tf.keras.layers.Dense(10, activation="relu"),
    tf.keras.layers.Dense(10, activation="relu"),
    tf.keras.layers.Dense(1)
])
model.compile(loss="mse", optimizer=tf.keras.optimizers.SGD(learning_rate=1e-6, momentum=0.9))
h = model.fit(dataset, epochs=1, verbose=0)
model.summary()
print(len(h.history["loss"]))

forecast = []
for t in range(5):
    forecast.append(model.predict(series[t:t + window_size][np.newaxis], verbose=0))
print(np.array(forecast).shape, np.array(forecast)[:, 0, 0].shape)
print(model.count_params())
