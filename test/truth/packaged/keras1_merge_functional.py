from keras.layers import Input, Embedding, LSTM, Dense, merge
from keras.models import Model
import numpy as np

main_input = Input(shape=(100,), dtype='int32', name='main_input')
x = Embedding(output_dim=512, input_dim=10000, input_length=100)(main_input)
lstm_out = LSTM(32)(x)
auxiliary_output = Dense(1, activation='sigmoid', name='aux_output')(lstm_out)
auxiliary_input = Input(shape=(5,), name='aux_input')
x = merge([lstm_out, auxiliary_input], mode='concat')
x = Dense(64, activation='relu')(x)
x = Dense(64, activation='relu')(x)
x = Dense(64, activation='relu')(x)
main_output = Dense(1, activation='sigmoid', name='main_output')(x)
model = Model(input=[main_input, auxiliary_input], output=[main_output, auxiliary_output])
model.compile(optimizer='rmsprop', loss={'main_output': 'binary_crossentropy', 'aux_output': 'binary_crossentropy'},
              loss_weights={'main_output': 1., 'aux_output': 0.2})
model.summary()
h = model.fit({'main_input': np.zeros((20, 100)), 'aux_input': np.zeros((20, 5))},
              {'main_output': np.zeros((20, 1)), 'aux_output': np.zeros((20, 1))}, nb_epoch=1, batch_size=10, verbose=0)
print(sorted(h.history.keys()))
print(model.metrics_names)
print(model.output_shape)
print(model.input_names, model.output_names)

# shared layers
tweet_a = Input(shape=(140, 256))
tweet_b = Input(shape=(140, 256))
shared_lstm = LSTM(64)
encoded_a = shared_lstm(tweet_a)
encoded_b = shared_lstm(tweet_b)
merged_vector = merge([encoded_a, encoded_b], mode='concat', concat_axis=-1)
predictions = Dense(1, activation='sigmoid')(merged_vector)
tweets = Model(input=[tweet_a, tweet_b], output=predictions)
tweets.summary()
print(shared_lstm.get_output_at(0).get_shape().as_list() if False else shared_lstm.get_output_shape_at(0))

a = Input(shape=(7,))
b = Dense(7)(a)
for mode in ['sum', 'mul', 'ave', 'max']:
    b = merge([a, b], mode=mode)
d = merge([a, b], mode='cos', dot_axes=1)
e = merge([a, b], mode=lambda pair: pair[0] - pair[1], output_shape=lambda shapes: shapes[0])
modes = Model(input=a, output=[d, e])
modes.summary()
print([l.name for l in modes.layers])
