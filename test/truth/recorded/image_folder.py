import os
import pathlib
import tempfile
import numpy as np
import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers
from PIL import Image

data_dir = pathlib.Path(tempfile.mkdtemp()) / "flower_photos"
for name, count in {"daisy": 7, "roses": 5, "tulips": 8}.items():
    (data_dir / name).mkdir(parents=True)
    for i in range(count):
        arr = np.random.randint(0, 255, (50, 60, 3), dtype=np.uint8)
        Image.fromarray(arr).save(data_dir / name / f"{i}.png")

image_count = len(list(data_dir.glob("*/*.png")))
print(image_count)

batch_size = 4
img_height, img_width = 36, 36
train_ds = keras.utils.image_dataset_from_directory(
    data_dir, validation_split=0.2, subset="training", seed=123,
    image_size=(img_height, img_width), batch_size=batch_size)
val_ds = keras.utils.image_dataset_from_directory(
    data_dir, validation_split=0.2, subset="validation", seed=123,
    image_size=(img_height, img_width), batch_size=batch_size)
class_names = train_ds.class_names
print(class_names)
print(len(train_ds), len(val_ds))
print(train_ds.element_spec)

for image_batch, labels_batch in train_ds:
    print(image_batch.shape)
    print(labels_batch.shape)
    break

AUTOTUNE = tf.data.AUTOTUNE
train_ds = train_ds.cache().shuffle(1000).prefetch(buffer_size=AUTOTUNE)
val_ds = val_ds.cache().prefetch(buffer_size=AUTOTUNE)
num_classes = len(class_names)

model = keras.Sequential([
    layers.Input((img_height, img_width, 3)),
    layers.Rescaling(1. / 255),
    layers.Conv2D(16, 3, padding='same', activation='relu'),
    layers.MaxPooling2D(),
    layers.Conv2D(32, 3, padding='same', activation='relu'),
    layers.MaxPooling2D(),
    layers.Flatten(),
    layers.Dense(64, activation='relu'),
    layers.Dense(num_classes, name="outputs")
])
model.compile(optimizer='adam', loss=keras.losses.SparseCategoricalCrossentropy(from_logits=True), metrics=['accuracy'])
model.summary()
history = model.fit(train_ds, validation_data=val_ds, epochs=1, verbose=0)
print(sorted(history.history))
print(model.predict(val_ds, verbose=0).shape)
