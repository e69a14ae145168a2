/** `dataset.batch(32).shuffle(…)`: what changes which elements there are, and how they are put together. */
import {
  add,
  ceilDivide,
  compareSizes,
  floorDivide,
  maximum,
  minimum,
  multiply,
  sameShape,
  subtract,
  type Size,
} from '../../shapes/dimension.ts';
import { ArrayValue } from '../../python/library/arrays/array-value.ts';
import { define, NotDecided } from '../../python/library/arrays/library-call.ts';
import { IteratorValue, NativeFunction, TupleValue, type Value } from '../../python/domain/value.ts';
import { numberOfInteger } from '../../python/library/arrays/conversion.ts';
import { named } from './dataset-classes.ts';
import { OptionsValue } from './dataset-options.ts';
import { DatasetValue, countValue } from './dataset.ts';
import { type Items, leavesIn, MOST_ITEMS, partsIn, rowsOf, scalar } from './dataset-items.ts';
import { OpenRagged } from './open-ragged.ts';
import { finite, forgotten, mappingMethods, self } from './dataset-mapping.ts';
import { areCompatible, mixingMethods } from './dataset-mixing.ts';
import { paddedBatch } from './padded-batches.ts';
import { mapElement, withRaggedShape, withShape } from './elements.ts';
import { defineMeasured } from './measure.ts';
import { Top } from '../../python/domain/undetermined.ts';

/** What changes when elements are made, and not what they are. */
const same = (name: string): NativeFunction =>
  define(name, 'self', (call) => {
    const dataset = self(call);
    // What only a function of Keras gave is not handed on.
    return dataset.with({ sample: dataset.sample, failure: dataset.failure });
  });
/** Which elements are left is not known, to TensorFlow neither. */
const perhapsFewer = (name: string): NativeFunction =>
  define(name, 'self', (call) =>
    self(call).with({ count: undefined, isCounted: false, batchings: forgotten(self(call)) }),
  );
/** The smaller batch, where there is one, may come at any place. */
const shuffled = define('shuffle', 'self buffer_size seed', (call) => {
  const dataset = self(call);
  const alike = dataset.items && isSameEach(dataset.items);
  return dataset.with({
    items: alike ? dataset.items : undefined,
    sample: dataset.items ?? dataset.sample,
    batchings: forgotten(dataset),
  });
});

/** Whether the elements are one and the same, so that their order does not matter. */
const isSameEach = (items: Items): boolean => items.every((item) => item === items[0]);

