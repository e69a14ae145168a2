/** Image files and their generators. */
import type { Dimension, Shape, Size } from '../../shapes/dimension.ts';
import type { Expression } from '../../shapes/expression.ts';
import { ArrayValue } from '../../python/library/arrays/array-value.ts';
import { tupleOfShape, valueOfDimension } from '../../python/library/arrays/conversion.ts';
import { pathOf } from '../../python/library/files/file-paths.ts';
import { bind, define, NotDecided, type LibraryCall } from '../../python/library/arrays/library-call.ts';
import { HostValue } from '../../python/domain/host.ts';
import type { Interpreter } from '../../python/domain/interpreter.ts';
import {
  ClassValue,
  DictValue,
  int,
  ListValue,
  NONE,
  Str,
  TupleValue,
  type NativeFunction,
  type Value,
} from '../../python/domain/value.ts';
import { NumpyInt } from '../../python/library/arrays/dtypes.ts';
import { setEntry } from '../../python/library/operations/set-items.ts';
import type { DataFormat } from '../global-settings.ts';
import { BatchSequence } from './batch-sequence.ts';
import { channels, knownClasses, sizePair } from './dataset-folders.ts';
import { classFolders, namesOf } from './folder-files.ts';
import { describedSymbol } from '../../python/library/unknowns.ts';
import { words } from '../../words/message.ts';
import { isUndetermined, Top, type Undetermined } from '../../python/domain/undetermined.ts';

const fromFile = words`it is read from an image file`;

/**
 * An image as `load_img` gives it (a PIL image): NumPy makes (height, width, channels) of it, or (height, width) of a
 * gray one.
 */
export class ImageValue extends HostValue {
  readonly typeName = 'Image';
  readonly height: Dimension;
  readonly width: Dimension;
  readonly channels: number;
  constructor(height: Dimension, width: Dimension, count: number) {
    super();
    this.height = height;
    this.width = width;
    this.channels = count;
  }
  asArray(): ArrayValue {
    const plane: Shape = [this.height, this.width];
    return new ArrayValue({
      shape: this.channels === 1 ? plane : [...plane, this.channels],
      dtype: 'uint8',
      reason: fromFile,
    });
  }
  override getAttribute(interpreter: Interpreter, name: string): Value | undefined {
    switch (name) {
      case 'size':
        return new TupleValue([valueOfDimension(this.width), valueOfDimension(this.height)]);
      case 'width':
        return valueOfDimension(this.width);
      case 'height':
        return valueOfDimension(this.height);
      case 'resize':
        return bind(this, resize);
      case 'rotate':
      case 'copy':
        return bind(
          this,
          define(name, 'self', () => this),
        );
      case 'show':
      case 'save':
        return bind(
          this,
          define(name, 'self', () => NONE),
        );
      default:
        return name.startsWith('__') ? undefined : interpreter.unknown('this of an image is not worked out');
    }
  }
  override truth(): boolean {
    return true;
  }
}

/** `image.resize((width, height))` */
const resize = define('resize', 'self size', (call) => {
  const image = call.required('self');
  const [width, height] = call.shape('size');
  if (!(image instanceof ImageValue) || width === undefined || height === undefined)
    throw new NotDecided('the size is not known');
  return new ImageValue(height, width, image.channels);
});

const loadImage = define('load_img', 'path color_mode target_size grayscale', (call) => {
  const count = call.optional('grayscale') ? (call.flag('grayscale', false) ? 1 : 3) : channels(call);
  const path = pathOf(call.interpreter, call.passed('path'));
  const stored = path === undefined ? undefined : call.interpreter.files.image(path);
  if (call.optional('target_size')) {
    const [height, width] = sizePair(call, 'target_size', [0, 0]);
    return new ImageValue(height, width, count);
  }
  if (stored && path !== undefined)
    return call.interpreter.files.readFrom(path, new ImageValue(stored.height, stored.width, count));
  const side = (axis: string): Expression => describedSymbol(`image ${axis}`);
  return new ImageValue(side('height'), side('width'), count);
});

/** The order of axes that is set, where nothing is given. */
type UsualOrder = () => DataFormat | undefined;

function orderOf(given: Value | undefined, usual: UsualOrder): DataFormat {
  const order =
    !given || given.kind === 'none'
      ? usual()
      : given.kind === 'str' && (given.value === 'channels_first' || given.value === 'channels_last')
        ? given.value
        : undefined;
  if (!order) throw new NotDecided('which order of axes is set is not decided');
  return order;
}

/** `img_to_array(image)`: three axes. */
const imageToArray = (usual: UsualOrder): NativeFunction =>
  define('img_to_array', 'img data_format dtype', (call) => {
    const data = call.data('img');
    if (isUndetermined(data)) return call.unknown(data.reason);
    const { shape } = call.ranked(data);
    const dtype = call.dtype('dtype', 'float32');
    if (orderOf(call.optional('data_format'), usual) === 'channels_first')
      throw new NotDecided('channels first is not worked out here');
    return new ArrayValue({ shape: shape.length === 2 ? [...shape, 1] : shape, dtype, reason: data.reason });
  });

