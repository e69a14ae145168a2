import numpy as np
import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers

AUTOTUNE = tf.data.AUTOTUNE
IMG = 32
N_CLASSES = 6

images = np.random.randint(0, 256, (40, 40, 48, 3), dtype=np.uint8)
labels = np.random.randint(0, N_CLASSES, (40,))


def preprocess(image, label):
    image = tf.image.convert_image_dtype(image, tf.float32)
    image = tf.image.resize(image, (IMG, IMG))
    return image, tf.one_hot(label, N_CLASSES)


def augment(image, label):
    image = tf.image.random_flip_left_right(image)
    image = tf.image.random_brightness(image, 0.1)
    return image, label


ds = tf.data.Dataset.from_tensor_slices((images, labels))
train = ds.take(32).shuffle(32).map(preprocess, AUTOTUNE).map(augment, AUTOTUNE).batch(8).prefetch(AUTOTUNE)
val = ds.skip(32).map(preprocess, AUTOTUNE).prefetch(AUTOTUNE)   # forgot .batch()
print(train.element_spec)
print(val.element_spec)
print(len(train), len(val))

inputs = keras.Input((IMG, IMG, 3))
x = layers.Conv2D(8, 3, activation="relu")(inputs)
x = layers.MaxPooling2D()(x)
x = layers.Flatten()(x)
outputs = layers.Dense(N_CLASSES, activation="softmax")(x)
model = keras.Model(inputs, outputs)
model.summary()
print(model.output.shape, model.count_params())
model.compile("adam", "categorical_crossentropy", metrics=["accuracy"])
model.fit(train, validation_data=val, epochs=1, verbose=0)
