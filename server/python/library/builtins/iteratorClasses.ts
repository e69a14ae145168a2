/** `enumerate`, `zip`, `map` and `filter`: lazy, and open where what they walk through is. */
import type { Interpreter } from '../../values/interpreter.ts';
import { Int, IteratorValue, TupleValue, type Unknown, type Value } from '../../values/value.ts';
import { isAbsent, unknownOf } from '../arguments.ts';
import type { NativeBody } from '../signature.ts';
import { iteratorOf } from './functions.ts';

/** Items pulled one by one from any iterable. */
export interface Puller {
  /** The next item; undefined at the end of what is known. */
  next(): Value | undefined;
  /** Whether more may follow than is known. It may show only after an item was pulled. */
  readonly open: Unknown | undefined;
}

export function pullerOf(interpreter: Interpreter, value: Value): Puller {
  if (value.kind === 'host' || value.kind === 'instance') {
    const items = interpreter.iterate(value);
    const iterator = items?.[Symbol.iterator]();
    return { open: items ? undefined : unknownOf(interpreter, value), next: () => nextOf(iterator) };
  }
  const iterator = iteratorOf(interpreter, value);
  if (iterator.kind !== 'iterator') return pullerOf(interpreter, iterator);
  return {
    get open() { return iterator.open; },
    next: () => {
      interpreter.spend();
      interpreter.touch(iterator);
      return iterator.next();
    },
  };
}

function nextOf(iterator: Iterator<Value> | undefined): Value | undefined {
  const step = iterator?.next();
  return step && !step.done ? step.value : undefined;
}

/** A lazy iterator over others; it is open as soon as one of them is. */
export function lazyIterator(typeName: string, sources: readonly Puller[], generate: () => Generator<Value>): IteratorValue {
  const result: IteratorValue = new IteratorValue(watched(), typeName, sources.find((source) => source.open)?.open);
  function* watched(): Generator<Value> {
    const generator = generate();
    for (;;) {
      const step = generator.next();
      result.open ??= sources.find((source) => source.open)?.open;
      if (step.done) return;
      yield step.value;
    }
  }
  return result;
}

export const makeEnumerate: NativeBody = (interpreter, [iterable, start]) => {
  const source = pullerOf(interpreter, iterable!);
  return lazyIterator('enumerate', [source], function* generate() {
    let index: Value = start ?? new Int(0n);
    for (let item = source.next(); item; item = source.next()) {
      yield new TupleValue([index, item]);
      index = interpreter.binary('+', index, new Int(1n));
    }
  });
};

export const makeZip: NativeBody = (interpreter, [strict], { rest }) => {
  const sources = rest.map((iterable) => pullerOf(interpreter, iterable));
  return lazyIterator('zip', sources, function* generate() {
    if (sources.length === 0) return;
    for (;;) {
      const items: Value[] = [];
      for (const [index, source] of sources.entries()) {
        const item = source.next();
        if (item) items.push(item);
        else if (strict && interpreter.truth(strict)) return checkLengths(interpreter, sources, index);
        else return;
      }
      yield new TupleValue(items);
    }
  });
};

/** The iterable at `index` has ended: with `strict` none before it may have given an item, and none after it may have one left. */
function checkLengths(interpreter: Interpreter, sources: readonly Puller[], index: number): void {
  const others = (count: number) => (count === 1 ? 'argument 1' : `arguments 1-${count}`);
  if (index > 0) interpreter.raise('ValueError', `zip() argument ${index + 1} is shorter than ${others(index)}`);
  for (let later = 1; later < sources.length; later++) {
    if (sources[later]!.next()) interpreter.raise('ValueError', `zip() argument ${later + 1} is longer than ${others(later)}`);
  }
}

export const makeMap: NativeBody = (interpreter, [fn], { rest }) => {
  const sources = rest.map((iterable) => pullerOf(interpreter, iterable));
  return lazyIterator('map', sources, function* generate() {
    for (;;) {
      const items = takeAll(sources);
      if (!items) return;
      yield interpreter.call(fn!, items);
    }
  });
};

/** One item of each; undefined where one has ended. */
export function takeAll(sources: readonly Puller[]): Value[] | undefined {
  const items: Value[] = [];
  for (const source of sources) {
    const item = source.next();
    if (!item) return undefined;
    items.push(item);
  }
  return items.length > 0 ? items : undefined;
}

export const makeFilter: NativeBody = (interpreter, [fn, iterable]) => filterItems(interpreter, 'filter', fn, iterable!, true);

/** The items for which the predicate (their own truth, where it is None) is as wanted. An undecided one makes the rest unknown. */
export function filterItems(interpreter: Interpreter, typeName: string, predicate: Value | undefined, iterable: Value, wanted: boolean): IteratorValue {
  const source = pullerOf(interpreter, iterable);
  const result: IteratorValue = lazyIterator(typeName, [source], function* generate() {
    for (let item = source.next(); item; item = source.next()) {
      const truth = interpreter.truth(isAbsent(predicate) ? item : interpreter.call(predicate!, [item]));
      if (truth === undefined) result.open ??= interpreter.unknown('which items are kept is not decided');
      else if (truth === wanted) yield item;
    }
  });
  return result;
}
