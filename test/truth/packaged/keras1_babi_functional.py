from __future__ import print_function
from keras.layers.embeddings import Embedding
from keras.layers import Dense, Input, merge, recurrent, Dropout, RepeatVector
from keras.models import Model
from keras.layers.recurrent import LSTM
from keras.layers.wrappers import TimeDistributed, Bidirectional
from keras.layers.normalization import BatchNormalization
from keras.regularizers import l2
import numpy as np

RNN = recurrent.LSTM
EMBED_HIDDEN_SIZE = 50
vocab_size = 22
story_maxlen = 68
query_maxlen = 4
print('RNN / Embed = {}, {}'.format(RNN.__name__, EMBED_HIDDEN_SIZE))

sentence = Input(shape=(story_maxlen,), dtype='int32')
encoded_sentence = Embedding(vocab_size, EMBED_HIDDEN_SIZE)(sentence)
encoded_sentence = Dropout(0.3)(encoded_sentence)

question = Input(shape=(query_maxlen,), dtype='int32')
encoded_question = Embedding(vocab_size, EMBED_HIDDEN_SIZE)(question)
encoded_question = Dropout(0.3)(encoded_question)
encoded_question = RNN(EMBED_HIDDEN_SIZE)(encoded_question)
encoded_question = RepeatVector(story_maxlen)(encoded_question)

merged = merge([encoded_sentence, encoded_question], mode='sum')
merged = RNN(EMBED_HIDDEN_SIZE)(merged)
merged = Dropout(0.3)(merged)
preds = Dense(vocab_size, activation='softmax')(merged)

model = Model([sentence, question], preds)
model.compile(optimizer='adam', loss='categorical_crossentropy', metrics=['accuracy'])
model.summary()
print('Training')
model.fit([np.zeros((32, 68)), np.zeros((32, 4))], np.zeros((32, 22)), batch_size=32, nb_epoch=1, validation_split=0.05, verbose=0)

seq = Input(shape=(30, 11))
h = TimeDistributed(Dense(20, W_regularizer=l2(0.01), activation='relu'))(seq)
h = BatchNormalization(mode=0)(h) if False else BatchNormalization()(h)
h = Bidirectional(LSTM(25, return_sequences=True), merge_mode='concat')(h)
h = Bidirectional(LSTM(output_dim=10), merge_mode='sum')(h)
out = Dense(3, activation='softmax', b_regularizer=l2(0.1))(h)
tagger = Model(input=seq, output=out)
tagger.summary()
print(len(tagger.get_weights()), tagger.count_params())
print([w.shape for w in tagger.layers[3].get_weights()])
