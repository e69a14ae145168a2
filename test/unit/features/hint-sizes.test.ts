/** Sizes in hints, which lead to where they are written. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ALL_HINTS, inlayHints } from '../../../server/features/inlay-hints.ts';
import { analyse } from '../../support/analyse.ts';

// ------------------------------------------------------------ room

/** Lines as people write them, and longer ones. */
const crowded = `import keras
from keras.layers import *
x = keras.Input((16, 112, 112, 64))
h, h1, c1, h2, c2 = Bidirectional(LSTM(64, return_state=True, return_sequences=True))(keras.Input((100, 80)))
y = Dense(1000)(GlobalAveragePooling3D()(Conv3D(512, 3)(BatchNormalization()(x))))
model = keras.Sequential([keras.Input((224, 224, 3)), Conv2D(64, 7), ReLU(), MaxPooling2D(), Flatten(), Dense(1000)])
print(model.layers[0].get_weights()[0].shape, model.layers[0].get_weights()[1].shape, model.layers[-1].output.shape)
def make(units_of_the_hidden_layer, units_of_the_output_layer, size_of_the_vocabulary):
    inputs = keras.Input((units_of_the_hidden_layer, units_of_the_output_layer))
    x = Dense(units_of_the_hidden_layer * size_of_the_vocabulary + units_of_the_output_layer)(inputs)
    x = LSTM(units_of_the_hidden_layer, return_sequences=True)(Embedding(size_of_the_vocabulary, units_of_the_output_layer)(keras.Input((None,))))
    return keras.Model(inputs, x)
`;

/** The parts of the hints that lead somewhere, as `TEXT from SOURCE, line N`. */
async function links(source: string): Promise<string[]> {
  const analysis = await analyse(source);
  return inlayHints(analysis, ALL_HINTS)
    .flatMap(({ parts = [] }) => parts)
    .flatMap(({ text, source: from }) =>
      from === undefined
        ? []
        : [`${text} from ${source.slice(from.start, from.end)}, line ${analysis.text.positionAt(from.start).line + 1}`],
    );
}

test('a size leads to where it is written', async () => {
  assert.deepEqual(
    await links(`from keras import Input
from keras.layers import LSTM, Dense, Dropout
steps = 100
inputs = Input(shape=(steps, 4))
x = LSTM(2, return_sequences=True)(inputs)
x = Dropout(0.5)(x)
`),
    ['100 from 100, line 3', '100 from 100, line 3', '100 from 100, line 3', '2 from 2, line 5'],
  );
});

test('through convolutions, pooling, merging and reshaping, as far as the axis is the same', async () => {
  assert.deepEqual(
    await links(`import keras
from keras.layers import *
a = keras.Input((28, 30, 3))
b = Conv2D(16, 3, padding="same")(a)
c = Add()([b, b])
d = GlobalAveragePooling2D()(c)
e = Flatten()(c)
f = Reshape((20, 672))(e)
g = Permute((2, 1))(f)
h = RepeatVector(5)(d)
`),
    [
      '28 from 28, line 3',
      '30 from 30, line 3',
      '28 from 28, line 3',
      '30 from 30, line 3',
      '16 from 16, line 4',
      '16 from 16, line 4',
      '16 from 16, line 4',
    ],
  );
});

test('in a Sequential model too; a name that is bound twice is not followed', async () => {
  assert.deepEqual(
    await links(`import keras
from keras.layers import *
units = 3
units = 4
model = keras.Sequential([
    keras.Input((10, 8)),
    Dense(units),
    Dropout(0.1),
])
`),
    ['10 from 10, line 6', '10 from 10, line 6', '4 from units, line 7'],
  );
});

test('the parts of a hint are its text', async () => {
  for (const source of [
    crowded,
    'import keras\nx = keras.Input((5,))\ny = keras.layers.Dropout(0.1)(x)\nz = keras.layers.BatchNormalization()(y)\n',
  ]) {
    for (const { parts, text } of inlayHints(await analyse(source), ALL_HINTS))
      if (parts !== undefined) assert.equal(parts.map((part) => part.text).join(''), text);
  }
});
