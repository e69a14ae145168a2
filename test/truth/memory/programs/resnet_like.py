import keras
from keras import layers


def block(x, filters, stride):
    shortcut = x
    x = layers.Conv2D(filters, 3, stride, padding="same", use_bias=False)(x)
    x = layers.BatchNormalization()(x)
    x = layers.ReLU()(x)
    x = layers.Conv2D(filters, 3, padding="same", use_bias=False)(x)
    x = layers.BatchNormalization()(x)
    if stride != 1 or shortcut.shape[-1] != filters:
        shortcut = layers.Conv2D(filters, 1, stride, use_bias=False)(shortcut)
        shortcut = layers.BatchNormalization()(shortcut)
    x = layers.Add()([x, shortcut])
    return layers.ReLU()(x)


inputs = keras.Input((128, 128, 3))
x = layers.Conv2D(64, 7, 2, padding="same", use_bias=False)(inputs)
x = layers.BatchNormalization()(x)
x = layers.ReLU()(x)
x = layers.MaxPooling2D(3, 2, padding="same")(x)
for filters, stride in ((64, 1), (128, 2), (256, 2), (512, 2)):
    x = block(x, filters, stride)
    x = block(x, filters, 1)
x = layers.GlobalAveragePooling2D()(x)
outputs = layers.Dense(100)(x)
model = keras.Model(inputs, outputs)
model.compile("sgd", keras.losses.SparseCategoricalCrossentropy(from_logits=True))
