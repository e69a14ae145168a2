import type { Interpreter } from '../../domain/interpreter.ts';
import {
  Int,
  IteratorValue,
  type ModuleValue,
  NONE,
  StaticMethodValue,
  TupleValue,
  type Value,
} from '../../domain/value.ts';
import { endOf, integerArgument, isAbsent } from '../arguments.ts';
import { filterItems } from '../builtins/iterator-classes.ts';
import { lazyIterator, type Puller, pullerOf, takeAll } from '../builtins/pulling.ts';
import { builtinClass } from '../builtins/builtin-class.ts';
import { allItems } from '../operations/iterate.ts';
import type { NativeBody } from '../signature.ts';
import { native } from '../signature.ts';
import { classNamed, FunctionTable, moduleOf } from './module-value.ts';
import { isUndetermined } from '../../domain/undetermined.ts';

const table = new FunctionTable();

/** An iterator of which nothing is known. */
function unknownIterator(interpreter: Interpreter, typeName: string, cause: Value): IteratorValue {
  return new IteratorValue([][Symbol.iterator](), typeName, endOf(interpreter, cause));
}

// ---------------------------------------------------------------- without end

table.add('count', 'start=, step=', (interpreter, [start, step]) =>
  lazyIterator('count', [], function* generate() {
    for (let value: Value = start ?? new Int(0n); ; value = interpreter.binary('+', value, step ?? new Int(1n))) {
      interpreter.spend();
      yield value;
    }
  }),
);
table.add('cycle', 'iterable, /', (interpreter, [iterable]) => {
  const source = pullerOf(interpreter, iterable!);
  return lazyIterator('cycle', [source], function* generate() {
    const saved: Value[] = [];
    for (let item = source.next(); item; item = source.next()) {
      saved.push(item);
      yield item;
    }
    while (saved.length > 0)
      for (const item of saved) {
        interpreter.spend();
        yield item;
      }
  });
});
table.add('repeat', 'object, times=', (interpreter, [object, times]) => {
  const count = times === undefined ? null : integerArgument(interpreter, times);
  if (count === undefined) return unknownIterator(interpreter, 'repeat', times!);
  return lazyIterator('repeat', [], function* generate() {
    for (let passed = 0n; count === null || passed < count; passed++) {
      interpreter.spend();
      yield object!;
    }
  });
});

// ---------------------------------------------------------------- item by item

