/** Data sets made of several, and those whose elements are put into groups or carried on. */
import { ArrayValue } from '../../python/library/arrays/array-value.ts';
import { numberOf } from '../../python/library/arrays/dtypes.ts';
import { define, type LibraryCall, NotDecided } from '../../python/library/arrays/library-call.ts';
import { bool, int, type NativeFunction, TupleValue, type Value } from '../../python/domain/value.ts';
import { words } from '../../words/message.ts';
import { DatasetValue } from './dataset.ts';
import { everyLeaf, type Items, leavesIn, MOST_ITEMS } from './dataset-items.ts';
import { given, MOST_RUNS, self } from './dataset-mapping.ts';
import { tensorsOf } from './elements.ts';
import { defineMeasured } from './measure.ts';

/** The whole number that a function gives for an element. */
function numberIn(value: Value): number | undefined {
  const plain = value instanceof ArrayValue ? value.elements?.[0] : value;
  return plain?.kind === 'int' || plain?.kind === 'bool' ? Number(numberOf(plain)) : undefined;
}

const datasetsOf = (call: LibraryCall, name: string): readonly DatasetValue[] =>
  call.items(name).map((one) => {
    if (one instanceof DatasetValue) return one;
    throw new NotDecided('the data sets are not all known');
  });

/** Structures and dtypes must be the same; sizes that differ become None. */
export function areCompatible(first: DatasetValue, second: DatasetValue): boolean {
  const [a, b] = [first.specification, second.specification];
  if (!everyLeaf(a, () => true) || !everyLeaf(b, () => true)) return true;
  const [p, q] = [leavesIn(a), leavesIn(b)];
  return (
    p.length === q.length &&
    p.every(({ dtype }, at) => dtype === undefined || q[at]!.dtype === undefined || dtype === q[at]!.dtype)
  );
}

function refuseOthers(call: LibraryCall, [first, ...rest]: readonly DatasetValue[]): void {
  if (first && !rest.every((one) => areCompatible(first, one)))
    call.interpreter.raise('TypeError', 'Invalid `datasets`. `datasets` must have compatible element specs.');
}

/** `Dataset.choose_from_datasets(datasets, choice)`: a data set of numbers says which comes next. */
export const chooseFromDatasets = define(
  'choose_from_datasets',
  'datasets choice_dataset stop_on_empty_dataset',
  (call) => {
    const datasets = datasetsOf(call, 'datasets');
    const choice = call.required('choice_dataset');
    const stops = call.flag('stop_on_empty_dataset', true);
    const [first] = datasets;
    refuseOthers(call, datasets);
    if (!first || !(choice instanceof DatasetValue)) return call.unknown('the data sets are not all known');
    const items = chosen(datasets, choice, stops);
    return first.with({ spec: first.specification, count: items?.length, items, isCounted: false, batchings: [] });
  },
);

function chosen(datasets: readonly DatasetValue[], choice: DatasetValue, stops: boolean): Items | undefined {
  const numbers = choice.items?.map((item) => numberIn(item));
  if (!numbers?.every((number) => number !== undefined) || datasets.some(({ items }) => items === undefined))
    return undefined;
  const places = datasets.map(() => 0);
  const found: Value[] = [];
  for (const number of numbers) {
    const item = datasets[number]?.items?.[places[number]!++];
    if (item !== undefined) found.push(item);
    else if (stops) break;
  }
  return found;
}

export const sampleFromDatasets = define(
  'sample_from_datasets',
  'datasets weights seed stop_on_empty_dataset rerandomize_each_iteration',
  (call) => {
    const [first, ...rest] = datasetsOf(call, 'datasets');
    refuseOthers(call, first ? [first, ...rest] : []);
    if (!first) return call.unknown('the data sets are not all known');
    const isEndless = [first, ...rest].every(({ count }) => count === Number.POSITIVE_INFINITY);
    return first.with({
      spec: first.specification,
      count: isEndless ? Number.POSITIVE_INFINITY : undefined,
      items: undefined,
      isCounted: isEndless,
      batchings: first.batchings.map((one) => ({ ...one, rows: undefined })),
    });
  },
);

