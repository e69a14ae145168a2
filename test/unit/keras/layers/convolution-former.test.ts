/**
 * The sides of a window one by one, as conv2d_args_preprocessor and conv3d_args_preprocessor of
 * keras/legacy/interfaces.py (2.2.4) read them.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { eitherForm, joinSides, withoutOutputShape } from '../../../../server/keras/layers/convolution/former.ts';
import type { CallArguments } from '../../../../server/python/domain/interpreter.ts';
import { int, ListValue, str, tuple, type Value } from '../../../../server/python/domain/value.ts';
import { printed } from './in-programs.ts';
import { inEnglish } from '../../../../server/words/language.ts';
import { isUndetermined, Top, undetermined, type Undetermined } from '../../../../server/python/domain/undetermined.ts';

const three = int(3);
const given = (positional: readonly Value[], keywords: Readonly<Record<string, Value>> = {}): CallArguments => ({
  positional,
  keywords: new Map(Object.entries(keywords)),
});
const shown = (value: Value): unknown =>
  value.kind === 'int'
    ? Number(value.value)
    : value.kind === 'tuple'
      ? value.items.map(shown)
      : isUndetermined(value)
        ? inEnglish(value.reason)
        : value.kind;
const taken = (args: CallArguments, result: CallArguments): unknown =>
  result === args
    ? 'as it is'
    : {
        positional: result.positional.map(shown),
        keywords: Object.fromEntries([...result.keywords].map(([name, value]) => [name, shown(value)])),
      };
const joined = (args: CallArguments, rank: number): unknown => taken(args, joinSides(args, rank));
/** What is said of a number that may be one or the other. */
const open = 'whether the third number is a side of the window or the stride is not known';

test('two sides', () => {
  const expected = { positional: [32], keywords: { kernel_size: [3, 5] } };
  assert.deepEqual(joined(given([int(32), three, int(5)]), 2), expected);
  assert.deepEqual(joined(given([int(32), three], { nb_col: int(5) }), 2), expected);
  assert.deepEqual(joined(given([int(32)], { nb_row: three, nb_col: int(5) }), 2), expected);
  assert.deepEqual(
    joined(given([], { nb_filter: int(32), nb_row: three, nb_col: int(5), border_mode: str('same') }), 2),
    { positional: [], keywords: { nb_filter: 32, border_mode: 'str', kernel_size: [3, 5] } },
  );
});

test('three sides', () => {
  assert.deepEqual(joined(given([int(32), three, int(4), int(5)]), 3), {
    positional: [32],
    keywords: { kernel_size: [3, 4, 5] },
  });
  assert.deepEqual(joined(given([int(32)], { kernel_dim1: three, kernel_dim2: int(4), kernel_dim3: int(5) }), 3), {
    positional: [32],
    keywords: { kernel_size: [3, 4, 5] },
  });
});

test('a side that is a number of the program', () => {
  const size = undetermined('n', { name: 'n', integer: true });
  assert.deepEqual(joined(given([int(32), size, three]), 2), { positional: [32], keywords: { kernel_size: ['n', 3] } });
  // A size and strides, or two sides.
  assert.deepEqual(joined(given([int(32), new Top('anything'), three]), 2), {
    positional: [32],
    keywords: { kernel_size: open, strides: open },
  });
  // Two sides, since the strides are given.
  for (const strides of ['strides', 'subsample']) {
    assert.deepEqual(joined(given([int(32), new Top('anything'), three], { [strides]: int(2) }), 2), {
      positional: [32],
      keywords: { [strides]: 2, kernel_size: open },
    });
  }
});

test('the shape of the output falls away', () => {
  const without = (args: CallArguments, rank: number): unknown => taken(args, withoutOutputShape(args, rank));
  const [shape, list] = [tuple(int(9), int(9), int(8)), new ListValue([int(9), int(9), int(8)])];
  assert.deepEqual(without(given([int(8), three, int(5), shape]), 2), { positional: [8, 3, 5], keywords: {} });
  assert.deepEqual(without(given([int(8), three, int(5), list], { subsample: three }), 2), {
    positional: [8, 3, 5],
    keywords: { subsample: 3 },
  });
  assert.deepEqual(without(given([int(8), three, int(5), int(5), shape]), 3), {
    positional: [8, 3, 5, 5],
    keywords: {},
  });
  assert.deepEqual(without(given([int(8), three, int(5)], { subsample: three, output_shape: shape }), 2), {
    positional: [8, 3, 5],
    keywords: { subsample: 3 },
  });
  for (const args of [
    given([int(8), tuple(three, int(5))]),
    given([int(8), three, three, str('same')]),
    given([int(8), three, int(5), int(5), shape]),
  ])
    assert.equal(without(args, 2), 'as it is');
});

