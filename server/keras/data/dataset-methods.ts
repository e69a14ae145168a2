/** `dataset.batch(32).map(f).shuffle(…)`. */
import {
  add,
  ceilDivide,
  compareSizes,
  floorDivide,
  maximum,
  minimum,
  multiply,
  subtract,
  type Size,
} from '../../shapes/dimension.ts';
import { ArrayValue } from '../../python/library/arrays/array-value.ts';
import { toShapeTuple } from '../../python/library/arrays/conversion.ts';
import { bind, define, NotDecided, type LibraryCall } from '../../python/library/arrays/library-call.ts';
import type { Interpreter } from '../../python/domain/interpreter.ts';
import { IteratorValue, TupleValue, type NativeFunction, type Value } from '../../python/domain/value.ts';
import { DatasetValue, countValue, type Batching } from './dataset.ts';
import { mapElement, tensorsOf, withoutFileSizes, withShape } from './elements.ts';
import { defineMeasured, payForParts } from './measure.ts';
import { Top } from '../../python/domain/undetermined.ts';

function self(call: LibraryCall): DatasetValue {
  const value = call.required('self');
  if (value instanceof DatasetValue) return value;
  throw new NotDecided('the data set is not known');
}

/** What changes when elements are made, and not what they are. */
const same = (name: string): NativeFunction =>
  define(name, 'self', (call) => {
    return self(call);
  });
/** The smaller batch, where there is one, may come at any place. */
const shuffled = define('shuffle', 'self buffer_size seed', (call) => {
  const dataset = self(call);
  return dataset.with({ batchings: forgotten(dataset) });
});

function finite(count: Size | undefined): count is Size {
  return count !== undefined && count !== Number.POSITIVE_INFINITY;
}

const methods: Readonly<Record<string, NativeFunction>> = {
  ...Object.fromEntries(
    ['prefetch', 'cache', 'with_options', 'apply_options', 'snapshot', 'ignore_errors', 'rejection_resample'].map(
      (name) => [name, same(name)],
    ),
  ),
  shuffle: shuffled,
  batch: defineMeasured('batch', 'self batch_size drop_remainder', (call) =>
    self(call).batch(call.size('batch_size'), call.flag('drop_remainder', false)),
  ),
  padded_batch: defineMeasured(
    'padded_batch',
    'self batch_size padded_shapes padding_values drop_remainder',
    (call) => {
      const dataset = self(call);
      const given = call.optional('padded_shapes');
      const padded =
        given && structured(dataset.content, given) ? padTo(call.interpreter, dataset.content, given) : dataset.content;
      return dataset.with({ element: padded }).batch(call.size('batch_size'), call.flag('drop_remainder', false));
    },
  ),
  unbatch: defineMeasured('unbatch', 'self', (call) => {
    const dataset = self(call);
    const [last] = dataset.batchings.slice(-1);
    const element = mapElement(dataset.content, (leaf) => withShape(leaf, (shape) => shape.slice(1)));
    return dataset.with({ element, count: last?.rows, batchings: dataset.batchings.slice(0, -1) });
  }),
  map: defineMeasured('map', 'self map_func num_parallel_calls deterministic', (call) => {
    const dataset = self(call);
    return dataset.with({ element: applied(call, dataset, call.required('map_func')) });
  }),
  interleave: defineMeasured('interleave', 'self map_func', (call) => flattened(call)),
  flat_map: defineMeasured('flat_map', 'self map_func', (call) => flattened(call)),
  filter: defineMeasured('filter', 'self predicate', (call) =>
    self(call).with({ count: undefined, batchings: forgotten(self(call)) }),
  ),
  take: defineMeasured('take', 'self count', (call) => {
    const dataset = self(call);
    const wanted = call.size('count');
    if (compareSizes(wanted, 0) === -1) return dataset;
    const count = finite(dataset.count)
      ? minimum(dataset.count, wanted)
      : dataset.count === undefined
        ? takenOfUnknown(wanted)
        : wanted;
    return dataset.with({ count });
  }),
  skip: defineMeasured('skip', 'self count', (call) => {
    const dataset = self(call);
    const skipped = call.size('count');
    const { count } = dataset;
    if (!finite(count)) return dataset;
    const left = maximum(subtract(count, skipped), 0);
    return dataset.with({
      count: left,
      batchings: dataset.batchings.map((one) => ({
        ...one,
        rows: finite(one.rows) ? subtract(one.rows, multiply(one.size, skipped)) : one.rows,
      })),
    });
  }),
  repeat: defineMeasured('repeat', 'self count', (call) => {
    const dataset = self(call);
    const times = call.optional('count') ? call.size('count') : -1;
    const isEndless = typeof times === 'number' && times < 0;
    const count = isEndless
      ? Number.POSITIVE_INFINITY
      : finite(dataset.count)
        ? multiply(dataset.count, times)
        : dataset.count;
    return dataset.with({ count, batchings: times === 1 ? dataset.batchings : forgotten(dataset) });
  }),
  shard: defineMeasured('shard', 'self num_shards index', (call) => {
    const dataset = self(call);
    const [shards, index] = [call.size('num_shards'), call.size('index')];
    return dataset.with({
      count: finite(dataset.count) ? ceilDivide(subtract(dataset.count, index), shards) : dataset.count,
      batchings: forgotten(dataset),
    });
  }),
  enumerate: defineMeasured('enumerate', 'self start', (call) => {
    const dataset = self(call);
    return dataset.with({
      element: new TupleValue([new ArrayValue({ shape: [], dtype: 'int64', library: 'tensorflow' }), dataset.content]),
    });
  }),
  concatenate: defineMeasured('concatenate', 'self dataset', (call) => {
    const [first, second] = [self(call), call.required('dataset')];
    if (!(second instanceof DatasetValue)) throw new NotDecided('the other data set is not known');
    const count = finite(first.count) && finite(second.count) ? add(first.count, second.count) : undefined;
    return first.with({ count, batchings: forgotten(first) });
  }),
  /** Each window is a data set of its own. */
  window: defineMeasured('window', 'self size shift stride drop_remainder', (call) => {
    const dataset = self(call);
    const size = call.size('size');
    const shift = call.optionalSize('shift') ?? size;
    const stride = call.size('stride', 1);
    const drop = call.flag('drop_remainder', false);
    const { count } = dataset;
    const span = add(multiply(subtract(size, 1), stride), 1);
    const windows = !finite(count)
      ? count
      : drop
        ? add(floorDivide(subtract(count, span), shift), 1)
        : ceilDivide(count, shift);
    const known = finite(windows) ? maximum(windows, 0) : windows;
    return dataset.with({
      element: mapElement(
        dataset.content,
        (leaf) => new DatasetValue({ element: leaf, count: drop ? size : undefined, reason: dataset.reason }),
      ),
      count: known,
      batchings: [],
    });
  }),
  cardinality: define('cardinality', 'self', (call) => countValue(self(call).count)),
  as_numpy_iterator: define('as_numpy_iterator', 'self', (call) => {
    const dataset = self(call);
    const numpy = (element: Value) =>
      mapElement(
        element,
        (leaf) => new ArrayValue({ shape: leaf.shape, dtype: leaf.dtype, reason: leaf.reason, classes: leaf.classes }),
      );
    const items = dataset.iterate();
    if (items) return new IteratorValue(mapped(items, numpy));
    return new IteratorValue(mapped([dataset.elementAt(0)], numpy), 'NumpyIterator', new Top(dataset.reason));
  }),
  __iter__: define('__iter__', 'self', (call) => {
    const dataset = self(call);
    const items = dataset.iterate();
    if (items) return new IteratorValue(items[Symbol.iterator]());
    return new IteratorValue([dataset.elementAt(0)][Symbol.iterator](), 'OwnedIterator', new Top(dataset.reason));
  }),
  reduce: define('reduce', 'self initial_state reduce_func', (call) =>
    call.unknown('what is reduced is not worked out'),
  ),
  apply: define('apply', 'self transformation_func', (call) =>
    call.interpreter.call(call.required('transformation_func'), [self(call)]),
  ),
  get_single_element: define('get_single_element', 'self', (call) => self(call).elementAt(0)),
  save: define('save', 'self path', (call) => call.unknown('it is written to a file')),
};

