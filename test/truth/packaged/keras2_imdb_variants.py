from __future__ import print_function
import numpy as np
from keras.preprocessing import sequence
from keras.models import Sequential, Model
from keras.layers import Dense, Dropout, Embedding, LSTM, Bidirectional, Input, Activation
from keras.layers import Conv1D, MaxPooling1D, GlobalMaxPooling1D, GRU, SimpleRNN, SpatialDropout1D

max_features = 20000
maxlen = 100
batch_size = 32
x_train = [list(range(1, 5 + i % 7)) for i in range(64)]
y_train = np.array([i % 2 for i in range(64)])
print(len(x_train), 'train sequences')
x_train = sequence.pad_sequences(x_train, maxlen=maxlen)
print('x_train shape:', x_train.shape)

model = Sequential()
model.add(Embedding(max_features, 128, input_length=maxlen))
model.add(Bidirectional(LSTM(64)))
model.add(Dropout(0.5))
model.add(Dense(1, activation='sigmoid'))
model.compile('adam', 'binary_crossentropy', metrics=['accuracy'])
model.fit(x_train, y_train, batch_size=batch_size, epochs=1, verbose=0)
model.summary()
print([w.shape for w in model.layers[1].get_weights()])

cnn_lstm = Sequential()
cnn_lstm.add(Embedding(max_features, 128, input_length=maxlen))
cnn_lstm.add(Dropout(0.25))
cnn_lstm.add(Conv1D(64, 5, padding='valid', activation='relu', strides=1))
cnn_lstm.add(MaxPooling1D(pool_size=4))
cnn_lstm.add(LSTM(70))
cnn_lstm.add(Dense(1))
cnn_lstm.add(Activation('sigmoid'))
cnn_lstm.summary()
print(cnn_lstm.layers[3].output_shape)

cnn = Sequential([
    Embedding(5000, 50, input_length=400),
    SpatialDropout1D(0.2),
    Conv1D(250, 3, padding='valid', activation='relu', strides=1),
    GlobalMaxPooling1D(),
    Dense(250),
    Dropout(0.2),
    Activation('relu'),
    Dense(1),
    Activation('sigmoid'),
])
cnn.summary()

inp = Input(shape=(None,), dtype='int32')
e = Embedding(max_features, 32, mask_zero=True)(inp)
g = GRU(16, dropout=0.2, recurrent_dropout=0.2, return_sequences=True)(e)
s = SimpleRNN(8)(g)
out = Dense(1, activation='sigmoid')(s)
gru = Model(inputs=inp, outputs=out)
gru.summary()
print([w.shape for w in gru.get_weights()])
print(gru.layers[2].count_params())
