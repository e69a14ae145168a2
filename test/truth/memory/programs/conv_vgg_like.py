import keras
from keras import layers

model = keras.Sequential([keras.Input((128, 128, 3))])
for filters, repeats in ((64, 2), (128, 2), (256, 3), (512, 3)):
    for _ in range(repeats):
        model.add(layers.Conv2D(filters, 3, padding="same", activation="relu"))
    model.add(layers.MaxPooling2D())
model.add(layers.Flatten())
model.add(layers.Dense(1024, activation="relu"))
model.add(layers.Dropout(0.5))
model.add(layers.Dense(100, activation="softmax"))
model.compile(keras.optimizers.RMSprop(1e-4), "categorical_crossentropy")
