import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ALL_HINTS, type HintOptions, inlayHints } from '../../../server/features/inlay-hints.ts';
import { analyse } from '../../support/analyse.ts';
import { unannotated, withHints } from '../../support/annotated.ts';

const shows = (name: string, program: string, options: Partial<HintOptions> = {}): void => {
  test(name, async () => assert.equal(await withHints(program, options), program));
};

/** The hints as `LINE TEXT`. */
async function hints(source: string, options: Partial<HintOptions> = {}): Promise<string[]> {
  const analysis = await analyse(unannotated(source));
  return inlayHints(analysis, { ...ALL_HINTS, ...options }).map(
    ({ offset, text }) => `${analysis.text.positionAt(offset).line + 1} ${text}`,
  );
}

const question = `from keras import Input, Model
from keras.layers import LSTM, Dense, Dropout
inputs = Input(shape=(100, 4))
#: ⟦→ (None, 100, 4)⟧
x = LSTM(2)(inputs)
#: ⟦→ (None, 2) · 56 params⟧
x = Dropout(0.5)(x)
#: ⟦→ (None, 2)⟧
outputs = Dense(1)(x)
#: ⟦→ (None, 1) · 3 params⟧
model = Model(inputs, outputs)
#: ⟦59 params in total⟧
print(model.layers[1].get_weights()[1].shape)
#: ⟦= (2, 8)⟧
`;

shows('shape and parameters at each layer, the total at the model, the value at the print', question);

test('each kind can be switched off', async () => {
  assert.deepEqual(await hints(question, { shapes: false }), [
    '4 56 params',
    '6 3 params',
    '7 59 params in total',
    '8 = (2, 8)',
  ]);
  assert.deepEqual(await hints(question, { parameters: false, totals: false, values: false }), [
    '3 → (None, 100, 4)',
    '4 → (None, 2)',
    '5 → (None, 2)',
    '6 → (None, 1)',
  ]);
  assert.deepEqual(await hints(question, { shapes: false, parameters: false, totals: false, values: false }), []);
});

shows(
  'layers in a list and added to a Sequential',
  `from keras import Sequential, Input
from keras.layers import *
model = Sequential([
    Input((4,)),
    #: ⟦→ (None, 4)⟧
    Dense(3),
    #: ⟦→ (None, 3) · 15 params⟧
])
#: ⟦23 params in total⟧
model.add(Dense(2))
#: ⟦→ (None, 2) · 8 params⟧
`,
);

shows(
  'an operation is hinted for its variable',
  `import keras
x = keras.Input((8, 4))
#: ⟦→ (None, 8, 4)⟧
y = keras.ops.reshape(x, (-1, 32))
#: ⟦→ (None, 32)⟧
z = y
`,
);

shows(
  'no hint between x.shape and [1], none at literals, none within what is printed whole',
  `import keras
x = keras.Input((8, 4))
#: ⟦→ (None, 8, 4)⟧
n = x.shape[1]
print("shape", [x.shape], 3)
#: ⟦[x.shape] = [(None, 8, 4)]⟧
`,
);

test('what is not known has no hint', async () => {
  assert.deepEqual(await hints('import keras\nfrom elsewhere import x\ny = keras.layers.Flatten()(x)\n'), []);
});

// ------------------------------------------------------------ where they stand

test('at the end of the line, behind its comment; or behind the call', async () => {
  const source = 'import keras\nx = keras.layers.Dense(2)(keras.Input((4,)))  # hidden\n';
  const analysis = await analyse(source);
  const places = (options: Partial<HintOptions>) =>
    inlayHints(analysis, { ...ALL_HINTS, ...options }).map(
      ({ offset, text }) => `${source.slice(0, offset).split('\n').at(-1)}⟦${text}⟧`,
    );
  assert.deepEqual(places({}), [
    'x = keras.layers.Dense(2)(keras.Input((4,)))  # hidden⟦Input → (None, 4)⟧',
    'x = keras.layers.Dense(2)(keras.Input((4,)))  # hidden⟦Dense → (None, 2) · 10⟧',
  ]);
  assert.deepEqual(places({ position: 'afterCall' }), [
    'x = keras.layers.Dense(2)(keras.Input((4,))⟦→ (None, 4)⟧',
    'x = keras.layers.Dense(2)(keras.Input((4,)))⟦→ (None, 2) · 10 params⟧',
  ]);
});