const arrayToImage = define('array_to_img', 'x', (call) => {
  const { shape } = call.array('x');
  const [height, width, count] = shape;
  if (height === undefined || width === undefined || typeof count !== 'number')
    throw new NotDecided('the image is not known');
  return new ImageValue(height, width, count);
});

/** The targets by class_mode: (rows,) numbers, (rows, classes), the images themselves, or none. */
function targets(call: LibraryCall, rows: Size, images: Value, classes: Size): Value | undefined {
  const mode = call.passed('class_mode');
  if (mode?.kind === 'none') return undefined;
  switch (call.text('class_mode', 'categorical')) {
    case 'categorical':
      return new ArrayValue({ shape: [rows, classes], dtype: 'float32', reason: words`the folders decide it` });
    case 'binary':
    case 'sparse':
      return new ArrayValue({ shape: [rows], dtype: 'float32', reason: words`the folders decide it` });
    case 'input':
      return images;
    default:
      return new Top('the table decides it');
  }
}
function filesIterator(call: LibraryCall, typeName: string): Value {
  const [height, width] = sizePair(call, 'target_size', [256, 256]);
  const generator = call.passed('self');
  const order = generator instanceof ImageGenerator ? generator.order() : 'channels_last';
  const shape: Shape = order === 'channels_last' ? [height, width, channels(call)] : [channels(call), height, width];
  const indexed = typeName === 'DirectoryIterator' ? indexedImages(call, generator) : undefined;
  const names = indexed?.names ?? knownClasses(call, 'classes');
  const classes: Size = names?.length ?? describedSymbol('number of classes');
  const element = (rows: Size): Value => {
    const images = new ArrayValue({ shape: [rows, ...shape], dtype: 'float32', reason: fromFile });
    const target = targets(call, rows, images, classes);
    return target ? new TupleValue([images, target]) : images;
  };
  // Worked out once now, so that what is not known shows at the call.
  element(call.size('batch_size', 32));
  const attributes = new Map<string, Value>([
    ['image_shape', tupleOfShape(shape)],
    ['target_size', tupleOfShape([height, width])],
    ['num_classes', valueOfDimension(classes, words`the folders decide it`)],
    [
      'class_indices',
      indexed
        ? placesByName(call, indexed.names)
        : call.interpreter.unknown('the folders decide it', `${call.sourceText ?? 'generator'}.class_indices`),
    ],
    ...(indexed?.attributes ?? []),
  ]);
  const made = new BatchSequence({
    typeName,
    samples: indexed?.samples,
    batch: call.size('batch_size', 32),
    element,
    reason: words`the folders decide it`,
    attributes,
  });
  if (!indexed) return made;
  const detail = words`${indexed.samples} files in ${indexed.names.length} folders`;
  return call.interpreter.files.readFrom(indexed.path, made, detail);
}

/** What a generator takes of the folders: each class is split by itself. */
function indexedImages(call: LibraryCall, generator: Value | undefined): IndexedImages | undefined {
  const given = call.optional('classes');
  const found = classFolders(call, given && knownClasses(call, 'classes'), IMAGES, true);
  if (!found || !(generator instanceof ImageGenerator) || (given && !knownClasses(call, 'classes'))) return undefined;
  const subset = call.optional('subset');
  const share = subset ? generator.split : 0;
  if (share === undefined || (subset && subset.kind !== 'str')) return undefined;
  const part = (files: readonly string[]): readonly string[] => {
    const cut = Math.trunc(share * files.length);
    if (subset?.kind !== 'str') return files;
    return subset.value === 'validation' ? files.slice(0, cut) : files.slice(cut);
  };
  const parts = found.classes.map(({ files }) => part(files));
  const paths = parts.flat();
  const labels = parts.flatMap((files, place) => files.map(() => new NumpyInt(BigInt(place), 'int32')));
  const root = `${found.path.replace(/\/+$/, '')}/`;
  const texts = (all: readonly string[]): Value => new ListValue(all.map((path) => new Str(path)));
  return {
    path: found.path,
    names: namesOf(found.classes),
    samples: paths.length,
    attributes: [
      ['classes', new ArrayValue({ shape: [labels.length], dtype: 'int32', elements: labels })],
      ['labels', new ArrayValue({ shape: [labels.length], dtype: 'int32', elements: labels })],
      ['filenames', texts(paths.map((path) => path.slice(root.length)))],
      ['filepaths', texts(paths)],
      ['directory', new Str(found.path)],
    ],
  };
}

