/** Fourier transforms and sequences cut into windows. */
import {
  add,
  type Dimension,
  floorDivide,
  multiply,
  type Shape,
  type Size,
  subtract,
} from '../../../shapes/dimension.ts';
import { tupleOf } from '../../layers/definition.ts';
import type { OperationArguments } from '../arguments.ts';
import type { KnownSpec } from '../value-specs.ts';
import type { Rule, Rules } from '../definition.ts';
import { known, specOfValue } from '../value-specs.ts';
import { words } from '../../../words/message.ts';

/** Real and imaginary part, as Keras passes complex numbers. */
function complexPair(args: OperationArguments, rank: number): KnownSpec {
  const parts = args.items('x');
  if (parts.length !== 2)
    throw args.refusal('bad-argument', words`x must be a tuple of two tensors, the real and the imaginary part`, 'x');
  const [real] = parts.map((part) => known(specOfValue(args.interpreter, part)));
  if (real!.shape.length < rank)
    throw args.refusal('rank-mismatch', words`x must have at least ${rank} dimensions`, 'x');
  return real!;
}
const both = (shape: Shape, dtype: string | undefined): ReturnType<Rule> =>
  tupleOf([
    { shape, dtype },
    { shape, dtype },
  ]);
const half = (size: Size): Size => add(floorDivide(size, 2), 1);
const whenKnown = (dimension: Dimension, change: (size: Size) => Size): Dimension =>
  dimension === null ? null : change(dimension);

const transformed =
  (rank: number): Rule =>
  (args) => {
    const { shape, dtype } = complexPair(args, rank);
    if (args.symbolic && shape.slice(-rank).includes(null))
      throw args.refusal(
        'unknown-size',
        words`the last ${rank === 1 ? 'dimension' : `${rank} dimensions`} must be known`,
        'x',
      );
    return both(shape, dtype);
  };

export const SIGNAL_RULES: Rules = {
  FFT: transformed(1),
  FFT2: transformed(2),
  IFFT2: transformed(2),
  RFFT: (args) => {
    const { shape, dtype } = args.tensor('x');
    const length = args.isNone('fft_length') ? (shape.at(-1) ?? null) : args.size('fft_length');
    return both([...shape.slice(0, -1), whenKnown(length, half)], dtype);
  },
  IRFFT: (args) => {
    const { shape, dtype } = complexPair(args, 1);
    const length = args.isNone('fft_length')
      ? whenKnown(shape.at(-1) ?? null, (size) => multiply(subtract(size, 1), 2))
      : args.size('fft_length');
    return { shape: [...shape.slice(0, -1), length], dtype };
  },
  STFT: (args) => {
    const { shape, dtype } = args.tensor('x');
    const length = args.size('fft_length');
    const padded = args.flag('center') ? multiply(floorDivide(length, 2), 2) : 0;
    const windows = whenKnown(shape.at(-1) ?? null, (size) =>
      add(floorDivide(subtract(add(size, padded), length), args.size('sequence_stride')), 1),
    );
    return both([...shape.slice(0, -1), windows, half(length)], dtype);
  },
  ISTFT: (args) => {
    const { shape, dtype } = complexPair(args, 2);
    const length = args.size('fft_length');
    const padded = args.flag('center') ? multiply(floorDivide(length, 2), 2) : 0;
    const whole = args.isNone('length')
      ? whenKnown(shape.at(-2) ?? null, (size) =>
          subtract(add(multiply(subtract(size, 1), args.size('sequence_stride')), length), padded),
        )
      : args.size('length');
    return { shape: [...shape.slice(0, -2), whole], dtype };
  },
  ExtractSequences: (args) => {
    const { shape, dtype } = args.tensor('x');
    const length = args.size('sequence_length');
    const count = whenKnown(shape.at(-1) ?? null, (size) =>
      add(floorDivide(subtract(size, length), args.size('sequence_stride')), 1),
    );
    return { shape: [...shape.slice(0, -1), count, length], dtype };
  },
  ViewAsComplex: (args) => ({ shape: args.shape('x').slice(0, -1), dtype: 'complex64' }),
  ViewAsReal: (args) => ({ shape: [...args.shape('x'), 2], dtype: 'float32' }),
  /** `tf.signal.frame`: windows of `frame_length` along an axis. */
  Frame: (args) => {
    const { shape, dtype } = args.tensor('x');
    const at = args.integer('axis');
    const axis = at < 0 ? at + shape.length : at;
    const [length, step] = [args.size('frame_length'), args.size('frame_step')];
    const padded = args.flag('pad_end');
    const count = whenKnown(shape[axis] ?? null, (size) =>
      padded ? multiply(floorDivide(multiply(size, -1), step), -1) : add(floorDivide(subtract(size, length), step), 1),
    );
    return { shape: [...shape.slice(0, axis), count, length, ...shape.slice(axis + 1)], dtype };
  },
  /** `tf.signal.stft`: no padding at the edges; complex numbers. */
  FormerSTFT: (args) => {
    const { shape } = args.tensor('x');
    const [length, step] = [args.size('frame_length'), args.size('frame_step')];
    const count = whenKnown(shape.at(-1) ?? null, (size) => add(floorDivide(subtract(size, length), step), 1));
    if (args.flag('pad_end')) return { shape: undefined, dtype: 'complex64' };
    if (args.isNone('fft_length')) {
      const width = typeof length === 'number' ? 2 ** Math.ceil(Math.log2(length)) : undefined;
      return {
        shape: width === undefined ? undefined : [...shape.slice(0, -1), count, width / 2 + 1],
        dtype: 'complex64',
      };
    }
    return { shape: [...shape.slice(0, -1), count, half(args.size('fft_length'))], dtype: 'complex64' };
  },
  /** TensorFlow's transforms of complex tensors keep the shape. */
  FormerFFT: (args) => args.spec('x'),
  FormerRFFT: (args) => {
    const shape = args.shape('x');
    const length = args.isNone('fft_length') ? (shape.at(-1) ?? null) : (args.integers('fft_length').at(-1) ?? null);
    return { shape: [...shape.slice(0, -1), whenKnown(length, half)], dtype: 'complex64' };
  },
};
