/** Spectrograms of waves. */
import {
  add,
  floorDivide,
  formatDimension,
  formatShape,
  multiply,
  type Dimension,
  type Size,
} from '../../../shapes/dimension.ts';
import { convolutionShape, type Padding } from '../../../shapes/convolution.ts';
import { LayerError, Undecided, defineLayer, type LayerArguments } from '../definition.ts';
import { checkEach, requireKnown, requireOneOf } from '../refusals.ts';
import { words } from '../../../words/message.ts';

/** LayerError where the Fourier transform is shorter than the frame. */
function checkTransform(layer: string, args: LayerArguments, frame: string): void {
  const [transform, length] = [args.optionalSize('fft_length'), args.optionalSize(frame)];
  if (typeof transform !== 'number' || typeof length !== 'number' || transform >= length || length === 0) return;
  throw new LayerError(
    'bad-argument',
    words`${layer}: fft_length must be at least ${frame}, but it is ${transform} and ${frame} ${length}.`,
    { parameter: 'fft_length' },
  );
}

/** One frame a stride, rounded as Keras does: ⌊(samples + stride + 1) ÷ stride⌋. */
function frames(samples: Dimension, stride: Size): Dimension {
  return samples === null ? null : floorDivide(add(samples, add(stride, 1)), stride);
}

function checkStride(args: LayerArguments): void {
  if (args.size('sequence_stride') !== 0) return;
  throw new LayerError('bad-argument', words`MelSpectrogram: sequence_stride cannot be 0.`, {
    parameter: 'sequence_stride',
    exceptionType: 'ZeroDivisionError',
  });
}

export const melSpectrogram = defineLayer({
  name: 'MelSpectrogram',
  family: 'preprocessing',
  parameters: {
    fft_length: 2048,
    sequence_stride: 512,
    sequence_length: null,
    window: 'hann',
    sampling_rate: 16000,
    num_mel_bins: 128,
    min_freq: 20.0,
    max_freq: null,
    power_to_db: true,
    top_db: 80.0,
    mag_exp: 2.0,
    min_power: 1e-10,
    ref_power: 1.0,
  },
  validate: (args) => {
    checkEach(
      () => checkTransform('MelSpectrogram', args, 'sequence_length'),
      () => checkStride(args),
    );
  },
  output: (args, { shape }) => {
    const [bins, stride] = [args.size('num_mel_bins'), args.size('sequence_stride')];
    const [first = null, second = null] = shape;
    return { shape: shape.length === 1 ? [bins, frames(first, stride)] : [first, bins, frames(second, stride)] };
  },
});

const MODES = ['log', 'magnitude', 'psd', 'real', 'imag', 'angle', 'stft'];
const STFT = 'STFTSpectrogram';

/** Default: the power of two that is not below the frame. */
function transformLength(args: LayerArguments): Size {
  const given = args.optionalSize('fft_length');
  if (given !== undefined && given !== 0) return given;
  const frame = args.size('frame_length');
  if (typeof frame !== 'number' || frame < 1) throw new Undecided('the length of the frames is not known');
  return 2 ** Math.ceil(Math.log2(frame));
}

function frameStep(args: LayerArguments): Size {
  const given = args.optionalSize('frame_step');
  return given === undefined || given === 0 ? floorDivide(args.size('frame_length'), 2) : given;
}

const frequencies = (args: LayerArguments): Size => add(floorDivide(transformLength(args), 2), 1);

function checkStep(args: LayerArguments): void {
  const [step, frame] = [args.optionalSize('frame_step'), args.size('frame_length')];
  if (typeof step !== 'number' || typeof frame !== 'number' || (step >= 1 && step <= frame)) return;
  throw new LayerError(
    'bad-argument',
    words`${STFT}: frame_step must be positive and not greater than frame_length, but it is ${formatDimension(step)} and frame_length ${formatDimension(frame)}.`,
    { parameter: 'frame_step' },
  );
}

function checkScaling(args: LayerArguments): void {
  if (!args.isNone('scaling')) requireOneOf(STFT, args, 'scaling', ['density', 'spectrum'], { ignoreCase: false });
}

/** The short-time Fourier transform as a convolution with a real and an imaginary kernel. */
export const stftSpectrogram = defineLayer({
  name: STFT,
  family: 'preprocessing',
  parameters: {
    mode: 'log',
    frame_length: 256,
    frame_step: null,
    fft_length: null,
    window: 'hann',
    periodic: false,
    scaling: 'density',
    padding: 'valid',
    expand_dims: false,
    data_format: null,
  },
  rank: 3,
  validate: (args) => {
    checkEach(
      () => checkStep(args),
      () => checkTransform(STFT, args, 'frame_length'),
      () => requireOneOf(STFT, args, 'mode', MODES, { ignoreCase: false }),
      () => checkScaling(args),
      () => requireOneOf(STFT, args, 'padding', ['valid', 'same'], { ignoreCase: false }),
      () => args.dataFormat(),
    );
  },
  terms: (args) => ({ frame_length: args.size('frame_length'), input_channel: 1, frequencies: frequencies(args) }),
  arrays: (args) => {
    const mode = args.text('mode');
    const dimensions = ['frame_length', 'input_channel', 'frequencies'];
    return [
      ...(mode === 'imag' ? [] : [{ name: 'real_kernel', dimensions }]),
      ...(mode === 'real' ? [] : [{ name: 'imag_kernel', dimensions }]),
    ];
  },
  output: (args, { axes, shape }) => {
    const format = args.dataFormat();
    const axis = format === 'channels_last' ? -1 : 1;
    const channels = requireKnown(STFT, shape.at(axis) ?? null, axis, axes);
    const bins = args.text('mode') === 'stft' ? multiply(2, frequencies(args)) : frequencies(args);
    const padding: Padding = args.text('padding') === 'same' ? 'same' : 'valid';
    const result = convolutionShape(
      shape,
      multiply(bins, channels),
      [{ kernelSize: args.size('frame_length'), stride: frameStep(args) }],
      padding,
      format,
    );
    if (!result.ok)
      throw new LayerError(
        'negative-size',
        words`${STFT}: the output size would be zero or negative: ${result.message} (input ${formatShape(shape)}).`,
      );
    if (!args.flag('expand_dims')) return { shape: result.value };
    const [batch = null, first = null, second = null] = result.value;
    return { shape: format === 'channels_last' ? [batch, first, bins, channels] : [batch, channels, second, bins] };
  },
});
