import numpy as np
import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers

# Chollet, DLwP chapter 10, on a made-up Jena
n = 400
raw_data = np.random.randn(n, 5).astype("float32")
temperature = raw_data[:, 1].copy()
num_train_samples = int(0.5 * len(raw_data))
num_val_samples = int(0.25 * len(raw_data))
num_test_samples = len(raw_data) - num_train_samples - num_val_samples
print(num_train_samples, num_val_samples, num_test_samples)

mean = raw_data[:num_train_samples].mean(axis=0)
raw_data -= mean
std = raw_data[:num_train_samples].std(axis=0)
raw_data /= std

int_sequence = np.arange(10)
dummy_dataset = keras.utils.timeseries_dataset_from_array(
    data=int_sequence[:-3], targets=int_sequence[3:], sequence_length=3, batch_size=2)
for inputs, targets in dummy_dataset:
    for i in range(inputs.shape[0]):
        print([int(x) for x in inputs[i]], int(targets[i]))

sampling_rate = 2
sequence_length = 20
delay = sampling_rate * (sequence_length + 4 - 1)
batch_size = 32
train_dataset = keras.utils.timeseries_dataset_from_array(
    raw_data[:-delay], targets=temperature[delay:], sampling_rate=sampling_rate, sequence_length=sequence_length,
    shuffle=True, batch_size=batch_size, start_index=0, end_index=num_train_samples)
val_dataset = keras.utils.timeseries_dataset_from_array(
    raw_data[:-delay], targets=temperature[delay:], sampling_rate=sampling_rate, sequence_length=sequence_length,
    shuffle=False, batch_size=batch_size, start_index=num_train_samples, end_index=num_train_samples + num_val_samples)
for samples, targets in train_dataset:
    print("samples shape:", samples.shape)
    print("targets shape:", targets.shape)
    break
print(len(train_dataset), len(val_dataset))
print(train_dataset.element_spec)

inputs = keras.Input(shape=(sequence_length, raw_data.shape[-1]))
x = layers.Conv1D(8, 5, activation="relu")(inputs)
x = layers.MaxPooling1D(2)(x)
x = layers.LSTM(16, recurrent_dropout=0.25)(x)
x = layers.Dropout(0.5)(x)
outputs = layers.Dense(1)(x)
model = keras.Model(inputs, outputs)
model.compile(optimizer="rmsprop", loss="mse", metrics=["mae"])
model.summary()
model.fit(train_dataset, epochs=1, validation_data=val_dataset, verbose=0)
print(model.predict(val_dataset, verbose=0).shape, model.count_params())
