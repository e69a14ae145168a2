import keras
from keras import layers

model = keras.Sequential(
    [
        keras.Input((300,), dtype="int32"),
        layers.Embedding(50000, 64),
        layers.GlobalAveragePooling1D(),
        layers.Dense(64, activation="tanh"),
        layers.Dense(20, activation="softmax"),
    ]
)
model.compile("adam", "sparse_categorical_crossentropy")
