import keras
from keras import layers


def convolved(x, filters):
    x = layers.Conv2D(filters, 3, padding="same", activation="relu")(x)
    return layers.Conv2D(filters, 3, padding="same", activation="relu")(x)


inputs = keras.Input((128, 128, 3))
skips = []
x = inputs
for filters in (32, 64, 128, 256):
    x = convolved(x, filters)
    skips.append(x)
    x = layers.MaxPooling2D()(x)
x = convolved(x, 512)
for filters, skip in zip((256, 128, 64, 32), reversed(skips)):
    x = layers.Conv2DTranspose(filters, 2, 2, padding="same")(x)
    x = layers.Concatenate()([x, skip])
    x = convolved(x, filters)
outputs = layers.Conv2D(1, 1, activation="sigmoid")(x)
model = keras.Model(inputs, outputs)
model.compile("adam", "binary_crossentropy")
