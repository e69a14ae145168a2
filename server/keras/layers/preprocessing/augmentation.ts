/** Random and fixed changes of images that keep their shape. In training only, most of them. */
import { sameDimension, formatShape, type Shape } from '../../../shapes/dimension.ts';
import { isDict, isList, mapNest } from '../../nests.ts';
import {
  LayerError,
  REQUIRED,
  defineLayer,
  type LayerArguments,
  type LayerCall,
  type LayerDefinition,
  type ParameterTable,
  type TensorSpec,
} from '../definition.ts';
import { checkEach } from '../refusals.ts';
import { cast, requireNumber } from '../core/checks.ts';
import {
  requireFactor,
  requireMode,
  requireOddKernel,
  requireValueRange,
  type FactorRange,
} from './image-arguments.ts';
import { words } from '../../../words/message.ts';

const FILL_MODES = ['reflect', 'wrap', 'constant', 'nearest'];
const INTERPOLATIONS = ['nearest', 'bilinear'];
const FROM_ZERO: FactorRange = { least: 0, most: 1, looseInPairs: true };
const AROUND_ZERO: FactorRange = { least: -1, most: 1, looseInPairs: true };

/** The shape of a single image or batch; undefined for dicts of images, boxes and masks. */
export function imageShape({ inputs }: LayerCall): Shape | undefined {
  return isList(inputs) || isDict(inputs) ? undefined : (inputs as TensorSpec).shape;
}

/** Computing needs an image (rank 3) or a batch (rank 4); for symbolic tensors Keras does not look. */
export function checkImageRank(layer: string, call: LayerCall): void {
  const shape = imageShape(call);
  if (call.on !== 'arrays' || !shape || shape.length === 3 || shape.length === 4) return;
  throw new LayerError(
    'rank-mismatch',
    words`${layer} takes an image (height, width, channels) or a batch of images: expected ndim=3 or ndim=4, found ndim=${shape.length} in ${formatShape(shape)}.`,
  );
}

type Check = (layer: string, args: LayerArguments) => void;

interface Options {
  readonly checks?: readonly Check[];
  /** Default 1: the generator of random numbers. */
  readonly seeds?: number;
  readonly output?: LayerDefinition['output'];
  readonly build?: LayerDefinition['build'];
  readonly commonByPosition?: LayerDefinition['commonByPosition'];
}

/** Any image layer also takes bounding_box_format and data_format by name. */
export const imageParameters = (parameters: ParameterTable): ParameterTable => ({
  ...parameters,
  ...('*' in parameters ? {} : { '*': null }),
  bounding_box_format: null,
  ...('data_format' in parameters ? {} : { data_format: null }),
});

export function imageLayer(name: string, parameters: ParameterTable, options: Options = {}): LayerDefinition {
  const { checks = [], seeds = 1, output, build, commonByPosition = [] } = options;
  return defineLayer({
    name,
    family: 'preprocessing',
    parameters: imageParameters(parameters),
    commonByPosition,
    callParameters: ['data', 'training'],
    validate: (args) => checkEach(...checks.map((check) => () => check(name, args)), () => args.dataFormat()),
    output:
      output ??
      ((_args, call) => {
        checkImageRank(name, call);
        return mapNest(call.inputs, ({ shape }): TensorSpec => ({ shape }));
      }),
    ...(build ? { build } : {}),
    seeds: () => seeds,
    multiplyAccumulates: () => 0,
  });
}

const factor =
  (name: string, range: FactorRange): Check =>
  (layer, args) =>
    requireFactor(layer, args, name, range);
const mode =
  (name: string, allowed: readonly string[]): Check =>
  (layer, args) =>
    requireMode(layer, args, name, allowed);
const geometric: readonly Check[] = [mode('fill_mode', FILL_MODES), mode('interpolation', INTERPOLATIONS)];
const RANGE = { value_range: [0, 255] } as const;
const FILL = {
  fill_mode: 'reflect',
  interpolation: 'bilinear',
  seed: null,
  fill_value: 0.0,
  data_format: null,
} as const;
const TAIL = { data_format: null, seed: null } as const;

