from __future__ import print_function
import numpy as np
import pandas as pd
from keras.models import Sequential
from keras.layers import Dense, LSTM, TimeDistributed

lahead = 4
tsteps = 2
batch_size = 1


def create_model(stateful):
    model = Sequential()
    model.add(LSTM(20, input_shape=(lahead, 1), batch_size=batch_size, stateful=stateful))
    model.add(Dense(1))
    model.compile(loss='mse', optimizer='adam')
    return model


print('Creating Stateful Model...')
model_stateful = create_model(stateful=True)
model_stateful.summary()
x = np.zeros((8, lahead, 1))
y = np.zeros((8, 1))
for i in range(2):
    model_stateful.fit(x, y, batch_size=batch_size, epochs=1, verbose=0, shuffle=False)
    model_stateful.reset_states()
predicted = model_stateful.predict(x, batch_size=batch_size)
print(predicted.shape)
model_stateless = create_model(stateful=False)
model_stateless.summary()
print(model_stateful.layers[0].batch_input_shape, model_stateful.stateful)

cos = np.cos(np.arange(1000) * 2 * np.pi / 100)[:, np.newaxis, np.newaxis]
print('Input shape:', cos.shape)
model = Sequential()
model.add(LSTM(50, batch_input_shape=(25, tsteps, 1), return_sequences=True, stateful=True))
model.add(LSTM(50, stateful=True, return_sequences=True))
model.add(TimeDistributed(Dense(1)))
model.summary()
print(model.output_shape)
print(model.layers[1].input_shape)
