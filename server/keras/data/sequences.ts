/** Sequences brought to one length, and windows over time. */
import {
  add,
  ceilDivide,
  maximum,
  multiply,
  subtract,
  type Dimension,
  type Shape,
  type Size,
} from '../../shapes/dimension.ts';
import { ArrayValue } from '../../python/library/arrays/array-value.ts';
import { sizeOf, toArray } from '../../python/library/arrays/conversion.ts';
import { castAll, castElement } from '../../python/library/arrays/dtypes.ts';
import {
  ClassValue,
  Float,
  ListValue,
  NONE,
  TupleValue,
  type NativeFunction,
  type Value,
} from '../../python/domain/value.ts';
import { define, NotDecided, type LibraryCall, payForElements } from '../../python/library/arrays/library-call.ts';
import { BatchSequence } from './batch-sequence.ts';
import { DatasetValue } from './dataset.ts';
import { isFixed, type Items, MOST_ITEMS } from './dataset-items.ts';
import { mapElement, withShape } from './elements.ts';
import type { Interpreter } from '../../python/domain/interpreter.ts';
import { TEXTS_NOT_KNOWN } from './text.ts';
import { describedSymbol } from '../../python/library/unknowns.ts';
import { words } from '../../words/message.ts';
import { isUndetermined, Top, type Undetermined } from '../../python/domain/undetermined.ts';

/** `pad_sequences(sequences, maxlen, dtype)`: (number of sequences, maxlen, …). Without maxlen the longest decides. */
export const padSequences = define('pad_sequences', 'sequences maxlen dtype padding truncating value', (call) => {
  const sequences = call.required('sequences');
  payForElements(call.interpreter, sequences);
  const count = countOf(call, sequences);
  const lengths = lengthsOf(call, sequences);
  const longest = call.optionalSize('maxlen') ?? longestOf(call, sequences, lengths);
  const dtype = call.dtype('dtype', 'int32');
  const sample = sampleShape(call, sequences, call.optional('value'), dtype);
  if (!sample) throw new NotDecided('the shape of one step is not known');
  const drawn = sequences instanceof ArrayValue && call.optional('value') === undefined ? sequences.drawn : undefined;
  const isPlain = sample.length === 0 && typeof longest === 'number' && typeof count === 'number';
  return new ArrayValue({
    shape: [count, longest, ...sample],
    dtype,
    drawn,
    elements: isPlain && dtype !== undefined ? paddedElements(call, sequences, longest, dtype) : undefined,
    reason: isUndetermined(sequences) ? sequences.reason : words`the values in the sequences are not worked out`,
  });
});

/** The numbers of the sequences, cut and filled at the sides that the program says. */
function paddedElements(
  call: LibraryCall,
  sequences: Value,
  length: number,
  dtype: string,
): readonly Value[] | undefined {
  if ((sequences.kind !== 'list' && sequences.kind !== 'tuple') || sequences.items.length * length > MOST_NUMBERS)
    return undefined;
  const filler = castElement(call.optional('value') ?? new Float(0), dtype);
  const atEnd = call.text('padding', 'pre') === 'post';
  const keepsStart = call.text('truncating', 'pre') === 'post';
  const all: Value[] = [];
  for (const item of sequences.items) {
    const data = isUndetermined(item) ? item : toArray(call.interpreter, item);
    const own = isUndetermined(data) || data.shape?.length !== 1 ? undefined : castAll(data.elements, dtype);
    const isEmpty = (item.kind === 'list' || item.kind === 'tuple') && item.items.length === 0;
    if (filler === undefined || (own === undefined && !isEmpty)) return undefined;
    const numbers = own ?? [];
    const kept = numbers.length <= length ? numbers : keepsStart ? numbers.slice(0, length) : numbers.slice(-length);
    const missing = Array<Value>(length - (length === 0 ? 0 : kept.length)).fill(filler);
    all.push(...(length === 0 ? [] : atEnd ? [...kept, ...missing] : [...missing, ...kept]));
  }
  call.interpreter.spend(Math.ceil(all.length / 16));
  return all;
}
const MOST_NUMBERS = 10_000;

function countOf(call: LibraryCall, sequences: Value): Size {
  const size = sizeOf(call.interpreter.length(sequences));
  if (size === undefined)
    throw new NotDecided('the number of sequences is not known', isUndetermined(sequences) ? sequences : undefined);
  return size;
}

function lengthsOf(call: LibraryCall, sequences: Value): (Size | undefined)[] | undefined {
  if (sequences.kind !== 'list' && sequences.kind !== 'tuple') return undefined;
  if (sequences.kind === 'list' && sequences.summary) return undefined;
  return sequences.items.map((item) => (isUndetermined(item) ? undefined : sizeOf(call.interpreter.length(item))));
}

