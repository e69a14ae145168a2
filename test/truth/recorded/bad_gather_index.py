"""Look up embeddings by hand, with a table that is one row too small."""
import tensorflow as tf

words = ["<pad>", "i", "like", "deep", "learning", "nlp", "enjoy", "flying"]
word_to_id = {w: i for i, w in enumerate(words)}
corpus = ["i like deep learning", "i like nlp", "i enjoy flying"]
encoded = [[word_to_id[w] for w in line.split()] for line in corpus]
ragged = tf.ragged.constant(encoded)
print(ragged.shape, ragged.nrows().numpy())
batch = ragged.to_tensor(default_value=0)
print(batch.shape)
print(batch.numpy().tolist())

embedding_dim = 5
table = tf.Variable(tf.random.normal((len(words) - 1, embedding_dim)), name="table")
print(table.shape, table.name)

one_hot = tf.one_hot(batch, depth=len(words))
print(one_hot.shape)
counts = tf.reduce_sum(one_hot, axis=[0, 1])
print(counts.numpy().tolist())

vectors = tf.nn.embedding_lookup(table, batch)
print(vectors.shape)
sentence = tf.reduce_mean(vectors, axis=1)
print(sentence.shape)
