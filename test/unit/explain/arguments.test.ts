import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { analyse, hoverText } from '../../support/analyse.ts';

const program = (layer: string, shape: string) =>
  `import keras\nfrom keras.layers import *\nx = keras.Input(${shape})\ny = ${layer}(x)\n`;

/** The layer on a sample of this shape, a place in it, and what its hover says. */
const CASES: readonly (readonly [layer: string, shape: string, word: string, parts: readonly string[]])[] = [
  [
    'LSTM(64)',
    '(100, 4)',
    '64',
    [
      '`units=64` · **LSTM** `lstm`',
      'How many numbers `h` has at each step',
      'grows with the **square**',
      '- `recurrent_kernel` `(64, 256)`: units 64 × (gates 4 · units 64) = 16,384',
      'With 128: **68,096** parameters instead of 17,664.',
    ],
  ],
  ['LSTM(64, return_sequences=True)', '(100, 4)', 'return_sequences', ['`h` of **every** timestep, `(None, 100, 64)`']],
  ['LSTM(64, return_sequences=False)', '(100, 4)', 'False', ['the **last** timestep only, `(None, 64)`']],
  ['GRU(2, reset_after=False)', '(100, 4)', 'reset_after', ['`bias` is one row']],
  [
    'Conv2D(32, 3, strides=2, padding="same")',
    '(224, 224, 3)',
    'padding',
    ["`padding='same'`", 'divided by the strides, rounded up', '⌈224 / 2⌉ = 112'],
  ],
  ['Conv2D(32, 3, strides=2)', '(224, 224, 3)', 'strides', ['**in no array**', '(224 − 3) // 2 + 1 = 111']],
  [
    'Conv2D(32, kernel_size=(3, 5))',
    '(224, 224, 3)',
    'kernel_size',
    ['`kernel_size=(3, 5)`', 'The window that one output position reads, 3 × 5'],
  ],
  [
    'Conv2D(32, 3, kernel_initializer="he_normal")',
    '(24, 24, 3)',
    'kernel_init',
    ['How the numbers of `kernel` start. Shape and count stay.'],
  ],
  [
    'Dense(8, input_shape=(20,))',
    '(20,)',
    'input_shape',
    ['The shape of **one sample**, without the batch: features 20.'],
  ],
  ['Embedding(1000, 16)', '(20,)', '1000', ['The largest index must be **smaller**']],
  ['Bidirectional(LSTM(8))', '(100, 4)', '8', ['`units=8` · **LSTM** `forward_lstm`', '`(4, 32)`']],
  ['TimeDistributed(Dense(3))', '(100, 4)', '3', ['`units=3` · **Dense**']],
  ['BatchNormalization(momentum=0.9)', '(4,)', 'momentum', ["PyTorch's momentum is 1 minus this"]],
];

describe('a hover over an argument says what it decides', () => {
  for (const [layer, shape, word, parts] of CASES) {
    test(`${word} of ${layer}`, async () => {
      const source = program(layer, shape);
      const nth = source.slice(0, source.indexOf('\ny =')).split(word).length;
      const text = await hoverText(source, word, nth);
      for (const part of parts) assert.ok(text.includes(part), `${part}\nis not in\n${text}`);
    });
  }

  test('the sample of a positional Input', async () => {
    const text = await hoverText(program('Dense(2)', '(20,)'), '(20,)');
    assert.ok(
      text.includes('`shape=(20,)` · **InputLayer**') && text.includes('Keras puts the batch before it: `(None, 20)`'),
      text,
    );
  });

  test('each evaluation has its value', async () => {
    const source = 'import keras\nx = keras.Input((8,))\nfor size in (4, 6, 9):\n    x = keras.layers.Dense(size)(x)\n';
    const text = await hoverText(source, 'size)(');
    assert.ok(text.includes('Evaluated 3×: `4`, `6`, `9`.'), text);
  });

  test('an argument of a class of the program has no meaning of ours', async () => {
    const source =
      'import keras\nclass Own(keras.layers.Layer):\n    def __init__(self, units):\n        super().__init__()\n    def call(self, x):\n        return x\ny = Own(units=3)(keras.Input((4,)))\n';
    assert.ok((await hoverText(source, 'units=3')).startsWith('**Own**'));
  });
});

