import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  ALL_HINTS,
  type HintOptions,
  inlayHints,
  USUAL_MAXIMUM,
  WHOLE_HINTS,
} from '../../../server/features/inlay-hints.ts';
import { inEnglish } from '../../../server/words/language.ts';
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
  `import keras, tensorflow as tf
x = keras.Input((8,))
#: ⟦→ (None, 8)⟧
def head(x):
    return tf.reshape(keras.layers.Dense(10)(x), (-1, 5, 2))
    #: ⟦Dense → (None, 10) · 90 params⟧
y = head(x)
#: ⟦→ (None, 5, 2)⟧
def tail(x):
    return keras.layers.Dense(3)(x)
    #: ⟦→ (None, 3) · 27 params⟧
z = tail(x)
#: ⟦→ (None, 3)⟧
a, b = tf.split(x, 2, axis=1)
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

test('the hints of a line have no more characters together than the editor shows', async () => {
  for (const position of ['endOfLine', 'afterCall'] as const) {
    for (const maximumLength of [USUAL_MAXIMUM, 30, 20, 5]) {
      const analysis = await analyse(crowded);
      const lengths = new Map<number, number>();
      for (const { offset, text } of inlayHints(analysis, { ...ALL_HINTS, position, maximumLength })) {
        const { line } = analysis.text.positionAt(offset);
        lengths.set(line, (lengths.get(line) ?? 0) + text.length);
      }
      for (const [line, length] of lengths)
        assert.ok(length <= maximumLength, `line ${line + 1} has ${length} of ${maximumLength} characters`);
    }
  }
});

test('no hint is longer with more room, and none is empty', async () => {
  for (const hint of inlayHints(await analyse(crowded), ALL_HINTS))
    assert.ok(hint.text.length > 0 && hint.exact.length > 0);
});

test('numbers in a hint are whole numbers of its exact text, or shortened as a whole', async () => {
  const analysis = await analyse(crowded);
  const exact = new Map(
    inlayHints(analysis, WHOLE_HINTS).map(({ span, kind, exact: [text = ''] }) => [
      `${span.start} ${span.end} ${kind}`,
      inEnglish(text),
    ]),
  );
  for (const { span, kind, text } of inlayHints(analysis, ALL_HINTS)) {
    if (kind === 'more') continue;
    const whole = exact.get(`${span.start} ${span.end} ${kind}`)!;
    const source = crowded.slice(span.start, span.end);
    const numbers = text.replace(/… \d+ more|≥ [\d.,]+(?: [kMGT])?|[\d.]+ [kMGT]\b/g, '').match(/\d[\d,]*/g) ?? [];
    for (const number of numbers)
      assert.ok(
        new RegExp(`(?<![\\d,])${number.replace(/,$/, '')}(?!\\d)`).test(`${whole} ${source}`),
        `${number} of ${text} is not in ${whole}`,
      );
  }
});

shows(
  'what is inside is left out as a whole, and is in the tooltip',
  `import keras
from keras.layers import *
model = keras.Sequential([keras.Input((224, 224, 3)), Flatten(), Dense(1000), Dense(10)])
#: ⟦151 M params in total⟧ ⟦…⟧
`,
);

test('what was left out', async () => {
  const analysis = await analyse(
    'import keras\nfrom keras.layers import *\nmodel = keras.Sequential([keras.Input((224, 224, 3)), Flatten(), Dense(1000), Dense(10)])\n',
  );
  assert.deepEqual(
    inlayHints(analysis, ALL_HINTS).map(({ exact }) => exact.map(inEnglish)),
    [
      ['150,539,010 params in total'],
      [
        'Input → (None, 224, 224, 3)',
        'Flatten → (None, 150528)',
        'Dense(1000) → (None, 1000) · 150,529,000 params',
        'Dense(10) → (None, 10) · 10,010 params',
      ],
    ],
  );
});

test('with all the room of the world nothing is left out', async () => {
  const all = inlayHints(await analyse(crowded), { ...ALL_HINTS, maximumLength: 0 });
  assert.ok(all.every(({ kind }) => kind !== 'more'));
  assert.ok(all.length > inlayHints(await analyse(crowded), ALL_HINTS).length);
});

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

test('a hint can be written into the program where its line ends, with exact numbers', async () => {
  const analysis = await analyse('import keras\nx = keras.Input((784,))\ny = keras.layers.Dense(752)(x)\n');
  assert.deepEqual(
    inlayHints(analysis, ALL_HINTS).map(({ comment }) => comment?.newText),
    ['  # (None, 784)', '  # (None, 752) · 590,320 params'],
  );
});

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

test('exact texts have the whole formula', async () => {
  const analysis = await analyse(
    'import keras\nclass_names = open("classes.txt").read().split()\nx = keras.layers.Dense(len(class_names))(keras.Input((512,)))\n',
  );
  assert.equal(
    inEnglish(inlayHints(analysis, ALL_HINTS).at(-1)?.exact[0] ?? ''),
    'Dense → (None, len(class_names)) · 513·len(class_names) params',
  );
});

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

// ------------------------------------------------------------ several evaluations

shows(
  'several evaluations tell between what they vary',
  `import keras
