/**
 * `dataset.map(f)`: data sets that a function of the program makes of the elements. TensorFlow traces the function
 * once, on tensors whose open sizes are None: that says the specification. What it gives for each element is worked out
 * where these are known and few.
 */
import { multiply, type Size } from '../../shapes/dimension.ts';
import { define, NotDecided, type LibraryCall } from '../../python/library/arrays/library-call.ts';
import type { Interpreter } from '../../python/domain/interpreter.ts';
import { type NativeFunction, TupleValue, type Value } from '../../python/domain/value.ts';
import { isUndetermined } from '../../python/domain/undetermined.ts';
import { DatasetValue } from './dataset.ts';
import type { Batching, Failure } from './dataset.ts';
import { everyLeaf, isFixed, type Items, leavesIn, MOST_ITEMS, partsIn } from './dataset-items.ts';
import { OpenRagged } from './open-ragged.ts';
import { RaggedValue } from './ragged.ts';
import { mapElement, tensorsOf, withoutFileSizes, withShape } from './elements.ts';
import { accesses, inGraph, runLater } from './variables.ts';
import { defineMeasured, payForParts } from './measure.ts';

/** A function is run on each of so many elements. */
export const MOST_RUNS = 256;

export function self(call: LibraryCall): DatasetValue {
  const value = call.required('self');
  if (value instanceof DatasetValue) return value;
  throw new NotDecided('the data set is not known');
}

export function finite(count: Size | undefined): count is Size {
  return count !== undefined && count !== Number.POSITIVE_INFINITY;
}

/** Every batch has all its rows. */
function isFull({ rows, size }: Batching): boolean {
  return (
    rows === Number.POSITIVE_INFINITY || (typeof rows === 'number' && typeof size === 'number' && rows % size === 0)
  );
}

/** The sizes of batches no longer follow from their place. */
export function forgotten(dataset: DatasetValue): DatasetValue['batchings'] {
  return dataset.batchings.map((one) => ({ ...one, rows: isFull(one) ? Number.POSITIVE_INFINITY : undefined }));
}

export const mappingMethods: Readonly<Record<string, NativeFunction>> = {
  map: defineMeasured('map', 'self map_func num_parallel_calls deterministic', (call) => {
    const dataset = self(call);
    const map = call.required('map_func');
    // The trace is what the program sees: its layers are built on open sizes.
    const isTraced = isOpen(dataset) && !isUndetermined(dataset.specification);
    const made = inGraph(() => applied(call, isTraced ? dataset.specification : dataset.content, map));
    const isOther = isTraced || partsIn(made).some(({ shape }) => shape?.includes(null) ?? true);
    const element = isOther ? (call.interpreter.tryOut(() => applied(call, dataset.content, map)) ?? made) : made;
    accesses.refused = undefined;
    let failure: Failure | undefined;
    const mappedSet = dataset.with({
      element,
      spec: made,
      items: triedOnEach(
        call.interpreter,
        dataset.items,
        (item) => {
          const value = applied(call, item, map);
          const isKnown = everyLeaf(
            value,
            ({ shape }) => isFixed(shape),
            (leaf) => leaf instanceof RaggedValue,
          );
          return isKnown ? value : undefined;
        },
        (at) => {
          if (accesses.refused !== undefined) failure = { at, message: accesses.refused };
        },
      ),
      count: dataset.count,
    });
    return failure ? mappedSet.with({ element, spec: made, failure }) : mappedSet;
  }),
  interleave: defineMeasured(
    'interleave',
    'self map_func cycle_length block_length num_parallel_calls deterministic',
    (call) => flattened(call, false),
  ),
  flat_map: defineMeasured('flat_map', 'self map_func', (call) => flattened(call, true)),
  filter: defineMeasured('filter', 'self predicate', (call) => {
    const dataset = self(call);
    const predicate = call.required('predicate');
    given(call, dataset.content, predicate);
    const kept = decided(call, dataset.items, predicate);
    return dataset.with({
      count: kept?.length,
      items: kept,
      isCounted: false,
      batchings: forgotten(dataset),
    });
  }),
  take_while: defineMeasured('take_while', 'self predicate', (call) => {
    const dataset = self(call);
    const predicate = call.required('predicate');
    given(call, dataset.content, predicate);
    const truths = truthsOf(call, dataset.items, predicate);
    const end = truths?.indexOf(false) ?? 0;
    const kept = truths && dataset.items?.slice(0, end < 0 ? truths.length : end);
    return dataset.with({ count: kept?.length, items: kept, isCounted: false, batchings: forgotten(dataset) });
  }),
  reduce: define('reduce', 'self initial_state reduce_func', (call) => {
    const dataset = self(call);
    const initial = tensorsOf(call.interpreter, call.required('initial_state'));
    const reduce = call.required('reduce_func');
    const few =
      dataset.items ??
      (typeof dataset.count === 'number' && dataset.count <= MOST_RUNS ? dataset.iterate() : undefined);
    const items = few && [...few];
    if (!items || items.length > MOST_RUNS) return call.unknown('what is reduced is not worked out');
    const made = call.interpreter.tryOut(() =>
      items.reduce<Value>(
        (state, item) =>
          tensorsOf(call.interpreter, call.interpreter.call(reduce, [state, item], undefined, call.site)),
        initial,
      ),
    );
    return made ?? call.unknown('what is reduced is not worked out');
  }),
};

