# As pasted from a forum: x is used before it has a value.
inputs = Input(shape=(100, 4))
x = LSTM(2)(x)
outputs = Dense(1)(x)

model = Model(inputs=inputs, outputs=outputs)
