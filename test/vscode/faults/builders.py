"""One function makes two models: whose total is shown where, and which call does a lens mean?"""
from tensorflow import keras
from tensorflow.keras import layers


def make(dense, dropout=0.5, classes=10):
    inputs = keras.Input(shape=(32, 32, 3))
    x = layers.Conv2D(32, 3, padding='same', activation='relu')(inputs)
    x = layers.MaxPooling2D()(x)
    x = layers.Conv2D(64, 3, padding='same', activation='relu')(x)
    x = layers.MaxPooling2D()(x)
    x = layers.Flatten()(x)
    x = layers.Dense(dense, activation='relu')(x)
    x = layers.Dropout(dropout)(x)
    outputs = layers.Dense(classes, activation='softmax')(x)
    return keras.Model(inputs, outputs)


small = make(dense=256)
large = make(dense=2048, dropout=0.3)
ensemble = [make(dense) for dense in (64, 128, 512)]
teacher, student = make(1024), make(32)

small.compile(optimizer='adam', loss='sparse_categorical_crossentropy')
large.summary()
for network in ensemble:
    network.compile(optimizer='adam', loss='sparse_categorical_crossentropy')
