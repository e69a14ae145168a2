import { defineProblem } from '../definition.ts';

export const embeddingRange = defineProblem({
  code: 'embedding-range',
  topic: 'training',
  severity: 'warning',
  title: 'Numbers that an Embedding has no row for',
  finds:
    'The data has numbers as large as `input_dim` of the `Embedding` or larger. `input_dim` must be the largest number plus 1. On a CPU, TensorFlow raises `indices[0,0] = 9999 is not in [0, 5000)`; on a GPU it takes rows of zeros.',
  repair:
    'Make `input_dim` the size of the vocabulary: the largest number plus 1 (`num_words` of the data set; `len(tokenizer.word_index) + 1`).',
  example: {
    broken: `
import keras
from keras import layers
(x_train, y_train), _ = keras.datasets.imdb.load_data(num_words=10000)
x_train = keras.utils.pad_sequences(x_train, maxlen=200)
model = keras.Sequential([
    keras.Input((200,)),
    layers.Embedding(5000, 16),
    layers.LSTM(32),
    layers.Dense(1, activation='sigmoid'),
])
model.compile('adam', loss='binary_crossentropy')
model.fit(x_train, y_train)
`,
    repaired: `
import keras
from keras import layers
(x_train, y_train), _ = keras.datasets.imdb.load_data(num_words=10000)
x_train = keras.utils.pad_sequences(x_train, maxlen=200)
model = keras.Sequential([
    keras.Input((200,)),
    layers.Embedding(10000, 16),
    layers.LSTM(32),
    layers.Dense(1, activation='sigmoid'),
])
model.compile('adam', loss='binary_crossentropy')
model.fit(x_train, y_train)
`,
  },
});
