/** What has to be read of LSTM(2) on (100, 4), alone and in a Bidirectional. */
const LSTM = [
  /\bkernel \(4, 8\)/,
  /features 4 × \((gates 4|4 gates) · units 2\)/,
  /recurrent_kernel \(2, 8\)/,
  /units 2 × \(((gates 4|4 gates) · units 2|units 2 · (gates 4|4 gates))\)/,
  /each gate reads the previous h of both units/,
  /bias \(8,\)/,
  /\bi input/,
  /\bf forget/,
  /\bc candidate/,
  /\bo output/,
];

/**
 * What has to be read above the fold of a hover, in words that may change a little: each pattern is looked for in all
 * lines that are seen, those in pictures too, with single spaces between them. `mustShow` holds in every window,
 * `mustShowWide` in the one of 1280×800.
 */
export const EXPECTED = [
  { kind: 'LSTM', mustShow: [/\(None, 100, 4\) → \(None, 2\)/, /56 parameters/, ...LSTM] },
  {
    kind: 'GRU',
    mustShow: [
      /48 parameters/,
      /\bkernel \(4, 6\)/,
      /recurrent_kernel \(2, 6\)/,
      /units 2 × \((gates 3|3 gates) · units 2\)/,
      /each gate reads the previous h of both units/,
      /bias \(2, 6\)/,
      /one for the input, one for h/,
      /\bz update/,
      /\br reset/,
      /\bh candidate/,
    ],
  },
  {
    kind: 'Bidirectional',
    mustShow: [
      /\(None, 100, 4\) → \(None, 4\)/,
      /112 parameters/,
      ...LSTM,
      /backward\w* has the same arrays again/,
      /56 \+ 56 = 112/,
    ],
  },
  {
    kind: 'Conv2D',
    mustShow: [
      /896 parameters/,
      /kernel \(3, 3, 3, 32\)/,
      /kernel_height 3 × kernel_width 3 × channels 3 × filters 32/,
      /each filter reads all 3 channels/,
      /bias \(32,\)/,
      /\(224 − 3\) \/\/ 2 \+ 1 = 111/,
    ],
  },
  {
    kind: 'MultiHeadAttention',
    mustShow: [
      /4,224 parameters/,
      /query\S* \(32, 4, 8\)/,
      /key\S* \(32, 4, 8\)/,
      /value\S* \(32, 4, 8\)/,
      /features 32 × heads 4 × key_dim 8/,
      /per head/,
      /attention_output\S* \(4, 8, 32\)/,
      /heads 4 × key_dim 8 × features 32/,
    ],
  },
  {
    kind: 'Embedding',
    mustShow: [
      /640,000 parameters/,
      /embeddings \(10000, 64\)/,
      /input_dim 10,000 × output_dim 64/,
      /row k is the vector of index k/,
      /length of the sequence is in no array/,
    ],
  },
  {
    kind: 'BatchNormalization',
    mustShow: [
      /128 parameters \(64 not trainable\)/,
      /gamma \(32,\) = channels 32/,
      /beta \(32,\) = channels 32/,
      /moving_mean \(32,\) = channels 32, not trainable/,
      /moving_variance \(32,\) = channels 32, not trainable/,
      /moving average/,
    ],
  },
  {
    kind: 'Dense',
    mustShow: [
      /650 parameters/,
      /kernel \(64, 10\) = features 64 × units 10/,
      /each unit reads every feature/,
      /bias \(10,\) = units 10/,
    ],
  },
  {
    kind: 'argument: units',
    mustShow: [
      /units=64/,
      /\bkernel \(4, 256\) ?: features 4 × \((gates 4|4 gates) · units 64\) = 1,024/,
      /recurrent_kernel \(64, 256\) ?: units 64 × \((gates 4|4 gates) · units 64\) = 16,384/,
      /bias \(256,\) ?: (gates 4|4 gates) · units 64 = 256/,
      /\(None, 64\)/,
      /side by side/,
      /square/,
    ],
    mustShowWide: [/128: 68,096 parameters instead of 17,664/],
  },
  {
    kind: 'value',
    mustShow: [
      /\(2, 8\)/,
      /\bkernel \(4, 8\) ?: features 4 × \((gates 4|4 gates) · units 2\) = 32/,
      /▸ recurrent_kernel \(2, 8\) ?: units 2 × \((gates 4|4 gates) · units 2\) = 16/,
      /bias \(8,\)/,
      /of both units, not only its own/,
    ],
  },
  {
    kind: 'RNN of a cell',
    mustShow: [/56 parameters/, /recurrent_kernel \(2, 8\)/, /each gate reads the previous h of both units/],
  },
  {
    kind: 'functional model',
    mustShow: [/59 parameters/, /LSTM\) \| 56 \|/, /Dense\) \| 3 \|/, /Model summary/, /4,802 multiply-accumulates/],
  },
  {
    kind: 'fit',
    mustShow: [/\(640, 100, 4\) ?: 640 samples/, /20 batches/, /40 steps/, /batch size is in no array/],
  },
];
