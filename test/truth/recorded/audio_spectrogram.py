# simple audio: waves -> STFT -> small CNN. WAV files written into a temporary folder
import os
import pathlib
import tempfile
import numpy as np
import tensorflow as tf
from tensorflow.keras import layers, models

data_dir = pathlib.Path(tempfile.mkdtemp())
RATE = 4000
for k, command in enumerate(["down", "go", "stop", "up"]):
    (data_dir / command).mkdir()
    for i in range(4 + k):
        n = RATE if i % 2 == 0 else RATE - 500
        wave = np.sin(np.arange(n) * 0.05 * (k + 1)).astype("float32")[:, None]
        tf.io.write_file(str(data_dir / command / f"{i}.wav"), tf.audio.encode_wav(wave, RATE))
commands = np.array(sorted(p.name for p in data_dir.iterdir()))
print(commands.tolist())
files = sorted(str(p) for p in data_dir.glob("*/*.wav"))
print(len(files))


def decode(path):
    audio, _ = tf.audio.decode_wav(tf.io.read_file(path), desired_channels=1)
    audio = tf.squeeze(audio, axis=-1)
    pad = tf.zeros([RATE] - tf.shape(audio), dtype=tf.float32)
    audio = tf.concat([audio, pad], 0)
    audio.set_shape([RATE])
    label = tf.argmax(tf.strings.split(path, os.path.sep)[-2] == commands)
    return audio, label


def get_spectrogram(waveform):
    spectrogram = tf.signal.stft(waveform, frame_length=255, frame_step=128)
    spectrogram = tf.abs(spectrogram)
    return spectrogram[..., tf.newaxis]


waves = tf.data.Dataset.from_tensor_slices(files).shuffle(len(files), seed=0, reshuffle_each_iteration=False).map(decode)
print(waves.element_spec)
spec_ds = waves.map(lambda a, l: (get_spectrogram(a), l), num_parallel_calls=tf.data.AUTOTUNE)
print(spec_ds.element_spec)
for spectrogram, label in spec_ds.take(1):
    input_shape = spectrogram.shape
print('Input shape:', input_shape)
num_labels = len(commands)
train_ds, val_ds = spec_ds.skip(6).batch(4), spec_ds.take(6).batch(4)
print(len(train_ds), len(val_ds))
norm_layer = layers.Normalization()
norm_layer.adapt(data=train_ds.map(map_func=lambda spec, label: spec))
model = models.Sequential([
    layers.Input(shape=input_shape),
    layers.Resizing(32, 32),
    norm_layer,
    layers.Conv2D(8, 3, activation='relu'),
    layers.Conv2D(16, 3, activation='relu'),
    layers.MaxPooling2D(),
    layers.Dropout(0.25),
    layers.Flatten(),
    layers.Dense(num_labels),
])
model.summary()
model.compile(optimizer='adam', loss=tf.keras.losses.SparseCategoricalCrossentropy(from_logits=True), metrics=['accuracy'])
model.fit(train_ds, validation_data=val_ds, epochs=1, verbose=0)
y_pred = tf.argmax(model.predict(val_ds, verbose=0), axis=1)
y_true = tf.concat(list(val_ds.map(lambda s, lab: lab)), axis=0)
print(y_pred.shape, y_true.shape, tf.math.confusion_matrix(y_true, y_pred, num_classes=num_labels).shape)
print(model.count_params())
