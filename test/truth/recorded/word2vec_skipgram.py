import io
import itertools
import numpy as np
import tensorflow as tf
from tensorflow.keras import Model
from tensorflow.keras.layers import Embedding, Dense, Dot

# word2vec with negative sampling, tf tutorial without the download
SEED = 42
AUTOTUNE = tf.data.AUTOTUNE
sentences = ["The wide road shimmered in the hot sun", "the sun was hot and the road was wide", "a wide river in the sun"]
vocab, index = {}, 1
vocab['<pad>'] = 0
for sentence in sentences:
    for token in sentence.lower().split():
        if token not in vocab:
            vocab[token] = index
            index += 1
vocab_size = len(vocab)
print(vocab_size)
inverse_vocab = {index: token for token, index in vocab.items()}
sequences = [[vocab[w] for w in s.lower().split()] for s in sentences]
print(sequences[0])


def skip_grams(sequence, window_size):
    pairs = []
    for i, w in enumerate(sequence):
        for j in range(max(0, i - window_size), min(len(sequence), i + window_size + 1)):
            if j != i:
                pairs.append([w, sequence[j]])
    return pairs


window_size = 2
num_ns = 4
positive = list(itertools.chain.from_iterable(skip_grams(s, window_size) for s in sequences))
print(len(positive), len(skip_grams(sequences[0], window_size)))

targets, contexts, labels = [], [], []
for target_word, context_word in positive:
    context_class = tf.expand_dims(tf.constant([context_word], dtype="int64"), 1)
    negatives, _, _ = tf.random.log_uniform_candidate_sampler(
        true_classes=context_class, num_true=1, num_sampled=num_ns, unique=True, range_max=vocab_size, seed=SEED)
    targets.append(target_word)
    contexts.append(tf.concat([tf.squeeze(context_class, 1), negatives], 0))
    labels.append(tf.constant([1] + [0] * num_ns, dtype="int64"))
targets, contexts, labels = np.array(targets), np.array(contexts), np.array(labels)
print(targets.shape, contexts.shape, labels.shape)

BATCH_SIZE = 16
dataset = tf.data.Dataset.from_tensor_slices(((targets, contexts), labels))
dataset = dataset.shuffle(1000).batch(BATCH_SIZE, drop_remainder=True).cache().prefetch(buffer_size=AUTOTUNE)
print(dataset.element_spec)
print(len(dataset))


class Word2Vec(Model):
    def __init__(self, vocab_size, embedding_dim):
        super().__init__()
        self.target_embedding = Embedding(vocab_size, embedding_dim, name="w2v_embedding")
        self.context_embedding = Embedding(vocab_size, embedding_dim)

    def call(self, pair):
        target, context = pair
        if len(target.shape) == 2:
            target = tf.squeeze(target, axis=1)
        word_emb = self.target_embedding(target)
        context_emb = self.context_embedding(context)
        return tf.einsum('be,bce->bc', word_emb, context_emb)


word2vec = Word2Vec(vocab_size, 12)
(t, c), l = next(iter(dataset))
print(word2vec((t, c)).shape)
word2vec.compile(optimizer='adam', loss=tf.keras.losses.CategoricalCrossentropy(from_logits=True), metrics=['accuracy'])
word2vec.fit(dataset, epochs=1, verbose=0)
word2vec.summary()
weights = word2vec.get_layer('w2v_embedding').get_weights()[0]
print(weights.shape, word2vec.count_params())
