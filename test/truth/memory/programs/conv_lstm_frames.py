import keras
from keras import layers

inputs = keras.Input((10, 48, 48, 1))
x = layers.ConvLSTM2D(32, 3, padding="same", return_sequences=True)(inputs)
x = layers.BatchNormalization()(x)
x = layers.ConvLSTM2D(32, 3, padding="same")(x)
outputs = layers.Conv2D(1, 3, padding="same", activation="sigmoid")(x)
model = keras.Model(inputs, outputs)
model.compile("adam", "binary_crossentropy")