function* mapped(items: Iterable<Value>, change: (item: Value) => Value): Generator<Value> {
  for (const item of items) yield change(item);
}

/** Of a data set of unknown size: taken to hold as many as are asked for, where they are few. */
function takenOfUnknown(wanted: Size): Size | undefined {
  return typeof wanted === 'number' && wanted <= 16 ? wanted : undefined;
}

/** Every batch has all its rows. */
function isFull({ rows, size }: Batching): boolean {
  return (
    rows === Number.POSITIVE_INFINITY || (typeof rows === 'number' && typeof size === 'number' && rows % size === 0)
  );
}

/** The sizes of batches no longer follow from their place. */
function forgotten(dataset: DatasetValue): DatasetValue['batchings'] {
  return dataset.batchings.map((one) => ({ ...one, rows: isFull(one) ? Number.POSITIVE_INFINITY : undefined }));
}

/**
 * What a function of the program makes of one element. Inside it sizes of batches are None, as TensorFlow traces it.
 */
function applied(call: LibraryCall, dataset: DatasetValue, map: Value): Value {
  const element = dataset.content;
  const given = call.interpreter.call(map, element.kind === 'tuple' ? element.items : [element], undefined, call.site);
  payForParts(call.interpreter, given);
  // A list that the function returns is taken as a tuple; one that is inside a tuple becomes one tensor.
  const result = given.kind === 'list' && !given.summary ? new TupleValue(given.items) : given;
  return tensorsOf(
    call.interpreter,
    mapElement(result, (leaf) => withShape(leaf, withoutFileSizes)),
  );
}

function flattened(call: LibraryCall): Value {
  const dataset = self(call);
  const result = call.interpreter.call(
    call.required('map_func'),
    dataset.content.kind === 'tuple' ? dataset.content.items : [dataset.content],
    undefined,
    call.site,
  );
  if (!(result instanceof DatasetValue)) throw new NotDecided('the inner data sets are not known');
  const count = finite(dataset.count) && finite(result.count) ? multiply(dataset.count, result.count) : undefined;
  return result.with({ count, batchings: forgotten(result) });
}

/** Whether the shapes given have the structure of the element. */
function structured(element: Value, given: Value): boolean {
  return element.kind !== 'tuple' || (given.kind === 'tuple' && given.items.length === element.items.length);
}

/** None and −1 in a padded shape stand for the longest of the batch, whose size is open. */
function padTo(interpreter: Interpreter, element: Value, given: Value): Value {
  if (element.kind === 'tuple' && given.kind === 'tuple')
    return new TupleValue(element.items.map((item, index) => padTo(interpreter, item, given.items[index]!)));
  if (!(element instanceof ArrayValue)) return element;
  const shape = toShapeTuple(interpreter, given);
  return withShape(element, () => shape?.map((size) => (size === -1 ? null : size)) ?? element.shape ?? []);
}

/** As functions of the class: `Dataset.concatenate(a, b)`. */
export const datasetMethods: ReadonlyMap<string, NativeFunction> = new Map(Object.entries(methods));

export function datasetMethod(dataset: DatasetValue, name: string): Value | undefined {
  return Object.hasOwn(methods, name) ? bind(dataset, methods[name]!) : undefined;
}