function longestOf(call: LibraryCall, sequences: Value, lengths: readonly (Size | undefined)[] | undefined): Size {
  if (lengths && lengths.length > 0 && lengths.every((length) => typeof length === 'number'))
    return Math.max(...(lengths as number[]));
  if (sequences instanceof ArrayValue && sequences.shape && sequences.shape.length > 1 && sequences.shape[1] !== null)
    return sequences.shape[1]!;
  const text = call.sourceText;
  const size =
    text === undefined
      ? describedSymbol('longest sequence')
      : sizeOf(call.interpreter.unknownInteger('the longest sequence decides the length', `${text}.shape[1]`));
  if (size === undefined) throw new NotDecided('the longest sequence decides the length');
  return size;
}

/**
 * The shape of one step: () for word numbers. Keras takes it from the first sequence that is not empty. Steps of their
 * own shape are filled with a `value` of that shape;
 * where the steps are not known to be word numbers and floats are asked for, they may as well be vectors, and so may
 * what is put into an array of objects.
 */
function sampleShape(
  call: LibraryCall,
  sequences: Value,
  value: Value | undefined,
  dtype: string | undefined,
): readonly Dimension[] | undefined {
  const vectors =
    value?.kind === 'list' || value?.kind === 'tuple' || value?.kind === 'host' || !/^u?int\d+$/.test(dtype ?? '');
  const usual = vectors ? undefined : [];
  if (sequences instanceof ArrayValue) {
    if (sequences.isRagged || sequences.reason === TEXTS_NOT_KNOWN) return [];
    if (!sequences.shape) return usual;
    if (sequences.dtype !== 'object') return sequences.shape.length < 2 ? undefined : sequences.shape.slice(2);
    return sequences.elements ? sampleShape(call, new ListValue([...sequences.elements]), value, dtype) : undefined;
  }
  if (sequences.kind !== 'list' && sequences.kind !== 'tuple') return usual;
  for (const item of sequences.items) {
    if (isUndetermined(item)) return usual;
    const data = toArray(call.interpreter, item);
    if (isUndetermined(data) || !data.shape) return usual;
    if (data.shape[0] !== 0) return data.shape.slice(1);
  }
  return usual;
}

/**
 * `timeseries_dataset_from_array`: windows of sequence_length rows; start positions 0, stride, … below the number of
 * windows that fit, which is
 * end − start − (sequence_length − 1) · sampling_rate, and no more than there are targets.
 */
export const timeseriesDataset = define(
  'timeseries_dataset_from_array',
  'data targets sequence_length sequence_stride sampling_rate batch_size shuffle seed start_index end_index',
  (call) => {
    const length = call.size('sequence_length');
    const rate = call.size('sampling_rate', 1);
    const stride = call.size('sequence_stride', 1);
    const batch = call.passed('batch_size');
    const data = call.data('data');
    const targets = call.optional('targets');
    const window = rowsOf(data, length);
    const target = targets && rowsOf(toArray(call.interpreter, targets), undefined);
    const element: Value = target ? new TupleValue([window, target]) : window;
    const whole = data instanceof ArrayValue ? data.shape?.[0] : undefined;
    const start = call.size('start_index', 0);
    const end = call.optionalSize('end_index') ?? whole ?? undefined;
    const many =
      end === undefined || end === null
        ? undefined
        : subtract(subtract(end, start), multiply(subtract(length, 1), rate));
    const targetRows = targets ? toArray(call.interpreter, targets) : undefined;
    const limit = targetRows instanceof ArrayValue ? targetRows.shape?.[0] : undefined;
    const windows =
      many === undefined || (targets && typeof limit !== 'number') || typeof many !== 'number'
        ? undefined
        : Math.min(many, typeof limit === 'number' ? limit : many);
    const count = windows === undefined ? undefined : ceilDivide(maximum(windows, 0), stride);
    // TensorFlow gathers the rows of a window: how many there are it does not infer.
    const open = mapElement(element, (leaf) =>
      leaf === window ? withShape(leaf, ([, ...rest]) => [null, ...rest]) : leaf,
    );
    const isInOrder = call.perhaps('shuffle', false) === false;
    const plan =
      isInOrder && [length, stride, rate, start, count].every((one) => typeof one === 'number')
        ? { length, stride, rate, start, count }
        : undefined;
    const items = plan && windowItems(call.interpreter, data, targetRows, plan as WindowPlan);
    const dataset = new DatasetValue({ element, spec: open, count, items, reason: data.reason });
    return batch?.kind === 'none' ? dataset : dataset.batch(call.interpreter, call.size('batch_size', 128), false);
  },
);