test('where the package is not known, what its two readings differ in is not either', () => {
  const either = (args: CallArguments, rank: number): unknown => taken(args, eitherForm(args, joinSides(args, rank)));
  const size = (name: string): Undetermined => undetermined(name, { name, integer: true });
  assert.deepEqual(either(given([int(32), three, three], { use_bias: three }), 2), {
    positional: [32, 3, open],
    keywords: { use_bias: 3 },
  });
  for (const [first, second] of [
    [three, int(5)],
    [size('n'), three],
    [three, size('n')],
    [size('n'), size('m')],
    [new Top('anything'), three],
  ] as const) {
    assert.deepEqual(either(given([int(32), first, second]), 2), { positional: [32, open, open], keywords: {} });
  }
});

test('what has only one reading has it where the package is not known too', () => {
  const either = (args: CallArguments, rank: number): unknown =>
    taken(args, eitherForm(args, joinSides(withoutOutputShape(args, rank), rank)));
  const window = { kernel_size: [3, 3] };
  for (const args of [
    given([int(32), three]),
    given([int(32), tuple(three, three)]),
    given([int(32), three, str('same')]),
  ])
    assert.equal(either(args, 2), 'as it is');
  assert.deepEqual(either(given([], { nb_filter: int(32), nb_row: three, nb_col: three }), 2), {
    positional: [],
    keywords: { nb_filter: 32, ...window },
  });
  assert.deepEqual(either(given([int(32), three], { nb_col: three }), 2), { positional: [32], keywords: window });
  for (const strides of ['strides', 'subsample'])
    assert.deepEqual(either(given([int(32), three, three], { [strides]: int(2) }), 2), {
      positional: [32],
      keywords: { [strides]: 2, ...window },
    });
  assert.deepEqual(either(given([int(32), three, three], { output_shape: tuple(three) }), 2), {
    positional: [32],
    keywords: window,
  });
  assert.deepEqual(either(given([int(32), three, three, tuple(three)]), 2), { positional: [32], keywords: window });
  assert.deepEqual(either(given([int(32), three, three], { kernel_dim3: int(5) }), 3), {
    positional: [32],
    keywords: { kernel_size: [3, 3, 5] },
  });
  assert.deepEqual(either(given([int(32), three, three, int(5)]), 3), {
    positional: [32],
    keywords: { kernel_size: [3, 3, 5] },
  });
});

test('what has its window in one argument stays', () => {
  for (const [args, rank] of [
    [given([int(32), tuple(three, three)]), 2],
    [given([int(32), three]), 2],
    [given([int(32), tuple(three, three), tuple(int(2), int(2))]), 2],
    [given([int(32), three, str('same')]), 2],
    [given([int(32), three, three, three]), 2],
    [given([int(32), three, three]), 3],
    [given([int(32), three, three]), 1],
    [given([int(32)], { nb_row: three }), 2],
  ] as const)
    assert.equal(joined(args, rank), 'as it is');
});

const release = (version: string) => ({ requirements: [{ name: 'keras', versions: `==${version}` }] });

test('every layer with a window of several sides takes them one by one, up to Keras 2.3', () => {
  const source = (layer: string, input: string): string =>
    `layer = layers.${layer}(8, 3, 5)\nprint(layer.kernel_size)\nprint(layer(Input(${input})).shape)`;
  for (const [layer, input, shape] of [
    ['Conv2D', '(9, 9, 2)', '(None, 7, 5, 8)'],
    ['SeparableConv2D', '(9, 9, 2)', '(None, 7, 5, 8)'],
    ['LocallyConnected2D', '(9, 9, 2)', '(None, 7, 5, 8)'],
    ['Conv2DTranspose', '(9, 9, 2)', '(None, 11, 13, 8)'],
    ['ConvLSTM2D', '(4, 9, 9, 2)', '(None, 7, 5, 8)'],
  ] as const)
    assert.deepEqual(printed(source(layer, input), release('2.2.4')), ['(3, 5)', shape], layer);
});

test('Keras 1 called them convolutions', () => {
  const names =
    'print(layers.Convolution1D(8, 3).name, layers.Convolution2D(8, 3, 3).name)\nprint(type(layers.Convolution3D(8, 3, 3, 3)).__name__)';
  assert.deepEqual(printed(names, release('1.2.2')), ['convolution1d_1', 'convolution2d_1', 'Convolution3D']);
});

test('Deconv3D and Deconvolution3D are other names of Conv3DTranspose in Keras 2', () => {
  assert.deepEqual(
    printed('print(type(layers.Deconv3D(8, 3)).__name__, type(layers.Deconvolution3D(8, 3)).__name__)', {
      kerasVersion: 2,
    }),
    ['Conv3DTranspose', 'Conv3DTranspose'],
  );
});

test('Conv1D of Keras 2 does not ask for the configured data format', () => {
  const source =
    'keras.backend.set_image_data_format("channels_first")\nprint(layers.Conv1D(8, 3).data_format)\nprint(layers.Conv2D(8, 3).data_format)';
  assert.deepEqual(printed(source, { kerasVersion: 2 }), ['channels_last', 'channels_first']);
  assert.deepEqual(printed(source, { kerasVersion: 3 }), ['channels_first', 'channels_first']);
});
