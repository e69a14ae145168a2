import keras
from keras import layers

inputs = keras.Input((96, 96, 3))
x = layers.Conv2D(32, 3, 2, padding="same")(inputs)
x = layers.BatchNormalization()(x)
x = layers.Activation("relu")(x)
for filters in (64, 128, 256):
    residual = layers.Conv2D(filters, 1, 2, padding="same")(x)
    x = layers.SeparableConv2D(filters, 3, padding="same")(x)
    x = layers.BatchNormalization()(x)
    x = layers.Activation("relu")(x)
    x = layers.SeparableConv2D(filters, 3, padding="same")(x)
    x = layers.BatchNormalization()(x)
    x = layers.MaxPooling2D(3, 2, padding="same")(x)
    x = layers.add([x, residual])
x = layers.GlobalAveragePooling2D()(x)
outputs = layers.Dense(20, activation="softmax")(x)
model = keras.Model(inputs, outputs)
model.compile("adam", "sparse_categorical_crossentropy")
