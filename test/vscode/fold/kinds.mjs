/** The kinds of hovers that are measured: programs, and in each the words to point at. */

const HEADER = `import keras
from keras import Input, Model, Sequential
from keras.layers import *
`;

const INPUTS = `sequence = Input((100, 4))
frames = Input((128, 300))
video = Input((10, 64, 64, 3))
image = Input((224, 224, 3))
features = Input((28, 28, 32))
deep = Input((14, 14, 512))
vector = Input((64,))
tokens = Input((20,), dtype='int32')
words = Input((10, 32))
`;

const OWN_LAYER = `class Scale(keras.layers.Layer):
    def __init__(self, units, **kwargs):
        super().__init__(**kwargs)
        self.units = units

    def build(self, input_shape):
        self.scale = self.add_weight(shape=(input_shape[-1], self.units), name='scale')

    def call(self, inputs):
        return keras.ops.matmul(inputs, self.scale)
`;

/** A line of `layers.py` for each: `y = CODE`. `word` stands in the code; the first time, unless `nth` says another. */
const LAYERS = [
  { kind: 'LSTM', code: 'LSTM(2)(sequence)', word: 'LSTM' },
  { kind: 'GRU', code: 'GRU(2)(sequence)', word: 'GRU' },
  { kind: 'SimpleRNN', code: 'SimpleRNN(2)(sequence)', word: 'SimpleRNN' },
  { kind: 'Bidirectional', code: 'Bidirectional(LSTM(2))(sequence)', word: 'Bidirectional' },
  { kind: 'TimeDistributed', code: 'TimeDistributed(Dense(8))(sequence)', word: 'TimeDistributed' },
  { kind: 'RNN of a cell', code: 'RNN(LSTMCell(2))(sequence)', word: 'RNN' },
  { kind: 'ConvLSTM2D', code: 'ConvLSTM2D(8, 3)(video)', word: 'ConvLSTM2D' },
  { kind: 'Conv1D', code: 'Conv1D(16, 5)(sequence)', word: 'Conv1D' },
  { kind: 'Conv2D', code: 'Conv2D(32, 3, strides=2)(image)', word: 'Conv2D' },
  { kind: 'Conv2D with groups', code: 'Conv2D(64, 3, groups=4)(features)', word: 'Conv2D' },
  { kind: 'DepthwiseConv2D', code: 'DepthwiseConv2D(3, depth_multiplier=2)(features)', word: 'DepthwiseConv2D' },
  { kind: 'SeparableConv2D', code: 'SeparableConv2D(64, 3)(features)', word: 'SeparableConv2D' },
  { kind: 'Conv2DTranspose', code: 'Conv2DTranspose(16, 2, strides=2)(features)', word: 'Conv2DTranspose' },
  { kind: 'Dense', code: 'Dense(10)(vector)', word: 'Dense' },
  { kind: 'Dense on sequences', code: 'Dense(8)(sequence)', word: 'Dense' },
  { kind: 'Embedding', code: 'Embedding(10000, 64)(tokens)', word: 'Embedding' },
  { kind: 'BatchNormalization', code: 'BatchNormalization()(features)', word: 'BatchNormalization' },
  { kind: 'LayerNormalization', code: 'LayerNormalization()(words)', word: 'LayerNormalization' },
  { kind: 'GroupNormalization', code: 'GroupNormalization(8)(features)', word: 'GroupNormalization' },
  { kind: 'MultiHeadAttention', code: 'MultiHeadAttention(4, 8)(words, words)', word: 'MultiHeadAttention' },
  { kind: 'GroupedQueryAttention', code: 'GroupQueryAttention(8, 4, 2)(words, words)', word: 'GroupQueryAttention' },
  { kind: 'Attention', code: 'Attention()([words, words])', word: 'Attention' },
  { kind: 'Concatenate', code: 'Concatenate()([Dense(8)(words), words])', word: 'Concatenate' },
  { kind: 'Add', code: 'Add()([Dense(32)(words), words])', word: 'Add' },
  { kind: 'Flatten', code: 'Flatten()(features)', word: 'Flatten' },
  { kind: 'Reshape', code: 'Reshape((-1, 32))(features)', word: 'Reshape' },
  { kind: 'MaxPooling2D', code: 'MaxPooling2D(2)(features)', word: 'MaxPooling2D' },
  { kind: 'Dropout', code: 'Dropout(0.3)(vector)', word: 'Dropout' },
  { kind: 'own layer', code: 'Scale(16)(words)', word: 'Scale' },
  { kind: 'large LSTM', code: 'LSTM(512)(frames)', word: 'LSTM' },
  { kind: 'large Conv2D', code: 'Conv2D(512, 3)(deep)', word: 'Conv2D' },
  { kind: 'argument: units', code: 'LSTM(64)(sequence)', word: '64' },
  { kind: 'argument: padding', code: 'Conv2D(16, 3, padding="same")(image)', word: 'same' },
  { kind: 'argument: return_sequences', code: 'GRU(3, return_sequences=True)(sequence)', word: 'return_sequences' },
];