table.add('accumulate', 'iterable, func=, *, initial=', (interpreter, [iterable, func, initial]) => {
  const source = pullerOf(interpreter, iterable!);
  return lazyIterator(
    'accumulate',
    [source],
    function* generate() {
      let total = isAbsent(initial) ? source.next() : initial;
      if (!total) return;
      yield total;
      for (let item = source.next(); item; item = source.next()) {
        total = isAbsent(func) ? interpreter.binary('+', total, item) : interpreter.call(func!, [total, item]);
        yield total;
      }
    },
    [func],
  );
});
table.add('islice', 'iterable, start, stop=, step=, /', (interpreter, [iterable, first, second, third]) => {
  const [start, stop, step] =
    second === undefined
      ? [new Int(0n), first!, new Int(1n)]
      : [isAbsent(first) ? new Int(0n) : first!, second, isAbsent(third) ? new Int(1n) : third!];
  const [from, by] = [integerArgument(interpreter, start), integerArgument(interpreter, step)];
  const to = stop.kind === 'none' ? null : integerArgument(interpreter, stop);
  if (from === undefined || by === undefined || to === undefined)
    return unknownIterator(interpreter, 'islice', [start, stop, step].find((value) => isUndetermined(value)) ?? NONE);
  if (from < 0n || by < 1n || (to !== null && to < 0n))
    return interpreter.raise('ValueError', 'Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize.');
  const source = pullerOf(interpreter, iterable!);
  return lazyIterator('islice', [source], function* generate() {
    let wanted = from;
    for (let index = 0n; to === null || index < to; index++) {
      const item = source.next();
      if (!item) return;
      if (index !== wanted) continue;
      yield item;
      wanted += by;
      // Up to the next wanted item Python reads only when it is asked for it.
    }
  });
});
table.add('starmap', 'function, iterable, /', (interpreter, [fn, iterable]) => {
  const source = pullerOf(interpreter, iterable!);
  return lazyIterator(
    'starmap',
    [source],
    function* generate() {
      for (let item = source.next(); item; item = source.next()) {
        const args = isUndetermined(item) ? undefined : allItems(interpreter, item);
        yield args ? interpreter.call(fn!, args) : interpreter.unknown('the arguments are not known');
      }
    },
    [fn],
  );
});
table.add('takewhile', 'predicate, iterable, /', (interpreter, [predicate, iterable]) => {
  const source = pullerOf(interpreter, iterable!);
  const result: IteratorValue = lazyIterator(
    'takewhile',
    [source],
    function* generate() {
      for (let item = source.next(); item; item = source.next()) {
        const truth = interpreter.truth(interpreter.call(predicate!, [item]));
        if (truth === undefined) result.summary ??= interpreter.unknown('where it ends is not decided');
        if (!truth) return;
        yield item;
      }
    },
    [predicate],
  );
  return result;
});
table.add('dropwhile', 'predicate, iterable, /', (interpreter, [predicate, iterable]) => {
  const source = pullerOf(interpreter, iterable!);
  const result: IteratorValue = lazyIterator(
    'dropwhile',
    [source],
    function* generate() {
      let dropping = true;
      for (let item = source.next(); item; item = source.next()) {
        if (dropping) {
          const truth = interpreter.truth(interpreter.call(predicate!, [item]));
          if (truth === undefined) result.summary ??= interpreter.unknown('where it begins is not decided');
          if (truth !== false) continue;
          dropping = false;
        }
        yield item;
      }
    },
    [predicate],
  );
  return result;
});
table.add('filterfalse', 'predicate, iterable, /', (interpreter, [predicate, iterable]) =>
  filterItems(interpreter, 'filterfalse', predicate, iterable!, false),
);
table.add('compress', 'data, selectors', (interpreter, [data, selectors]) => {
  const sources = [pullerOf(interpreter, data!), pullerOf(interpreter, selectors!)];
  const result: IteratorValue = lazyIterator('compress', sources, function* generate() {
    for (let pair = takeAll(sources); pair; pair = takeAll(sources)) {
      const truth = interpreter.truth(pair[1]!);
      if (truth === undefined) result.summary ??= interpreter.unknown('which items are kept is not decided');
      if (truth) yield pair[0]!;
    }
  });
  return result;
});
table.addNewer('pairwise', 'iterable, /', (interpreter, [iterable]) => {
  const source = pullerOf(interpreter, iterable!);
  return lazyIterator('pairwise', [source], function* generate() {
    let before = source.next();
    for (let item = source.next(); before && item; item = source.next()) {
      yield new TupleValue([before, item]);
      before = item;
    }
  });
});
table.addNewer('batched', 'iterable, n, *, strict=', (interpreter, [iterable, n]) => {
  const size = integerArgument(interpreter, n!);
  if (size === undefined) return unknownIterator(interpreter, 'batched', n!);
  if (size < 1n) return interpreter.raise('ValueError', 'n must be at least one');
  const source = pullerOf(interpreter, iterable!);
  return lazyIterator('batched', [source], function* generate() {
    for (;;) {
      const batch: Value[] = [];
      while (BigInt(batch.length) < size) {
        const item = source.next();
        if (!item) break;
        batch.push(item);
      }
      if (batch.length === 0) return;
      yield new TupleValue(batch);
    }
  });
});
table.add('zip_longest', '*args, fillvalue=', (interpreter, [fill], { rest }) => {
  const sources = rest.map((iterable) => pullerOf(interpreter, iterable));
  return lazyIterator('zip_longest', sources, function* generate() {
    for (;;) {
      const items = sources.map((source) => source.next());
      if (items.every((item) => item === undefined)) return;
      yield new TupleValue(items.map((item) => item ?? fill ?? NONE));
    }
  });
});
table.add('tee', 'iterable, n=, /', (interpreter, [iterable, n]) => {
  const count = n === undefined ? 2n : integerArgument(interpreter, n);
  if (count === undefined || count > 1000n) return interpreter.unknown('the number of iterators is not known');
  const source = pullerOf(interpreter, iterable!);
  const buffer: Value[] = [];
  return new TupleValue(
    Array.from({ length: Number(count) }, () =>
      lazyIterator('_tee', [source], function* generate() {
        for (let index = 0; ; index++) {
          if (index === buffer.length) {
            const item = source.next();
            if (!item) return;
            buffer.push(item);
          }
          yield buffer[index]!;
        }
      }),
    ),
  );
});
table.add('groupby', 'iterable, key=', (interpreter, [iterable, key]) => {
  const source = pullerOf(interpreter, iterable!);
  const result: IteratorValue = lazyIterator(
    'groupby',
    [source],
    function* generate() {
      let group: Value[] = [];
      let groupKey: Value | undefined;
      for (let item = source.next(); item; item = source.next()) {
        const itemKey = isAbsent(key) ? item : interpreter.call(key!, [item]);
        const same = groupKey === undefined ? true : interpreter.equals(groupKey, itemKey);
        if (same === undefined) {
          result.summary ??= interpreter.unknown('the groups are not decided');
          return;
        }
        if (!same) {
          yield new TupleValue([groupKey!, new IteratorValue(group[Symbol.iterator](), '_grouper')]);
          group = [];
        }
        if (!same || groupKey === undefined) groupKey = itemKey;
        group.push(item);
      }
      if (groupKey !== undefined)
        yield new TupleValue([groupKey, new IteratorValue(group[Symbol.iterator](), '_grouper')]);
    },
    [key],
  );
  return result;
});