/**
 * Layers of which a hover says how many parameters twice as many units (or the like) would be: the analysis of that
 * very program must say so too.
 */
const DOUBLED: readonly (readonly [shape: string, layer: (value: number) => string, value: number])[] = [
  ['(100, 4)', (units) => `LSTM(${units})`, 7],
  ['(100, 4)', (units) => `GRU(${units})`, 7],
  ['(100, 4)', (units) => `SimpleRNN(${units}, use_bias=False)`, 7],
  ['(9,)', (units) => `Dense(${units})`, 7],
  ['(9,)', (units) => `Dense(${units}, use_bias=False)`, 7],
  ['(30, 9)', (filters) => `Conv1D(${filters}, 3)`, 7],
  ['(30, 30, 8)', (filters) => `Conv2D(${filters}, 3, groups=4)`, 12],
  ['(30, 30, 8)', (filters) => `SeparableConv2D(${filters}, 3, depth_multiplier=2)`, 7],
  ['(30, 30, 8)', (filters) => `Conv2DTranspose(${filters}, 3)`, 7],
  ['(5, 30, 30, 8)', (filters) => `ConvLSTM2D(${filters}, 3)`, 7],
  ['(12,)', (rows) => `Embedding(${rows}, 5)`, 70],
  ['(12,)', (columns) => `Embedding(50, ${columns})`, 7],
];

for (const [shape, layer, value] of DOUBLED) {
  test(`twice as many in ${layer(value)} is what ${layer(2 * value)} has`, async () => {
    const source = program(layer(value), shape);
    const at = source.indexOf(String(value), source.indexOf(layer(value)));
    const text = await hoverText(source, String(value), source.slice(0, at).split(String(value)).length);
    const said = /With (\d+): \*\*([\d,]+)\*\* parameters instead of ([\d,]+)/.exec(text);
    assert.ok(said, text);
    assert.equal(Number(said[1]), 2 * value);
    const count = async (n: number) => (await analyse(program(layer(n), shape))).calls.at(-1)?.layer.params;
    assert.equal(Number(said[2]?.replaceAll(',', '')), await count(2 * value));
    assert.equal(Number(said[3]?.replaceAll(',', '')), await count(value));
  });
}

test('an argument is told in the sense that its own layer has for it', async () => {
  const over = async (layer: string, shape: string, word: string) => hoverText(program(layer, shape), word, 1);
  assert.ok(
    (await over('Conv2DTranspose(16, 2, strides=2)', '(14, 14, 8)', 'strides')).includes(
      'makes the output **larger**, `(None, 28, 28, 16)`',
    ),
  );
  assert.ok(
    (await over('Conv2DTranspose(16, 2, strides=2, padding="same")', '(14, 14, 8)', 'padding')).includes(
      "its input's size times the strides, `(None, 28, 28, 16)`",
    ),
  );
  assert.ok(
    (await over('ZeroPadding2D(padding=2)', '(14, 14, 8)', 'padding')).includes('Rows and columns of zeros to add'),
  );
  assert.ok(
    (await over('GaussianDropout(rate=0.1)', '(8,)', 'rate')).startsWith('**GaussianDropout**'),
    'it sets nothing to 0',
  );
  assert.ok(
    (await over('UnitNormalization(axis=1)', '(8,)', 'axis')).startsWith('**UnitNormalization**'),
    'it has no arrays',
  );
  assert.ok(!(await over('SimpleRNN(4, activation="relu")', '(10, 8)', 'activation')).includes('GPU'));
});
