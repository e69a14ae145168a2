/** The pages of docs/layers: programs, and the place in each whose hover is shown. */
export interface GoldenSection {
  readonly title: string;
  /** What the page shows of the program; the imports are left out. */
  readonly shown: string;
  /** The hover is over this word, its nth occurrence in what is shown. */
  readonly word: string;
  readonly nth: number;
}
export interface GoldenPage {
  readonly name: string;
  readonly title: string;
  readonly sections: readonly GoldenSection[];
}

export const IMPORTS =
  'import keras\nfrom keras import Input, Layer, Model, Sequential, layers\nfrom keras.layers import *\n';

/** A layer on one sample, or on several inputs where its call is written. */
function on(shape: string, layer: string, title = layer.slice(0, layer.indexOf('('))): GoldenSection {
  const isCalled = /\((?:x, x|\[x, x\])\)$/.test(layer);
  return {
    title,
    shown: `x = Input(${shape})\ny = ${layer}${isCalled ? '' : '(x)'}\n`,
    word: layer.slice(0, layer.indexOf('(')),
    nth: 1,
  };
}
const at = (title: string, word: string, shown: string, nth = 1): GoldenSection => ({ title, shown, word, nth });

const OWN_LAYER = `class Gated(Layer):
    def __init__(self, units):
        super().__init__()
        self.value = Dense(units)
        self.gate = Dense(units, activation="sigmoid")

    def call(self, x):
        return self.value(x) * self.gate(x)

y = Gated(3)(Input((8,)))
`;
const OWN_WEIGHTS = `class Scale(Layer):
    def build(self, shape):
        self.scale = self.add_weight(shape=(shape[-1],), name="scale")

    def call(self, x):
        return x * self.scale

y = Scale()(Input((20, 8)))
`;
const OWN_FUNCTION = `def block(x, filters):
    x = Conv2D(filters, 3, padding="same", use_bias=False)(x)
    return ReLU()(BatchNormalization()(x))

x = Input((32, 32, 3))
for filters in (16, 32, 64):
    x = block(x, filters)
`;
const MODEL = `model = Sequential([
    Input((28, 28, 1)),
    Conv2D(32, 3, activation="relu"),
    MaxPooling2D(),
    Flatten(),
    Dense(128, activation="relu"),
    Dense(10),
])
`;
const TRAINING = `import numpy as np
X, y = np.zeros((1000, 20)), np.zeros((1000,))
model = Sequential([Input((20,)), Dense(10, activation="softmax")])
model.compile("adam", loss="sparse_categorical_crossentropy")
model.fit(X, y, epochs=3, validation_split=0.2)
print(model.layers[0].get_weights()[0].shape)
`;

