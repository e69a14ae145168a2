import keras
from keras import layers

base = keras.applications.VGG16(input_shape=(128, 128, 3), include_top=False, weights=None)
for layer in base.layers[:11]:
    layer.trainable = False
inputs = keras.Input((128, 128, 3))
x = base(inputs)
x = layers.Flatten()(x)
x = layers.Dense(256, activation="relu")(x)
outputs = layers.Dense(1, activation="sigmoid")(x)
model = keras.Model(inputs, outputs)
model.compile(keras.optimizers.SGD(1e-3), "binary_crossentropy")
