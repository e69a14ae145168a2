import keras
from keras import layers

user = keras.Input((1,), dtype="int32")
item = keras.Input((1,), dtype="int32")
u = layers.Flatten()(layers.Embedding(100000, 50)(user))
v = layers.Flatten()(layers.Embedding(20000, 50)(item))
x = layers.Concatenate()([u, v])
x = layers.Dense(256, activation="relu")(x)
x = layers.Dense(128, activation="relu")(x)
outputs = layers.Dense(1)(x)
model = keras.Model([user, item], outputs)
model.compile("adam", "mse")
