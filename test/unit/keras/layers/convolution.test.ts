import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Float } from '../../../../server/python/domain/value.ts';
import { Expression } from '../../../../server/shapes/expression.ts';
import { called, refusal, shapeAfter } from './declared.ts';
import { reported } from './in-programs.ts';
import { Top } from '../../../../server/python/domain/undetermined.ts';

const image = [null, 28, 28, 3];

test('a convolution has one window over all channels for each filter', () => {
  assert.deepEqual(called('Conv2D', { filters: 8, kernel_size: 3 }, image), {
    output: '(None, 26, 26, 8)',
    weights: ['kernel (3, 3, 3, 8)', 'bias (8,)'],
    macs: '146,016', // 26 · 26 · 8 values, 3 · 3 · 3 products each
  });
  assert.deepEqual(called('Conv1D', { filters: 4, kernel_size: 5, use_bias: false }, [null, 100, 2]).weights, [
    'kernel (5, 2, 4)',
  ]);
  assert.deepEqual(called('Conv3D', { filters: 2, kernel_size: [1, 2, 3] }, [null, 8, 8, 8, 1]).weights, [
    'kernel (1, 2, 3, 1, 2)',
    'bias (2,)',
  ]);
});

test('the size after valid, same and causal padding', () => {
  assert.equal(shapeAfter('Conv2D', { filters: 8, kernel_size: 3, strides: 2 }, image), '(None, 13, 13, 8)');
  assert.equal(
    shapeAfter('Conv2D', { filters: 8, kernel_size: 3, strides: [2, 1], padding: 'SAME' }, image),
    '(None, 14, 28, 8)',
  );
  assert.equal(
    shapeAfter('Conv1D', { filters: 8, kernel_size: 3, padding: 'causal', dilation_rate: 4 }, [null, 100, 2]),
    '(None, 100, 8)',
  );
  assert.equal(shapeAfter('Conv1D', { filters: 8, kernel_size: 3, dilation_rate: 4 }, [null, 100, 2]), '(None, 92, 8)');
});

test('with channels_first the channels stand after the batch', () => {
  assert.deepEqual(called('Conv2D', { filters: 8, kernel_size: 3, data_format: 'channels_first' }, [null, 3, 28, 28]), {
    output: '(None, 8, 26, 26)',
    weights: ['kernel (3, 3, 3, 8)', 'bias (8,)'],
    macs: '146,016',
  });
});

test('a dimension that is None stays None; one that has a name stays in the formula', () => {
  assert.equal(shapeAfter('Conv2D', { filters: 8, kernel_size: 3 }, [null, null, 64, 3]), '(None, None, 62, 8)');
  const steps = Expression.symbol('steps', { nonNegative: true });
  assert.equal(shapeAfter('Conv1D', { filters: 8, kernel_size: 3 }, [null, steps, 2]), '(None, steps - 2, 8)');
  const channels = Expression.symbol('X.shape[3]', { nonNegative: true });
  assert.deepEqual(called('Conv2D', { filters: 8, kernel_size: 3 }, [null, 28, 28, channels]).weights, [
    'kernel (3, 3, X.shape[3], 8)',
    'bias (8,)',
  ]);
});

test('with groups a window sees the channels of its own group only', () => {
  assert.deepEqual(called('Conv2D', { filters: 8, kernel_size: 3, groups: 4 }, [null, 28, 28, 12]).weights, [
    'kernel (3, 3, 3, 8)',
    'bias (8,)',
  ]);
  assert.match(
    refusal('Conv2D', { filters: 10, kernel_size: 3, groups: 3 }),
    /^groups: .*10 filters do not divide into 3 groups/,
  );
  assert.match(
    refusal('Conv1D', { filters: 8, kernel_size: 3, groups: 2 }, [null, 8, 3]),
    /^groups: .*\(None, 8, 3\) has 3 channels for 2 groups/,
  );
  assert.match(
    refusal('Conv2D', { filters: 8, kernel_size: 3, groups: 0 }),
    /^bad-argument: .*groups must be positive/,
  );
});

test('LoRA freezes the kernel and adds two small arrays', () => {
  assert.deepEqual(called('Conv2D', { filters: 8, kernel_size: 3, lora_rank: 2 }, image).weights, [
    'kernel (3, 3, 3, 8) frozen',
    'bias (8,)',
    'lora_kernel_a (3, 3, 3, 2)',
    'lora_kernel_b (2, 8)',
  ]);
});

