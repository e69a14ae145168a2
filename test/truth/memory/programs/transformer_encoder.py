import keras
from keras import layers

inputs = keras.Input((128,), dtype="int32")
x = layers.Embedding(8000, 256)(inputs)
for _ in range(4):
    attended = layers.MultiHeadAttention(8, 32)(x, x)
    x = layers.LayerNormalization()(x + attended)
    hidden = layers.Dense(1024, activation="relu")(x)
    hidden = layers.Dense(256)(hidden)
    x = layers.LayerNormalization()(x + hidden)
x = layers.GlobalAveragePooling1D()(x)
outputs = layers.Dense(2, activation="softmax")(x)
model = keras.Model(inputs, outputs)
model.compile("adam", "sparse_categorical_crossentropy")
