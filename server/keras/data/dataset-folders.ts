/** The functions that make data sets of folders of files. */
import type { Dimension, Shape, Size } from '../../shapes/dimension.ts';
import { ArrayValue } from '../../python/library/arrays/array-value.ts';
import { define, NotDecided, type LibraryCall } from '../../python/library/arrays/library-call.ts';
import { ListValue, TupleValue, type Value } from '../../python/domain/value.ts';
import { pathOf } from '../../python/library/files/file-paths.ts';
import { DatasetValue } from './dataset.ts';
import { classFolders, filesBelow, namesOf, subsetSize } from './folder-files.ts';
import type { Interpreter } from '../../python/domain/interpreter.ts';
import { halfToEven } from '../../python/library/arrays/selecting.ts';
import { leavesIn } from './dataset-items.ts';
import { mapElement, tensorsOf, withShape } from './elements.ts';
import { describedSymbol } from '../../python/library/unknowns.ts';
import { type Message, words } from '../../words/message.ts';
import { undetermined } from '../../python/domain/undetermined.ts';

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

/** The names of the classes stay with the batches. */
function batchedFolder(call: LibraryCall, single: DatasetValue): DatasetValue {
  return single.batch(call.interpreter, call.size('batch_size', 32), false).with({ attributes: single.attributes });
}

/** The classes and the number of files, where the folder is known. */
function indexed(
  call: LibraryCall,
  endings: readonly string[],
): { readonly path: string; readonly names: readonly Value[] | undefined; readonly count: number } | undefined {
  const labels = call.passed('labels');
  const isInferred = labels === undefined || (labels.kind === 'str' && labels.value === 'inferred');
  if (isInferred) {
    const found = classFolders(call, knownClasses(call), endings, false);
    const count = found?.classes.reduce((sum, { files }) => sum + files.length, 0);
    return found && count !== undefined ? { path: found.path, names: namesOf(found.classes), count } : undefined;
  }
  const path = pathOf(call.interpreter, call.passed('directory'));
  const files = path === undefined || labels.kind !== 'none' ? undefined : filesBelow(call, path, endings);
  return path !== undefined && files ? { path, names: undefined, count: files.length } : undefined;
}

/** One data set, or the two of `subset="both"`; batched unless batch_size is None. */
function ofFolder(call: LibraryCall, item: ArrayValue, reason: Message, endings: readonly string[]): Value {
  const found = indexed(call, endings);
  const made = setsOf(call, item, reason, found?.names ?? knownClasses(call), found?.count);
  if (!found) return made;
  const detail = found.names
    ? words`${found.count} files in ${found.names.length} folders`
    : words`${found.count} files`;
  return call.interpreter.files.readFrom(found.path, made, detail);
}

function setsOf(
  call: LibraryCall,
  item: ArrayValue,
  reason: Message,
  names: readonly Value[] | undefined,
  files: number | undefined,
): Value {
  const label = labelOf(call, names?.length);
  const element = label ? new TupleValue([item, label]) : item;
  const classNames: Value = names
    ? new ListValue([...names])
    : new ListValue([], undetermined('the folders decide it', {}));
  const make = (count: number | undefined): DatasetValue => {
    const single = new DatasetValue({
      element,
      count,
      reason,
      attributes: new Map<string, Value>([
        ['class_names', classNames],
        ...(count === undefined ? [] : [['file_paths', pathsOf(call, count)] as const]),
      ]),
    });
    return call.passed('batch_size')?.kind === 'none' ? single : batchedFolder(call, single);
  };
  const subset = call.optional('subset');
  if (subset?.kind !== 'str' || subset.value !== 'both')
    return make(files === undefined ? undefined : subsetSize(call, files));
  const validation =
    files === undefined || !call.optional('validation_split')
      ? undefined
      : Math.trunc(call.number('validation_split') * files);
  return new TupleValue([make(validation === undefined ? undefined : files! - validation), make(validation)]);
}

/** Where each file is: how many there are is known, not in which order. */
const pathsOf = (call: LibraryCall, count: number): Value =>
  new ListValue(Array.from({ length: count }, () => call.unknown('the order of the files is not known')));

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
      ['.bmp', '.gif', '.jpeg', '.jpg', '.png'],
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
      ['.txt'],
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
      ['.wav'],
    ),
);

/** How many rows the first tensor of a structure has. */
function rowsIn(interpreter: Interpreter, given: Value): Size | undefined {
  const [first] = leavesIn(tensorsOf(interpreter, given));
  return first?.shape?.[0] ?? undefined;
}

/** Numbers of elements, or parts of them, which are rounded; what is not said is the rest. */
function sizesOfParts(call: LibraryCall, count: Size | undefined): readonly [number, number] | undefined {
  if (typeof count !== 'number' || !Number.isFinite(count)) return undefined;
  const [left, right] = ['left_size', 'right_size'].map((name) => {
    const size = call.optional(name);
    if (size === undefined) return null;
    if (size.kind === 'int') return Number(size.value);
    return size.kind === 'float' ? halfToEven(size.value * count) : undefined;
  });
  if (left === undefined || right === undefined || (left === null && right === null)) return undefined;
  return [left ?? count - right!, right ?? count - left!];
}

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
  const sizes = sizesOfParts(call, given instanceof DatasetValue ? dataset.count : rowsIn(call.interpreter, given));
  const part = (count: number | undefined): DatasetValue =>
    dataset.with({
      count,
      batchings: dataset.batchings.map((one) => ({ ...one, rows: undefined })),
      className: '_PrefetchDataset',
    });
  return new TupleValue([part(sizes?.[0]), part(sizes?.[1])]);
});
