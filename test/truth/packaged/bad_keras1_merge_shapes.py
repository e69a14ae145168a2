from keras.layers import Input, Dense, merge
from keras.models import Model
a = Input(shape=(10,))
b = Input(shape=(12,))
x = Dense(8)(a)
y = Dense(9)(b)
z = merge([x, y], mode='sum')
model = Model(input=[a, b], output=Dense(1)(z))
model.summary()
