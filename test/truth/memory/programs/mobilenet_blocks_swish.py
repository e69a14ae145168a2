import keras
from keras import layers


def squeeze(x, filters):
    s = layers.GlobalAveragePooling2D(keepdims=True)(x)
    s = layers.Conv2D(filters // 4, 1, activation="swish")(s)
    s = layers.Conv2D(filters, 1, activation="sigmoid")(s)
    return layers.Multiply()([x, s])


def inverted(x, filters, stride):
    wide = x.shape[-1] * 4
    h = layers.Conv2D(wide, 1, use_bias=False)(x)
    h = layers.BatchNormalization()(h)
    h = layers.Activation("swish")(h)
    h = layers.DepthwiseConv2D(3, stride, padding="same", use_bias=False)(h)
    h = layers.BatchNormalization()(h)
    h = layers.Activation("swish")(h)
    h = squeeze(h, wide)
    h = layers.Conv2D(filters, 1, use_bias=False)(h)
    h = layers.BatchNormalization()(h)
    if stride == 1 and x.shape[-1] == filters:
        h = layers.Add()([x, h])
    return h


inputs = keras.Input((96, 96, 3))
x = layers.Rescaling(1 / 255)(inputs)
x = layers.Conv2D(16, 3, 2, padding="same", activation="swish")(x)
for filters, stride in ((24, 2), (24, 1), (40, 2), (40, 1), (80, 2), (80, 1)):
    x = inverted(x, filters, stride)
x = layers.GlobalAveragePooling2D()(x)
outputs = layers.Dense(50, activation="softmax")(x)
model = keras.Model(inputs, outputs)
model.compile("rmsprop", "categorical_crossentropy")
