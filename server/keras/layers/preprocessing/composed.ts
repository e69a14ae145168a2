/** Augmentations made of others, which are layers inside with names and seeds of their own. */
import { FALSE, TupleValue, Float, type Value } from '../../../python/domain/value.ts';
import { flatten } from '../../nests.ts';
import {
  REQUIRED,
  Undecided,
  defineLayer,
  type LayerBuilder,
  type LayerDefinition,
  type Nest,
  type TensorSpec,
} from '../definition.ts';
import { layerOf } from '../tracking.ts';
import { imageLayer } from './augmentation.ts';

const half: Value = new TupleValue([new Float(0), new Float(0.5)]);
const ARGUMENTS: Readonly<Record<string, Readonly<Record<string, Value>>>> = {
  RandomShear: { x_factor: half, y_factor: half },
  RandomTranslation: { height_factor: half, width_factor: half },
  RandomRotation: { factor: half },
  RandomBrightness: { factor: half },
  RandomColorDegeneration: { factor: half },
  RandomContrast: { factor: half },
  RandomSharpness: { factor: half },
  RandomSaturation: { factor: half },
  RandomHue: { factor: half },
  RandomPosterization: { factor: new Float(4) },
};

/** The strength of each has no effect on shapes, so any that Keras takes will do. */
function addAll(builder: LayerBuilder, names: readonly string[]): void {
  for (const name of names) builder.create(name, undefined, ARGUMENTS[name] ?? {});
}

const GEOMETRY = ['RandomShear', 'RandomTranslation', 'RandomRotation'];
const COLORS = ['RandomBrightness', 'RandomColorDegeneration', 'RandomContrast', 'RandomSharpness'];

const RANGE = { value_range: [0, 255] } as const;

const randAugment = imageLayer(
  'RandAugment',
  { ...RANGE, num_ops: 2, factor: 0.5, interpolation: 'bilinear', seed: null, data_format: null },
  {
    build: (builder) => {
      addAll(builder, [...GEOMETRY, ...COLORS, 'Solarization', 'RandomPosterization', 'AutoContrast', 'Equalization']);
    },
  },
);

const augMix = imageLayer(
  'AugMix',
  {
    ...RANGE,
    num_chains: 3,
    chain_depth: 3,
    factor: 0.3,
    alpha: 1.0,
    all_ops: true,
    interpolation: 'bilinear',
    seed: null,
    data_format: null,
  },
  {
    build: (builder, args) => {
      addAll(builder, [...GEOMETRY, 'Solarization', 'RandomPosterization', 'AutoContrast', 'Equalization']);
      if (args.value('all_ops') !== FALSE) addAll(builder, COLORS);
    },
  },
);

const JITTERS = [
  ['brightness_factor', 'RandomBrightness'],
  ['contrast_factor', 'RandomContrast'],
  ['saturation_factor', 'RandomSaturation'],
  ['hue_factor', 'RandomHue'],
] as const;

const randomColorJitter = imageLayer(
  'RandomColorJitter',
  {
    ...RANGE,
    brightness_factor: null,
    contrast_factor: null,
    saturation_factor: null,
    hue_factor: null,
    seed: null,
    data_format: null,
  },
  {
    build: (builder, args) => {
      for (const [parameter, name] of JITTERS)
        if (!args.isNone(parameter)) builder.create(name, undefined, { factor: args.value(parameter) });
    },
  },
);

/** Runs layers one after another; they are built as the input passes through. */
const pipeline = defineLayer({
  name: 'Pipeline',
  family: 'preprocessing',
  parameters: { layers: REQUIRED },
  commonByPosition: ['name'],
  callParameters: ['inputs', 'training', 'mask'],
  build: (builder, args) => {
    for (const layer of layersOf(args.value('layers'))) builder.track(layer);
  },
  output: (args, call) => {
    let result: Nest<TensorSpec> = call.inputs;
    if (flatten(result).some(({ shape }) => !shape)) throw new Undecided('the shape of the input is not known');
    for (const layer of layersOf(args.value('layers'))) result = call.infer(layer, result);
    return result;
  },
});

function layersOf(value: Value) {
  if ((value.kind !== 'list' && value.kind !== 'tuple') || (value.kind === 'list' && value.summary))
    throw new Undecided('the layers are not known');
  return value.items.map((item) => {
    const layer = layerOf(item);
    if (!layer) throw new Undecided('one of the layers is not known');
    return layer;
  });
}

export const composedLayers: readonly LayerDefinition[] = [randAugment, augMix, randomColorJitter, pipeline];
