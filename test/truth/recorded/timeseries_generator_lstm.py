import numpy as np
from tensorflow.keras.preprocessing.sequence import TimeseriesGenerator
from tensorflow.keras.models import Sequential
from tensorflow.keras.layers import LSTM, Dense
from sklearn.preprocessing import MinMaxScaler

# machinelearningmastery-like, household power
n = 120
raw = np.column_stack([np.sin(np.arange(n) / 7.0), np.cos(np.arange(n) / 11.0), np.linspace(0, 1, n)])
scaler = MinMaxScaler()
data = scaler.fit_transform(raw)
target = data[:, 0]
print(data.shape, target.shape)

win_length = 12
batch_size = 16
num_features = data.shape[1]
train_size = int(len(data) * 0.75)

train_generator = TimeseriesGenerator(data[:train_size], target[:train_size], length=win_length, sampling_rate=1, batch_size=batch_size)
test_generator = TimeseriesGenerator(data[train_size:], target[train_size:], length=win_length, sampling_rate=1, batch_size=batch_size)
strided = TimeseriesGenerator(data, target, length=24, sampling_rate=2, stride=3, batch_size=8)
print(len(train_generator), len(test_generator), len(strided))
x0, y0 = train_generator[0]
print(x0.shape, y0.shape)
print(strided[0][0].shape, strided[len(strided) - 1][0].shape)

model = Sequential()
model.add(LSTM(16, activation='tanh', input_shape=(win_length, num_features), return_sequences=True))
model.add(LSTM(8))
model.add(Dense(1))
model.compile(optimizer='adam', loss='mse', metrics=['mae'])
model.summary()
h = model.fit(train_generator, epochs=1, validation_data=test_generator, shuffle=False, verbose=0)
print(sorted(h.history))
predictions = model.predict(test_generator, verbose=0)
print(predictions.shape)
print(test_generator[0][0].shape)
full = np.concatenate([predictions, data[train_size:][win_length:, 1:]], axis=1)
print(full.shape)
print(scaler.inverse_transform(full).shape)
print(model.count_params())