test('a transposed convolution makes the image larger; its kernel has filters before channels', () => {
  assert.deepEqual(called('Conv2DTranspose', { filters: 8, kernel_size: 3, strides: 2 }, [null, 7, 7, 16]), {
    output: '(None, 15, 15, 8)',
    weights: ['kernel (3, 3, 8, 16)', 'bias (8,)'],
    macs: '56,448', // 7 · 7 · 16 values of the input, each times 3 · 3 · 8
  });
  assert.equal(
    shapeAfter('Conv2DTranspose', { filters: 8, kernel_size: 3, strides: 2, padding: 'same' }, [null, 7, 7, 16]),
    '(None, 14, 14, 8)',
  );
  assert.equal(
    shapeAfter('Conv2DTranspose', { filters: 8, kernel_size: 3, strides: 2, padding: 'same', output_padding: 0 }, [
      null,
      7,
      7,
      16,
    ]),
    '(None, 13, 13, 8)',
  );
  assert.match(
    refusal('Conv1DTranspose', { filters: 8, kernel_size: 3, strides: 2, output_padding: 2 }),
    /output_padding must be less than strides/,
  );
});

test('a depthwise convolution has windows for each channel alone', () => {
  assert.deepEqual(called('DepthwiseConv2D', { kernel_size: 3, depth_multiplier: 2 }, image), {
    output: '(None, 26, 26, 6)',
    weights: ['kernel (3, 3, 3, 2)', 'bias (6,)'],
    macs: '36,504', // 26 · 26 · 6 values, 3 · 3 products each
  });
  assert.equal(
    shapeAfter('DepthwiseConv1D', { kernel_size: 3, strides: 2, dilation_rate: 2 }, [null, 20, 4]),
    '(None, 8, 4)',
  );
});

test('a separable convolution mixes the channels afterwards, point by point', () => {
  assert.deepEqual(called('SeparableConv2D', { filters: 8, kernel_size: 3, depth_multiplier: 2 }, image), {
    output: '(None, 26, 26, 8)',
    weights: ['depthwise_kernel (3, 3, 3, 2)', 'pointwise_kernel (1, 1, 6, 8)', 'bias (8,)'],
    macs: '68,952', // 26 · 26 places · (3 · 3 · 6 + 6 · 8)
  });
});

test('names of Keras 1 and 2 are understood', () => {
  assert.equal(
    shapeAfter('Convolution2D', { nb_filter: 8, kernel_size: 3, border_mode: 'same', subsample: [2, 2] }, image),
    '(None, 14, 14, 8)',
  );
});

test('what Keras refuses', () => {
  assert.match(
    refusal('Conv2D', { filters: 8, kernel_size: 3 }, [null, 2, 28, 3]),
    /^negative-size: .*3 elements does not fit in 2.*\(None, 2, 28, 3\)/,
  );
  assert.match(
    refusal('Conv1D', { filters: 8, kernel_size: 3 }, [null, 20, 4, 2]),
    /^rank-mismatch: .*expected ndim=3, found ndim=4/,
  );
  assert.match(
    refusal('Conv2D', { filters: 8, kernel_size: 3 }, [null, 28, 28, null]),
    /^unknown-size: .*None in \(None, 28, 28, None\)/,
  );
  assert.match(refusal('Conv2D', { filters: 0, kernel_size: 3 }), /^bad-argument: .*filters must be positive/);
  assert.match(
    refusal('Conv2D', { filters: new Float(32), kernel_size: 3 }, image),
    /^bad-argument: .*filters must be an integer, but it is 32.0/,
  );
  assert.match(refusal('Conv2D', { filters: 8, kernel_size: [3, 0] }), /^bad-argument: .*kernel_size must be positive/);
  assert.match(refusal('Conv1D', { filters: 8, kernel_size: [3, 3] }), /^bad-argument: .*kernel_size/);
  assert.match(
    refusal('Conv2D', { filters: 8, kernel_size: 3, padding: 'full' }),
    /padding must be one of "valid", "same", but it is "full"/,
  );
  assert.match(
    refusal('Conv2D', { filters: 8, kernel_size: 3, strides: 2, dilation_rate: 2 }),
    /strides > 1 is not supported together with dilation_rate > 1/,
  );
  assert.match(refusal('Conv2D', { kernel_size: 3 }), /^missing-argument: .*filters/);
});

test('an argument that is not known does not keep the others from being checked', () => {
  const padding = new Top('the padding is read from a file');
  assert.match(refusal('Conv2D', { filters: 0, kernel_size: 3, padding }), /^bad-argument: .*filters must be positive/);
});

test('the number of filters may be None until the layer is built', () => {
  for (const [layer, input] of [
    ['Conv1D', '(9, 2)'],
    ['Conv2D', '(9, 9, 2)'],
    ['Conv2DTranspose', '(9, 9, 2)'],
  ] as const) {
    assert.deepEqual(reported(`layers.${layer}(None, 3)`), [], layer);
    assert.match(
      reported(`layers.${layer}(None, 3)(Input(${input}))`)[0] ?? '',
      /^1: bad-argument: .* filters must be an integer, but it is None/,
      layer,
    );
  }
});
