import numpy as np
import tensorflow as tf
import keras
from keras import layers

AUTO = tf.data.AUTOTUNE
BATCH_SIZE = 8
rng = np.random.default_rng(0)
x_train = rng.random((40, 28, 28)).astype("float32")[..., None]
y_train = tf.one_hot(rng.integers(0, 10, 40), 10)
print(x_train.shape, y_train.shape)

train_ds_one = tf.data.Dataset.from_tensor_slices((x_train, y_train)).shuffle(BATCH_SIZE * 100).batch(BATCH_SIZE)
train_ds_two = tf.data.Dataset.from_tensor_slices((x_train, y_train)).shuffle(BATCH_SIZE * 100).batch(BATCH_SIZE)
train_ds = tf.data.Dataset.zip((train_ds_one, train_ds_two))
print(train_ds.element_spec)


def sample_beta_distribution(size, concentration_0=0.2, concentration_1=0.2):
    gamma_1 = tf.random.gamma(shape=[size], alpha=concentration_1)
    gamma_2 = tf.random.gamma(shape=[size], alpha=concentration_0)
    return gamma_1 / (gamma_1 + gamma_2)


def mix_up(ds_one, ds_two, alpha=0.2):
    images_one, labels_one = ds_one
    images_two, labels_two = ds_two
    batch_size = tf.shape(images_one)[0]
    l = sample_beta_distribution(batch_size, alpha, alpha)
    x_l = tf.reshape(l, (batch_size, 1, 1, 1))
    y_l = tf.reshape(l, (batch_size, 1))
    images = images_one * x_l + images_two * (1 - x_l)
    labels = labels_one * y_l + labels_two * (1 - y_l)
    return images, labels


train_ds_mu = train_ds.map(lambda a, b: mix_up(a, b, alpha=0.2), num_parallel_calls=AUTO)
print(train_ds_mu.element_spec)
sample_images, sample_labels = next(iter(train_ds_mu))
print(sample_images.shape, sample_labels.shape)
print(np.allclose(tf.reduce_sum(sample_labels, axis=-1).numpy(), 1.0, atol=1e-4))

augmenter = keras.Sequential([
    layers.RandomFlip("horizontal_and_vertical"), layers.RandomRotation(0.1), layers.RandomContrast(0.2), layers.Resizing(32, 32),
    layers.CenterCrop(24, 24)])
aug_ds = train_ds_one.map(lambda x, y: (augmenter(x, training=True), y), num_parallel_calls=AUTO).prefetch(AUTO)
print(aug_ds.element_spec)
print(tf.image.rgb_to_grayscale(tf.zeros((2, 5, 5, 3))).shape, tf.image.central_crop(sample_images, 0.5).shape)
print(tf.image.crop_to_bounding_box(sample_images, 2, 3, 10, 12).shape, tf.image.resize_with_pad(sample_images, 40, 50).shape)

model = keras.Sequential([
    layers.Input((24, 24, 1)),
    layers.Conv2D(16, 5, strides=2, activation="relu"),
    layers.MaxPooling2D(2),
    layers.SpatialDropout2D(0.2),
    layers.Flatten(),
    layers.Dense(10, activation="softmax"),
])
model.compile(loss="categorical_crossentropy", optimizer="adam", metrics=["accuracy"])
model.fit(aug_ds, epochs=1, verbose=0)
model.summary()
print(model.count_params(), model.output_shape, model.predict(aug_ds, verbose=0).shape)
