import keras
from keras import layers

inputs = keras.Input((2048,))
x = inputs
for units in (4096, 4096, 2048):
    x = layers.Dense(units)(x)
    x = layers.BatchNormalization()(x)
    x = layers.Activation("relu")(x)
    x = layers.Dropout(0.4)(x)
outputs = layers.Dense(1)(x)
model = keras.Model(inputs, outputs)
model.compile(keras.optimizers.SGD(0.01, momentum=0.9), "mse")
