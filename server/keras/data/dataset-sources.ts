/** `tf.data.Dataset.from_…` and the functions that make data sets of folders. */
import { floorDivide, subtract, type Dimension, type Shape, type Size } from '../../shapes/dimension.ts';
import { ArrayValue } from '../../python/library/arrays/array-value.ts';
import { toShapeTuple } from '../../python/library/arrays/conversion.ts';
import { define, dtypeNamed, NotDecided, type LibraryCall } from '../../python/library/arrays/library-call.ts';
import type { Interpreter } from '../../python/domain/interpreter.ts';
import {
  ClassValue,
  ListValue,
  NativeFunction,
  StaticMethodValue,
  TupleValue,
  type Value,
} from '../../python/domain/value.ts';
import { DatasetValue } from './dataset.ts';
import { datasetMethods } from './dataset-methods.ts';
import { leavesOf, mapElement, TensorSpecValue, tensorsOf, withShape } from './elements.ts';
import { defineMeasured } from './measure.ts';
import { describedSymbol } from '../../python/library/unknowns.ts';
import { type Message, words } from '../../words/message.ts';
import { isUndetermined, undetermined } from '../../python/domain/undetermined.ts';

/** Slices of the first axis. The arrays' common first size is the number of elements. */
const fromTensorSlices = define('from_tensor_slices', 'tensors name', (call) => {
  const given = call.required('tensors');
  const whole = tensorsOf(
    call.interpreter,
    given.kind === 'list' && given.items.some((item) => item.kind === 'str') ? stringsOf(given) : given,
  );
  const leaves = leavesOf(whole);
  const first = leaves?.find((leaf) => leaf.shape !== undefined)?.shape?.[0] ?? firstKnown(whole)?.shape?.[0];
  const element = mapElement(whole, (leaf) => withShape(leaf, (shape) => shape.slice(1)));
  return new DatasetValue({ element, count: first ?? undefined, reason: whyUnknown(whole) });
});

function stringsOf(list: ListValue): Value {
  return new ArrayValue({ shape: [list.items.length], dtype: 'string' });
}

function firstKnown(value: Value): ArrayValue | undefined {
  if (value instanceof ArrayValue) return value;
  const parts =
    value.kind === 'tuple'
      ? value.items
      : value.kind === 'dict'
        ? [...value.entries.values()].map(([, item]) => item)
        : [];
  for (const part of parts) {
    const found = firstKnown(part);
    if (found?.shape) return found;
  }
  return undefined;
}

function whyUnknown(value: Value): Message {
  if (isUndetermined(value)) return value.reason;
  const parts = value.kind === 'tuple' ? value.items : [];
  return parts.find((part) => isUndetermined(part))?.reason ?? words`how much data there is is not known`;
}

const fromTensors = define(
  'from_tensors',
  'tensors name',
  (call) =>
    new DatasetValue({
      element: tensorsOf(call.interpreter, call.required('tensors')),
      count: 1,
      reason: words`how much data there is is not known`,
    }),
);

/** `output_signature` says what an element is, or `output_shapes` (and types) do. */
const fromGenerator = define(
  'from_generator',
  'generator output_types output_shapes args output_signature name',
  (call) => {
    const signature = call.optional('output_signature');
    const types = call.optional('output_types');
    const shapes = call.optional('output_shapes');
    const element = signature
      ? ofSignature(call.interpreter, signature)
      : types
        ? ofTypes(call.interpreter, types, shapes)
        : call.interpreter.unknown('what the generator gives is not stated');
    return new DatasetValue({
      element,
      count: undefined,
      reason: words`how many elements the generator gives is not known`,
    });
  },
);

function ofSignature(interpreter: Interpreter, signature: Value): Value {
  if (signature instanceof TensorSpecValue)
    return new ArrayValue({ shape: signature.shape, dtype: signature.dtype, library: 'tensorflow' });
  switch (signature.kind) {
    case 'tuple':
      return new TupleValue(signature.items.map((item) => ofSignature(interpreter, item)));
    case 'list':
      return new ListValue(signature.items.map((item) => ofSignature(interpreter, item)));
    case 'dict':
      return mapElement(signature, (leaf) => leaf);
    default:
      return interpreter.unknown('what the generator gives is not known');
  }
}

