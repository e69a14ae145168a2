import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { hoverText } from '../../support/analyse.ts';

const source = `from keras import Input, Model
from keras.layers import LSTM, Dense
inputs = Input(shape=(100, 4))
x = LSTM(2)(inputs)
outputs = Dense(1)(x)
model = Model(inputs, outputs)
print(model.layers[1].get_weights()[1].shape)
kernel = model.layers[1].kernel
model.summary()
`;

describe('a hover over', () => {
  const over = (what: string, word: string, nth: number, ...parts: string[]) =>
    test(what, async () => {
      const text = await hoverText(source, word, nth);
      for (const part of parts) assert.ok(text.includes(part), `${part}\nis not in\n${text}`);
    });
  over('the class', 'LSTM', 2, '**LSTM** `lstm`', 'recurrent_kernel');
  over('the arguments of the constructor', '2)(inputs)', 1, '**LSTM** `lstm`');
  over(
    'a variable where it is bound',
    'x = ',
    1,
    '`x` · `(None, 2)` · float32 · symbolic tensor',
    'From **LSTM** `lstm`, line 4, which got `(None, 100, 4)`.',
    'The first `None` is the batch',
  );
  over('a variable where it is read', 'x)', 1, '`x` · `(None, 2)` · float32 · symbolic tensor');
  over(
    'the constructor of the model',
    'Model(',
    1,
    '**Functional** `functional` · **59 parameters** · 236.00 B',
    '| `lstm` (LSTM) | 56 | █████████░ 95% |',
    ' Total params: 59 (236.00 B)',
  );
  over('the model where it is read', 'model.summary', 1, '**59 parameters**');
  over(
    'the shape of an array',
    'shape)',
    1,
    '`model.layers[1].get_weights()[1].shape` = `(2, 8)`',
    'Arrays of **LSTM** `lstm`, in the order of `get_weights()`:',
    '- ▸ `recurrent_kernel` `(2, 8)`: units 2 × (gates 4 · units 2) = 16',
    'reads the previous output',
  );
});

describe('summary() tells the model as it is there', () => {
  const grown = `from keras import Input, Sequential
from keras.layers import Dense
model = Sequential([Input((4,)), Dense(8)])
model.summary()
model.add(Dense(1))
model.summary()
model.layers[0].trainable = False
print(model.count_params())
model.summary()
`;
  const cases: readonly (readonly [string, string, number, readonly string[], boolean])[] = [
    ['before a layer is added', 'summary', 1, ['**40 parameters**', ' Total params: 40'], true],
    ['before one is frozen', 'summary', 2, ['**49 parameters** · '], true],
    ['at the end', 'summary', 3, ['**49 parameters** (9 trainable, 40 not)'], false],
    ['so does count_params()', 'count_params', 1, ['**49 parameters** (9 trainable, 40 not)'], false],
  ];
  for (const [what, word, nth, parts, changes] of cases) {
    test(what, async () => {
      const text = await hoverText(grown, word, nth);
      for (const part of parts) assert.ok(text.includes(part), text);
      assert.equal(text.includes('As it is here: the program changes it later.'), changes);
    });
  }
  test('in a loop, as it is in the last pass', async () => {
    const text = await hoverText(
      'from keras import Input, Sequential\nfrom keras.layers import Dense\nmodel = Sequential([Input((4,))])\nfor units in (8, 2):\n    model.add(Dense(units))\n    model.summary()\nmodel.add(Dense(1))\n',
      'summary',
    );
    assert.ok(text.includes('**58 parameters**'), text);
  });
});

test('nothing is said where nothing is known', async () => {
  assert.equal(await hoverText('# keras\nprint(1)\n', '# keras'), '');
  assert.equal(await hoverText('import keras\n', 'import'), '');
});

test('a model tells where most of its parameters are, and why', async () => {
  const text = await hoverText(
    `import keras
from keras.layers import *
model = keras.Sequential([keras.Input((64, 64, 3)), Conv2D(32, 3), Flatten(), Dense(128), Dense(10)])
`,
    'Sequential',
  );
  assert.ok(text.includes('of the parameters are in `dense`, because Flatten hands it 123,008 values'), text);
});

