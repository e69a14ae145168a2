from keras.layers import Input, Conv2D, MaxPooling2D, concatenate, Flatten, Dense
from keras.models import Model
import numpy as np

inp = Input(shape=(64, 64, 3))
a = Conv2D(16, (3, 3), padding='same', activation='relu')(inp)
b = Conv2D(16, (3, 3), activation='relu')(inp)
x = concatenate([a, b], axis=-1)
x = MaxPooling2D()(x)
model = Model(inp, Dense(2)(Flatten()(x)))
model.summary()
