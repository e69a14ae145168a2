from keras.models import Sequential
from keras.layers import Dense, TimeDistributedDense, MaxoutDense, Highway, LSTM, Activation, Masking, RepeatVector, Permute, Dropout
import numpy as np

model = Sequential()
model.add(Masking(mask_value=0., input_shape=(10, 64)))
model.add(LSTM(output_dim=32, return_sequences=True, forget_bias_init='one', inner_activation='sigmoid'))
model.add(TimeDistributedDense(12))
model.add(LSTM(20, return_sequences=False, go_backwards=True))
model.add(MaxoutDense(16, nb_feature=3))
model.add(Dropout(0.5))
model.add(Highway(activation='relu'))
model.add(Dense(5, init='glorot_uniform', activation='softmax'))
model.compile(loss='categorical_crossentropy', optimizer='sgd')
model.summary()
print([w.shape for w in model.layers[1].get_weights()])
print([w.shape for w in model.layers[4].get_weights()])
print([w.shape for w in model.layers[6].get_weights()])
print(model.count_params())
model.fit(np.zeros((8, 10, 64)), np.zeros((8, 5)), nb_epoch=1, verbose=0)

stateful = Sequential()
stateful.add(LSTM(50, batch_input_shape=(25, 2, 1), return_sequences=True, stateful=True))
stateful.add(LSTM(50, batch_input_shape=(25, 2, 1), return_sequences=False, stateful=True))
stateful.add(Dense(1))
stateful.compile(loss='mse', optimizer='rmsprop')
stateful.summary()
print(stateful.output_shape)
print(stateful.stateful)
