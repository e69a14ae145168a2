/**
 * Hovers over what the program itself defines and calls: functions, classes, methods of models, shapes, unknown data.
 */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { hoverText } from '../../support/analyse.ts';

const source = `import numpy as np
import keras
from keras import layers

def block(x, filters, stride=1):
    x = layers.Conv2D(filters, 3, strides=stride, padding="same")(x)
    return layers.ReLU()(x)

class Head(layers.Layer):
    def __init__(self, units):
        super().__init__()
        self.out = layers.Dense(units, activation="softmax")
    def call(self, x):
        return self.out(x)

inputs = keras.Input((64, 64, 3))
x = block(inputs, 32)
x = block(x, 64, stride=2)
outputs = Head(10)(layers.GlobalAveragePooling2D()(x))
model = keras.Model(inputs, outputs)
X, y = np.zeros((1000, 64, 64, 3)), np.zeros((1000,))
model.compile("adam", loss="sparse_categorical_crossentropy")
model.fit(X, y, epochs=3, validation_split=0.2)
model.summary()
data = load()
sizes = X.shape[1], data.shape[1]
print(model.layers[1].kernel)
unknown = layers.LSTM(8)(data)
`;

const says = (what: string, word: string, nth: number, ...parts: string[]) =>
  test(what, async () => {
    const text = await hoverText(source, word, nth);
    for (const part of parts) assert.ok(text.includes(part), `${part}\nis not in\n${text}`);
  });

describe('a hover over', () => {
  const calls = [
    '`block(x, filters, stride)` · function',
    'Called 2×:',
    '- x `(None, 64, 64, 3)`, filters `32` → `(None, 64, 64, 32)`',
    '- x `(None, 64, 64, 32)`, filters `64`, stride `2` → `(None, 32, 32, 64)`',
  ];
  says('a function where it is defined', 'block', 1, ...calls);
  says('a function where it is called', 'block', 3, ...calls);
  says('a class of the program', 'Head', 1, '**Head** `head` · `(None, 64) → (None, 10)` · **650 parameters**');
  says(
    'a layer that is made in a constructor of the program',
    'Dense',
    1,
    '**Dense** `dense` · `(None, 64) → (None, 10)`',
  );
  says('an argument whose value is given elsewhere', 'units, activation', 1, '`units=10` · **Dense** `dense`');
  says(
    'fit: samples, batches, steps',
    'fit',
    1,
    '`x` `(1000, 64, 64, 3)`: 1,000 samples',
    'The last 200 of the 1,000 samples are kept for validation. `batch_size` is 32 where none is given.',
    '⌈800 / 32⌉ = **25 batches** an epoch. 3 epochs, 75 steps.',
  );
  says(
    'a loss: what labels it wants',
    'loss=',
    1,
    '**Labels are whole numbers**',
    '`y` is `(None,)` beside an output of `(None, 10)`',
  );
  says(
    'summary: the model',
    'summary',
    1,
    '**Functional** `functional` · **20,042 parameters**',
    '| `conv2d_1` (Conv2D) | 18,496 | █████████░ 92% |',
  );
  says('one size of a shape', '1], data', 1, '`X.shape[1]` = `64`');
  says(
    'a size that is not known, and what makes it known',
    'shape[1]\n',
    1,
    '`data.shape[1]` · not known here',
    'Because load is not defined in this file.',
    'A comment `# shape: data (…)`',
  );
  says(
    'an array of a layer',
    'kernel)',
    1,
    '`model.layers[1].kernel` · array `(3, 3, 3, 32)`',
    'kernel\\_height 3 × kernel\\_width 3 × channels 3 × filters 32',
  );
  says(
    'a layer on data that is not known',
    'LSTM',
    1,
    '**Not known here:** the shape of the input is not known. `Input(shape=…)` before it, or a comment',
  );
});

test('a comment that states the shape makes it known, as the hover says', async () => {
  const text = await hoverText(`# shape: data (50, 20, 7)\n${source}`, 'LSTM');
  assert.ok(text.startsWith('**LSTM** `lstm` · `(50, 20, 7) → (50, 8)`'), text);
});

test('a number of batches is only told where all that decides it is known', async () => {
  const fit = (call: string) =>
    hoverText(
      `import numpy as np, keras\nmodel = keras.Sequential([keras.Input((4,)), keras.layers.Dense(1)])\nmodel.compile(loss="mse")\nX, y = np.zeros((100, 4)), np.zeros((100, 1))\nmodel.${call}\n`,
      'fit',
    );
  assert.match(await fit('fit(X, y, batch_size=30)'), /⌈100 \/ 30⌉ = \*\*4 batches\*\* an epoch\./);
  for (const call of [
    'fit(X, y, batch_size=somewhere)',
    'fit(X, y, **options)',
    'fit(X, y, steps_per_epoch=5)',
    'fit(X, y, batch_size=int(input()))',
  ]) {
    assert.doesNotMatch(await fit(call), /batches/, call);
  }
});

test('functions that have nothing to do with tensors are left to the editor', async () => {
  const text = await hoverText(
    'import keras\ndef double(n):\n    return 2 * n\nx = keras.Input((double(3),))\n',
    'double',
  );
  assert.equal(text, '');
});
