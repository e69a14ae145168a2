import os, tempfile, glob
import numpy as np
import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers
from PIL import Image

# Oxford-pets-like: pictures and trimaps (1, 2, 3) on disk
base = tempfile.mkdtemp()
for sub in ("images", "masks"):
    os.makedirs(os.path.join(base, sub))
for i in range(9):
    Image.fromarray(np.random.randint(0, 256, (70, 90, 3), dtype=np.uint8)).save(f"{base}/images/pet_{i}.jpg")
    Image.fromarray(np.random.randint(1, 4, (70, 90), dtype=np.uint8)).save(f"{base}/masks/pet_{i}.png")
input_img_paths = sorted(glob.glob(base + "/images/*.jpg"))
target_paths = sorted(glob.glob(base + "/masks/*.png"))
print("Number of samples:", len(input_img_paths))

img_size = (48, 64)
batch_size = 2


def get_dataset(batch_size, img_size, input_img_paths, target_img_paths, max_dataset_len=None):
    def load_img_masks(input_img_path, target_img_path):
        input_img = tf.io.decode_image(tf.io.read_file(input_img_path), channels=3, expand_animations=False)
        input_img = tf.image.resize(input_img, img_size)
        input_img = tf.image.convert_image_dtype(input_img, "float32")
        target = tf.io.decode_png(tf.io.read_file(target_img_path), channels=1)
        target = tf.cast(tf.image.resize(target, img_size, method="nearest"), tf.uint8)
        return input_img, target - 1
    if max_dataset_len:
        input_img_paths, target_img_paths = input_img_paths[:max_dataset_len], target_img_paths[:max_dataset_len]
    dataset = tf.data.Dataset.from_tensor_slices((input_img_paths, target_img_paths))
    return dataset.map(load_img_masks, num_parallel_calls=tf.data.AUTOTUNE).batch(batch_size)


val_samples = 3
train_ds = get_dataset(batch_size, img_size, input_img_paths[:-val_samples], target_paths[:-val_samples], max_dataset_len=5)
valid_ds = get_dataset(batch_size, img_size, input_img_paths[-val_samples:], target_paths[-val_samples:])
print(train_ds.element_spec)
print(len(train_ds), len(valid_ds))
x, y = next(iter(train_ds))
num_classes = int(tf.reduce_max(y)) + 1
print(x.shape, y.shape, y.dtype, num_classes)


def get_model(img_size, num_classes):
    inputs = keras.Input(shape=img_size + (3,))
    x = layers.Conv2D(8, 3, strides=2, padding="same")(inputs)
    x = layers.BatchNormalization()(x)
    x = layers.Activation("relu")(x)
    previous = x
    for filters in [16, 24]:
        x = layers.SeparableConv2D(filters, 3, padding="same")(layers.Activation("relu")(x))
        x = layers.BatchNormalization()(x)
        x = layers.MaxPooling2D(3, strides=2, padding="same")(x)
        previous = x = layers.add([x, layers.Conv2D(filters, 1, strides=2, padding="same")(previous)])
    for filters in [24, 16, 8]:
        x = layers.Conv2DTranspose(filters, 3, padding="same")(layers.Activation("relu")(x))
        x = layers.UpSampling2D(2)(x)
        previous = x = layers.add([x, layers.Conv2D(filters, 1, padding="same")(layers.UpSampling2D(2)(previous))])
    return keras.Model(inputs, layers.Conv2D(num_classes, 3, activation="softmax", padding="same")(x))


model = get_model(img_size, num_classes)
model.summary()
print(model.output.shape, model.count_params())
print(model.predict(valid_ds, verbose=0).shape)
