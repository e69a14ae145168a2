import keras
from keras import layers

inputs = keras.Input((16000, 1))
x = layers.Conv1D(32, 80, strides=4, activation="relu")(inputs)
x = layers.MaxPooling1D(4)(x)
for filters in (64, 128, 256):
    x = layers.Conv1D(filters, 3, padding="same")(x)
    x = layers.BatchNormalization()(x)
    x = layers.ReLU()(x)
    x = layers.MaxPooling1D(4)(x)
x = layers.GlobalAveragePooling1D()(x)
outputs = layers.Dense(35, activation="softmax")(x)
model = keras.Model(inputs, outputs)
model.compile("adam", "sparse_categorical_crossentropy")
