import keras
from keras import layers

inputs = keras.Input((16, 64, 64, 3))
x = layers.TimeDistributed(layers.Conv2D(32, 3, 2, activation="relu", padding="same"))(inputs)
x = layers.TimeDistributed(layers.Conv2D(64, 3, 2, activation="relu", padding="same"))(x)
x = layers.TimeDistributed(layers.GlobalAveragePooling2D())(x)
x = layers.LSTM(64)(x)
outputs = layers.Dense(8, activation="softmax")(x)
model = keras.Model(inputs, outputs)
model.compile("adam", "sparse_categorical_crossentropy")
