# variable length sequences with padded_batch
import numpy as np
import tensorflow as tf
import keras
from keras import layers

VOCAB = 30
rng = np.random.default_rng(3)
lengths = [3, 5, 2, 9, 4, 4, 7, 1, 6, 8]


def gen():
    for n in lengths:
        yield rng.integers(1, VOCAB, size=(n,)), np.int64(n % 3)


ds = tf.data.Dataset.from_generator(
    gen,
    output_signature=(
        tf.TensorSpec(shape=(None,), dtype=tf.int64),
        tf.TensorSpec(shape=(), dtype=tf.int64),
    ))
print(ds.element_spec)
print(tf.data.experimental.cardinality(ds).numpy() == tf.data.UNKNOWN_CARDINALITY)

padded = ds.padded_batch(4)
print([tuple(x.shape) for x, _ in padded])
fixed = ds.padded_batch(4, padded_shapes=([12], []), drop_remainder=True)
print(fixed.element_spec)
print([x.shape.as_list() for x, _ in fixed])
n_batches = sum(1 for _ in padded)
print(n_batches)

bucketed = ds.bucket_by_sequence_length(
    element_length_func=lambda x, y: tf.shape(x)[0],
    bucket_boundaries=[4, 7], bucket_batch_sizes=[3, 3, 3])
print(sorted(x.shape[1] for x, _ in bucketed))

inp = keras.Input((None,), dtype="int64")
h = layers.Embedding(VOCAB, 8, mask_zero=True)(inp)
h = layers.GRU(6)(h)
out = layers.Dense(3, activation="softmax")(h)
model = keras.Model(inp, out)
model.compile("adam", "sparse_categorical_crossentropy")
model.fit(padded, epochs=1, verbose=0)
model.summary()
print(model.count_params())
print(model.predict(padded, verbose=0).shape)
