# char-rnn (Shakespeare), shortened. RNN text generation
import tensorflow as tf
from tensorflow import keras
import numpy as np

text = ("First Citizen:\nBefore we proceed any further, hear me speak.\n\nAll:\nSpeak, speak.\n\n"
        "First Citizen:\nYou are all resolved rather to die than to famish?\n\nAll:\nResolved. resolved.\n") * 4
vocab = sorted(set(text))
print(f"{len(vocab)} unique characters", len(text))

example_texts = ["abcdefg", "xyz"]
chars = tf.strings.unicode_split(example_texts, input_encoding="UTF-8")
print(chars.shape, chars.row_lengths().numpy().tolist())
ids_from_chars = keras.layers.StringLookup(vocabulary=list(vocab), mask_token=None)
chars_from_ids = keras.layers.StringLookup(vocabulary=ids_from_chars.get_vocabulary(), invert=True, mask_token=None)
print(len(ids_from_chars.get_vocabulary()))

all_ids = ids_from_chars(tf.strings.unicode_split(text, "UTF-8"))
print(all_ids.shape)
print(tf.strings.reduce_join(chars_from_ids(all_ids[:14])).numpy().decode())

ids_dataset = tf.data.Dataset.from_tensor_slices(all_ids)
seq_length = 20
sequences = ids_dataset.batch(seq_length + 1, drop_remainder=True)
print(len(sequences), sequences.element_spec)


def split_input_target(sequence):
    input_text = sequence[:-1]
    target_text = sequence[1:]
    return input_text, target_text


dataset = sequences.map(split_input_target)
BATCH_SIZE = 8
dataset = dataset.shuffle(100).batch(BATCH_SIZE, drop_remainder=True).prefetch(tf.data.AUTOTUNE)
print(dataset.element_spec)

vocab_size = len(ids_from_chars.get_vocabulary())


class MyModel(keras.Model):
    def __init__(self, vocab_size, embedding_dim, rnn_units):
        super().__init__()
        self.embedding = keras.layers.Embedding(vocab_size, embedding_dim)
        self.gru = keras.layers.GRU(rnn_units, return_sequences=True, return_state=True)
        self.dense = keras.layers.Dense(vocab_size)

    def call(self, inputs, states=None, return_state=False, training=False):
        x = self.embedding(inputs, training=training)
        x, states = self.gru(x, initial_state=states, training=training)
        x = self.dense(x, training=training)
        return (x, states) if return_state else x


model = MyModel(vocab_size, embedding_dim=16, rnn_units=32)
for input_example_batch, target_example_batch in dataset.take(1):
    example_batch_predictions = model(input_example_batch)
    print(example_batch_predictions.shape)
model.summary()
sampled = tf.random.categorical(example_batch_predictions[0], num_samples=1)
print(sampled.shape, tf.squeeze(sampled, axis=-1).shape)
loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
print(loss(target_example_batch, example_batch_predictions).shape, model.count_params())
model.compile(optimizer="adam", loss=loss)
print(len(model.fit(dataset, epochs=1, verbose=0).history["loss"]))
