import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hoverText } from '../../support/analyse.ts';

/** One case: the shape of a sample, the layer, and what its hover must say. */
const CASES: readonly (readonly [shape: string, layer: string, parts: readonly string[]])[] = [
  [
    '(8,)',
    'Dense(3)',
    [
      '**27 parameters**',
      'units 3 · (features 8 + bias 1) = 3 · 9 = 27',
      '`nn.Linear(8, 3)`: 27 too, the kernel transposed',
      '| `weight` | `(3, 8)` | `kernel.T` |',
    ],
  ],
  ['(20, 8)', 'Dense(3)', ['Dense works on the last axis only', '(None, 20, 8) → (None, 20, 3)']],
  [
    '(224, 224, 3)',
    'Conv2D(32, 3, strides=2)',
    [
      'reads **all 3 channels** of the input at once: 3 × 3 × 3 = 27 weights and one bias',
      'height and width are in no array',
      '(224 − 3) // 2 + 1 = 111',
      '`nn.Conv2d(3, 32, 3, stride=2)`',
      '| `weight` | `(32, 3, 3, 3)` | `kernel.transpose(3, 2, 0, 1)` |',
    ],
  ],
  [
    '(28, 28, 8)',
    'Conv2D(4, 3, groups=2, padding="same")',
    ['With 2 groups', 'only 4 channels of the 8', '28, padded so that it stays'],
  ],
  [
    '(28, 28, 8)',
    'SeparableConv2D(16, 3)',
    ['A Conv2D of the same window and filters would have 1,168 parameters; this has **216**'],
  ],
  [
    '(28, 28, 8)',
    'DepthwiseConv2D(3)',
    ['Each of the 8 channels has 1 window of 3 × 3', 'nothing is summed over channels'],
  ],
  [
    '(14, 14, 8)',
    'Conv2DTranspose(4, 2, strides=2)',
    ['`(2, 2, 4, 8)`', '**filters, then channels**', '(14 − 1) · 2 + 2 = 28'],
  ],
  [
    '(14, 14, 8)',
    'BatchNormalization()',
    [
      '**32 parameters** (16 not trainable)',
      '**not trainable**: moving\\_mean and moving\\_variance',
      'channels 8 · (gamma 1 + beta 1 + moving\\_mean 1 + moving\\_variance 1) = 8 · 4 = 32',
    ],
  ],
  [
    '(10,)',
    'Embedding(1000, 16)',
    [
      'one row for each index 0 … 999; each row has 16 numbers',
      '`nn.Embedding(1000, 16)`: the same table, not transposed',
    ],
  ],
  ['(7, 7, 512)', 'Flatten()', ['7 · 7 · 512 = 25088', 'no parameters']],
  [
    '(14, 14, 8)',
    'MaxPooling2D()',
    ['(14 − 2) // 2 + 1 = 7', 'Keeps the **largest value** of each window (2 × 2). Each channel is pooled by itself'],
  ],
  [
    '(14, 14, 8)',
    'GlobalAveragePooling2D()',
    ['the **mean** of its values, over all positions: one number per channel'],
  ],
  ['(14, 8)', 'LayerNormalization()', ['**no moving averages**', 'features 8 · (gamma 1 + beta 1) = 8 · 2 = 16']],
];

for (const [shape, layer, parts] of CASES) {
  test(`${layer} on ${shape}`, async () => {
    const source = `import keras\nfrom keras.layers import *\nx = keras.Input(${shape})\ny = ${layer}(x)\n`;
    const text = await hoverText(source, layer.slice(0, layer.indexOf('(')));
    for (const part of parts) assert.ok(text.includes(part), `${part}\nis not in\n${text}`);
  });
}

