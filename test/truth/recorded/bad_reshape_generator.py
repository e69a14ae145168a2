"""DCGAN generator; the Reshape target does not match the Dense before it."""
import tensorflow as tf
from tensorflow.keras import layers

NOISE = 64
CONFIG = dict(start=7, channels=128, blocks=[64, 32], out_channels=1)


def make_discriminator_model():
    model = tf.keras.Sequential(name='discriminator')
    model.add(layers.Conv2D(32, (5, 5), strides=(2, 2), padding='same', input_shape=[28, 28, 1]))
    model.add(layers.LeakyReLU())
    model.add(layers.Dropout(0.3))
    model.add(layers.Conv2D(64, (5, 5), strides=(2, 2), padding='same'))
    model.add(layers.LeakyReLU())
    model.add(layers.Flatten())
    model.add(layers.Dense(1))
    return model


def make_generator_model(cfg):
    s, c = cfg['start'], cfg['channels']
    model = tf.keras.Sequential(name='generator')
    model.add(layers.Dense(s * s * 2 * c, use_bias=False, input_shape=(NOISE,)))
    model.add(layers.BatchNormalization())
    model.add(layers.LeakyReLU())
    print(model.output_shape)
    model.add(layers.Reshape((s, s, c)))
    for i, f in enumerate(cfg['blocks']):
        model.add(layers.Conv2DTranspose(f, (5, 5), strides=(1 + i, 1 + i), padding='same', use_bias=False))
        model.add(layers.BatchNormalization())
        model.add(layers.LeakyReLU())
    model.add(layers.Conv2DTranspose(cfg['out_channels'], (5, 5), strides=(2, 2), padding='same', activation='tanh'))
    return model


discriminator = make_discriminator_model()
discriminator.summary()
print(discriminator.count_params(), discriminator.layers[5].output_shape)
print(len(discriminator.trainable_weights))
generator = make_generator_model(CONFIG)
generator.summary()
fake = generator(tf.random.normal([1, NOISE]), training=False)
print(fake.shape)
print(discriminator(fake).shape)