function ofTypes(interpreter: Interpreter, types: Value, shapes: Value | undefined): Value {
  if (types.kind === 'tuple') {
    const inner = shapes?.kind === 'tuple' ? shapes.items : [];
    return new TupleValue(types.items.map((item, index) => ofTypes(interpreter, item, inner[index])));
  }
  const shape = shapes && toShapeTuple(interpreter, shapes);
  return new ArrayValue({
    shape,
    dtype: dtypeNamed(types),
    library: 'tensorflow',
    reason: words`the generator gives it`,
  });
}

const range = define('range', 'start stop step', (call) => {
  const first = call.size('start');
  const stop = call.optionalSize('stop');
  const step = call.integer('step', 1);
  const count =
    stop === undefined ? first : step === 1 ? subtract(stop, first) : floorDivide(subtract(stop, first), step);
  return new DatasetValue({
    element: new ArrayValue({ shape: [], dtype: 'int64', library: 'tensorflow' }),
    count,
    reason: words`the numbers are not followed`,
  });
});

/** `Dataset.zip((a, b))`, or `Dataset.zip(a, b)`: elements side by side, as many as the shorter one has. */
const zip = defineMeasured('zip', 'datasets', (call) => {
  const given = call.required('datasets');
  const parts = given.kind === 'tuple' || given.kind === 'list' ? given.items : [given, ...call.rest];
  const datasets = parts.map((part) => {
    if (!(part instanceof DatasetValue)) throw new NotDecided('the data sets are not all known');
    return part;
  });
  const counts = datasets.map((dataset) => dataset.count);
  const count = counts.every((one) => typeof one === 'number') ? Math.min(...counts) : undefined;
  return new DatasetValue({
    element: new TupleValue(datasets.map((dataset) => dataset.content)),
    count,
    reason: datasets[0]?.reason ?? words``,
    batchings: datasets.flatMap((dataset) => dataset.batchings),
  });
});

const listFiles = define(
  'list_files',
  'file_pattern',
  () =>
    new DatasetValue({
      element: new ArrayValue({ shape: [], dtype: 'string', library: 'tensorflow' }),
      count: undefined,
      reason: words`how many files there are is not known`,
    }),
);

function staticMethods(functions: readonly NativeFunction[]): Map<string, Value> {
  return new Map(functions.map((one) => [one.name, new StaticMethodValue(one)]));
}

export function datasetClass(): ClassValue {
  return new ClassValue({
    name: 'Dataset',
    qualifiedName: 'tensorflow.data.Dataset',
    attributes: new Map<string, Value>([
      ...datasetMethods,
      ...staticMethods([
        fromTensorSlices,
        fromTensors,
        fromGenerator,
        range,
        zip,
        listFiles,
        new NativeFunction('load', (interpreter) => interpreter.unknown('it is read from a file')),
      ]),
    ]),
    construct: (interpreter) => interpreter.unknown('an own kind of data set is not followed'),
  });
}

/** `TextLineDataset(files)` gives lines of text, `TFRecordDataset(files)` records: scalars. */
export function linesClass(name: string): ClassValue {
  return new ClassValue({
    name,
    qualifiedName: `tensorflow.data.${name}`,
    construct: () =>
      new DatasetValue({
        element: new ArrayValue({ shape: [], dtype: 'string', library: 'tensorflow' }),
        count: undefined,
        reason: words`how much there is in the files is not known`,
      }),
  });
}

export function tensorSpecClass(): ClassValue {
  const make = define('TensorSpec', 'shape dtype name', (call) => {
    const shape = call.optional('shape');
    return new TensorSpecValue(shape && toShapeTuple(call.interpreter, shape), call.dtype('dtype', 'float32'));
  });
  return new ClassValue({
    name: 'TensorSpec',
    qualifiedName: 'tensorflow.TensorSpec',
    construct: (interpreter, _cls, args) => make.implementation(interpreter, args),
  });
}

const channelsOf: Readonly<Record<string, number>> = { rgb: 3, rgba: 4, grayscale: 1 };

export function channels(call: LibraryCall): number {
  const mode = call.text('color_mode', 'rgb');
  const count = channelsOf[mode];
  if (count === undefined) throw new NotDecided('color_mode is not known');
  return count;
}

/** Two sizes, as (height, width). */
export function sizePair(
  call: LibraryCall,
  name: string,
  fallback: readonly [number, number],
): readonly [Dimension, Dimension] {
  const value = call.optional(name);
  if (!value) return fallback;
  const shape = call.shapeOf(value, name);
  const [height, width] = shape.length === 1 ? [shape[0], shape[0]] : shape;
  if (height === undefined || width === undefined) throw new NotDecided(words`${name} is not known`);
  return [height, width];
}