test('attention: key_dim is per head, and the sequence length is in no array', async () => {
  const source =
    'import keras\nfrom keras.layers import MultiHeadAttention\nx = keras.Input((10, 32))\ny = MultiHeadAttention(4, 8)(x, x)\n';
  const text = await hoverText(source, 'MultiHeadAttention', 2);
  for (const part of [
    '**per head**: 4 heads × 8 = 32',
    'query 1,056 + key 1,056 + value 1,056 + attention\\_output 1,056 = 4,224',
    '| `in_proj_weight` | `(96, 32)` |',
    'The sequence length is in no array',
  ])
    assert.ok(text.includes(part), `${part}\nis not in\n${text}`);
});

test('a class of its own shows what is inside it', async () => {
  const source = `import keras
from keras import layers
class Block(layers.Layer):
    def __init__(self):
        super().__init__()
        self.first = layers.Dense(3)
        self.second = layers.Dense(2)
    def call(self, x):
        return self.second(self.first(x))
y = Block()(keras.Input((4,)))
`;
  const text = await hoverText(source, 'Block', 2);
  for (const part of [
    '**23 parameters**',
    '`dense` (`self.first`, Dense, 15 parameters), `dense_1` (`self.second`, Dense, 8 parameters)',
    'dense 15 + dense\\_1 8 = 23',
  ])
    assert.ok(text.includes(part), text);
});

test('a call that ran several times tells all of them', async () => {
  const source = `import keras
from keras import layers
x = keras.Input((32, 32, 3))
for filters in (8, 16, 32):
    x = layers.Conv2D(filters, 3)(x)
`;
  const text = await hoverText(source, 'Conv2D');
  assert.ok(
    text.includes(
      'Called 3×, 3 layers (output · parameters): `(None, 30, 30, 8) · 224`, `(None, 28, 28, 16) · 1,168`, `(None, 26, 26, 32) · 4,640`. The last one is described here.',
    ),
    text,
  );
});

test('a layer that is called twice counts once', async () => {
  const source =
    'import keras\nlayer = keras.layers.Dense(2)\nfor size in (3, 3):\n    y = layer(keras.Input((size,)))\n';
  assert.ok((await hoverText(source, 'layer(')).includes('The same layer, called 2×: its arrays count once'));
});