export const randomDataset = define(
  'random',
  'seed rerandomize_each_iteration name',
  () =>
    new DatasetValue({
      element: new ArrayValue({ shape: [], dtype: 'int64', library: 'tensorflow', reason: RANDOM }),
      count: Number.POSITIVE_INFINITY,
      reason: RANDOM,
    }),
);
const RANDOM = words`it is drawn at random`;

/** Elements by the key that a function gives for each; a full group is handed on at once. */
function groupedItems(
  call: LibraryCall,
  items: Items,
  key: (item: Value) => number | undefined,
  size: (key: number) => number | undefined,
  reduce: (key: number, group: Items) => Items | undefined,
): Items | undefined {
  const groups = new Map<number, Value[]>();
  const found: Value[] = [];
  const handOn = (own: number): boolean => {
    const reduced = reduce(own, groups.get(own)!);
    groups.delete(own);
    if (reduced) found.push(...reduced);
    return reduced !== undefined && found.length <= MOST_ITEMS;
  };
  for (const item of items) {
    const own = key(item);
    const most = own === undefined ? undefined : size(own);
    if (own === undefined || most === undefined) return undefined;
    call.interpreter.spend();
    groups.set(own, [...(groups.get(own) ?? []), item]);
    if (groups.get(own)!.length === most && !handOn(own)) return undefined;
  }
  for (const own of [...groups.keys()].sort((a, b) => a - b)) if (!handOn(own)) return undefined;
  return found;
}

const GROUP_BY_WINDOW = defineMeasured(
  'group_by_window',
  'self key_func reduce_func window_size window_size_func',
  (call) => {
    const dataset = self(call);
    const size = call.optionalInteger('window_size');
    const [keyOf, reduce] = [call.required('key_func'), call.required('reduce_func')];
    const key = new ArrayValue({ shape: [], dtype: 'int64', library: 'tensorflow' });
    const window = (items: Items | undefined): DatasetValue =>
      dataset.with({ spec: dataset.specification, count: items?.length, items, isCounted: false });
    const like = call.interpreter.call(reduce, [key, window(undefined)], undefined, call.site);
    if (!(like instanceof DatasetValue)) return call.unknown('what the groups become is not known');
    const items =
      size !== undefined && dataset.items && dataset.items.length <= MOST_RUNS
        ? call.interpreter.tryOut(() =>
            groupedItems(
              call,
              dataset.items!,
              (item) => numberIn(given(call, item, keyOf)),
              () => size,
              (own, group) => {
                const made = call.interpreter.call(reduce, [scalarOf(own), window(group)]);
                return made instanceof DatasetValue ? made.items : undefined;
              },
            ),
          )
        : undefined;
    return grouped(like, items);
  },
);

const scalarOf = (value: number): ArrayValue =>
  new ArrayValue({ shape: [], dtype: 'int64', elements: [int(value)], library: 'tensorflow' });

/** A data set like this one with the groups, where they are known; TensorFlow does not count them. */
const grouped = (like: DatasetValue, items: Items | undefined): DatasetValue =>
  like.with({ spec: like.specification, count: items?.length, items, isCounted: false, batchings: open(like) });

/** How many rows the batches have is not known from their place. */
const open = (dataset: DatasetValue): DatasetValue['batchings'] =>
  dataset.batchings.map((one) => ({ ...one, rows: undefined }));

const SCAN = defineMeasured('scan', 'self initial_state scan_func use_default_device name', (call) => {
  const dataset = self(call);
  const initial = tensorsOf(call.interpreter, call.required('initial_state'));
  const scan = call.required('scan_func');
  const once = (state: Value, item: Value): readonly Value[] | undefined => {
    const made = call.interpreter.call(scan, [state, item], undefined, call.site);
    return (made.kind === 'tuple' || made.kind === 'list') && made.items.length === 2 ? made.items : undefined;
  };
  const traced = once(opened(initial), dataset.specification);
  if (!traced) return call.unknown('what the function gives is not known');
  const element = tensorsOf(call.interpreter, traced[1]!);
  const items =
    dataset.items && dataset.items.length <= MOST_RUNS
      ? call.interpreter.tryOut(() => {
          let state = initial;
          const found: Value[] = [];
          for (const item of dataset.items!) {
            const made = once(state, item);
            if (!made) return undefined;
            state = tensorsOf(call.interpreter, made[0]!);
            found.push(tensorsOf(call.interpreter, made[1]!));
          }
          return found;
        })
      : undefined;
  return dataset.with({ element, spec: element, items, count: dataset.count, batchings: [] });
});