x = keras.Input((8,))
#: ⟦→ (None, 8)⟧
for units in (4, 2, 1):
    x = keras.layers.Dense(units)(x)
    #: ⟦3× (None, 4…1) · 36…3 params⟧
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
shows('a U-Net whose block is called nine times', unet);

test('of a loop what varies, the first pass, or all that differ', async () => {
  const source =
    'import keras\nx = keras.Input((8,))\nfor units in (4, 2, 2, 1):\n    x = keras.layers.Dense(units)(x)\n';
  const of = async (loops: HintOptions['loops']) => (await hints(source, { loops, parameters: false }))[1];
  assert.equal(await of('ends'), '4 4× (None, 4…1)');
  assert.equal(await of('first'), '4 4× (None, 4) …');
  assert.equal(await of('all'), '4 4× (None, 4) | (None, 2) | (None, 1)');
  const counts = async (loops: HintOptions['loops']) => (await hints(source, { loops, shapes: false }))[0];
  assert.equal(await counts('ends'), '4 4× 36…3 params');
  assert.equal(await counts('first'), '4 4× 36 … params');
  assert.equal(await counts('all'), '4 4× 36 | 10 | 6 | 3 params');
});

shows(
  'evaluations of which some are not known, or that differ in more than sizes',
  `import keras
from elsewhere import units
def make(n, rank):
    x = keras.Input((8,) * rank)
    #: ⟦3× (None, 8) … (None, 8, 8)⟧
    return keras.layers.Dense(n)(x)
    #: ⟦3× (None, 4) … (None, units.shape)⟧
make(4, 1)
make(2, 2)
make(units.shape, 1)
`,
);

// ------------------------------------------------------------ arrays

const arrays = `import numpy as np
data = np.zeros((60000, 28, 28))
more = data[:10]
#: ⟦→ (10, 28, 28)⟧
for i in range(20):
    data = data[1:]
    #: ⟦→ (59999…59980, 28, 28)⟧
table = np.loadtxt("table.csv")
rows = table[1:]
flat = np.reshape(table, (-1, 8))
#: ⟦→ (table.size // 8, 8)⟧
for batch in range(1069):
    noise = np.concatenate([table, np.zeros((batch, 8))])
`;
shows('arrays have their shapes, without the number of passes, and nothing of what is not known', arrays);

test('arrays have a switch of their own', async () => {
  assert.deepEqual(await hints(arrays, { arrays: false }), []);
  assert.deepEqual(await hints(arrays, { shapes: false }), await hints(arrays));
});

// ------------------------------------------------------------ where a model is used

shows(
  'a call of a function that makes a model tells its total',
  `import keras
from keras.layers import Dense
def make(dense=64):
    inputs = keras.Input((784,))
    #: ⟦2× (None, 784)⟧
    x = Dense(dense)(inputs)
    #: ⟦2× (None, 256…4096) · 201 k…3.22 M params⟧
    model = keras.Model(inputs, Dense(10)(x))
    #: ⟦Dense 2× (None, 10)⟧ ⟦2× 204 k…3.26 M in total⟧
    return model
small = make(dense=256)
#: ⟦204 k params in total⟧
large = make(dense=4096)
#: ⟦3.26 M params in total⟧
`,
);

shows(
  'each model of a call that gives several',
  `import keras
from keras.layers import Dense
def build(size):
    encoder = keras.Sequential([keras.Input((size,)), Dense(32)])
    #: ⟦25.1 k params in total⟧ ⟦…⟧
    decoder = keras.Sequential([keras.Input((32,)), Dense(size)])
    #: ⟦25.9 k params in total⟧ ⟦…⟧
    return encoder, decoder
encoder, decoder = build(784)
#: ⟦encoder · 25.1 k⟧ ⟦decoder · 25.9 k in total⟧
`,
);

shows(
  'not twice in a line, and not where a function gives back what it was given',
  `import keras
from keras.layers import Dense
make = lambda units: keras.Sequential([keras.Input((4,)), Dense(units)])
#: ⟦Input (None, 4)⟧ ⟦Dense → (None, 3)⟧ ⟦15 in total⟧
def compiled(model):
    model.compile(loss="mse")
    return model
model = compiled(make(3))
#: ⟦15 params in total⟧
other = compiled(keras.Sequential([keras.Input((4,)), Dense(2)]))
#: ⟦Input (None, 4)⟧ ⟦Dense → (None, 2)⟧ ⟦10 in total⟧
`,
);

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

