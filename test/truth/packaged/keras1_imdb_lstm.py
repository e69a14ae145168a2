from __future__ import print_function
import numpy as np
from keras.preprocessing import sequence
from keras.models import Sequential
from keras.layers import Dense, Dropout, Activation, Embedding, Lambda
from keras.layers import LSTM, SimpleRNN, GRU, Convolution1D, MaxPooling1D, GlobalMaxPooling1D

max_features = 20000
maxlen = 80
batch_size = 32
X_train = sequence.pad_sequences([[1, 2, 3]] * 64, maxlen=maxlen)
y_train = np.zeros(64)
print('X_train shape:', X_train.shape)

print('Build model...')
model = Sequential()
model.add(Embedding(max_features, 128, dropout=0.2))
model.add(LSTM(128, dropout_W=0.2, dropout_U=0.2))
model.add(Dense(1))
model.add(Activation('sigmoid'))
model.compile(loss='binary_crossentropy', optimizer='adam', metrics=['accuracy'])
model.fit(X_train, y_train, batch_size=batch_size, nb_epoch=1, verbose=0)
model.summary()
print(len(model.layers[1].get_weights()))
for w in model.layers[1].get_weights():
    print(w.shape)

cnn = Sequential()
cnn.add(Embedding(5000, 50, input_length=400, dropout=0.2))
cnn.add(Convolution1D(nb_filter=250, filter_length=3, border_mode='valid', activation='relu', subsample_length=1))
cnn.add(MaxPooling1D(pool_length=2))
cnn.add(GRU(output_dim=32, return_sequences=True, inner_activation='hard_sigmoid'))
cnn.add(SimpleRNN(output_dim=16, init='normal', inner_init='identity', activation='relu'))
cnn.add(Dense(output_dim=1, activation='sigmoid', init='uniform'))
cnn.summary()
print([w.shape for w in cnn.get_weights()])
print(cnn.output_shape)
