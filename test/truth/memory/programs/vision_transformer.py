import keras
from keras import layers

inputs = keras.Input((64, 64, 3))
x = layers.Conv2D(128, 8, 8)(inputs)
x = layers.Reshape((64, 128))(x)
for _ in range(4):
    normed = layers.LayerNormalization(epsilon=1e-6)(x)
    x = x + layers.MultiHeadAttention(4, 32)(normed, normed)
    normed = layers.LayerNormalization(epsilon=1e-6)(x)
    hidden = layers.Dense(256, activation="gelu")(normed)
    x = x + layers.Dense(128)(hidden)
x = layers.Flatten()(x)
x = layers.Dense(512, activation="gelu")(x)
outputs = layers.Dense(100, activation="softmax")(x)
model = keras.Model(inputs, outputs)
model.compile("adam", "categorical_crossentropy")
