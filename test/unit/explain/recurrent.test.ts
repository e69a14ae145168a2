import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { hoverText } from '../../support/analyse.ts';

/** A recurrent layer on sequences of 100 steps of `features` numbers. */
const program = (layer: string, features = 4) => `from keras import Input, Model
from keras.layers import *
inputs = Input(shape=(100, ${features}))
x = ${layer}(inputs)
model = Model(inputs, x)
`;

describe('LSTM(2) on (None, 100, 4), as it was asked about', async () => {
  const text = await hoverText(program('LSTM(2)'), 'LSTM');
  const says = (part: string) => assert.ok(text.includes(part), `${part}\nis not in\n${text}`);

  test('what goes in and out, and how many parameters there are', () =>
    says('**LSTM** `lstm` · `(None, 100, 4) → (None, 2)` · **56 parameters**'));

  test('the arrays in the order of get_weights(), and where their sizes come from', () =>
    says(`| array | shape | numbers | comes from |
|---|---|---:|---|
| \`kernel\` | \`(4, 8)\` | 32 | features 4 × (gates 4 · units 2) |
| \`recurrent_kernel\` | \`(2, 8)\` | 16 | units 2 × (gates 4 · units 2) |
| \`bias\` | \`(8,)\` | 8 | gates 4 · units 2 |`));

  test('a column is one gate of one unit', () =>
    says('gates 4 · units 2 · (features 4 + units 2 + bias 1) = 8 · 7 = 56'));

  test('units are not cells in a row', () =>
    says(
      'The 2 units are not cells in a row: they work **side by side** on the same input, at each of the 100 timesteps',
    ));

  test('why (2, 8) and not 4 weights for each cell', () =>
    says(
      'Each gate of each unit reads the previous output `h` of **both units**, not only its own: 2 × 2 weights per gate, 4 gates, so `recurrent_kernel` is (2, 8).',
    ));

  test('where the weight of the cell state is', () => {
    says('the cell state itself has **no array**: the forget gate multiplies it element by element.');
    says('`h` goes back in at the next step, through `recurrent_kernel`');
  });

  test('the order of the gates', () =>
    says(
      '`get_weights()` gives the arrays in this order. Their columns: i (input), f (forget), c (candidate), o (output), 2 each.',
    ));

  test('why the sequence length does not count', () =>
    says('**timesteps 100**: in no array, because every step uses the same arrays.'));

  test('the equations with the shape under each term', () => {
    says(`z    = x(t) · kernel + h(t−1) · recurrent_kernel + bias     the sums, before the functions of the gates
(8,)   (4,)   (4, 8)   (2,)     (2, 8)             (8,)`);
    says(
      'i    = σ( z_i  ), f    = σ( z_f  ), ĉ    = tanh( z_c  ), o    = σ( z_o  )    of the four pieces of z; σ: sigmoid',
    );
    says('c(t) = f    ∘ c(t−1) + i    ∘ ĉ ');
  });

  test('why PyTorch has 64', () => {
    says(
      '**In PyTorch** `nn.LSTM(4, 2, batch_first=True)`: **64** instead of 56, because it has **two biases**, which it adds. Gates i, f, g, o: the same order',
    );
    says('| `weight_hh_l0` | `(8, 2)` | `recurrent_kernel.T` |');
    says('| `bias_hh_l0` | `(8,)` | `zeros` |');
  });
});

test('the same words follow other numbers', async () => {
  const text = await hoverText(program('LSTM(128, use_bias=False)', 30), 'LSTM');
  for (const part of [
    '**80,896 parameters**',
    'of **all 128 units**',
    '128 × 128 weights per gate, 4 gates, so `recurrent_kernel` is (128, 512)',
    '`nn.LSTM(30, 128, bias=False, batch_first=True)`: **80,896** too.',
  ])
    assert.ok(text.includes(part), text);
  assert.ok(!text.includes('+ bias'), text);
});

test('a single unit has no other units to read', async () => {
  const text = await hoverText(program('LSTM(1)'), 'LSTM');
  assert.ok(text.includes('Each gate of the one unit reads its previous output `h`: 1 × 1 weights per gate'), text);
  assert.ok(!text.includes('side by side'), text);
});

test("a GRU's bias has two rows, of which PyTorch makes two biases", async () => {
  const text = await hoverText(program('GRU(2)'), 'GRU');
  for (const part of [
    '| `bias` | `(2, 6)` | 12 |',
    '`reset_after=True`',
    'z (update), r (reset), h (candidate), 2 each',
    'Gates r, z, n: `swap` exchanges the first third of the rows (z) with the second (r)',
    '**48** too',
    '| `bias_hh_l0` | `(6,)` | `swap(bias[1])` |',
  ])
    assert.ok(text.includes(part), text);
});

test('a GRU with reset_after=False has one bias, and multiplies by r before U', async () => {
  const text = await hoverText(program('GRU(2, reset_after=False)'), 'GRU');
  for (const part of ['| `bias` | `(6,)` | 6 |', '( r    ∘ h(t−1) ) · U_h', 'this layer has no counterpart'])
    assert.ok(text.includes(part), text);
});

test('return_sequences and return_state change the output, not the arrays', async () => {
  const text = await hoverText(program('LSTM(2, return_sequences=True, return_state=True)'), 'LSTM');
  for (const part of [
    '**56 parameters**',
    '`return_sequences=True`: the output has `h` of every timestep',
    'the last h (None, 2) and the last c (None, 2)',
  ])
    assert.ok(text.includes(part), text);
});

test('Bidirectional is two layers, each with its own arrays', async () => {
  const text = await hoverText(program('Bidirectional(LSTM(2))'), 'Bidirectional');
  for (const part of [
    '`forward_lstm/recurrent_kernel` | `(2, 8)` | 16 | units 2 × (gates 4 · units 2)',
    'forward\\_lstm 56 + backward\\_lstm 56 = 112',
    '2 · 2 units = 4 features',
  ])
    assert.ok(text.includes(part), text);
});

test('TimeDistributed counts its layer once', async () => {
  const text = await hoverText(program('TimeDistributed(Dense(5))'), 'TimeDistributed');
  for (const part of [
    '**One and the same** Dense is applied to each of the 100 timesteps: its 25 parameters count once',
    'At each timestep Dense gets (None, 4)',
  ])
    assert.ok(text.includes(part), text);
});

test('where the number of features is a name, so is all that depends on it', async () => {
  const source = `from keras.layers import LSTM
from keras import Sequential
def build(n_features):
    return Sequential([LSTM(64, input_shape=(30, n_features))])
`;
  const text = await hoverText(source, 'LSTM', 2);
  for (const part of [
    '(None, 30, n_features) → (None, 64)',
    '256·n\\_features + 16,640 parameters',
    '`(n_features, 256)`',
    'features n\\_features × (gates 4 · units 64)',
  ])
    assert.ok(text.includes(part), text);
});