export const GOLDEN_PAGES: readonly GoldenPage[] = [
  {
    name: 'recurrent',
    title: 'Recurrent layers',
    sections: [
      on('(100, 4)', 'LSTM(2)'),
      on('(100, 4)', 'GRU(2)'),
      on('(100, 4)', 'GRU(2, reset_after=False)', 'GRU with reset_after=False'),
      on('(100, 4)', 'SimpleRNN(2)'),
      on(
        '(100, 4)',
        'LSTM(2, return_sequences=True, return_state=True)',
        'LSTM with return_sequences and return_state',
      ),
      on('(100, 4)', 'Bidirectional(LSTM(2))'),
      on('(100, 4)', 'TimeDistributed(Dense(3))'),
      on('(100, 4)', 'RNN(LSTMCell(2))'),
      on('(10, 32, 32, 3)', 'ConvLSTM2D(8, 3)'),
    ],
  },
  {
    name: 'dense',
    title: 'Dense',
    sections: [on('(8,)', 'Dense(3)'), on('(20, 8)', 'Dense(3, activation="relu")', 'Dense on sequences')],
  },
  {
    name: 'convolution',
    title: 'Convolutions',
    sections: [
      on('(224, 224, 3)', 'Conv2D(32, 3, strides=2)'),
      on('(100, 8)', 'Conv1D(16, 5)'),
      on('(28, 28, 32)', 'SeparableConv2D(64, 3)'),
      on('(28, 28, 32)', 'DepthwiseConv2D(3)'),
      on('(14, 14, 32)', 'Conv2DTranspose(16, 2, strides=2)'),
      on('(28, 28, 32)', 'Conv2D(64, 3, groups=4, padding="same")', 'Conv2D with groups'),
    ],
  },
  {
    name: 'normalization',
    title: 'Normalization',
    sections: [
      on('(28, 28, 32)', 'BatchNormalization()'),
      on('(20, 16)', 'LayerNormalization()'),
      on('(28, 28, 32)', 'GroupNormalization(groups=8)'),
    ],
  },
  { name: 'embedding', title: 'Embedding', sections: [on('(20,)', 'Embedding(1000, 16)')] },
  {
    name: 'attention',
    title: 'Attention',
    sections: [
      on('(10, 32)', 'MultiHeadAttention(num_heads=4, key_dim=8)(x, x)'),
      on('(10, 32)', 'GroupQueryAttention(8, 8, 2)(x, x)'),
      on('(10, 32)', 'Attention()([x, x])'),
      on('(10, 32)', 'AdditiveAttention()([x, x])'),
    ],
  },
  {
    name: 'merging',
    title: 'Merging layers',
    sections: [
      on('(8,)', 'Concatenate()([x, x])'),
      on('(8,)', 'Add()([x, x])'),
      on('(8,)', 'Dot(axes=1)([x, x])'),
      at(
        'Multiply with broadcasting',
        'Multiply',
        'image = Input((32, 32, 16))\nweights = Input((1, 1, 16))\ny = Multiply()([image, weights])\n',
      ),
    ],
  },
  {
    name: 'shapes',
    title: 'Reshaping, pooling and other layers without arrays',
    sections: [
      on('(7, 7, 512)', 'Flatten()'),
      on('(784,)', 'Reshape((28, 28, 1))'),
      on('(10, 64)', 'Permute((2, 1))'),
      on('(32,)', 'RepeatVector(10)'),
      on('(28, 28, 32)', 'MaxPooling2D()'),
      on('(7, 7, 512)', 'GlobalAveragePooling2D()'),
      on('(28, 28, 1)', 'ZeroPadding2D(2)'),
      on('(14, 14, 8)', 'UpSampling2D(2)'),
      on('(8,)', 'Dropout(0.5)'),
    ],
  },
  {
    name: 'own',
    title: 'Layers, functions and models of the program',
    sections: [
      at('A layer with layers inside', 'Gated', OWN_LAYER, 2),
      at('A layer with weights of its own', 'Scale', OWN_WEIGHTS, 2),
      at('A function', 'block', OWN_FUNCTION),
      at('A layer that is made in a loop', 'Conv2D', OWN_FUNCTION),
      at('A model', 'Sequential', MODEL),
      at('fit', 'fit', TRAINING),
      at('compile', 'compile', TRAINING),
      at('One of get_weights()', '[0].shape', TRAINING),
    ],
  },
  {
    name: 'arguments',
    title: 'Arguments',
    sections: [
      at('units of LSTM', '64', 'x = Input((100, 4))\ny = LSTM(64)(x)\n'),
      at('return_sequences', 'return_sequences', 'x = Input((100, 4))\ny = LSTM(64, return_sequences=True)(x)\n'),
      at('units of Dense', '128', 'x = Input((20,))\ny = Dense(128)(x)\n'),
      at('filters', '32', 'x = Input((28, 28, 3))\ny = Conv2D(32, 5)(x)\n'),
      at('kernel_size', '5', 'x = Input((28, 28, 3))\ny = Conv2D(32, 5)(x)\n'),
      at('strides', 'strides', 'x = Input((28, 28, 3))\ny = Conv2D(32, 3, strides=2, padding="same")(x)\n'),
      at('padding', 'padding', 'x = Input((28, 28, 3))\ny = Conv2D(32, 3, padding="same")(x)\n'),
      at('input_shape', 'input_shape', 'model = Sequential([LSTM(64, input_shape=(100, 4))])\n'),
      at('input_dim of Embedding', '1000', 'x = Input((20,))\ny = Embedding(1000, 16)(x)\n'),
      at('key_dim', 'key_dim', 'x = Input((10, 32))\ny = MultiHeadAttention(num_heads=4, key_dim=8)(x, x)\n'),
      at(
        'kernel_initializer',
        'kernel_initializer',
        'x = Input((20,))\ny = Dense(128, kernel_initializer="he_normal")(x)\n',
      ),
    ],
  },
];

/** The program as it is analysed. */
export const programOf = ({ shown }: GoldenSection): string => IMPORTS + shown;

/** Where in the program the hover is. */
export function placeOf(section: GoldenSection): number {
  let place = -1;
  for (let count = 0; count < section.nth; count++) place = section.shown.indexOf(section.word, place + 1);
  if (place < 0) throw new Error(`${section.word} is not ${section.nth} times in ${section.title}`);
  return IMPORTS.length + place;
}
