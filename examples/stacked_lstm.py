"""Two LSTM layers on sequences of any length. The first must hand on every step, or the second has no sequence to read."""

from tensorflow import keras
from tensorflow.keras.layers import LSTM, Dense

n_features = 8


def build_model(units):
    model = keras.Sequential(name="stacked")
    model.add(keras.Input(shape=(None, n_features)))
    model.add(LSTM(units, return_sequences=True))
    model.add(LSTM(units // 2))
    model.add(Dense(1, activation="sigmoid"))
    return model


model = build_model(64)
model.summary()
