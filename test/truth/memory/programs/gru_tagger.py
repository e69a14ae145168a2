import keras
from keras import layers

inputs = keras.Input((120,), dtype="int32")
x = layers.Embedding(30000, 100)(inputs)
x = layers.GRU(200, return_sequences=True)(x)
x = layers.Dense(100, activation="relu")(x)
outputs = layers.Dense(17, activation="softmax")(x)
model = keras.Model(inputs, outputs)
model.compile("rmsprop", "sparse_categorical_crossentropy")
