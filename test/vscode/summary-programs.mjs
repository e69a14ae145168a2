/**
 * What the tests of the summary show: a small model, a large one, one with blocks and an unknown size, and a notebook.
 */

export const PROGRAMS = {
  'lstm.py': `from keras import Input, Model
from keras.layers import LSTM, Dense

inputs = Input(shape=(100, 4))
x = LSTM(2)(inputs)
model = Model(inputs, Dense(1)(x))
`,
  'translator.py': `import keras
from keras import layers

vocabulary = load_vocabulary()

def block(x, units):
    attended = layers.MultiHeadAttention(4, units // 4)(x, x)
    x = layers.LayerNormalization()(layers.Add()([x, attended]))
    hidden = layers.Dense(4 * units, activation='relu')(x)
    return layers.LayerNormalization()(layers.Add()([x, layers.Dense(units)(hidden)]))

tokens = keras.Input((None,), dtype='int32', name='tokens')
x = layers.Embedding(len(vocabulary), 128, name='embedding')(tokens)
for _ in range(6):
    x = block(x, 128)
encoder = keras.Model(tokens, x, name='encoder')
encoder.trainable = False

sentence = keras.Input((40,), dtype='int32', name='sentence')
pooled = layers.GlobalAveragePooling1D(name='pool')(encoder(sentence))
scores = layers.Dense(3, activation='softmax', name='scores')(pooled)
model = keras.Model(sentence, scores, name='classifier')
`,
  'large.py': `import keras
model = keras.applications.NASNetLarge(weights=None)
`,
};
/** The first layer and the last are so far apart that VS Code does not make the editors of both. */
export const CELLS = [
  'from keras import Input, Model\nfrom keras.layers import LSTM, Dense\ninputs = Input(shape=(100, 4))',
  '# The first layer.\nx = LSTM(2)(inputs)',
  ...Array.from({ length: 6 }, (_, index) =>
    Array.from({ length: 12 }, (_, line) => `step_${index}_${line} = ${line}`).join('\n'),
  ),
  '# The last layer.\noutputs = Dense(1)(x)',
  'model = Model(inputs, outputs)',
];
