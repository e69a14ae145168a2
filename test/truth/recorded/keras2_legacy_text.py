# keras2
# IMDB-like sentiment in the old way: Tokenizer + tf.data + layer.output_shape
import numpy as np
import tensorflow as tf
from tensorflow.keras.preprocessing.text import Tokenizer, text_to_word_sequence
from tensorflow.keras.preprocessing.sequence import pad_sequences, skipgrams, make_sampling_table

corpus = ["The quick brown fox jumped over the lazy dog.", "A quick movement of the enemy will jeopardize six gunboats",
          "All questions asked by five watch experts amazed the judge", "the dog and the fox"]
labels = np.array([0, 1, 1, 0])
tok = Tokenizer(oov_token="<unk>")
tok.fit_on_texts(corpus)
print(len(tok.word_index), tok.document_count, tok.word_counts["the"])
print(text_to_word_sequence(corpus[3]))
seqs = tok.texts_to_sequences(corpus)
maxlen = max(map(len, seqs))
padded = pad_sequences(seqs, maxlen=maxlen, padding="post")
print(padded.shape, maxlen)
bow = tok.texts_to_matrix(corpus, mode="binary")
print(bow.shape, bow.sum(axis=1).tolist())
print(tok.sequences_to_texts([seqs[3]]))
table = make_sampling_table(20)
pairs, sg_labels = skipgrams(seqs[3], vocabulary_size=len(tok.word_index) + 1, window_size=1, negative_samples=0.0)
print(table.shape, len(pairs), sum(sg_labels))

ds = tf.data.Dataset.from_tensor_slices((padded, labels)).shuffle(4).repeat(3).batch(5)
print(ds.element_spec, len(ds))
vocab = len(tok.word_index) + 1
model = tf.keras.Sequential([
    tf.keras.layers.Embedding(vocab, 6, input_length=maxlen, mask_zero=True, name="emb"),
    tf.keras.layers.SimpleRNN(5, return_sequences=True, name="rnn"),
    tf.keras.layers.GRU(4, reset_after=False, name="gru"),
    tf.keras.layers.Dense(1, activation="sigmoid", name="out"),
])
model.compile("rmsprop", "binary_crossentropy", metrics=["acc"])
model.summary()
model.fit(ds, epochs=1, verbose=0)
for layer in model.layers:
    print(layer.name, layer.input_shape, layer.output_shape, layer.count_params())
print([w.name for w in model.weights])
print(model.predict(padded, verbose=0).shape)