/** Whether TensorFlow infers less of the elements than what they are. */
const isOpen = (dataset: DatasetValue): boolean =>
  dataset.batchings.length > 0 || partsIn(dataset.specification).some(({ shape }) => shape?.includes(null) ?? true);

/**
 * What is tried out on each of a few elements; undefined where that is not known of one, or where it has to do with a
 * variable, which may have another value by the time that the elements are asked for.
 */
function triedOnEach<T>(
  interpreter: Interpreter,
  items: Items | undefined,
  work: (item: Value) => T | undefined,
  stopped?: (at: number) => void,
): T[] | undefined {
  if (!items || items.length > MOST_RUNS) return undefined;
  const found: T[] = [];
  const before = accesses.count;
  for (const [at, item] of items.entries()) {
    const one = interpreter.tryOut(() => work(item));
    if (one === undefined) stopped?.(at);
    if (one === undefined || accesses.count !== before) return undefined;
    found.push(one);
  }
  return found;
}

const truthsOf = (call: LibraryCall, items: Items | undefined, predicate: Value): boolean[] | undefined =>
  triedOnEach(call.interpreter, items, (item) => {
    const said = given(call, item, predicate);
    return said.kind === 'bool' ? said.value : call.interpreter.truth(leavesIn(said)[0]?.elements?.[0] ?? said);
  });

function decided(call: LibraryCall, items: Items | undefined, predicate: Value): Items | undefined {
  const truths = truthsOf(call, items, predicate);
  return truths && items?.filter((_, index) => truths[index]);
}

/** What a function gives for one element: a tuple is several arguments. */
export function given(call: LibraryCall, element: Value, map: Value): Value {
  // One row of a ragged tensor is a tensor.
  const plain = mapElement(
    element,
    (leaf) => leaf,
    (leaf) => (leaf instanceof OpenRagged ? leaf.plain : leaf),
  );
  return call.interpreter.call(map, plain.kind === 'tuple' ? plain.items : [plain], undefined, call.site);
}

function applied(call: LibraryCall, element: Value, map: Value): Value {
  const made = runLater(call.interpreter, () => given(call, element, map));
  payForParts(call.interpreter, made);
  // A list that the function returns is taken as a tuple; one that is inside a tuple becomes one tensor.
  const result = made.kind === 'list' && !made.summary ? new TupleValue(made.items) : made;
  return tensorsOf(
    call.interpreter,
    mapElement(result, (leaf) => (leaf.elements ? leaf : withShape(leaf, withoutFileSizes))),
  );
}

/** The elements of the data sets that the function gives. */
function flattened(call: LibraryCall, inOrder: boolean): Value {
  const dataset = self(call);
  const map = call.required('map_func');
  const before = accesses.count;
  const result = given(call, dataset.content, map);
  if (!(result instanceof DatasetValue)) throw new NotDecided('the inner data sets are not known');
  const isDecided = accesses.count === before;
  const known = triedOnEach(call.interpreter, dataset.items, (item) => {
    const part = given(call, item, map);
    return part instanceof DatasetValue ? part.items : undefined;
  });
  const items = known && (inOrder ? known.flat() : interleaved(call, known));
  const few = items && items.length <= MOST_ITEMS ? items : undefined;
  const all = known?.reduce((sum, part) => sum + part.length, 0);
  const count =
    isDecided && finite(dataset.count) && finite(result.count) ? multiply(dataset.count, result.count) : undefined;
  return result.with({
    count: all ?? count,
    items: few,
    isCounted: false,
    batchings: forgotten(result),
  });
}

/** Blocks of each in turn, as many in turn as the cycle is long; one that is at its end makes room for the next. */
function interleaved(call: LibraryCall, parts: readonly Items[]): Items | undefined {
  const cycle = call.optionalInteger('cycle_length') ?? 0;
  const block = call.optionalInteger('block_length') ?? 1;
  // How long the cycle is depends on the machine where nothing is said, and so does the order of parallel ones.
  if (cycle < 1 || (call.optional('num_parallel_calls') && cycle < parts.length)) return undefined;
  const open: (Iterator<Value> | undefined)[] = Array.from({ length: cycle }, () => undefined);
  const found: Value[] = [];
  let [next, place, taken] = [0, 0, 0];
  const advance = (): void => {
    place = (place + 1) % cycle;
    taken = 0;
  };
  while (next < parts.length || open.some((one) => one !== undefined)) {
    call.interpreter.spend();
    const own = open[place];
    if (own) {
      const step = own.next();
      if (step.done) {
        open[place] = undefined;
        advance();
      } else {
        found.push(step.value);
        if (++taken === block) advance();
      }
    } else if (next < parts.length) open[place] = parts[next++]![Symbol.iterator]();
    else advance();
  }
  return found;
}
