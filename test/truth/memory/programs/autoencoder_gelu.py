import keras
from keras import layers

inputs = keras.Input((3072,))
x = layers.Dense(1024, activation="gelu")(inputs)
x = layers.Dense(256, activation="gelu")(x)
code = layers.Dense(32)(x)
x = layers.Dense(256, activation="gelu")(code)
x = layers.Dense(1024, activation="gelu")(x)
outputs = layers.Dense(3072, activation="sigmoid")(x)
model = keras.Model(inputs, outputs)
model.compile("adamw", "binary_crossentropy")
