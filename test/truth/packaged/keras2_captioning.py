from keras.models import Model, Sequential
from keras.layers import Input, Dense, LSTM, Embedding, Dropout, add, RepeatVector, concatenate, TimeDistributed
from keras.applications.vgg16 import VGG16
from keras.preprocessing.text import Tokenizer
from keras.preprocessing.sequence import pad_sequences
from keras.utils import to_categorical, plot_model
import numpy as np

descriptions = ['startseq dog runs over grass endseq', 'startseq child plays with ball endseq',
                'startseq dog with ball endseq']
tokenizer = Tokenizer()
tokenizer.fit_on_texts(descriptions)
vocab_size = len(tokenizer.word_index) + 1
print('Vocabulary Size: %d' % vocab_size)
max_length = max(len(d.split()) for d in descriptions)
print('Description Length: %d' % max_length)

X1, X2, y = list(), list(), list()
for desc in descriptions:
    seq = tokenizer.texts_to_sequences([desc])[0]
    for i in range(1, len(seq)):
        in_seq, out_seq = seq[:i], seq[i]
        in_seq = pad_sequences([in_seq], maxlen=max_length)[0]
        out_seq = to_categorical([out_seq], num_classes=vocab_size)[0]
        X1.append(np.zeros(4096))
        X2.append(in_seq)
        y.append(out_seq)
X1, X2, y = np.array(X1), np.array(X2), np.array(y)
print(X1.shape, X2.shape, y.shape)


def define_model(vocab_size, max_length):
    # feature extractor model
    inputs1 = Input(shape=(4096,))
    fe1 = Dropout(0.5)(inputs1)
    fe2 = Dense(256, activation='relu')(fe1)
    # sequence model
    inputs2 = Input(shape=(max_length,))
    se1 = Embedding(vocab_size, 256, mask_zero=True)(inputs2)
    se2 = Dropout(0.5)(se1)
    se3 = LSTM(256)(se2)
    # decoder model
    decoder1 = add([fe2, se3])
    decoder2 = Dense(256, activation='relu')(decoder1)
    outputs = Dense(vocab_size, activation='softmax')(decoder2)
    model = Model(inputs=[inputs1, inputs2], outputs=outputs)
    model.compile(loss='categorical_crossentropy', optimizer='adam')
    return model


model = define_model(vocab_size, max_length)
model.summary()
model.fit([X1, X2], y, epochs=1, verbose=0)

vgg = VGG16(weights=None)
vgg.layers.pop()
vgg = Model(inputs=vgg.inputs, outputs=vgg.layers[-1].output)
vgg.summary()
print(vgg.layers[-1].name, vgg.output_shape)

image = Input(shape=(224, 224, 3))
image_features = vgg(image)
caption = Sequential()
caption.add(Embedding(vocab_size, 64, input_length=max_length))
caption.add(LSTM(32, return_sequences=True))
caption.add(TimeDistributed(Dense(50)))
text_in = Input(shape=(max_length,), dtype='int32')
both = concatenate([RepeatVector(max_length)(image_features), caption(text_in)])
state = LSTM(100, return_sequences=False)(both)
final = Model([image, text_in], Dense(vocab_size, activation='softmax')(state))
final.summary()