shows(
  'a call of several lines is told where its value comes to be',
  `import keras
x = keras.layers.Conv2D(
    filters=32,
    kernel_size=3,
)(keras.Input(
    shape=(28, 28, 1),
))
#: ⟦Conv2D → (None, 26, 26, 32) · 320 params⟧ ⟦…⟧
`,
);

shows(
  'two layers of a line: what is inside comes first, and each is named',
  `import keras
from keras.layers import *
x = keras.Input((8,))
#: ⟦→ (None, 8)⟧
y = Dense(2)(Dropout(0.5)(x))
#: ⟦Dropout → (None, 8)⟧ ⟦Dense → (None, 2) · 18⟧
z = Dense(4)(Dense(64)(y))
#: ⟦Dense(64) → (None, 64)⟧ ⟦Dense(4) → (None, 4)⟧
`,
);

shows(
  'where a hint could be taken for one of the whole line, it is named',
  `import keras
x = keras.Input((8,))
#: ⟦→ (None, 8)⟧
def head(x):
    return keras.ops.reshape(keras.layers.Dense(10)(x), (-1, 5, 2))
    #: ⟦Dense → (None, 10) · 90 params⟧
y = head(x)
#: ⟦→ (None, 5, 2)⟧
def tail(x):
    return keras.layers.Dense(3)(x)
    #: ⟦→ (None, 3) · 27 params⟧
z = tail(x)
#: ⟦→ (None, 3)⟧
a, b = keras.ops.split(x, 2, axis=1)
#: ⟦a: (None, 4)⟧ ⟦b: (None, 4)⟧
print(x.shape[1], x.shape)
#: ⟦x.shape[1] = 8⟧ ⟦x.shape = (None, 8)⟧
n = x.shape[1] * x.shape[1]
`,
);

shows(
  'values of a print that have no room for their names stand in the order of the arguments',
  `import keras
encoder_inputs = keras.Input((100, 8))
#: ⟦→ (None, 100, 8)⟧
print("shapes:", encoder_inputs.shape, encoder_inputs.shape)
#: ⟦= (None, 100, 8)⟧ ⟦= (None, 100, 8)⟧
`,
);

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

shows(
  'what is inside is left out as a whole, and is in the tooltip',
  `import keras
from keras.layers import *
model = keras.Sequential([keras.Input((224, 224, 3)), Flatten(), Dense(1000), Dense(10)])
#: ⟦151 M params in total⟧ ⟦…⟧
`,
);

// ------------------------------------------------------------ numbers

shows(
  'long numbers have three digits; what is copied is exact',
  `import keras
x = keras.Input((784,))
#: ⟦→ (None, 784)⟧
y = keras.layers.Dense(752)(x)
#: ⟦→ (None, 752) · 590 k params⟧
z = keras.layers.Dense(10)(y)
#: ⟦→ (None, 10) · 7,530 params⟧
model = keras.Model(x, z)
#: ⟦598 k params in total⟧
`,
);

shows(
  'a formula begins with what is known; of three terms only what it comes to at least, or what decides it',
  `import keras
class_names = open("classes.txt").read().split()
x = keras.Input((512,))
#: ⟦→ (None, 512)⟧
y = keras.layers.Dense(len(class_names))(x)
#: ⟦→ (None, len(class_names))⟧
model = keras.Sequential([
    x,
    keras.layers.Dense(1794),
    #: ⟦→ (None, 1794) · 920 k params⟧
    keras.layers.Dense(len(class_names)),
    #: ⟦→ (None, len(class_names))⟧
])
#: ⟦≈ 920 k + 1,795·len(class_names) in total⟧
def build(n, m):
    inputs = keras.Input((n,))
    #: ⟦→ (None, n)⟧
    x = keras.layers.Dense(m)(inputs)
    #: ⟦→ (None, m) · m·n + m params⟧
    x = keras.layers.Dense(500)(x)
    #: ⟦→ (None, 500) · 500 + 500·m params⟧
    return keras.Model(inputs, x)
    #: ⟦params depend on m, n⟧
`,
);

