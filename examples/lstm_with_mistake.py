# As pasted from a forum: nothing is imported, and x is used before it has a value.
inputs = Input(shape=(100, 4))
x = LSTM(2)(x)
outputs = Dense(1)(x)

model = Model(inputs=inputs, outputs=outputs)

print(model.layers[1].get_weights()[2].shape)
print(model.layers[1].get_weights()[0].shape)
print(model.layers[1].get_weights()[1].shape)