const methods: Readonly<Record<string, NativeFunction>> = {
  ...Object.fromEntries(['prefetch', 'cache', 'apply_options', 'snapshot'].map((name) => [name, same(name)])),
  with_options: define('with_options', 'self options name', (call) => {
    const [dataset, options] = [self(call), call.required('options')];
    const kept = { sample: dataset.sample, failure: dataset.failure };
    if (!(options instanceof OptionsValue)) return dataset.with({ ...kept, settings: new Map() });
    return dataset.with({ ...kept, settings: new Map([...dataset.settings, ...options.settings]) });
  }),
  options: define('options', 'self', (call) => new OptionsValue(self(call).settings)),
  rebatch: defineMeasured('rebatch', 'self batch_size drop_remainder name', (call) => {
    const sizes = call.required('batch_size');
    const size = numberOfInteger(sizes);
    const drop = call.flag('drop_remainder', false);
    const dataset = self(call);
    const flat = call.interpreter.call(methods['unbatch']!, [dataset]);
    if (size === undefined || !(flat instanceof DatasetValue)) return call.unknown('the batches are not known');
    const made = flat.batch(call.interpreter, size, drop);
    const [rows] = leavesIn(dataset.specification)[0]?.shape ?? [];
    const isEven = drop || (typeof rows === 'number' && rows % size === 0);
    const spec = mapElement(made.specification, (leaf) =>
      withShape(leaf, ([, ...inner]) => [isEven ? size : null, ...inner]),
    );
    return made.with({ spec, items: made.items, isCounted: false });
  }),
  ...mappingMethods,
  ...mixingMethods,
  ignore_errors: perhapsFewer('ignore_errors'),
  rejection_resample: define('rejection_resample', 'self class_func target_dist initial_dist seed', (call) =>
    call.unknown('which elements are taken, with their classes, is not followed'),
  ),
  shuffle: shuffled,
  batch: defineMeasured('batch', 'self batch_size drop_remainder', (call) =>
    self(call).batch(call.interpreter, call.size('batch_size'), call.flag('drop_remainder', false)),
  ),
  padded_batch: defineMeasured('padded_batch', 'self batch_size padded_shapes padding_values drop_remainder', (call) =>
    paddedBatch(call, self(call)),
  ),
  unbatch: defineMeasured('unbatch', 'self', (call) => {
    const dataset = self(call);
    const [last] = dataset.batchings.slice(-1);
    const within = (element: Value): Value =>
      mapElement(
        element,
        (leaf) => withShape(leaf, (shape) => shape.slice(1)),
        (leaf) => withRaggedShape(leaf, (shape) => shape.slice(1), -1),
      );
    const sizes = partsIn(dataset.specification).map(({ shape }) => shape?.[0]);
    const items = dataset.items?.map((item) => {
      const first = partsIn(item)[0]?.shape?.[0];
      return typeof first === 'number' ? rowsOf(call.interpreter, item, first) : undefined;
    });
    return dataset.with({
      element: within(dataset.content),
      spec: within(dataset.specification),
      items: items?.every((rows) => rows !== undefined) ? fewItems(items.flat()) : undefined,
      count: last?.rows,
      isCounted: dataset.isCounted && sizes.length > 0 && sizes.every((size) => typeof size === 'number'),
      batchings: dataset.batchings.slice(0, -1),
    });
  }),
  take: defineMeasured('take', 'self count', (call) => {
    const dataset = self(call);
    const wanted = call.size('count');
    if (compareSizes(wanted, 0) === -1) return dataset;
    const count = finite(dataset.count)
      ? minimum(dataset.count, wanted)
      : dataset.count === undefined
        ? takenOfUnknown(wanted)
        : wanted;
    const items = typeof wanted === 'number' ? dataset.firstItems(wanted) : undefined;
    return dataset.with({ count, items });
  }),
  skip: defineMeasured('skip', 'self count', (call) => {
    const dataset = self(call);
    const skipped = call.size('count');
    const { count } = dataset;
    if (compareSizes(skipped, 0) === -1) return dataset.with({ count: 0, items: [] });
    const items = typeof skipped === 'number' && skipped >= 0 ? dataset.items?.slice(skipped) : undefined;
    if (!finite(count)) return dataset.with({ count, items });
    const left = maximum(subtract(count, skipped), 0);
    return dataset.with({
      count: left,
      items,
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
    const { items } = dataset;
    return dataset.with({
      count,
      items: items && !isEndless && typeof times === 'number' ? repeatedItems(items, times) : undefined,
      cycle: isEndless && items && items.length > 0 ? items : undefined,
      batchings: times === 1 ? dataset.batchings : forgotten(dataset),
    });
  }),
  shard: defineMeasured('shard', 'self num_shards index', (call) => {
    const dataset = self(call);
    const [shards, index] = [call.size('num_shards'), call.size('index')];
    const isKnown = typeof shards === 'number' && typeof index === 'number';
    return dataset.with({
      count: finite(dataset.count) ? ceilDivide(subtract(dataset.count, index), shards) : dataset.count,
      items: isKnown ? dataset.items?.filter((_, place) => place % shards === index) : undefined,
      batchings: forgotten(dataset),
    });
  }),
  ragged_batch: defineMeasured('ragged_batch', 'self batch_size drop_remainder row_splits_dtype name', (call) => {
    const dataset = self(call);
    return raggedRows(dataset).batch(call.interpreter, call.size('batch_size'), call.flag('drop_remainder', false));
  }),
  enumerate: defineMeasured('enumerate', 'self start', (call) => {
    const dataset = self(call);
    const start = call.size('start', 0);
    const numbered = (number: ArrayValue, element: Value): Value => new TupleValue([number, element]);
    const any = new ArrayValue({ shape: [], dtype: 'int64', library: 'tensorflow' });
    return dataset.with({
      element: numbered(any, dataset.content),
      spec: numbered(any, dataset.specification),
      items:
        typeof start === 'number'
          ? dataset.items?.map((item, index) => numbered(scalar(start + index, 'int64'), item))
          : undefined,
    });
  }),
  concatenate: defineMeasured('concatenate', 'self dataset', (call) => {
    const [first, second] = [self(call), call.required('dataset')];
    if (!(second instanceof DatasetValue)) throw new NotDecided('the other data set is not known');
    if (!areCompatible(first, second)) call.interpreter.raise('TypeError', 'Incompatible dataset elements');
    const count = finite(first.count) && finite(second.count) ? add(first.count, second.count) : undefined;
    const isOne = isSameSpec(first.specification, second.specification);
    return first.with({
      spec: isOne ? first.specification : null,
      count,
      items: first.items && second.items && fewItems([...first.items, ...second.items]),
      isCounted: first.isCounted && second.isCounted,
      batchings: forgotten(first),
    });
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
    const one = (leaf: ArrayValue, items?: Items): DatasetValue =>
      new DatasetValue({
        element: leaf,
        spec: leaf,
        items,
        count: items?.length ?? (drop ? size : undefined),
        reason: dataset.reason,
        className: '_VariantDataset',
      });
    return dataset.with({
      element: mapElement(dataset.content, (leaf) => one(leaf)),
      spec: mapElement(dataset.specification, (leaf) => one(leaf)),
      items: windowsOf(dataset, [size, shift, stride], drop, one),
      count: finite(windows) ? maximum(windows, 0) : windows,
      batchings: [],
    });
  }),
  cardinality: define('cardinality', 'self', (call) => countValue(self(call))),
  as_numpy_iterator: define('as_numpy_iterator', 'self', (call) => {
    const dataset = self(call);
    const numpy = (element: Value): Value =>
      mapElement(element, (leaf) => call.interpreter.call(call.interpreter.getAttribute(leaf, 'numpy')));
    const items = dataset.iterate();
    if (items) return new IteratorValue(mapped(items, numpy), 'NumpyIterator');
    return new IteratorValue(mapped([dataset.elementAt(0)], numpy), 'NumpyIterator', new Top(dataset.reason));
  }),
  __iter__: define('__iter__', 'self', (call) => {
    const dataset = self(call);
    const items = dataset.iterate();
    if (items) return new IteratorValue(items[Symbol.iterator](), 'OwnedIterator');
    return new IteratorValue([dataset.elementAt(0)][Symbol.iterator](), 'OwnedIterator', new Top(dataset.reason));
  }),
  apply: define('apply', 'self transformation_func', (call) =>
    call.interpreter.call(call.required('transformation_func'), [self(call)]),
  ),
  get_single_element: define('get_single_element', 'self', (call) => self(call).elementAt(0)),
  save: define('save', 'self path', (call) => call.unknown('it is written to a file')),
};

/** The same elements, of which those of different sizes are rows of a ragged tensor. */
function raggedRows(dataset: DatasetValue): DatasetValue {
  const asRows = (element: Value): Value =>
    mapElement(element, (leaf) => {
      const raggedRank = leaf.shape?.lastIndexOf(null) ?? -1;
      return leaf.shape && raggedRank >= 0
        ? new OpenRagged({ shape: leaf.shape, dtype: leaf.dtype, raggedRank })
        : leaf;
    });
  const spec = asRows(dataset.specification);
  return dataset.with({ element: spec, spec, items: dataset.items });
}

function* mapped(items: Iterable<Value>, change: (item: Value) => Value): Generator<Value> {
  for (const item of items) yield change(item);
}

/** Of a data set of unknown size: taken to hold as many as are asked for, where they are few. */
function takenOfUnknown(wanted: Size): Size | undefined {
  return typeof wanted === 'number' && wanted <= 16 ? wanted : undefined;
}

const fewItems = (items: Items): Items | undefined => (items.length <= MOST_ITEMS ? items : undefined);

function repeatedItems(items: Items, times: number): Items | undefined {
  if (items.length * times > MOST_ITEMS) return undefined;
  return Array.from({ length: items.length * times }, (_, index) => items[index % items.length]!);
}

function windowsOf(
  dataset: DatasetValue,
  [size, shift, stride]: readonly Size[],
  drop: boolean,
  one: (leaf: ArrayValue, items: Items) => DatasetValue,
): Items | undefined {
  const { items } = dataset;
  if (!items || typeof size !== 'number' || typeof shift !== 'number' || typeof stride !== 'number' || shift < 1)
    return undefined;
  const found: Value[] = [];
  for (let start = 0; start < items.length; start += shift) {
    const places = Array.from({ length: size }, (_, index) => start + index * stride);
    const window = places.filter((place) => place < items.length).map((place) => items[place]!);
    if (window.length === 0 || (drop && window.length < size)) continue;
    const leaves = window.map(leavesIn);
    let leaf = 0;
    found.push(
      mapElement(dataset.content, (like) => {
        const place = leaf++;
        return one(
          like,
          leaves.map((all) => all[place]!),
        );
      }),
    );
  }
  return found;
}

/** Whether two specifications say the same of each tensor. */
function isSameSpec(first: Value, second: Value): boolean {
  const [a, b] = [leavesIn(first), leavesIn(second)];
  return (
    a.length === b.length &&
    a.every(({ shape, dtype }, index) => {
      const other = b[index]!;
      return dtype === other.dtype && shape && other.shape && sameShape(shape, other.shape) === 'same';
    })
  );
}

/** `tf.data.experimental.cardinality(dataset)` */
export const cardinalityOf = define('cardinality', 'self|dataset', (call) => countValue(self(call)));

/** `dataset.apply(tf.data.experimental.assert_cardinality(n))`: how many elements the program says that there are. */
export const assertCardinality = define('assert_cardinality', 'expected_cardinality', (call) => {
  const count = call.size('expected_cardinality');
  return define('assert_cardinality', 'self', (inner) => {
    const dataset = self(inner);
    return dataset.with({ count, items: dataset.items, isCounted: true });
  });
});

/** As functions of the class: `Dataset.concatenate(a, b)`. */
export const datasetMethods: ReadonlyMap<string, NativeFunction> = new Map(Object.entries(methods));

/** Those that treat each element alike, or put neighbours together, whichever they are. */
const OF_ANY_ORDER: ReadonlySet<string> = new Set(['map', 'batch', 'padded_batch', 'repeat', 'unbatch', 'filter']);

export function datasetMethod(dataset: DatasetValue, name: string): Value | undefined {
  if (!Object.hasOwn(methods, name)) return undefined;
  const method = methods[name]!;
  const { sample } = dataset;
  if (sample === undefined || dataset.items || !OF_ANY_ORDER.has(name)) return named(dataset, name, method);
  const ordered = dataset.with({ items: sample });
  return new NativeFunction(name, (interpreter, args) => {
    const run = (of: DatasetValue): Value =>
      method.implementation(interpreter, { ...args, positional: [of, ...args.positional] });
    const made = run(dataset);
    const found = interpreter.tryOut(() => {
      const other = run(ordered);
      return other instanceof DatasetValue ? other.items : undefined;
    });
    if (!(made instanceof DatasetValue) || found === undefined) return made;
    return made.with({
      spec: made.spec,
      sample: found,
      ...(name === 'filter' ? { count: found.length } : {}),
    });
  });
}
