/**
 * What the constructors of convolutions refuse, and where: keras/src/layers/convolutional and standardize_tuple,
 * standardize_padding of Keras 3.16.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Expression } from '../../../../server/shapes/expression.ts';
import { called, dimensionsOf, refused, type Arguments } from './declared.ts';
import { printed, reported } from './in-programs.ts';
import { undetermined } from '../../../../server/python/domain/undetermined.ts';

const PLAIN = ['Conv1D', 'Conv2D', 'Conv3D'];
const TRANSPOSED = ['Conv1DTranspose', 'Conv2DTranspose', 'Conv3DTranspose'];
const DEPTHWISE = ['DepthwiseConv1D', 'DepthwiseConv2D'];
const SEPARABLE = ['SeparableConv1D', 'SeparableConv2D'];
const ALL = [...PLAIN, ...TRANSPOSED, ...DEPTHWISE, ...SEPARABLE];
const rankOf = (layer: string): number => Number(/\d/.exec(layer)![0]);
/** Batch, some spatial axes of 8, 4 channels. */
const inputOf = (layer: string) => [null, ...new Array<number>(rankOf(layer)).fill(8), 4];
const least = (layer: string, more: Arguments = {}): Arguments => ({
  ...(DEPTHWISE.includes(layer) ? {} : { filters: 6 }),
  kernel_size: 3,
  ...more,
});
const refusedArgument = (layer: string, more: Arguments): string | undefined => {
  const { code, parameter } = refused(layer, least(layer, more));
  assert.equal(code, 'bad-argument', layer);
  return parameter;
};

test('the sides of the window, strides and dilations are positive', () => {
  for (const layer of ALL) {
    for (const name of ['kernel_size', 'strides', 'dilation_rate']) {
      const sides = new Array<number>(rankOf(layer)).fill(1);
      for (const value of [0, -1, [...sides.slice(1), 0]])
        assert.equal(refusedArgument(layer, { [name]: value }), name, layer);
      assert.equal(refusedArgument(layer, { [name]: [...sides, 1] }), name, layer);
    }
  }
});

test('filters, groups and depth_multiplier are positive', () => {
  for (const layer of [...PLAIN, ...TRANSPOSED, ...SEPARABLE])
    assert.equal(refusedArgument(layer, { filters: 0 }), 'filters', layer);
  for (const layer of PLAIN) assert.equal(refusedArgument(layer, { groups: 0 }), 'groups', layer);
  for (const layer of [...DEPTHWISE, ...SEPARABLE])
    assert.equal(refusedArgument(layer, { depth_multiplier: 0 }), 'depth_multiplier', layer);
});

test('padding is valid or same, in one dimension of a plain convolution also causal', () => {
  for (const layer of ALL) {
    assert.equal(refusedArgument(layer, { padding: 'full' }), 'padding', layer);
    if (layer !== 'Conv1D') assert.equal(refusedArgument(layer, { padding: 'causal' }), 'padding', layer);
    for (const padding of ['valid', 'same', 'Same', 'VALID'])
      assert.ok(called(layer, least(layer, { padding }), inputOf(layer)).output);
  }
  assert.equal(
    called('Conv1D', { filters: 6, kernel_size: 3, padding: 'causal' }, [null, 8, 4]).output,
    '(None, 8, 6)',
  );
});

test('data_format is channels_last or channels_first', () => {
  for (const layer of ALL) assert.equal(refusedArgument(layer, { data_format: 'channels' }), 'data_format', layer);
});