shows(
  'what the program has no name for is no number and no name',
  `import keras
ds = keras.utils.image_dataset_from_directory("images", image_size=(180, 180), label_mode="categorical")
print(len(ds))
steps = len(ds)
print(steps * 2)
#: ⟦= 2·steps⟧
for images, labels in ds:
    print(labels.shape)
    #: ⟦= (?, ?)⟧
`,
);

const unet = `from keras import Input, Model
from keras.layers import Conv2D, Concatenate, MaxPooling2D, UpSampling2D
def block(x, filters):
    x = Conv2D(filters, 3, padding="same")(x)
    #: ⟦9× (None, 512…32, 512…32, 64…1024)⟧
    return Conv2D(filters, 3, padding="same")(x)
    #: ⟦9× (None, 512…32, 512…32, 64…1024)⟧
inputs = Input((512, 512, 1))
#: ⟦→ (None, 512, 512, 1)⟧
x, skips = inputs, []
for filters in (64, 128, 256, 512):
    x = block(x, filters)
    #: ⟦4× (None, 512…64, 512…64, 64…512)⟧
    skips.append(x)
    x = MaxPooling2D()(x)
    #: ⟦4× (None, 256…32, 256…32, 64…512)⟧
x = block(x, 1024)
#: ⟦→ (None, 32, 32, 1024)⟧
for filters in (512, 256, 128, 64):
    x = UpSampling2D()(x)
    #: ⟦4× (None, 64…512, 64…512, 1024…128)⟧
    x = Concatenate()([x, skips.pop()])
    #: ⟦4× (None, 64…512, 64…512, 1536…192)⟧
    x = block(x, filters)
    #: ⟦4× (None, 64…512, 64…512, 512…64)⟧
model = Model(inputs, Conv2D(1, 1)(x))
#: ⟦Conv2D (None, 512, 512, 1)⟧ ⟦31.4 M in total⟧
`;

// ------------------------------------------------------------ what the line says

test('parameters from a minimum on; formulas always', async () => {
  assert.deepEqual(await hints(question, { minimumParameters: 10, values: false, totals: false }), [
    '3 → (None, 100, 4)',
    '4 → (None, 2) · 56 params',
    '5 → (None, 2)',
    '6 → (None, 1)',
  ]);
  const symbolic = 'import keras\ndef build(n):\n    x = keras.Input((n,))\n    return keras.layers.Dense(2)(x)\n';
  assert.deepEqual(await hints(symbolic, { minimumParameters: 1e6 }), [
    '3 → (None, n)',
    '4 → (None, 2) · 2 + 2·n params',
  ]);
});

test('what the line says already is not said again', async () => {
  assert.deepEqual(await hints('import keras\nx = keras.Input(batch_shape=(8, 100, 4))\n'), []);
  assert.deepEqual(await hints('import keras\nx = keras.Input((4,))  # (None, 4)\n'), []);
  assert.deepEqual(await hints('import keras\nx = keras.Input((4,))  # was (None, 5)\n'), ['2 → (None, 4)']);
});

test('a look-up that is not known is not said to be itself; another name for it is told', async () => {
  const source =
    'import numpy as np\nfrom elsewhere import load\ntable = load()\nprint(table.shape)\nrows = table.shape[0]\nprint(rows)\n';
  assert.deepEqual(await hints(source), ['6 = table.shape[0]']);
});

test('the hints of a part of the program are those of the whole that stand in it', async () => {
  for (const position of ['endOfLine', 'afterCall'] as const) {
    const options = { ...ALL_HINTS, position };
    for (const source of [unannotated(question), crowded, unannotated(unet)]) {
      const analysis = await analyse(source);
      const all = inlayHints(analysis, options);
      for (const { offset } of all) {
        assert.deepEqual(
          inlayHints(analysis, options, { start: offset, end: offset }),
          all.filter((hint) => hint.offset === offset),
        );
        assert.deepEqual(
          inlayHints(analysis, options, { start: offset, end: source.length }),
          all.filter((hint) => hint.offset >= offset),
        );
      }
    }
  }
});
