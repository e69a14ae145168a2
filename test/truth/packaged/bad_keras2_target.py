from keras.models import Sequential
from keras.layers import LSTM, Dense
import numpy as np
X = np.random.rand(50, 10, 3)
y = np.random.rand(50, 4)
model = Sequential()
model.add(LSTM(32, input_shape=(X.shape[1], X.shape[2])))
model.add(Dense(1))
model.compile(loss='mean_squared_error', optimizer='adam')
model.summary()
model.fit(X, y, epochs=2, batch_size=10, verbose=0)
