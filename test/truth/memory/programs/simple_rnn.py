import keras
from keras import layers

model = keras.Sequential(
    [
        keras.Input((500, 8)),
        layers.SimpleRNN(128, return_sequences=True),
        layers.SimpleRNN(64),
        layers.Dense(1),
    ]
)
model.compile("adagrad", "mse")
