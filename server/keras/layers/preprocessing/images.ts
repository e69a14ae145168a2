/** Image layers that state the size of what they give: Resizing, CenterCrop, RandomCrop, MaxNumBoundingBoxes. */
import { formatShape, type Shape, type Size } from '../../../shapes/dimension.ts';
import { isDict, isList } from '../../nests.ts';
import {
  LayerError,
  REQUIRED,
  Undecided,
  defineLayer,
  type LayerArguments,
  type LayerCall,
  type LayerDefinition,
  type Nest,
  type TensorSpec,
} from '../definition.ts';
import { imageLayer, imageShape } from './augmentation.ts';
import { words } from '../../../words/message.ts';

function withSize(args: LayerArguments, shape: Shape, first: number): Shape {
  const [height, width] = [args.size('height'), args.size('width')];
  return shape.map((dimension, axis) => (axis === first ? height : axis === first + 1 ? width : dimension));
}

function requireImage(call: LayerCall): Shape {
  const shape = imageShape(call);
  if (!shape) throw new Undecided('images with boxes or masks');
  return shape;
}

/** Where height and width stand in a batch (rank 4) or one image: Keras takes any other rank for one image. */
function heightAxis(args: LayerArguments, rank: number): number {
  return (rank === 4 ? 1 : 0) + (args.dataFormat() === 'channels_last' ? 0 : 1);
}

const resizing = imageLayer(
  'Resizing',
  {
    height: REQUIRED,
    width: REQUIRED,
    interpolation: 'bilinear',
    crop_to_aspect_ratio: false,
    pad_to_aspect_ratio: false,
    fill_mode: 'constant',
    fill_value: 0.0,
    antialias: false,
    data_format: null,
  },
  {
    seeds: 0,
    output: (args, call) => {
      const shape = requireImage(call);
      return { shape: withSize(args, shape, heightAxis(args, shape.length)) };
    },
  },
);

const centerCrop = imageLayer(
  'CenterCrop',
  { height: REQUIRED, width: REQUIRED, data_format: null },
  {
    seeds: 0,
    output: (args, call) => {
      const shape = requireImage(call);
      if (shape.length !== 3 && shape.length !== 4) {
        throw new LayerError(
          'rank-mismatch',
          words`CenterCrop takes an image or a batch of images: expected ndim=3 or ndim=4, found ndim=${shape.length} in ${formatShape(shape)}.`,
        );
      }
      return { shape: withSize(args, shape, heightAxis(args, shape.length)) };
    },
  },
);

const randomCrop = imageLayer(
  'RandomCrop',
  { height: REQUIRED, width: REQUIRED, seed: null, data_format: null },
  {
    commonByPosition: ['name'],
    output: (args, call) => {
      const shape = requireImage(call);
      return { shape: withSize(args, shape, shape.length - (args.dataFormat() === 'channels_last' ? 3 : 2)) };
    },
  },
);

/** Boxes and labels get `max_number` places on their second axis; images stay. */
function limited(inputs: Nest<TensorSpec>, most: Size): Nest<TensorSpec> {
  if (!isDict(inputs)) {
    if (isList(inputs)) throw new Undecided('a list of images and boxes');
    return { shape: (inputs as TensorSpec).shape };
  }
  const withPlaces = ({ shape }: TensorSpec): TensorSpec => ({
    shape: shape?.map((dimension, axis) => (axis === 1 ? most : dimension)),
  });
  const limitedEntries = [...inputs.entries].map(([key, value]): [string, Nest<TensorSpec>] => {
    if (key !== 'bounding_boxes' || !isDict(value)) return [key, value];
    return [
      key,
      {
        nest: 'dict',
        entries: new Map([...value.entries].map(([name, spec]) => [name, withPlaces(spec as TensorSpec)])),
      },
    ];
  });
  return { nest: 'dict', entries: new Map(limitedEntries) };
}

const maxNumBoundingBoxes = imageLayer(
  'MaxNumBoundingBoxes',
  { max_number: REQUIRED, fill_value: -1 },
  { seeds: 0, output: (args, { inputs }) => limited(inputs, args.size('max_number')) },
);

const rescaling = defineLayer({
  name: 'Rescaling',
  family: 'preprocessing',
  parameters: { scale: REQUIRED, offset: 0.0 },
  output: (_args, { axes }) => axes.keep(),
  multiplyAccumulates: () => 0,
});

export const imageLayers: readonly LayerDefinition[] = [
  rescaling,
  resizing,
  centerCrop,
  randomCrop,
  maxNumBoundingBoxes,
];
