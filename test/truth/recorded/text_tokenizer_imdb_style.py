import numpy as np
import pandas as pd
from tensorflow.keras.preprocessing.text import Tokenizer
from tensorflow.keras.preprocessing.sequence import pad_sequences
from tensorflow.keras.models import Sequential
from tensorflow.keras.layers import Embedding, Bidirectional, LSTM, Dense, SpatialDropout1D

df = pd.DataFrame({
    'review': ["This movie was great, I loved it!", "Terrible film. I hated every minute",
               "An OK movie, not great and not terrible", "Loved the acting; hated the plot",
               "The best film of the year", "The worst movie ever made"],
    'sentiment': ['positive', 'negative', 'neutral', 'neutral', 'positive', 'negative']})
print(df.shape)

MAX_NB_WORDS = 500
MAX_SEQUENCE_LENGTH = 12
EMBEDDING_DIM = 16

tokenizer = Tokenizer(num_words=MAX_NB_WORDS, filters='!"#$%&()*+,-./:;<=>?@[\]^_`{|}~', lower=True, oov_token='<OOV>')
tokenizer.fit_on_texts(df['review'].values)
word_index = tokenizer.word_index
print('Found %s unique tokens.' % len(word_index))
print(word_index['<OOV>'], word_index['the'], word_index['movie'])

X = tokenizer.texts_to_sequences(df['review'].values)
print([len(s) for s in X])
X = pad_sequences(X, maxlen=MAX_SEQUENCE_LENGTH, padding='post', truncating='post')
print('Shape of data tensor:', X.shape)
Y = pd.get_dummies(df['sentiment']).values.astype('float32')
print('Shape of label tensor:', Y.shape)

vocab_size = min(MAX_NB_WORDS, len(word_index) + 1)
model = Sequential()
model.add(Embedding(vocab_size, EMBEDDING_DIM, input_length=X.shape[1]))
model.add(SpatialDropout1D(0.2))
model.add(Bidirectional(LSTM(10, dropout=0.2)))
model.add(Dense(Y.shape[1], activation='softmax'))
model.compile(loss='categorical_crossentropy', optimizer='adam', metrics=['accuracy'])
model.summary()
print(model.layers[0].output_shape, model.layers[2].output_shape)
print(model.count_params())

new = ["I loved this unknown documentary"]
seq = tokenizer.texts_to_sequences(new)
print(seq)
padded = pad_sequences(seq, maxlen=MAX_SEQUENCE_LENGTH)
print(padded[0].tolist())
print(model.predict(padded, verbose=0).shape)