test('what is not known is said with its reason', async () => {
  const source = 'import keras\nfrom somewhere import units\ny = keras.layers.Dense(units)(keras.Input((4,)))\n';
  const text = await hoverText(source, 'Dense');
  assert.ok(text.includes('units'), text);
  assert.ok(!/\bundefined\b|NaN|\[object/.test(text), text);
});

test("a user's text is never Markdown or HTML", async () => {
  const source =
    'import keras\ny = keras.layers.Dense(2, name="<img src=x onerror=alert(1)>`**a**|b")(keras.Input((4,)))\n';
  const text = await hoverText(source, 'Dense');
  assert.ok(text.startsWith('**Dense** ``<img src=x onerror=alert(1)>`**a**|b`` ·'), text);
});

test('PyTorch has no counterpart of attention with a gate, and none where heads · key_dim is not the number of features', async () => {
  const attention = (options: string) =>
    hoverText(
      `import keras\nfrom keras.layers import MultiHeadAttention\nx = keras.Input((10, 32))\ny = MultiHeadAttention(4, ${options})(x, x)\n`,
      'MultiHeadAttention',
      2,
    );
  assert.ok(
    (await attention('8')).includes('**In PyTorch** `nn.MultiheadAttention(32, 4, batch_first=True)`: 4,224 too'),
  );
  assert.ok((await attention('8, use_gate=True')).includes('**In PyTorch**: `nn.MultiheadAttention` has no gate.'));
  assert.ok((await attention('5')).includes('here 20 against 32'));
});

const over = (shape: string, layer: string): Promise<string> =>
  hoverText(
    `import keras\nfrom keras.layers import *\nx = keras.Input(${shape})\ny = ${layer}(x)\n`,
    layer.slice(0, layer.indexOf('(')),
  );

test('nothing tells whether a BatchNormalization without gamma and beta is frozen', async () => {
  const text = await over('(10, 10, 32)', 'BatchNormalization(center=False, scale=False)');
  assert.ok(text.includes('channels 32 · (moving\\_mean 1 + moving\\_variance 1) = 32 · 2 = 64'), text);
  assert.doesNotMatch(text, /frozen/);
  const frozen = await over('(10, 10, 32)', 'BatchNormalization(trainable=False)');
  assert.ok(frozen.includes('Here the whole layer is frozen'), frozen);
  assert.doesNotMatch(frozen, /In training it uses|of the batch in training/);
});

test('a function that has no name stands in the equation too, and is a step of its own in PyTorch', async () => {
  const text = await over('(10,)', 'Dense(3, activation=lambda x: x)');
  for (const part of ['= activation( x', '`activation` is a step of its own there'])
    assert.ok(text.includes(part), `${part}\nis not in\n${text}`);
  assert.doesNotMatch(await over('(10,)', 'Dense(3, activation="linear")'), /step of its own/);
});

test('cells that stand in a row are told apart', async () => {
  const text = await over('(100, 4)', 'RNN([LSTMCell(2), GRUCell(3)])');
  for (const part of ['`stacked_rnn_cells/lstm_cell/kernel`', 'lstm\\_cell 56 + gru\\_cell 63 = 119'])
    assert.ok(text.includes(part), `${part}\nis not in\n${text}`);
});

test('how the size of the output of a transposed convolution comes about', async () => {
  const sizes = {
    'Conv2DTranspose(4, 2, strides=2)': '(14 − 1) · 2 + 2 = 28',
    'Conv2DTranspose(4, 2, strides=3)': '(14 − 1) · 3 + 3 = 42',
    'Conv2DTranspose(4, 3, strides=2)': '(14 − 1) · 2 + 3 = 29',
    'Conv2DTranspose(4, 3, strides=2, output_padding=1)': '(14 − 1) · 2 + 3 + 1 = 30',
    'Conv2DTranspose(4, 3, strides=2, padding="same")': '14 · 2 = 28',
    'Conv2DTranspose(4, 3, strides=2, padding="same", output_padding=0)': '(14 − 1) · 2 + 1 + 0 = 27',
  };
  for (const [layer, size] of Object.entries(sizes)) {
    const text = await over('(14, 14, 8)', layer);
    assert.ok(text.includes(`: ${size}.`), `${size} of ${layer}\nis not in\n${text}`);
  }
});

test('the attributes in which a class of the program keeps arrays and layers', async () => {
  const source = `import keras
from keras import layers
class Own(layers.Layer):
    def __init__(self):
        super().__init__()
        self.inner = [layers.Dense(3)]
    def build(self, shape):
        self.w = self.add_weight(shape=(shape[-1], 3))
    def call(self, x):
        return self.inner[0](x) + x @ self.w
y = Own()(keras.Input((4,)))
`;
  const text = await hoverText(source, 'Own', 2);
  for (const part of ['| `self.w` |', '`dense` (`self.inner[0]`, Dense, 15 parameters)'])
    assert.ok(text.includes(part), `${part}\nis not in\n${text}`);
});

test('a title keeps to one line of the hover', async () => {
  const first = async (shape: string, layer: string) => (await over(shape, layer)).split('\n')[0];
  assert.equal(
    await first('(28, 28, 32)', 'BatchNormalization()'),
    '**BatchNormalization** · `(None, 28, 28, 32)` → the same · **128 parameters** (64 not trainable)',
  );
  assert.equal(
    await first('(28, 28, 32)', 'BatchNormalization(name="norm")'),
    '**BatchNormalization** `norm` · `(None, 28, 28, 32)` → the same · **128 parameters** (64 not trainable)',
  );
  assert.equal(await first('(8,)', 'Dropout(0.5)'), '**Dropout** `dropout` · `(None, 8) → (None, 8)` · no parameters');
});