test('a vocabulary may be what makes a model large', async () => {
  const text = await hoverText(
    'import keras\nfrom keras.layers import *\nmodel = keras.Sequential([keras.Input((100,)), Embedding(20000, 128), LSTM(64), Dense(1)])\n',
    'Sequential',
  );
  assert.ok(
    text.includes(
      '98% of the parameters are in `embedding`, because it has a row of 128 numbers for each of 20,000 indices.',
    ),
    text,
  );
  const recurrent = await hoverText(
    'import keras\nfrom keras.layers import *\nmodel = keras.Sequential([keras.Input((100, 4)), LSTM(64), Dense(1)])\n',
    'Sequential',
  );
  assert.ok(
    recurrent.includes(
      'More than 99% of the parameters are in `lstm`, because each gate of its 64 units reads 4 features and all units again.',
    ),
    recurrent,
  );
});

test('a layer without arrays says whether it will get some', async () => {
  const imports = 'import keras\nfrom keras.layers import *\n';
  assert.match(
    await hoverText(`${imports}later = LSTM(3)\n`, 'LSTM('),
    /\*\*LSTM\*\* `lstm` · not built yet\n\nIt makes its arrays when it is first called/,
  );
  assert.match(
    await hoverText(`${imports}x = LSTM(3)(keras.Input((4,)))\n`, 'LSTM('),
    /not built yet\n\nWhat it is given is refused/,
  );
});

describe('a name says what it stands for, wherever it is written', () => {
  const program = `import keras
from keras.layers import Dense as D, LSTM, Input
from keras import Model
inputs = Input((8,))
shared = D(3)
model = Model(inputs, shared(inputs))
later = LSTM(4)
one, two = D(1), D(2)
outputs = two(one(shared.output))
chain = [two]
held = chain[0]
def block(x, units):
    return D(units)(x)
again = block
again(inputs, 5)
class Encoder(Model):
    def __init__(self):
        super().__init__()
        self.inner = D(7)
    def call(self, x):
        return self.inner(x)
encoder = Encoder()
encoder(inputs)
`;
  const over = (what: string, word: string, nth: number, ...parts: string[]) =>
    test(what, async () => {
      const text = await hoverText(program, word, nth);
      for (const part of parts) assert.ok(text.includes(part), `${part}\nis not in\n${text}`);
    });
  over('bound to a layer', 'shared', 1, '**Dense** `dense` · `(None, 8) → (None, 3)` · **27 parameters**');
  over('bound to a model', 'model =', 1, '**Functional** `functional` · **27 parameters**');
  over('bound to a layer that is not built', 'later', 1, '**LSTM** `lstm` · not built yet', 'It makes its arrays');
  over('bound with others', 'two =', 1, '**Dense** `dense_2`');
  over('bound to what is in a list', 'held', 1, '**Dense** `dense_2`');
  over('an attribute of the program', 'inner', 1, '**Dense** `dense_4` · `(None, 8) → (None, 7)`');
  over('a function that is bound', 'again', 1, '`block(x, units)` · function');
  over('a function that is read', 'block', 2, '`block(x, units)` · function', 'units `5` → `(None, 5)`');
  over(
    'a class where it is imported: the layers that it makes',
    'Dense',
    1,
    '**Dense** · makes 5 layers here',
    '- `dense` `(None, 8) → (None, 3)` · 27 parameters · line 5',
    '- `dense_1` `(None, 3) → (None, 1)` · 4 parameters · line 8',
  );
  over('its other name', 'D,', 1, '**Dense** · makes 5 layers here');
  over('a class that makes one layer: that', 'LSTM', 1, '**LSTM** `lstm` · not built yet');
  over('a class of models', 'Encoder', 1, '**Encoder** `encoder` · **63 parameters**');
  over('a class where it is called: what it makes there', 'Model(inputs', 1, '**Functional** `functional`');
});

test('a class that nothing is made of, and a star, say nothing', async () => {
  const program = 'from keras.layers import *\nfrom keras.layers import LSTM\nx = Dense(2)(Input((3,)))\n';
  assert.equal(await hoverText(program, '*'), '');
  assert.equal(await hoverText(program, 'LSTM'), '');
});

test('predict() gives an array, and is told as the method that it is', async () => {
  const program =
    'import keras, numpy as np\nm = keras.Sequential([keras.Input((8,)), keras.layers.Dense(2)])\np = m.predict(np.zeros((16, 8)))\n';
  assert.match(await hoverText(program, 'p =', 1), /`p` · `\(16, 2\)` · float32 · array/);
  assert.match(await hoverText(program, 'predict'), /^`predict` · \*\*Sequential\*\*/);
});