// ---------------------------------------------------------------- selections from known collections

/** The items of each iterable; undefined where one is not known. */
function pools(interpreter: Interpreter, iterables: readonly Value[]): Value[][] | undefined {
  const known: Value[][] = [];
  for (const iterable of iterables) {
    const items = allItems(interpreter, iterable);
    if (!items) return undefined;
    known.push(items);
  }
  return known;
}

table.add('product', '*args, repeat=', (interpreter, [repeat], { rest }) => {
  const times = repeat === undefined ? 1n : integerArgument(interpreter, repeat);
  const known = pools(interpreter, rest);
  if (!known || times === undefined || times > 100n)
    return unknownIterator(
      interpreter,
      'product',
      known ? (repeat ?? NONE) : (rest.find((value) => allItems(interpreter, value) === undefined) ?? NONE),
    );
  const factors = Array.from({ length: Number(times) }, () => known).flat();
  return lazyIterator('product', [], () => combinationsOf(interpreter, factors, 0, []));
});

function* combinationsOf(
  interpreter: Interpreter,
  factors: readonly (readonly Value[])[],
  depth: number,
  chosen: readonly Value[],
): Generator<Value> {
  interpreter.spend();
  if (depth === factors.length) {
    yield new TupleValue(chosen);
    return;
  }
  for (const item of factors[depth]!) yield* combinationsOf(interpreter, factors, depth + 1, [...chosen, item]);
}

/**
 * Selections by position, in lexicographic order of the positions. `next` says from where on the following position is
 * taken.
 */
function addSelection(
  name: string,
  lengthRequired: boolean,
  next: (last: number) => number,
  allows: (chosen: readonly number[], candidate: number) => boolean,
): void {
  table.add(name, lengthRequired ? 'iterable, r' : 'iterable, r=', (interpreter, [iterable, r]) => {
    const items = allItems(interpreter, iterable!);
    const length = isAbsent(r) ? items && BigInt(items.length) : integerArgument(interpreter, r!);
    if (!items || length === undefined) return unknownIterator(interpreter, name, items ? r! : iterable!);
    if (length < 0n) return interpreter.raise('ValueError', 'r must be non-negative');
    function* select(chosen: readonly number[]): Generator<Value> {
      interpreter.spend();
      if (BigInt(chosen.length) === length) {
        yield new TupleValue(chosen.map((position) => items![position]!));
        return;
      }
      for (let candidate = chosen.length === 0 ? 0 : next(chosen.at(-1)!); candidate < items!.length; candidate++) {
        if (allows(chosen, candidate)) yield* select([...chosen, candidate]);
      }
    }
    if (length > BigInt(items.length) && name !== 'combinations_with_replacement')
      return lazyIterator(name, [], function* none() {});
    return length > 500n ? unknownIterator(interpreter, name, NONE) : lazyIterator(name, [], () => select([]));
  });
}
addSelection(
  'permutations',
  false,
  () => 0,
  (chosen, candidate) => !chosen.includes(candidate),
);
addSelection(
  'combinations',
  true,
  (last) => last + 1,
  () => true,
);
addSelection(
  'combinations_with_replacement',
  true,
  (last) => last,
  () => true,
);

// ---------------------------------------------------------------- chain

function chained(interpreter: Interpreter, outer: Puller): IteratorValue {
  const result: IteratorValue = lazyIterator('chain', [outer], function* generate() {
    for (let iterable = outer.next(); iterable; iterable = outer.next()) {
      const inner = pullerOf(interpreter, iterable);
      for (let item = inner.next(); item; item = inner.next()) yield item;
      if (inner.open) {
        result.summary ??= inner.open;
        return;
      }
    }
  });
  return result;
}

const chain: NativeBody = (interpreter, _, { rest }) => {
  let index = 0;
  return chained(interpreter, { of: new TupleValue(rest), open: undefined, next: () => rest[index++] });
};
const fromIterable = native('from_iterable', 'iterable, /', (interpreter, [iterable]) =>
  chained(interpreter, pullerOf(interpreter, iterable!)),
);

/** The module `itertools`. */
export function itertoolsModule(builtins: ReadonlyMap<string, Value>): ModuleValue {
  const chainClass = builtinClass({
    name: 'chain',
    module: 'itertools',
    bases: [classNamed(builtins, 'object')],
    parameters: '*args',
    make: chain,
    methods: new Map([['from_iterable', new StaticMethodValue(fromIterable)]]),
  });
  return moduleOf('itertools', [...table.members, ['chain', chainClass]]);
}
