import keras
from keras import layers

inputs = keras.Input((400, 40))
x = layers.Conv1D(128, 5, padding="same", activation="relu")(inputs)
x = layers.MaxPooling1D(2)(x)
x = layers.Bidirectional(layers.GRU(96, return_sequences=True))(x)
x = layers.GlobalMaxPooling1D()(x)
outputs = layers.Dense(12, activation="softmax")(x)
model = keras.Model(inputs, outputs)
model.compile("nadam", "categorical_crossentropy")