test('strides and dilations together, in plain and transposed convolutions', () => {
  for (const layer of [...PLAIN, ...TRANSPOSED]) {
    assert.equal(refusedArgument(layer, { strides: 2, dilation_rate: 2 }), 'dilation_rate', layer);
    assert.ok(called(layer, least(layer, { strides: 2, dilation_rate: 1 }), inputOf(layer)).output);
    assert.ok(called(layer, least(layer, { strides: 1, dilation_rate: 2 }), inputOf(layer)).output);
  }
  for (const layer of [...DEPTHWISE, ...SEPARABLE])
    assert.ok(called(layer, least(layer, { strides: 2, dilation_rate: 2 }), inputOf(layer)).output);
  // max(strides) > 1 and max(dilation_rate) > 1: one side each is enough.
  assert.equal(refusedArgument('Conv2D', { strides: [2, 1], dilation_rate: [1, 2] }), 'dilation_rate');
  assert.equal(refusedArgument('Conv2D', { strides: [1, 2], dilation_rate: [2, 1] }), 'dilation_rate');
});

test('strides that are not known may be 1', () => {
  const strides = undetermined('n is an argument of nobody', {
    name: 'n',
    integer: true,
    size: Expression.symbol('n'),
  });
  assert.equal(
    called('Conv2D', { filters: 6, kernel_size: 3, dilation_rate: 2, strides: 1 }, [null, 8, 8, 4]).output,
    '(None, 4, 4, 6)',
  );
  assert.match(
    called('Conv2D', { filters: 6, kernel_size: 3, dilation_rate: 2, strides }, [null, 8, 8, 4]).output,
    /^\(None, .*n.*, 6\)$/,
  );
});

test('output_padding is less than strides in each axis', () => {
  for (const layer of TRANSPOSED) {
    for (const output_padding of [2, 3])
      assert.equal(refusedArgument(layer, { strides: 2, output_padding }), 'output_padding', layer);
    assert.equal(refusedArgument(layer, { strides: 2, output_padding: -1 }), 'output_padding', layer);
    assert.ok(called(layer, least(layer, { strides: 2, output_padding: 1 }), inputOf(layer)).output);
  }
});

test('groups divide the filters and the channels; what would do instead', () => {
  const filters = refused('Conv2D', { filters: 10, kernel_size: 3, groups: 4 });
  assert.deepEqual([filters.code, filters.parameter], ['groups', 'groups']);
  // 12 is the next multiple of 4 after 10; 2 is the largest number below 4 that divides 10.
  assert.deepEqual(filters.repairs, [
    { argument: 'filters', value: '12' },
    { argument: 'groups', value: '2' },
  ]);
  const channels = refused('Conv2D', { filters: 12, kernel_size: 3, groups: 4 }, [null, 8, 8, 6]);
  assert.deepEqual([channels.code, channels.parameter], ['groups', 'groups']);
  // 3 and 2 divide 6 and 12.
  assert.deepEqual(channels.repairs, [{ argument: 'groups', value: '3' }]);
  const n = undetermined('n', {
    name: 'n',
    integer: true,
    size: Expression.symbol('n', { nonNegative: true }).multiply(Expression.of(4)).add(Expression.of(2)),
  });
  assert.deepEqual(
    refused('Conv2D', { filters: n, kernel_size: 3, groups: 4 }).repairs.filter(
      ({ argument }) => argument === 'filters',
    ),
    [],
  );
});

test('an input of another rank', () => {
  for (const layer of ALL) {
    const error = refused(layer, least(layer), [...inputOf(layer), 4]);
    assert.equal(error.code, 'rank-mismatch', layer);
    const rank = rankOf(layer);
    assert.ok(
      error.message.includes(
        `takes an input of ${rank + 2} dimensions (batch, ${['', 'steps', 'height, width', 'depth, height, width'][rank]}, channels)`,
      ),
      error.message,
    );
    assert.ok(error.message.includes(`expected ndim=${rank + 2}, found ndim=${rank + 3}`), error.message);
  }
});

test('channels that are None, on the axis where the data format has them', () => {
  for (const layer of ALL) {
    const [batch, ...spatial] = inputOf(layer).slice(0, -1);
    assert.match(refused(layer, least(layer), [batch!, ...spatial, null]).message, /makes weights from axis -1 /);
    assert.match(
      refused(layer, least(layer, { data_format: 'channels_first' }), [batch!, null, ...spatial]).message,
      /makes weights from axis 1 /,
    );
  }
});