const layerLines = LAYERS.map(({ code }) => `y = ${code}\n`).join('');

const MODELS = `import numpy as np
${HEADER}
X = np.load('X.npy')
unknown_sizes = Sequential([LSTM(64, input_shape=(X.shape[1], X.shape[2])), Dense(1)])

classifier = Sequential([
    Input((28, 28, 1)),
    Conv2D(32, 3, activation='relu'),
    MaxPooling2D(2),
    Flatten(),
    Dense(10, activation='softmax'),
])

inputs = Input(shape=(100, 4))
steps = inputs.shape[1]
x = LSTM(2)(inputs)
model = Model(inputs, Dense(1)(x))
weights = model.layers[1].get_weights()[1].shape
model.compile(optimizer='adam', loss='mse')
model.fit(np.zeros((640, 100, 4)), np.zeros((640, 1)), batch_size=32, epochs=2)

def block(x, filters):
    x = Conv2D(filters, 3, padding='same')(x)
    return BatchNormalization()(x)

a = Input((64, 64, 3))
for filters in (16, 32, 64):
    a = block(a, filters)
`;

const MISTAKES = `${HEADER}
inputs = Input((100, 4))
x = LSTM(2)(inputs)
y = LSTM(2)(x)
`;

const UNKNOWN = `${HEADER}from mylab.layers import Mixer

class Encoder(Layer):
    def __init__(self, units):
        super().__init__()
        self.mixer = Mixer(units)

    def call(self, inputs):
        return self.mixer(inputs)

inputs = Input((100, 4))
encoded = Encoder(8)(inputs)
scores = Dense(1)(encoded)
`;

/** The programs by the names of their files. */
export const PROGRAMS = {
  'layers.py': `${HEADER}\n${OWN_LAYER}\n${INPUTS}\n${layerLines}`,
  'models.py': MODELS,
  'mistakes.py': MISTAKES,
  'unknown.py': UNKNOWN,
};

/** A hint of `layers.py`: once it is there, the server has read the program. */
export const SHOWS = '(None, 2)';

/**
 * All kinds: `program` a name of PROGRAMS, `inLine` a text of the line (the first line that holds it), `word` and `nth`
 * the place in it, `says` a text by which a hover that is all there is told from one that is still being put together.
 */
export const KINDS = [
  ...LAYERS.map(({ code, ...kind }) => ({ ...kind, program: 'layers.py', inLine: `y = ${code}` })),
  { kind: 'LSTM of unknown sizes', program: 'models.py', inLine: 'unknown_sizes =', word: 'LSTM' },
  { kind: 'tensor', program: 'models.py', inLine: 'x = LSTM(2)(inputs)', word: 'x' },
  { kind: 'Sequential model', program: 'models.py', inLine: 'classifier =', word: 'Sequential' },
  { kind: 'functional model', program: 'models.py', inLine: 'model.compile', word: 'model' },
  { kind: 'fit', program: 'models.py', inLine: 'model.fit', word: 'fit' },
  { kind: 'compile', program: 'models.py', inLine: 'model.compile', word: 'compile' },
  { kind: 'function called several times', program: 'models.py', inLine: 'def block', word: 'block' },
  { kind: 'value', program: 'models.py', inLine: 'weights =', word: 'shape' },
  { kind: 'size', program: 'models.py', inLine: 'steps =', word: 'shape' },
  { kind: 'problem', program: 'mistakes.py', inLine: 'y = LSTM(2)(x)', word: 'x', says: 'symbolic tensor' },
  { kind: 'unknown layer', program: 'unknown.py', inLine: 'encoded =', word: 'Encoder' },
  { kind: 'layer of an unknown input', program: 'unknown.py', inLine: 'scores =', word: 'Dense' },
];

/** Where the word of a kind stands in its program: line and column, from 1. Throws where it does not stand there. */
export function placeOf({ program, inLine, word, nth = 0 }) {
  const lines = PROGRAMS[program].split('\n');
  const line = lines.findIndex((text) => text.includes(inLine));
  const places = [...(lines[line] ?? '').matchAll(new RegExp(`\\b${word}\\b`, 'g'))];
  if (places[nth] === undefined) throw new Error(`${program} has no ${word} in a line with ${inLine}`);
  return { line: line + 1, column: places[nth].index + 1 };
}
