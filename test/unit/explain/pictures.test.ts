import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { LayerCallFact } from '../../../server/analysis/analysis.ts';
import { teach } from '../../../server/explain/families/index.ts';
import { type Reasons, Subject } from '../../../server/explain/families/teaching.ts';
import { pictureOf } from '../../../server/explain/pictures/index.ts';
import type { Theme } from '../../../server/explain/options.ts';
import { ENGLISH, inEnglish } from '../../../server/words/language.ts';
import { analyse } from '../../support/analyse.ts';

const reasonsOf = ({ layer, inputs, output }: LayerCallFact): Reasons =>
  teach(new Subject(layer, inputs, output))?.reasons ?? {};

async function pictures(shape: string, layer: string) {
  const source = `import keras\nfrom keras.layers import *\nx = keras.Input(${shape})\ny = ${layer}\n`;
  const { calls } = await analyse(source);
  const call = calls.find(({ span }) => source.slice(span.start, span.end) === layer);
  assert.ok(call);
  return (['dark', 'light', 'high-contrast'] satisfies Theme[]).map(
    (theme) => pictureOf(call.layer, theme, reasonsOf(call))?.block,
  );
}

const DRAWN: readonly (readonly [string, string, readonly string[]])[] = [
  [
    '(100, 4)',
    'LSTM(2)(x)',
    [
      '>i<',
      '>f<',
      '>c<',
      '>o<',
      '>kernel (4, 8)<',
      '>recurrent_kernel (2, 8)<',
      '>bias (8,)<',
      '>x₁<',
      '>x₄<',
      '>h₂<',
      '>i input · f forget · c candidate · o output<',
      '> = features 4 × (gates 4 · units 2)<',
      '>= units 2 × (gates 4 · units 2)<',
      '>each gate reads the previous h of both units<',
      '>2 units side by side; the same arrays at each of the 100 timesteps<',
      '>the cell state has no array: the gates only multiply it<',
      '> = gates 4 · units 2<',
      '>a column = one gate of one unit: 4 + 2 + 1 = 7 numbers<',
    ],
  ],
  ['(100, 300)', 'LSTM(256)(x)', ['>x: 300<', '>h: 256<', '>recurrent_kernel (256, 1024)<']],
  ['(100, 4)', 'GRU(2)(x)', ['>z<', '>r<', '>h<', '>b₂<']],
  ['(100, 4)', 'SimpleRNN(2)(x)', ['>recurrent_kernel (2, 2)<']],
  [
    '(100, 4)',
    'Bidirectional(LSTM(2))(x)',
    [
      '>recurrent_kernel (2, 8)<',
      '>Drawn: forward_lstm. backward_lstm has the same arrays again, of its own:<',
      '>56 + 56 = 112<',
    ],
  ],
  ['(8,)', 'Dense(3)(x)', ['>kernel (8, 3)<', '>a column = one unit: 8 + 1 = 9 numbers<']],
  [
    '(28, 28, 3)',
    'Conv2D(32, 3)(x)',
    [
      '>kernel (3, 3, 3, 32)<',
      '>= kernel_height 3 × kernel_width 3 × channels 3 × filters 32<',
      '>each filter reads all 3 channels: 3 × 3 × 3 = 27 weights<',
      '>drawn: one of 32 filters<',
      '>bias (32,)<',
    ],
  ],
  [
    '(28, 28, 3)',
    'BatchNormalization()(x)',
    ['>moving_variance (3,)<', '> = channels 3, not trainable<', '>moving average, updated in training<'],
  ],
  ['(10,)', 'Embedding(1000, 16)(x)', ['>embeddings (1000, 16)<', '>a row = the vector of one index: 16 numbers<']],
  [
    '(10, 32)',
    'MultiHeadAttention(4, 8)(x, x)',
    [
      '>query/kernel (32, 4, 8)<',
      '> + bias (4, 8)<',
      '>= features 32 × heads 4 × key_dim 8<',
      '>key_dim is per head: 4 · 8 = 32 columns<',
    ],
  ],
  [
    '(10, 32)',
    'GroupQueryAttention(8, 8, 2)(x, x)',
    ['>key/kernel (32, 2, 8)<', '>= features 32 × key_value_heads 2 × head_dim 8<'],
  ],
  [
    '(5, 28, 28, 3)',
    'ConvLSTM2D(8, 3)(x)',
    [
      '>i<',
      '>f<',
      '>c<',
      '>o<',
      '>recurrent_kernel (3, 3, 8, 32)<',
      '>each gate reads a window of x, all channels deep<',
      '>each gate reads a window of h: all 8 filters<',
      '>each gate has 8 filters of these windows<',
      '>i input · f forget · c candidate · o output<',
    ],
  ],
  ['(20, 8)', 'TimeDistributed(Dense(3))(x)', ['>kernel (8, 3)<']],
  ['(20, 8)', 'RNN(GRUCell(3))(x)', ['>recurrent_kernel (3, 9)<', '>z<']],
];

describe('pictures of arrays', () => {
  for (const [shape, layer, parts] of DRAWN) {
    test(`${layer} with x of ${shape}`, async () => {
      for (const picture of await pictures(shape, layer)) {
        assert.ok(picture !== undefined);
        const { source } = picture.draw(ENGLISH);
        for (const part of parts) assert.ok(source.includes(part), `${part} is not in ${source}`);
        assert.ok(source.length < 20_000, `${source.length}`);
        assert.ok(inEnglish(picture.alternative).length > 10);
        assertWellFormed(source);
      }
    });
  }

  test('a layer without arrays, and one of the user, have none', async () => {
    for (const picture of await pictures('(4,)', 'Dropout(0.5)(x)')) assert.equal(picture, undefined);
  });

  test('an unknown number of features is drawn with its name', async () => {
    const { calls } = await analyse(
      'from keras.layers import LSTM\nfrom keras import Input\ndef build(n):\n    return LSTM(2)(Input((10, n)))\n',
    );
    const source = pictureOf(calls.at(-1)!.layer, 'dark', {})?.block.draw(ENGLISH).source ?? '';
    assert.ok(source.includes('>kernel (n, 8)<'), source);
    assert.ok(source.includes('n + 2 + 1 = n + 3 numbers'), source);
  });
});

/** Every element is closed in its turn, and nothing stands in it but elements and text. */
function assertWellFormed(svg: string): void {
  const open: string[] = [];
  for (const [, close, name, self] of svg.matchAll(/<(\/?)([a-z]+)(?:\s+[\w:-]+="[^"<]*")*\s*(\/?)>/g)) {
    if (close) assert.equal(open.pop(), name);
    else if (!self) open.push(name!);
  }
  assert.deepEqual(open, []);
  assert.doesNotMatch(svg.replace(/<\/?[a-z]+(?:\s+[\w:-]+="[^"<]*")*\s*\/?>/g, ''), /[<>]/);
  assert.doesNotMatch(svg, /NaN|undefined|Infinity/);
}
