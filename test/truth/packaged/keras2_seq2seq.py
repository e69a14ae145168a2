from __future__ import print_function
from keras.models import Model, Sequential
from keras.layers import Input, LSTM, Dense, RepeatVector, TimeDistributed, Activation
import numpy as np

batch_size = 16
latent_dim = 256
num_encoder_tokens = 71
num_decoder_tokens = 93
max_encoder_seq_length = 16
max_decoder_seq_length = 59

encoder_input_data = np.zeros((32, max_encoder_seq_length, num_encoder_tokens), dtype='float32')
decoder_input_data = np.zeros((32, max_decoder_seq_length, num_decoder_tokens), dtype='float32')
decoder_target_data = np.zeros((32, max_decoder_seq_length, num_decoder_tokens), dtype='float32')

# Define an input sequence and process it.
encoder_inputs = Input(shape=(None, num_encoder_tokens))
encoder = LSTM(latent_dim, return_state=True)
encoder_outputs, state_h, state_c = encoder(encoder_inputs)
encoder_states = [state_h, state_c]

decoder_inputs = Input(shape=(None, num_decoder_tokens))
decoder_lstm = LSTM(latent_dim, return_sequences=True, return_state=True)
decoder_outputs, _, _ = decoder_lstm(decoder_inputs, initial_state=encoder_states)
decoder_dense = Dense(num_decoder_tokens, activation='softmax')
decoder_outputs = decoder_dense(decoder_outputs)

model = Model([encoder_inputs, decoder_inputs], decoder_outputs)
model.compile(optimizer='rmsprop', loss='categorical_crossentropy')
model.summary()
model.fit([encoder_input_data, decoder_input_data], decoder_target_data,
          batch_size=batch_size, epochs=1, verbose=0, validation_split=0.2)

# inference
encoder_model = Model(encoder_inputs, encoder_states)
decoder_state_input_h = Input(shape=(latent_dim,))
decoder_state_input_c = Input(shape=(latent_dim,))
decoder_states_inputs = [decoder_state_input_h, decoder_state_input_c]
decoder_outputs, state_h, state_c = decoder_lstm(decoder_inputs, initial_state=decoder_states_inputs)
decoder_states = [state_h, state_c]
decoder_outputs = decoder_dense(decoder_outputs)
decoder_model = Model([decoder_inputs] + decoder_states_inputs, [decoder_outputs] + decoder_states)
decoder_model.summary()
states_value = encoder_model.predict(encoder_input_data[:1])
print(len(states_value), states_value[0].shape)
target_seq = np.zeros((1, 1, num_decoder_tokens))
output_tokens, h, c = decoder_model.predict([target_seq] + states_value)
print(output_tokens.shape, h.shape)
print(encoder_model.output_shape)

DIGITS = 3
MAXLEN = DIGITS + 1 + DIGITS
chars = '0123456789+ '
addition = Sequential()
addition.add(LSTM(128, input_shape=(MAXLEN, len(chars))))
addition.add(RepeatVector(DIGITS + 1))
for _ in range(2):
    addition.add(LSTM(128, return_sequences=True))
addition.add(TimeDistributed(Dense(len(chars))))
addition.add(Activation('softmax'))
addition.compile(loss='categorical_crossentropy', optimizer='adam', metrics=['accuracy'])
addition.summary()
print(addition.metrics_names)
