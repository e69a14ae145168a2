import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers
import numpy as np

# conditional GAN, conditioned on labels
batch_size = 16
num_channels = 1
num_classes = 10
image_size = 28
latent_dim = 32
generator_in_channels = latent_dim + num_classes
discriminator_in_channels = num_channels + num_classes
print(generator_in_channels, discriminator_in_channels)

discriminator = keras.Sequential([
    keras.layers.InputLayer((28, 28, discriminator_in_channels)),
    layers.Conv2D(16, (3, 3), strides=(2, 2), padding="same"),
    layers.LeakyReLU(alpha=0.2),
    layers.Conv2D(32, (3, 3), strides=(2, 2), padding="same"),
    layers.LeakyReLU(alpha=0.2),
    layers.GlobalMaxPooling2D(),
    layers.Dense(1),
], name="discriminator")
generator = keras.Sequential([
    keras.layers.InputLayer((generator_in_channels,)),
    layers.Dense(7 * 7 * generator_in_channels),
    layers.LeakyReLU(alpha=0.2),
    layers.Reshape((7, 7, generator_in_channels)),
    layers.Conv2DTranspose(16, (4, 4), strides=(2, 2), padding="same"),
    layers.LeakyReLU(alpha=0.2),
    layers.Conv2DTranspose(16, (4, 4), strides=(2, 2), padding="same"),
    layers.LeakyReLU(alpha=0.2),
    layers.Conv2D(1, (7, 7), padding="same", activation="sigmoid"),
], name="generator")


class ConditionalGAN(keras.Model):
    def __init__(self, discriminator, generator, latent_dim):
        super().__init__()
        self.discriminator, self.generator, self.latent_dim = discriminator, generator, latent_dim
        self.d_tracker = keras.metrics.Mean(name="d_loss")
        self.g_tracker = keras.metrics.Mean(name="g_loss")

    @property
    def metrics(self):
        return [self.g_tracker, self.d_tracker]

    def compile(self, d_optimizer, g_optimizer, loss_fn):
        super().compile()
        self.d_optimizer, self.g_optimizer, self.loss_fn = d_optimizer, g_optimizer, loss_fn

    def train_step(self, data):
        real, one_hot = data
        maps = tf.repeat(one_hot[:, :, None, None], repeats=[image_size * image_size])
        maps = tf.reshape(maps, (-1, image_size, image_size, num_classes))
        n = tf.shape(real)[0]
        noise = tf.concat([tf.random.normal((n, self.latent_dim)), one_hot], axis=1)
        fake = self.generator(noise)
        combined = tf.concat([tf.concat([fake, maps], -1), tf.concat([real, maps], -1)], axis=0)
        labels = tf.concat([tf.ones((n, 1)), tf.zeros((n, 1))], axis=0)
        with tf.GradientTape() as tape:
            d_loss = self.loss_fn(labels, self.discriminator(combined))
        self.d_optimizer.apply_gradients(zip(tape.gradient(d_loss, self.discriminator.trainable_weights), self.discriminator.trainable_weights))
        with tf.GradientTape() as tape:
            pred = self.discriminator(tf.concat([self.generator(noise), maps], -1))
            g_loss = self.loss_fn(tf.zeros((n, 1)), pred)
        self.g_optimizer.apply_gradients(zip(tape.gradient(g_loss, self.generator.trainable_weights), self.generator.trainable_weights))
        self.d_tracker.update_state(d_loss)
        self.g_tracker.update_state(g_loss)
        return {m.name: m.result() for m in self.metrics}


digits = np.random.rand(32, 28, 28, 1).astype("float32")
labels = keras.utils.to_categorical(np.random.randint(0, 10, 32), 10)
gan = ConditionalGAN(discriminator, generator, latent_dim)
gan.compile(keras.optimizers.Adam(3e-4), keras.optimizers.Adam(3e-4), keras.losses.BinaryCrossentropy(from_logits=True))
h = gan.fit(digits, labels, batch_size=batch_size, epochs=1, verbose=0)
print(sorted(h.history))
generator.summary()
discriminator.summary()
print(generator.count_params(), discriminator.count_params(), len(gan.trainable_weights))
print(generator.output_shape, generator.layers[2].output_shape, discriminator.layers[4].output_shape)
print(generator.predict(np.zeros((3, generator_in_channels)), verbose=0).shape)