/** Labels by `label_mode`: one number, a 0 or 1 in a column, or a row of the classes. */
function labelOf(call: LibraryCall, classes: Size | undefined): Value | undefined {
  const mode = call.passed('label_mode');
  if (mode?.kind === 'none' || call.passed('labels')?.kind === 'none') return undefined;
  switch (call.text('label_mode', 'int')) {
    case 'binary':
      return new ArrayValue({ shape: [1], dtype: 'float32', library: 'tensorflow' });
    case 'categorical': {
      const size: Dimension = classes ?? folderClasses();
      return new ArrayValue({ shape: [size], dtype: 'float32', library: 'tensorflow' });
    }
    default:
      return new ArrayValue({ shape: [], dtype: 'int32', library: 'tensorflow' });
  }
}

/** The folders decide how many classes there are: one symbol for a folder. */
const folderClasses = (): Dimension => describedSymbol('number of classes');

export function knownClasses(call: LibraryCall, name = 'class_names'): readonly Value[] | undefined {
  const given = call.optional(name);
  if (given?.kind !== 'list' && given?.kind !== 'tuple') return undefined;
  return given.kind === 'list' && given.summary ? undefined : given.items;
}

/** One data set, or the two of `subset="both"`; batched unless batch_size is None. */
function ofFolder(call: LibraryCall, item: ArrayValue, reason: Message): Value {
  const names = knownClasses(call);
  const label = labelOf(call, names?.length);
  const element = label ? new TupleValue([item, label]) : item;
  const classNames: Value = names
    ? new ListValue([...names])
    : new ListValue([], undetermined('the folders decide it', {}));
  const make = (): DatasetValue => {
    const single = new DatasetValue({
      element,
      count: undefined,
      reason,
      attributes: new Map([['class_names', classNames]]),
    });
    return call.passed('batch_size')?.kind === 'none' ? single : single.batch(call.size('batch_size', 32), false);
  };
  const subset = call.optional('subset');
  return subset?.kind === 'str' && subset.value === 'both' ? new TupleValue([make(), make()]) : make();
}

export const imageDataset = define(
  'image_dataset_from_directory',
  'directory labels label_mode class_names color_mode batch_size image_size shuffle seed validation_split subset interpolation follow_links crop_to_aspect_ratio pad_to_aspect_ratio data_format',
  (call) => {
    const [height, width] = sizePair(call, 'image_size', [256, 256]);
    const count = channels(call);
    const isFirst = call.optional('data_format')?.kind === 'str' && call.text('data_format') === 'channels_first';
    const shape: Shape = isFirst ? [count, height, width] : [height, width, count];
    return ofFolder(
      call,
      new ArrayValue({ shape, dtype: 'float32', library: 'tensorflow', reason: words`it is read from image files` }),
      words`how many files there are is not known`,
    );
  },
);
export const textDataset = define(
  'text_dataset_from_directory',
  'directory labels label_mode class_names batch_size max_length shuffle seed validation_split subset',
  (call) =>
    ofFolder(
      call,
      new ArrayValue({ shape: [], dtype: 'string', library: 'tensorflow', reason: words`it is read from text files` }),
      words`how many files there are is not known`,
    ),
);
export const audioDataset = define(
  'audio_dataset_from_directory',
  'directory labels label_mode class_names batch_size sampling_rate output_sequence_length ragged shuffle seed validation_split subset',
  (call) =>
    ofFolder(
      call,
      new ArrayValue({
        shape: [call.optionalSize('output_sequence_length') ?? null, null],
        dtype: 'float32',
        library: 'tensorflow',
        reason: words`it is read from sound files`,
      }),
      words`how many files there are is not known`,
    ),
);

/** `split_dataset(dataset, left_size, right_size)`: the elements stay, how many go where is left open. */
export const splitDataset = define('split_dataset', 'dataset left_size right_size', (call) => {
  const given = call.required('dataset');
  const dataset =
    given instanceof DatasetValue
      ? given
      : new DatasetValue({
          element: mapElement(tensorsOf(call.interpreter, given), (leaf) => withShape(leaf, (shape) => shape.slice(1))),
          count: undefined,
          reason: words`how it is split is not worked out`,
        });
  const part = (): DatasetValue =>
    dataset.with({ count: undefined, batchings: dataset.batchings.map((one) => ({ ...one, rows: undefined })) });
  return new TupleValue([part(), part()]);
});
