"""SimCLR-like contrastive pre-training; the similarity matrix is built with the wrong transposition."""
import numpy as np
import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers

WIDTH, TEMPERATURE, SIZE = 16, 0.1, 24


def get_augmenter():
    return keras.Sequential([keras.Input(shape=(SIZE, SIZE, 3)), layers.Rescaling(1 / 255), layers.RandomFlip("horizontal"),
                             layers.RandomTranslation(0.1, 0.1), layers.RandomZoom(0.1)], name="augmenter")


def get_encoder():
    return keras.Sequential([
        keras.Input(shape=(SIZE, SIZE, 3)),
        layers.Conv2D(WIDTH, 3, strides=2, activation="relu"),
        layers.Conv2D(WIDTH, 3, strides=2, activation="relu"),
        layers.Flatten(),
        layers.Dense(WIDTH, activation="relu"),
    ], name="encoder")


class ContrastiveModel(keras.Model):
    def __init__(self):
        super().__init__()
        self.augmenter, self.encoder = get_augmenter(), get_encoder()
        self.projection_head = keras.Sequential([keras.Input(shape=(WIDTH,)), layers.Dense(WIDTH, activation="relu"), layers.Dense(WIDTH)],
                                                name="projection_head")
        self.loss_tracker = keras.metrics.Mean(name="c_loss")

    @property
    def metrics(self):
        return [self.loss_tracker]

    def contrastive_loss(self, p1, p2):
        p1 = tf.math.l2_normalize(p1, axis=1)
        p2 = tf.math.l2_normalize(p2, axis=1)
        similarities = tf.matmul(p1, p2) / TEMPERATURE
        labels = tf.range(tf.shape(p1)[0])
        return tf.reduce_mean(keras.losses.sparse_categorical_crossentropy(labels, similarities, from_logits=True))

    def train_step(self, images):
        a, b = self.augmenter(images, training=True), self.augmenter(images, training=True)
        with tf.GradientTape() as tape:
            p1, p2 = self.projection_head(self.encoder(a)), self.projection_head(self.encoder(b))
            loss = self.contrastive_loss(p1, p2)
        params = self.encoder.trainable_weights + self.projection_head.trainable_weights
        self.optimizer.apply_gradients(zip(tape.gradient(loss, params), params))
        self.loss_tracker.update_state(loss)
        return {m.name: m.result() for m in self.metrics}


model = ContrastiveModel()
model.encoder.summary()
model.projection_head.summary()
print(model.encoder.output_shape, model.encoder.count_params())
print(model.projection_head.count_params(), model.augmenter.count_params())
print([tuple(w.shape) for w in model.encoder.weights])
images = np.random.randint(0, 256, (24, SIZE, SIZE, 3)).astype("float32")
print(images.shape)
model.compile(optimizer=keras.optimizers.Adam())
h = model.fit(images, epochs=1, batch_size=12, verbose=0)
print(h.history)