test('once built, the channels are fixed and the rest is not', () => {
  for (const [layer, channels] of [
    ['Conv2D(6, 3)', 4],
    ['Conv2DTranspose(6, 3)', 4],
    ['DepthwiseConv2D(3)', 4],
    ['SeparableConv2D(6, 3)', 4],
  ] as const) {
    const twice = (second: string): string[] =>
      reported(`layer = layers.${layer}\nlayer(Input((8, 8, ${channels})))\nlayer(Input(${second}))`);
    assert.deepEqual(twice('(9, 7, 4)'), [], layer);
    assert.match(twice('(8, 8, 5)')[0] ?? '', /^3: size-mismatch: /, layer);
  }
});

test('without a window in the terms there is no cost; None keeps it open', () => {
  for (const layer of ALL) {
    const open = [null, ...new Array<null>(rankOf(layer)).fill(null), 4];
    assert.equal(called(layer, least(layer), open).macs, undefined, layer);
  }
  // 6 steps of the output · 3 · 4 products · 6 filters
  assert.equal(called('Conv1D', { filters: 6, kernel_size: 3 }, [null, 8, 4]).macs, '432');
  // 8 steps of the input · 3 · 4 · 6
  assert.equal(called('Conv1DTranspose', { filters: 6, kernel_size: 3 }, [null, 8, 4]).macs, '576');
  // 4³ places of the input · 2³ · 3 · 5
  assert.equal(called('Conv3DTranspose', { filters: 5, kernel_size: 2 }, [null, 4, 4, 4, 3]).macs, '7,680');
  // 6 places · (3 · 4 + 4 · 6)
  assert.equal(called('SeparableConv1D', { filters: 6, kernel_size: 3 }, [null, 8, 4]).macs, '216');
  assert.equal(
    called('SeparableConv1D', { filters: 6, kernel_size: 3, data_format: 'channels_first' }, [null, 4, 8]).macs,
    '216',
  );
});

test('the small arrays of LoRA are float32 whatever the layer is', () => {
  const source =
    'layer = layers.Conv2D(8, 3, lora_rank=2, dtype="float64")\nlayer(Input((8, 8, 4)))\nprint([w.dtype == "float32" for w in layer.weights])';
  assert.deepEqual(printed(source), ['[False, False, True, True]']);
});

test('names of the dimensions', () => {
  assert.deepEqual(dimensionsOf('Conv2D', { filters: 6, kernel_size: 3 }, [null, 8, 8, 4]), [
    ['kernel_height', 'kernel_width', 'channels', 'filters'],
    ['filters'],
  ]);
  assert.deepEqual(dimensionsOf('Conv2D', { filters: 6, kernel_size: 3, groups: 2 }, [null, 8, 8, 4]), [
    ['kernel_height', 'kernel_width', 'channels_per_group', 'filters'],
    ['filters'],
  ]);
  assert.deepEqual(dimensionsOf('Conv1D', { filters: 6, kernel_size: 3 }, [null, 8, 4]), [
    ['kernel_size', 'channels', 'filters'],
    ['filters'],
  ]);
  assert.deepEqual(dimensionsOf('Conv3DTranspose', { filters: 6, kernel_size: 3 }, [null, 8, 8, 8, 4]), [
    ['kernel_depth', 'kernel_height', 'kernel_width', 'filters', 'channels'],
    ['filters'],
  ]);
});

test('how Keras keeps output_padding', () => {
  assert.deepEqual(
    printed(
      'print(layers.Conv2DTranspose(6, 3, strides=2, output_padding=1).output_padding, layers.Conv2DTranspose(6, 3).output_padding)',
    ),
    ['(1, 1)', 'None'],
  );
});

