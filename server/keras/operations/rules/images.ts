/** `keras.ops.image` and `tf.image`: batches of images (4 dimensions) or single ones (3). */
import { convolutionShape } from '../../../shapes/convolution.ts';
import {
  add,
  compareSizes,
  type Dimension,
  floorDivide,
  multiply,
  product,
  type Shape,
  type Size,
  subtract,
} from '../../../shapes/dimension.ts';
import { type TensorSpec, Undecided } from '../../layers/definition.ts';
import type { OperationArguments } from '../arguments.ts';
import type { Rule, Rules } from '../definition.ts';
import { exactRank } from './ranks.ts';
import { words } from '../../../words/message.ts';

function image(
  args: OperationArguments,
  name = 'images',
): { shape: Shape; dtype: string | undefined; height: number; width: number; channels: number } {
  const { shape, dtype } = args.tensor(name);
  if (shape.length !== 3 && shape.length !== 4)
    throw args.refusal('rank-mismatch', words`images must have 3 or 4 dimensions, but there are ${shape.length}`, name);
  const first = shape.length - 3;
  return args.dataFormat() === 'channels_last'
    ? { shape, dtype, height: first, width: first + 1, channels: first + 2 }
    : { shape, dtype, height: first + 1, width: first + 2, channels: first };
}

function withSize(shape: Shape, changes: ReadonlyMap<number, Dimension>): Shape {
  return shape.map((dimension, axis) => changes.get(axis) ?? (changes.has(axis) ? null : dimension));
}

const keepingImage: Rule = (args) => {
  const { shape, dtype } = image(args);
  return { shape, dtype };
};

function resized(args: OperationArguments): TensorSpec {
  const { shape, dtype, height, width } = image(args);
  const [rows, columns] = args.dimensions('size');
  if (rows === undefined || columns === undefined)
    throw args.refusal('bad-argument', words`size must be a tuple (height, width)`, 'size');
  return {
    shape: withSize(
      shape,
      new Map([
        [height, rows],
        [width, columns],
      ]),
    ),
    dtype,
  };
}

/** TensorFlow's resize gives floats but for `nearest`. */
const formerResized: Rule = (args) => {
  if (args.given('preserve_aspect_ratio')) throw new Undecided('what keeps the ratio of an image is not worked out');
  const { shape } = resized(args);
  const { dtype } = args.spec('images');
  const nearest = args.value('method').kind === 'str' && args.text('method') === 'nearest';
  return { shape, dtype: nearest ? dtype : 'float32' };
};

/** One of both margins and the target may be left out. */
function withMargins(args: OperationArguments, margin: 'padding' | 'cropping'): TensorSpec {
  const { shape, dtype, height, width } = image(args);
  const size = (axis: number, before: string, after: string, target: string): Dimension => {
    if (!args.isNone(target)) return args.size(target);
    const dimension = shape[axis]!;
    if (dimension === null) return null;
    const margins = add(args.size(`${before}_${margin}`), args.size(`${after}_${margin}`));
    const size = margin === 'padding' ? add(dimension, margins) : subtract(dimension, margins);
    if (compareSizes(size, 0) === -1) throw args.refusal('negative-size', words`the image would have a negative size`);
    return size;
  };
  return {
    shape: withSize(
      shape,
      new Map([
        [height, size(height, 'top', 'bottom', 'target_height')],
        [width, size(width, 'left', 'right', 'target_width')],
      ]),
    ),
    dtype,
  };
}

function patches(args: OperationArguments): TensorSpec {
  const { shape, dtype } = args.tensor('images');
  const format = args.dataFormat();
  const given = args.integers('size');
  const size: readonly number[] = given.length === 1 ? [given[0]!, given[0]!] : given;
  const rank = size.length;
  const strides = args.isNone('strides') ? size : args.sizes('strides', rank);
  const dilations = args.sizes('dilation_rate', rank);
  const isBatch = shape.length === rank + 2;
  const batched: Shape = isBatch ? shape : [1, ...shape];
  const channels = batched.at(format === 'channels_last' ? -1 : 1) ?? null;
  if (channels === null) throw new Undecided('the number of channels is not known');
  const axes = size.map((kernelSize, axis) => ({ kernelSize, stride: strides[axis]!, dilation: dilations[axis]! }));
  const result = args.take(
    convolutionShape(
      batched,
      multiply(channels, product(size)),
      axes,
      args.text('padding').toLowerCase() === 'same' ? 'same' : 'valid',
      format,
    ),
    'negative-size',
  );
  return { shape: isBatch ? result : result.slice(1), dtype };
}

