"""Layers in loops: passes with other sizes, nested loops, lists and dictionaries of layers."""
from tensorflow import keras
from tensorflow.keras import layers

x = inputs = keras.Input((64, 64, 3))
for filters in [32, 64, 128, 256, 512]:
    x = layers.Conv2D(filters, 3, padding='same')(x)
    x = layers.BatchNormalization()(x)
    x = layers.ReLU()(x)
    x = layers.MaxPooling2D()(x)

for repeat in range(3):
    residual = x
    for units in (256, 512):
        x = layers.Conv2D(units, 3, padding='same', activation='relu')(x)
    x = layers.Add()([x, residual])

heads = {}
for name, classes in {'animal': 120, 'colour': 12, 'size': 3}.items():
    heads[name] = layers.Dense(classes, name=name)(layers.Flatten()(x))
model = keras.Model(inputs, heads)

widths = [2 ** power for power in range(4, 12)]
towers = [keras.Sequential([layers.Dense(width), layers.Dense(width // 2)]) for width in widths]
outputs = [tower(layers.Flatten()(inputs)) for tower in towers]

growing = keras.Sequential()
growing.add(layers.Input((100,)))
while len(growing.layers) < 8:
    growing.add(layers.Dense(100 * (len(growing.layers) + 1)))