const opened = (value: Value): Value =>
  value instanceof ArrayValue
    ? new ArrayValue({ shape: value.shape, dtype: value.dtype, library: 'tensorflow' })
    : value.kind === 'tuple'
      ? new TupleValue(value.items.map(opened))
      : value;

const UNIQUE = defineMeasured('unique', 'self name', (call) => {
  const dataset = self(call);
  const found: Value[] = [];
  let isKnown = dataset.items !== undefined;
  for (const item of dataset.items ?? []) {
    const [leaf] = leavesIn(item);
    const element = leaf?.elements?.[0];
    if (element === undefined || leaf?.shape?.length !== 0) isKnown = false;
    else {
      call.interpreter.spend(1 + Math.ceil(found.length / 8));
      const isSame = found.map((one) => call.interpreter.equals(leavesIn(one)[0]!.elements![0]!, element));
      if (isSame.includes(undefined)) isKnown = false;
      if (!isSame.includes(true)) found.push(item);
    }
  }
  const items = isKnown ? found : undefined;
  return dataset.with({ count: items?.length, items, isCounted: false });
});

const BUCKET = defineMeasured(
  'bucket_by_sequence_length',
  'self element_length_func bucket_boundaries bucket_batch_sizes padded_shapes padding_values pad_to_bucket_boundary no_padding drop_remainder name',
  (call) => {
    const dataset = self(call);
    const lengthOf = call.required('element_length_func');
    const boundaries = call.items('bucket_boundaries').map((one) => numberIn(one) ?? Number.NaN);
    const sizes = call.items('bucket_batch_sizes').map((one) => numberIn(one) ?? Number.NaN);
    const [toBoundary, plain, drop] = ['pad_to_bucket_boundary', 'no_padding', 'drop_remainder'].map((name) =>
      call.flag(name, false),
    );
    const batched = (items: Items | undefined, size: number): DatasetValue => {
      const window = dataset.with({ spec: dataset.specification, count: items?.length, items, isCounted: false });
      const padding: [string, Value][] = plain
        ? []
        : ['padded_shapes', 'padding_values'].flatMap((name): [string, Value][] => {
            const passed = call.optional(name);
            return passed ? [[name, passed]] : [];
          });
      const batch = call.interpreter.getAttribute(window, plain ? 'batch' : 'padded_batch');
      const made = call.interpreter.call(batch, [int(size)], new Map([...padding, ['drop_remainder', bool(drop!)]]));
      if (!(made instanceof DatasetValue)) throw new NotDecided('the batches are not known');
      return made;
    };
    const like = batched(undefined, 1);
    const isKnown = !toBoundary && ![...boundaries, ...sizes].some(Number.isNaN);
    const items =
      isKnown && dataset.items && dataset.items.length <= MOST_RUNS
        ? call.interpreter.tryOut(() =>
            groupedItems(
              call,
              dataset.items!,
              (item) => {
                const length = numberIn(given(call, item, lengthOf));
                if (length === undefined) return undefined;
                const place = boundaries.findIndex((boundary) => length < boundary);
                return place < 0 ? boundaries.length : place;
              },
              (key) => sizes[key],
              (key, group) => batched(group, sizes[key]!).items,
            ),
          )
        : undefined;
    return grouped(like, items);
  },
);

export const mixingMethods: Readonly<Record<string, NativeFunction>> = {
  group_by_window: GROUP_BY_WINDOW,
  bucket_by_sequence_length: BUCKET,
  scan: SCAN,
  unique: UNIQUE,
};
