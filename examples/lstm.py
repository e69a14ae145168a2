from keras import Input, Model
from keras.layers import LSTM, Dense

inputs = Input(shape=(100, 4))
x = LSTM(2)(inputs)
outputs = Dense(1)(x)

model = Model(inputs=inputs, outputs=outputs)

print(model.layers[1].get_weights()[2].shape)
print(model.layers[1].get_weights()[0].shape)
print(model.layers[1].get_weights()[1].shape)
