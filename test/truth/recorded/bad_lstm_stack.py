# Stock prediction with stacked LSTM (YouTube tutorial)
import numpy as np
from sklearn.preprocessing import MinMaxScaler
from tensorflow.keras.models import Sequential
from tensorflow.keras.layers import Dense, LSTM, Dropout

prices = np.cumsum(np.random.randn(200)).reshape(-1, 1)
scaler = MinMaxScaler(feature_range=(0, 1))
scaled = scaler.fit_transform(prices)
print(scaled.shape)

prediction_days = 30
x_train, y_train = [], []
for x in range(prediction_days, len(scaled)):
    x_train.append(scaled[x - prediction_days:x, 0])
    y_train.append(scaled[x, 0])
x_train, y_train = np.array(x_train), np.array(y_train)
print(x_train.shape, y_train.shape)
x_train = np.reshape(x_train, (x_train.shape[0], x_train.shape[1], 1))
print(x_train.shape)

model = Sequential()
model.add(LSTM(units=50, return_sequences=True, input_shape=(x_train.shape[1], 1)))
model.add(Dropout(0.2))
model.add(LSTM(units=50))
model.add(Dropout(0.2))
print(model.output_shape)
model.add(LSTM(units=50))
model.add(Dropout(0.2))
model.add(Dense(units=1))

model.compile(optimizer='adam', loss='mean_squared_error')
model.summary()
model.fit(x_train, y_train, epochs=1, batch_size=32, verbose=0)
print(model.predict(x_train[:2], verbose=0).shape)
