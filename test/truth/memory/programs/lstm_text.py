import keras
from keras import layers

model = keras.Sequential(
    [
        keras.Input((200,), dtype="int32"),
        layers.Embedding(20000, 128),
        layers.LSTM(128),
        layers.Dense(1, activation="sigmoid"),
    ]
)
model.compile("adam", "binary_crossentropy")