interface IndexedImages {
  readonly path: string;
  readonly names: readonly Value[];
  readonly samples: number;
  readonly attributes: readonly (readonly [string, Value])[];
}

const IMAGES: readonly string[] = ['png', 'jpg', 'jpeg', 'bmp', 'ppm', 'tif', 'tiff'];

function placesByName(call: LibraryCall, names: readonly Value[]): Value {
  const dict = new DictValue();
  for (const [place, name] of names.entries()) setEntry(call.interpreter, dict, name, int(place));
  return dict;
}

const generatorMethods: Readonly<Record<string, NativeFunction>> = {
  flow_from_directory: define(
    'flow_from_directory',
    'self directory target_size color_mode classes class_mode batch_size shuffle seed save_to_dir save_prefix save_format follow_links subset',
    (call) => filesIterator(call, 'DirectoryIterator'),
  ),
  flow_from_dataframe: define(
    'flow_from_dataframe',
    'self dataframe directory x_col y_col weight_col target_size color_mode classes class_mode batch_size',
    (call) => filesIterator(call, 'DataFrameIterator'),
  ),
  flow: define(
    'flow',
    'self x y batch_size shuffle sample_weight seed save_to_dir save_prefix save_format ignore_class_split subset',
    (call) => {
      const x = call.data('x');
      const y = call.optional('y');
      const rowsOf = (data: ArrayValue | Undetermined, rows: Size): Value =>
        isUndetermined(data) || !data.shape
          ? new Top(data.reason)
          : new ArrayValue({
              shape: [rows, ...data.shape.slice(1)],
              dtype: data.dtype,
              reason: data.reason,
              classes: data.classes,
            });
      const target = y && call.data('y');
      const weight = call.optional('sample_weight') && call.data('sample_weight');
      const isWhole = call.optional('subset') === undefined;
      const isInOrder = isWhole && call.perhaps('shuffle', true) === false;
      const labelsFrom = (labels: ArrayValue | Undetermined, rows: Size, start: number | undefined): Value => {
        const elements = isUndetermined(labels) || labels.shape?.length !== 1 ? undefined : labels.elements;
        const own =
          elements && start !== undefined && typeof rows === 'number' ? elements.slice(start, start + rows) : [];
        return own.length === rows
          ? (labels as ArrayValue).like([rows], (labels as ArrayValue).dtype, own)
          : rowsOf(labels, rows);
      };
      const samples = isWhole && x instanceof ArrayValue ? (x.shape?.[0] ?? undefined) : undefined;
      return new BatchSequence({
        typeName: 'NumpyArrayIterator',
        samples,
        batch: call.size('batch_size', 32),
        reason: x.reason,
        // What becomes of a picture the generator decides; its label stays.
        element: (rows, start) =>
          target
            ? new TupleValue([
                rowsOf(x, rows),
                labelsFrom(target, rows, isInOrder ? start : undefined),
                ...(weight ? [rowsOf(weight, rows)] : []),
              ])
            : rowsOf(x, rows),
      });
    },
  ),
  fit: define('fit', 'self x', () => NONE),
  standardize: define('standardize', 'self x', (call) => call.data('x')),
  random_transform: define('random_transform', 'self x', (call) => call.data('x')),
};

class ImageGenerator extends HostValue {
  readonly typeName = 'ImageDataGenerator';
  /** NotDecided where the program does not decide it. */
  readonly order: () => DataFormat;
  /** The share for validation; undefined where it is not known. */
  readonly split: number | undefined;
  constructor(order: () => DataFormat, split: Value | undefined) {
    super();
    this.order = order;
    this.split = split === undefined ? 0 : split.kind === 'float' ? split.value : undefined;
  }
  override getAttribute(interpreter: Interpreter, name: string): Value | undefined {
    const method = Object.hasOwn(generatorMethods, name) ? generatorMethods[name] : undefined;
    return method
      ? bind(this, method)
      : name.startsWith('__')
        ? undefined
        : interpreter.unknown('an option of the generator');
  }
  override truth(): boolean {
    return true;
  }
}

const imageDataGenerator = (usual: UsualOrder): ClassValue =>
  new ClassValue({
    name: 'ImageDataGenerator',
    qualifiedName: 'keras.preprocessing.image.ImageDataGenerator',
    construct: (_, __, args) => {
      const [given, set] = [args.keywords.get('data_format'), usual()];
      return new ImageGenerator(() => orderOf(given, () => set), args.keywords.get('validation_split'));
    },
  });

export const imageFunctions = (
  usual: UsualOrder,
): Readonly<Record<'load_img' | 'img_to_array' | 'array_to_img' | 'save_img' | 'ImageDataGenerator', Value>> => ({
  load_img: loadImage,
  img_to_array: imageToArray(usual),
  array_to_img: arrayToImage,
  save_img: define('save_img', 'path x', () => NONE),
  ImageDataGenerator: imageDataGenerator(usual),
});
