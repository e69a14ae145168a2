import numpy as np
import tensorflow as tf
from tensorflow.keras import Sequential, Input, Model
from tensorflow.keras.layers import Conv1D, LSTM, Dense, TimeDistributed, MaxPooling1D, Flatten, RepeatVector

# CNN-LSTM after machinelearningmastery: [samples, subsequences, timesteps, features]


def split_sequence(sequence, n_steps):
    X, y = [], []
    for i in range(len(sequence)):
        end_ix = i + n_steps
        if end_ix > len(sequence) - 1:
            break
        X.append(sequence[i:end_ix])
        y.append(sequence[end_ix])
    return np.array(X), np.array(y)


raw_seq = [10 * i for i in range(1, 31)]
n_steps = 8
X, y = split_sequence(raw_seq, n_steps)
print(X.shape, y.shape)
n_features, n_seq, n_steps = 1, 2, 4
X = X.reshape((X.shape[0], n_seq, n_steps, n_features))
print(X.shape)

ok = Sequential()
ok.add(TimeDistributed(Conv1D(filters=16, kernel_size=1, activation='relu'), input_shape=(None, n_steps, n_features)))
ok.add(TimeDistributed(MaxPooling1D(pool_size=2)))
ok.add(TimeDistributed(Flatten()))
ok.add(LSTM(10, activation='relu'))
ok.add(Dense(1))
ok.compile(optimizer='adam', loss='mse')
ok.summary()
print(ok.count_params())
print([l.output_shape for l in ok.layers])
ok.fit(X, y, epochs=1, verbose=0)
print(ok.predict(X[-1:], verbose=0).shape)

ed = Sequential(name='encoder_decoder')
ed.add(LSTM(12, activation='relu', input_shape=(n_steps * n_seq, n_features)))
ed.add(RepeatVector(3))
ed.add(LSTM(12, activation='relu', return_sequences=True))
ed.add(TimeDistributed(Dense(1)))
ed.summary()
print(ed.output_shape)
