import keras
from keras import layers

model = keras.Sequential(
    [
        keras.Input((168, 12)),
        layers.LSTM(256, return_sequences=True),
        layers.Dropout(0.2),
        layers.LSTM(256, return_sequences=True),
        layers.Dropout(0.2),
        layers.LSTM(128),
        layers.Dense(24),
    ]
)
model.compile("adam", "mae")
