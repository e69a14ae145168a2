import keras
from keras.models import Sequential, Model
from keras.layers import (Input, TimeDistributed, Conv2D, MaxPooling2D, Flatten, LSTM, Bidirectional, Dense,
                          GlobalAveragePooling2D, BatchNormalization, Dropout, GRU)
import numpy as np

SEQ, H, W, C = 5, 32, 32, 3
NUM_CLASSES = 6


def build_cnn(shape):
    m = Sequential(name='cnn')
    m.add(Conv2D(8, 3, activation='relu', padding='same', input_shape=shape))
    m.add(BatchNormalization())
    m.add(MaxPooling2D())
    m.add(Conv2D(16, 3, activation='relu'))
    m.add(GlobalAveragePooling2D())
    return m


cnn = build_cnn((H, W, C))
cnn.summary()
video = Input(shape=(SEQ, H, W, C), name='video')
feats = TimeDistributed(cnn, name='td_cnn')(video)
print(feats.shape)
rnn = Bidirectional(GRU(12, return_sequences=True), merge_mode='sum', name='bi_sum')(feats)
print(rnn.shape)
rnn = Bidirectional(LSTM(10), merge_mode='concat', name='bi_cat')(rnn)
print(rnn.shape)
out = Dense(NUM_CLASSES, activation='softmax')(Dropout(.5)(rnn))
model = Model(video, out, name='video_classifier')
model.compile(loss='categorical_crossentropy', optimizer='adam')
model.summary()

seq_model = Sequential([
    TimeDistributed(Conv2D(4, 3, strides=2), input_shape=(SEQ, H, W, C)),
    TimeDistributed(Flatten()),
    TimeDistributed(Dense(7)),
    LSTM(3, return_sequences=True),
])
seq_model.summary()
print(seq_model.output_shape, seq_model.layers[1].output_shape)
print(model.count_params(), seq_model.count_params())
fw, bw, st = None, None, Bidirectional(LSTM(4, return_state=True, return_sequences=True))(feats)
print(len(st), [s.shape for s in st])
print([w.name for w in model.get_layer('bi_cat').weights])
print(model.predict(np.zeros((2, SEQ, H, W, C)), verbose=0).shape)
print(model.get_layer('td_cnn').layer.name, keras.__version__)
