"""English-Spanish: vectorised pairs in tf.data, Transformer decoder with cross attention (small)."""
import random
import tensorflow as tf
import keras
from keras import layers

random.seed(5)
words_en = ["the", "cat", "dog", "sees", "eats", "a", "red", "fish"]
words_es = ["el", "gato", "perro", "ve", "come", "un", "rojo", "pez"]
text_pairs = []
for _ in range(40):
    picks = [random.randrange(8) for _ in range(random.randint(3, 6))]
    text_pairs.append((" ".join(words_en[i] for i in picks), "[start] " + " ".join(words_es[i] for i in picks) + " [end]"))
num_val = int(0.15 * len(text_pairs))
train_pairs, val_pairs = text_pairs[:-num_val], text_pairs[-num_val:]
print(len(text_pairs), len(train_pairs), len(val_pairs))

sequence_length = 10
batch_size = 8


def custom_standardization(s):
    return tf.strings.regex_replace(tf.strings.lower(s), "[!?.,]", "")


eng_vec = layers.TextVectorization(max_tokens=50, output_mode="int", output_sequence_length=sequence_length)
spa_vec = layers.TextVectorization(max_tokens=50, output_mode="int", output_sequence_length=sequence_length + 1, standardize=custom_standardization)
eng_vec.adapt([p[0] for p in train_pairs])
spa_vec.adapt([p[1] for p in train_pairs])
print(eng_vec.vocabulary_size(), spa_vec.vocabulary_size())


def format_dataset(eng, spa):
    eng, spa = eng_vec(eng), spa_vec(spa)
    return ({"encoder_inputs": eng, "decoder_inputs": spa[:, :-1]}, spa[:, 1:])


def make_dataset(pairs):
    eng_texts, spa_texts = zip(*pairs)
    dataset = tf.data.Dataset.from_tensor_slices((list(eng_texts), list(spa_texts)))
    dataset = dataset.batch(batch_size).map(format_dataset)
    return dataset.cache().shuffle(2048).prefetch(16)


train_ds, val_ds = make_dataset(train_pairs), make_dataset(val_pairs)
print(train_ds.element_spec)
for inputs, targets in train_ds.take(1):
    print(inputs["encoder_inputs"].shape, inputs["decoder_inputs"].shape, targets.shape)
print(len(train_ds), len(val_ds))

embed_dim, num_heads = 16, 2
enc_in = keras.Input((None,), dtype="int64", name="encoder_inputs")
e = layers.Embedding(eng_vec.vocabulary_size(), embed_dim)(enc_in)
e = layers.LayerNormalization()(e + layers.MultiHeadAttention(num_heads, embed_dim // num_heads)(e, e))
dec_in = keras.Input((None,), dtype="int64", name="decoder_inputs")
d = layers.Embedding(spa_vec.vocabulary_size(), embed_dim)(dec_in)
d = layers.LayerNormalization()(d + layers.MultiHeadAttention(num_heads, embed_dim)(d, d, use_causal_mask=True))
d = layers.LayerNormalization()(d + layers.MultiHeadAttention(num_heads, embed_dim)(d, e))
out = layers.Dense(spa_vec.vocabulary_size(), activation="softmax")(d)
transformer = keras.Model([enc_in, dec_in], out, name="transformer")
transformer.compile("rmsprop", "sparse_categorical_crossentropy", metrics=["accuracy"])
transformer.summary()
h = transformer.fit(train_ds, epochs=1, validation_data=val_ds, verbose=0)
print(transformer.output.shape, transformer.count_params())
print(transformer(inputs).shape, sorted(h.history)[0])
