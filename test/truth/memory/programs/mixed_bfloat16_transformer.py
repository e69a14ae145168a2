import keras
from keras import layers

keras.mixed_precision.set_global_policy("mixed_bfloat16")
inputs = keras.Input((192, 128))
x = inputs
for _ in range(3):
    attended = layers.MultiHeadAttention(4, 32)(x, x)
    x = layers.LayerNormalization()(layers.Add()([x, attended]))
    hidden = layers.Dense(512, activation="relu")(x)
    hidden = layers.Dense(128)(hidden)
    x = layers.LayerNormalization()(layers.Add()([x, hidden]))
x = layers.GlobalAveragePooling1D()(x)
outputs = layers.Dense(4, activation="softmax", dtype="float32")(x)
model = keras.Model(inputs, outputs)
model.compile("adam", "sparse_categorical_crossentropy")
