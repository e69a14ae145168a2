import keras
from keras import layers

inputs = keras.Input((200,), dtype="int32")
x = layers.Embedding(5000, 128)(inputs)
for _ in range(2):
    attended = layers.MultiHeadAttention(4, 32)(x, x, use_causal_mask=True)
    x = layers.LayerNormalization()(layers.Add()([x, attended]))
    hidden = layers.Dense(512, activation="relu")(x)
    hidden = layers.Dense(128)(hidden)
    x = layers.LayerNormalization()(layers.Add()([x, hidden]))
outputs = layers.Dense(5000)(x)
model = keras.Model(inputs, outputs)
model.compile("adam", keras.losses.SparseCategoricalCrossentropy(from_logits=True))
