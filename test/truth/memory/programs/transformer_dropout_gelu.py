import keras
from keras import layers

inputs = keras.Input((256, 192))
x = inputs
for _ in range(3):
    normed = layers.LayerNormalization()(x)
    attended = layers.MultiHeadAttention(6, 32, dropout=0.1)(normed, normed)
    x = layers.Add()([x, attended])
    normed = layers.LayerNormalization()(x)
    hidden = layers.Dense(768, activation="gelu")(normed)
    hidden = layers.Dropout(0.1)(hidden)
    hidden = layers.Dense(192)(hidden)
    hidden = layers.Dropout(0.1)(hidden)
    x = layers.Add()([x, hidden])
x = layers.GlobalAveragePooling1D()(x)
outputs = layers.Dense(10)(x)
model = keras.Model(inputs, outputs)
model.compile("adamw", keras.losses.CategoricalCrossentropy(from_logits=True))
