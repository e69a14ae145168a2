import numpy as np
import tensorflow as tf
from tensorflow.keras.preprocessing.text import Tokenizer
from tensorflow.keras.preprocessing.sequence import pad_sequences
t = Tokenizer(num_words=8, oov_token="<OOV>")
docs = ["the cat sat on the mat", "the dog ate the cat", "birds fly"]
t.fit_on_texts(docs)
s = t.texts_to_sequences(docs + ["my dog flies over the cat"])
print(s, t.sequences_to_texts(s))
print(pad_sequences(s, maxlen=3).tolist(), pad_sequences(s, maxlen=4, padding="post", truncating="post").tolist())
print(pad_sequences(s, maxlen=7, value=9).tolist(), pad_sequences([[1.5], [2.0, 3.0]], dtype="float32").tolist())
for mode in ("binary", "count"):
    m = t.texts_to_matrix(docs, mode=mode)
    print(m.shape, m.tolist(), int(m.sum()))
print(t.sequences_to_matrix(s[:1], mode="count").tolist())
print(t.word_docs["the"], dict(t.word_docs)["cat"], t.index_docs[2], t.get_config()["num_words"])
r = {i: w for w, i in t.word_index.items()}
p = pad_sequences(s, padding="post")
print(" ".join(r.get(i, "?") for i in p[2]))
