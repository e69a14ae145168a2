import tensorflow as tf
from tensorflow import keras

sentences = tf.constant([
    "what a lovely day",
    "bad bad weather",
    "the cat sat on the mat and slept",
    "ok",
    "lovely cat",
])
labels = tf.constant([1, 0, 1, 0, 1])

tokens = tf.strings.split(sentences)
print(type(tokens).__name__, tokens.shape, tokens.row_lengths().numpy().tolist())
print(tokens.bounding_shape().numpy().tolist())
flat = tokens.flat_values
uniq, _ = tf.unique(flat)
print(flat.shape, uniq.shape)
vocab = [w.decode() for w in uniq.numpy()]

lookup = keras.layers.StringLookup(vocabulary=vocab, mask_token="")
print(lookup.vocabulary_size())
ids = tf.ragged.map_flat_values(lambda t: tf.strings.length(t), tokens)
print(ids.to_list())
dense = tokens.to_tensor(default_value="")
print(dense.shape)
int_ids = lookup(dense)
print(int_ids.shape, int(tf.reduce_max(int_ids)))

ds = tf.data.Dataset.from_tensor_slices((int_ids, labels)).batch(2)
print(ds.element_spec)
print(len(ds))

model = keras.Sequential([
    keras.Input(shape=(int_ids.shape[1],)),
    keras.layers.Embedding(lookup.vocabulary_size(), 12, mask_zero=True),
    keras.layers.LSTM(8),
    keras.layers.Dense(1, activation="sigmoid"),
])
model.compile(optimizer="adam", loss="binary_crossentropy")
model.fit(ds, epochs=1, verbose=0)
model.summary()
print(model.count_params(), [tuple(w.shape) for w in model.weights])
print(tf.reduce_mean(tf.cast(ids, tf.float32), axis=1).shape)