/** Shape and type as they are, floats as the layer computes. */
const asGiven: LayerDefinition['output'] = (_args, { inputs }, layer) => mapNest(inputs, (spec) => cast(spec, layer));

/** Rank 3 or 4, and 3 channels where they are known. */
const needsColors: LayerDefinition['output'] = (args, call) => {
  const { shape } = call;
  if (shape.length !== 3 && shape.length !== 4) {
    throw new LayerError(
      'rank-mismatch',
      words`RandomColorDegeneration takes an image or a batch of images: expected ndim=3 or ndim=4, found ndim=${shape.length} in ${formatShape(shape)}.`,
    );
  }
  const channels = shape.at(args.dataFormat() === 'channels_last' ? -1 : -3) ?? null;
  if (channels !== null && sameDimension(channels, 3) === 'different') {
    throw new LayerError(
      'size-mismatch',
      words`RandomColorDegeneration takes images of 3 channels, but got ${formatShape(shape)} (${args.dataFormat()}).`,
    );
  }
  return { shape };
};

export const augmentations: readonly LayerDefinition[] = [
  imageLayer('AutoContrast', RANGE, { checks: [requireValueRange], seeds: 0 }),
  imageLayer(
    'ContrastLimitedAdaptiveHistogramEqualization',
    { ...RANGE, clip_limit: 4.0, tile_grid_size: [8, 8], data_format: null },
    { seeds: 0 },
  ),
  imageLayer('CutMix', { factor: 1.0, seed: null, data_format: null }, { checks: [factor('factor', FROM_ZERO)] }),
  imageLayer(
    'Equalization',
    { ...RANGE, bins: 256, data_format: null },
    {
      checks: [requireValueRange],
      seeds: 0,
      output: asGiven,
    },
  ),
  imageLayer('MixUp', { alpha: 0.2, data_format: null, seed: null }),
  imageLayer(
    'RandomBrightness',
    { factor: REQUIRED, ...RANGE, seed: null },
    { checks: [factor('factor', AROUND_ZERO), requireValueRange] },
  ),
  imageLayer(
    'RandomColorDegeneration',
    { factor: REQUIRED, ...RANGE, ...TAIL },
    { checks: [factor('factor', AROUND_ZERO), requireValueRange], output: needsColors },
  ),
  imageLayer('RandomContrast', { factor: REQUIRED, ...RANGE, seed: null }, { checks: [factor('factor', FROM_ZERO)] }),
  imageLayer(
    'RandomElasticTransform',
    {
      factor: 1.0,
      scale: 1.0,
      interpolation: 'bilinear',
      fill_mode: 'reflect',
      fill_value: 0.0,
      ...RANGE,
      seed: null,
      data_format: null,
    },
    {
      checks: [
        factor('factor', FROM_ZERO),
        factor('scale', FROM_ZERO),
        mode('interpolation', INTERPOLATIONS),
        mode('fill_mode', ['constant', 'nearest', 'wrap', 'mirror', 'reflect']),
      ],
    },
  ),
  imageLayer(
    'RandomErasing',
    { factor: 1.0, scale: [0.02, 0.33], fill_value: null, ...RANGE, seed: null, data_format: null },
    { checks: [factor('factor', FROM_ZERO), factor('scale', FROM_ZERO)] },
  ),
  imageLayer('RandomFlip', { mode: 'horizontal_and_vertical', seed: null, data_format: null }),
  imageLayer(
    'RandomGaussianBlur',
    { factor: 1.0, kernel_size: 3, sigma: 1.0, ...RANGE, ...TAIL },
    {
      checks: [
        factor('factor', FROM_ZERO),
        (layer, args) => {
          requireOddKernel(layer, args);
        },
        factor('sigma', FROM_ZERO),
      ],
    },
  ),
  imageLayer(
    'RandomGrayscale',
    { factor: 0.5, ...TAIL },
    {
      checks: [
        (layer, args) => {
          requireNumber(layer, args, 'factor', { least: 0, most: 1 });
        },
      ],
      output: asGiven,
    },
  ),
  imageLayer('RandomHue', { factor: REQUIRED, ...RANGE, ...TAIL }, { checks: [factor('factor', FROM_ZERO)] }),
  imageLayer(
    'RandomInvert',
    { factor: 1.0, ...RANGE, seed: null, data_format: null },
    { checks: [factor('factor', FROM_ZERO)] },
  ),
  imageLayer(
    'RandomPerspective',
    { factor: 1.0, scale: 1.0, interpolation: 'bilinear', fill_value: 0.0, seed: null, data_format: null },
    {
      checks: [
        factor('factor', FROM_ZERO),
        (layer, args) => {
          requireNumber(layer, args, 'scale', { least: 0, most: 1 });
        },
        mode('interpolation', INTERPOLATIONS),
      ],
    },
  ),
  imageLayer(
    'RandomPosterization',
    { factor: REQUIRED, ...RANGE, ...TAIL },
    { checks: [factor('factor', { least: 1, most: 8, looseInPairs: true }), requireValueRange] },
  ),
  imageLayer(
    'RandomRotation',
    { factor: REQUIRED, ...FILL },
    { checks: [factor('factor', AROUND_ZERO), ...geometric] },
  ),
  imageLayer(
    'RandomSaturation',
    { factor: REQUIRED, ...RANGE, ...TAIL },
    { checks: [factor('factor', AROUND_ZERO), requireValueRange] },
  ),
  imageLayer(
    'RandomSharpness',
    { factor: REQUIRED, ...RANGE, ...TAIL },
    { checks: [factor('factor', FROM_ZERO), requireValueRange] },
  ),
  imageLayer(
    'RandomShear',
    { x_factor: 0.0, y_factor: 0.0, interpolation: 'bilinear', fill_mode: 'reflect', fill_value: 0.0, ...TAIL },
    {
      checks: [factor('x_factor', { least: 0, most: 1 }), factor('y_factor', { least: 0, most: 1 }), ...geometric],
    },
  ),
  imageLayer(
    'RandomTranslation',
    { height_factor: REQUIRED, width_factor: REQUIRED, ...FILL },
    {
      checks: [
        factor('height_factor', { least: -1, most: 1 }),
        factor('width_factor', { least: -1, most: 1 }),
        ...geometric,
      ],
    },
  ),
  imageLayer(
    'RandomZoom',
    { height_factor: REQUIRED, width_factor: null, ...FILL },
    {
      checks: [
        factor('height_factor', { least: -1, leastExcluded: true, most: 1 }),
        factor('width_factor', { least: -1, leastExcluded: true, most: 1, orNone: true }),
        ...geometric,
      ],
    },
  ),
  imageLayer(
    'Solarization',
    { addition_factor: 0.0, threshold_factor: 0.0, ...RANGE, seed: null },
    {
      checks: [
        factor('addition_factor', { least: 0, most: 1 }),
        factor('threshold_factor', { least: 0, most: 1 }),
        requireValueRange,
      ],
    },
  ),
  // Of Keras 2, which had one layer for each direction.
  imageLayer('RandomHeight', { factor: REQUIRED, interpolation: 'bilinear', seed: null }, { output: withoutSize(-3) }),
  imageLayer('RandomWidth', { factor: REQUIRED, interpolation: 'bilinear', seed: null }, { output: withoutSize(-2) }),
];

/** The size along an axis is drawn for each batch. */
function withoutSize(axis: number): LayerDefinition['output'] {
  return (_args, { shape }) => ({
    shape: shape.map((dimension, index) => (index === shape.length + axis ? null : dimension)),
  });
}