test('a comment that a hint was written as takes its place', async () => {
  const source = 'import keras\nx = keras.layers.Dense(2)(\n    keras.Input((4,))\n)\n';
  const { comment } = inlayHints(await analyse(source), ALL_HINTS).at(-1)!;
  const commented = source.slice(0, comment!.span.start) + comment!.newText + source.slice(comment!.span.end);
  assert.deepEqual(await hints(commented), ['3 → (None, 4)']);
});

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

shows(
  'what Keras gives back is told, not the call that it makes in between',
  `import numpy as np, keras
model = keras.Sequential([keras.Input((8,)), keras.layers.Dense(2)])
#: ⟦Input (None, 8)⟧ ⟦Dense → (None, 2)⟧ ⟦18 in total⟧
model.compile('adam', 'mse')
x = np.zeros((16, 8))
history = model.fit(x, np.zeros((16, 2)))
loss = model.evaluate(x, np.zeros((16, 2)))
prediction = model.predict(x)
#: ⟦→ (16, 2)⟧
first = model.predict(x, verbose=0)[0]
#: ⟦→ (2,)⟧
tensor = model(x)
#: ⟦→ (16, 2) · 18 params⟧
unknown = model.predict(np.load('x.npy'))
print(history.history["loss"])
class Own(keras.Model):
    def __init__(self):
        super().__init__()
        self.dense = keras.layers.Dense(3)
    def call(self, x):
        return self.dense(x)
        #: ⟦→ (None, 3) · 27 params⟧
own = Own()
#: ⟦27 params in total⟧
own.compile('adam', 'mse')
own.fit(x, np.zeros((16, 3)))
`,
);

shows(
  'targets that are unpacked have a shape each; where there is no room for their names, all of them in order',
  `import numpy as np, keras
from keras import layers
(x_train, y_train), (x_test, y_test) = keras.datasets.mnist.load_data()
#: ⟦x_train: (60000, 28, 28)⟧ ⟦y_train: (60000,)⟧
model = keras.Sequential([keras.Input((100, 4)), layers.LSTM(2), layers.Dense(1)])
#: ⟦59 params in total⟧ ⟦…⟧
kernel, recurrent_kernel, bias = model.layers[0].get_weights()
#: ⟦(4, 8)⟧ ⟦(2, 8)⟧ ⟦(8,)⟧
W_i, W_f, W_c, W_o = np.split(kernel, 4, axis=1)
#: ⟦(4, 2)⟧ ⟦(4, 2)⟧ ⟦(4, 2)⟧ ⟦(4, 2)⟧
train, test = kernel[:3], kernel[3:]
#: ⟦train: (3, 8)⟧ ⟦test: (1, 8)⟧
same, empty = kernel, []
a, b, c = keras.Input((10,)), keras.Input((20,)), keras.Input((30,))
#: ⟦(None, 10)⟧ ⟦(None, 20)⟧ ⟦(None, 30)⟧
x = inputs = keras.Input((5,))
#: ⟦Input → (None, 5)⟧
def forward(x, w, stride=1):
    return x @ w
product = forward(kernel.T, kernel)
#: ⟦→ (8, 8)⟧
`,
);

shows(
  'what makes an array says its shape; what was made of it may have the same, and what is selected has no name',
  `import numpy as np, keras
made = np.zeros((16, 784))
drawn = np.random.normal(0, 1, (16, 784))
model = keras.Sequential([keras.Input((784,)), keras.layers.Dense(784)])
#: ⟦615 k params in total⟧ ⟦…⟧
rebuilt = model.predict(np.random.rand(16, 784))
#: ⟦→ (16, 784)⟧
positive = drawn[np.where(drawn[:, 0] > 0)]
`,
);

shows(
  'the outermost call is told where its name has no room, and values that are cut do not look like ranges',
  `import keras
from keras import layers
def block(x, filters):
    skip = layers.Conv2D(filters, 3, padding='same')(x)
    #: ⟦2× (None, 256…128, 256…128, 64…128)⟧
    return skip, layers.MaxPooling2D(2)(skip)
    #: ⟦2× (None, 128…64, 128…64, 64…128)⟧
inputs = keras.Input((256, 256, 3))
#: ⟦→ (None, 256, 256, 3)⟧
skip, x = block(inputs, 64)
#: ⟦(None, 256, 256, 64)⟧ ⟦(None, 128, 128, 64)⟧
skip, x = block(x, 128)
#: ⟦(None, 128, 128, 128)⟧ ⟦(None, 64, 64, 128)⟧
print(skip.shape, x.shape, 'and', skip.shape)
#: ⟦= (None, …⟧ ⟦= (None, 64, …⟧ ⟦= (None, …⟧
`,
);