test('how Keras keeps the window', () => {
  for (const layer of [
    'Conv2D(6, 3, dilation_rate=2)',
    'Conv2DTranspose(6, 3, dilation_rate=2)',
    'DepthwiseConv2D(3, dilation_rate=2)',
    'SeparableConv2D(6, 3, dilation_rate=2)',
  ]) {
    assert.deepEqual(
      printed(
        `layer = layers.${layer}\nprint(layer.dilation_rate, layer.kernel_size, layer.strides, layer.padding, layer.data_format)`,
      ),
      ['(2, 2)', '(3, 3)', '(1, 1)', 'valid', 'channels_last'],
      layer,
    );
  }
});

test('other names of the same classes, as keras.layers has them', () => {
  for (const [name, other] of [
    ['Conv1D', 'Convolution1D'],
    ['Conv2D', 'Convolution2D'],
    ['Conv3D', 'Convolution3D'],
    ['Conv1DTranspose', 'Convolution1DTranspose'],
    ['Conv2DTranspose', 'Convolution2DTranspose'],
    ['Conv3DTranspose', 'Convolution3DTranspose'],
    ['SeparableConv1D', 'SeparableConvolution1D'],
    ['SeparableConv2D', 'SeparableConvolution2D'],
  ] as const)
    assert.deepEqual(printed(`print(layers.${other} is layers.${name})`), ['True'], other);
});

test('Keras 2 drops the fraction of filters, and reads a 1D layer with channels last whatever is configured', () => {
  for (const layer of ['Conv1D', 'Conv2D', 'Conv3D', 'Conv2DTranspose', 'SeparableConv2D']) {
    const rank = Number(/\d/.exec(layer)![0]);
    assert.deepEqual(
      reported(`layers.${layer}(8.7, 3)(Input((${'8, '.repeat(rank)}2)))`, { kerasVersion: 2 }),
      [],
      layer,
    );
  }
});

test('Keras 2: numbers of places on each side of each axis, as they are given', () => {
  const places = (padding: string, layer = 'Conv2D(4, 3'): (string | undefined)[] =>
    printed(
      `p = ${padding}\nlayer = layers.${layer}, padding=p)\nprint(layer.padding)\nprint(layer(Input((8, None, 1))).shape)`,
      { kerasVersion: 2 },
    );
  for (const padding of ['[[0, 0], [2, 1], [1, 1], [0, 0]]', '((0, 0), (2, 1), (1, 1), (0, 0))'])
    assert.deepEqual(places(padding), [padding, '(None, 9, None, 4)']);
  assert.deepEqual(places('[[0, 0], [2, 1], [1, 1], [0, 0]]\nfor _ in open("more"): p.append([1, 1])'), [
    undefined,
    undefined,
  ]);
  for (const padding of [
    '[[0, 0], [2, 1], [1, 1]]',
    '[[0, 0], [2, 1], [1, 1], [0, 0, 0]]',
    '[[0, 0], [2, None], [1, 1], [0, 0]]',
    '[[0, 0], 2, [1, 1], [0, 0]]',
  ])
    assert.deepEqual(places(padding), [padding, undefined]);
  assert.deepEqual(places('"Same"'), ['same', '(None, 8, None, 4)']);
  assert.match(
    reported('layers.SeparableConv2D(4, 3, padding=[[0, 0], [1, 1], [1, 1], [0, 0]])', { kerasVersion: 2 })[0] ?? '',
    /^1: bad-argument: SeparableConv2D: padding must be one of /,
  );
});

test('Keras 2: at least the axes of one batch', () => {
  for (const [layer, shape, least] of [
    ['Conv1D', '(5,)', 3],
    ['Conv2D', '(5, 1)', 4],
    ['Conv3D', '(5, 5, 1)', 5],
  ] as const) {
    assert.match(
      reported(`layers.${layer}(4, 3)(Input(${shape}))`, { kerasVersion: 2 })[0] ?? '',
      new RegExp(`^1: rank-mismatch: .*expected min_ndim=${least}, found ndim=${least - 1}`),
    );
  }
});