interface WindowPlan {
  readonly length: number;
  readonly stride: number;
  readonly rate: number;
  readonly start: number;
  readonly count: number;
}

/** The windows one by one, each with its target, where the data is known. */
function windowItems(
  interpreter: Interpreter,
  data: ArrayValue | Undetermined,
  targets: ArrayValue | Undetermined | undefined,
  { length, stride, rate, start, count }: WindowPlan,
): Items | undefined {
  const known = (array: ArrayValue | Undetermined | undefined): array is ArrayValue =>
    array instanceof ArrayValue && array.elements !== undefined && isFixed(array.shape) && array.shape!.length > 0;
  if (!known(data) || (targets && !known(targets)) || count > MOST_ITEMS) return undefined;
  return Array.from({ length: count }, (_, index) => {
    const first = start + index * stride;
    const places = Array.from({ length }, (_row, step) => first + step * rate);
    const window = rowsAt(interpreter, data, places, [length, ...data.shape!.slice(1)]);
    return targets ? new TupleValue([window, rowsAt(interpreter, targets, [first], targets.shape!.slice(1))]) : window;
  });
}

/** Rows of an array by their places, as a tensor. */
function rowsAt(interpreter: Interpreter, array: ArrayValue, places: readonly number[], shape: Shape): ArrayValue {
  const size = array.shape!.slice(1).reduce<number>((all, one) => all * (one as number), 1);
  interpreter.spend(1 + Math.ceil((places.length * size) / 32));
  const elements = places.flatMap((place) => array.elements!.slice(place * size, (place + 1) * size));
  return new ArrayValue({ shape, dtype: array.dtype, elements, library: 'tensorflow' });
}

/** A window of so many rows, or one row; unknown where the rank is. */
function rowsOf(data: ArrayValue | Undetermined, length: Size | undefined): Value {
  if (isUndetermined(data) || !data.shape || data.shape.length === 0) return new Top(data.reason);
  return new ArrayValue({
    shape: length === undefined ? data.shape.slice(1) : [length, ...data.shape.slice(1)],
    dtype: data.dtype,
    library: 'tensorflow',
    reason: data.reason,
  });
}

/** `TimeseriesGenerator(data, targets, length, …)`: batches of (samples, length // sampling_rate, …). */
export const timeseriesGenerator = new ClassValue({
  name: 'TimeseriesGenerator',
  qualifiedName: 'keras.preprocessing.sequence.TimeseriesGenerator',
  construct: (interpreter, _cls, args) => makeGenerator.implementation(interpreter, args),
});
const makeGenerator = define(
  'TimeseriesGenerator',
  'data targets length sampling_rate stride start_index end_index shuffle reverse batch_size',
  (call) => {
    const data = call.data('data');
    const targets = call.data('targets');
    const length = call.size('length');
    const rate = call.size('sampling_rate', 1);
    const batch = call.size('batch_size', 128);
    if (isUndetermined(data) || !data.shape) throw new NotDecided(data.reason, isUndetermined(data) ? data : undefined);
    const steps = ceilDivide(length, rate);
    const x = (rows: Size): Value =>
      new ArrayValue({ shape: [rows, steps, ...data.shape!.slice(1)], dtype: data.dtype, reason: data.reason });
    const y = (rows: Size): Value =>
      isUndetermined(targets) || !targets.shape
        ? new Top(targets.reason)
        : new ArrayValue({ shape: [rows, ...targets.shape.slice(1)], dtype: targets.dtype, reason: targets.reason });
    const whole = data.shape[0];
    const start = add(call.size('start_index', 0), length);
    const end =
      call.optionalSize('end_index') ?? (whole === null || whole === undefined ? undefined : subtract(whole, 1));
    const samples = end === undefined ? undefined : ceilDivide(add(subtract(end, start), 1), call.size('stride', 1));
    return new BatchSequence({
      typeName: 'TimeseriesGenerator',
      samples,
      batch,
      element: (rows) => new TupleValue([x(rows), y(rows)]),
      reason: data.reason,
      attributes: new Map<string, Value>([
        ['data', data],
        ['targets', targets],
        ['start_index', NONE],
      ]),
    });
  },
);

/** `skipgrams` and `make_sampling_table`: how many couples there are is drawn at random. */
const openCount = (name: string): NativeFunction =>
  define(name, 'sequence', (call) => call.unknown('how many there are is drawn at random'));
export const sequenceFunctions: Readonly<Record<string, Value>> = {
  pad_sequences: padSequences,
  TimeseriesGenerator: timeseriesGenerator,
  skipgrams: openCount('skipgrams'),
  make_sampling_table: openCount('make_sampling_table'),
};