/** TensorFlow's `extract_patches`: sizes, strides and rates name all four axes. */
function formerPatches(args: OperationArguments): TensorSpec {
  const { shape, dtype } = args.tensor('images');
  const spatial = (name: string): readonly Size[] => args.integers(name).slice(1, 3);
  const [size, strides, rates] = [spatial('sizes'), spatial('strides'), spatial('rates')];
  const channels = shape.at(-1) ?? null;
  if (channels === null) throw new Undecided('the number of channels is not known');
  const axes = size.map((kernelSize, axis) => ({ kernelSize, stride: strides[axis]!, dilation: rates[axis]! }));
  return {
    shape: args.take(
      convolutionShape(
        shape,
        multiply(channels, product(size)),
        axes,
        args.text('padding').toLowerCase() === 'same' ? 'same' : 'valid',
        'channels_last',
      ),
      'negative-size',
    ),
    dtype,
  };
}

export const IMAGE_RULES: Rules = {
  RGBToGrayscale: (args) => {
    const { shape, dtype, channels } = image(args);
    const count = shape[channels]!;
    if (typeof count === 'number' && count !== 1 && count !== 3)
      throw args.refusal(
        'size-mismatch',
        words`images must have 3 channels (RGB) or 1, but there are ${count}`,
        'images',
      );
    return { shape: withSize(shape, new Map([[channels, 1]])), dtype };
  },
  GrayscaleToRGB: (args) => {
    const { shape, dtype, channels } = image(args);
    return { shape: withSize(shape, new Map([[channels, 3]])), dtype };
  },
  RGBToHSV: keepingImage,
  HSVToRGB: keepingImage,
  Resize: resized,
  FormerResize: formerResized,
  /** `K.resize_images`: whole factors. */
  ResizeByFactors: (args) => {
    const { shape, dtype, height, width } = image(args, 'x');
    const times = (dimension: Dimension, name: string): Dimension =>
      dimension === null ? null : multiply(dimension, args.size(name));
    return {
      shape: withSize(
        shape,
        new Map([
          [height, times(shape[height]!, 'height_factor')],
          [width, times(shape[width]!, 'width_factor')],
        ]),
      ),
      dtype,
    };
  },
  CropOrPad: (args) => {
    const { shape, dtype, height, width } = image(args);
    return {
      shape: withSize(
        shape,
        new Map([
          [height, args.dimension('target_height')],
          [width, args.dimension('target_width')],
        ]),
      ),
      dtype,
    };
  },
  ResizeWithPad: (args) => {
    const { shape, dtype, height, width } = image(args);
    const isNearest = args.value('method').kind === 'str' && args.text('method') === 'nearest';
    const sides = new Map([
      [height, args.dimension('target_height')],
      [width, args.dimension('target_width')],
    ]);
    return { shape: withSize(shape, sides), dtype: isNearest ? dtype : 'float32' };
  },
  CropToBox: (args) => {
    const { shape, dtype, height, width } = image(args);
    return {
      shape: withSize(
        shape,
        new Map([
          [height, args.dimension('target_height')],
          [width, args.dimension('target_width')],
        ]),
      ),
      dtype,
    };
  },
  CropAndResize: (args) => {
    const { shape } = args.tensor('images');
    const [boxes = null] = args.shape('boxes');
    return { shape: [boxes, ...args.dimensions('crop_size'), shape.at(-1) ?? null], dtype: 'float32' };
  },
  AffineTransform: keepingImage,
  PerspectiveTransform: keepingImage,
  GaussianBlur: keepingImage,
  ElasticTransform: keepingImage,
  AdjustImage: (args) => args.spec('images'),
  ImageToFloat: (args) => ({ shape: args.spec('images').shape, dtype: 'float32' }),
  ConvertImage: (args) => ({ shape: args.spec('images').shape, dtype: args.dtypeNamed() }),
  ExtractPatches: patches,
  FormerExtractPatches: formerPatches,
  ReconstructPatches: (args) => {
    const { shape, dtype } = args.tensor('patches');
    const given = args.integers('size');
    const size: readonly number[] = given.length === 1 ? [given[0]!, given[0]!] : given;
    const target = args.dimensions('output_size');
    const isLast = args.dataFormat() === 'channels_last';
    const isBatch = shape.length === size.length + 2;
    const flat = (isLast ? shape.at(-1) : shape.at(-1 - size.length)) ?? null;
    const channels = flat === null ? null : floorDivide(flat, product(size));
    const result = isLast ? [...target, channels] : [channels, ...target];
    return { shape: isBatch ? [shape[0]!, ...result] : result, dtype };
  },
  MapCoordinates: (args) => ({ shape: args.shape('coordinates').slice(1), dtype: args.dtype('inputs') }),
  PadImages: (args) => withMargins(args, 'padding'),
  CropImages: (args) => withMargins(args, 'cropping'),
  ScaleAndTranslate: (args) => ({ shape: args.dimensions('output_shape'), dtype: args.dtype('images') }),
  SobelEdges: (args) => {
    const { shape, dtype } = args.tensor('images');
    return { shape: [...exactRank(args, shape, 4, 'images'), 2], dtype };
  },
  SSIM: (args) => {
    const { shape, dtype } = args.tensor('image1');
    return { shape: shape.slice(0, -3), dtype };
  },
};
