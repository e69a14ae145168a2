import keras
from keras import layers

model = keras.Sequential(
    [
        keras.Input((128,)),
        layers.Dense(8 * 8 * 256, use_bias=False),
        layers.BatchNormalization(),
        layers.LeakyReLU(),
        layers.Reshape((8, 8, 256)),
        layers.Conv2DTranspose(128, 5, 2, padding="same", use_bias=False),
        layers.BatchNormalization(),
        layers.LeakyReLU(),
        layers.Conv2DTranspose(64, 5, 2, padding="same", use_bias=False),
        layers.BatchNormalization(),
        layers.LeakyReLU(),
        layers.Conv2DTranspose(3, 5, 2, padding="same", activation="tanh"),
    ]
)
model.compile(keras.optimizers.Adam(2e-4, beta_1=0.5), "mse")
