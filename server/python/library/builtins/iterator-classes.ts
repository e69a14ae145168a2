/** `enumerate`, `zip`, `map` and `filter`: lazy, and open where what they walk through is. */
import type { Interpreter } from '../../domain/interpreter.ts';
import { Int, type IteratorValue, TupleValue, type Value } from '../../domain/value.ts';
import { isAbsent } from '../arguments.ts';
import type { NativeBody } from '../signature.ts';
import { lazyIterator, type Puller, pullerOf, takeAll } from './pulling.ts';

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

/**
 * The iterable at `index` has ended: with `strict` none before it may have given an item, and none after it may have
 * one left.
 */
function checkLengths(interpreter: Interpreter, sources: readonly Puller[], index: number): void {
  const others = (count: number) => (count === 1 ? 'argument 1' : `arguments 1-${count}`);
  if (index > 0) interpreter.raise('ValueError', `zip() argument ${index + 1} is shorter than ${others(index)}`);
  for (let later = 1; later < sources.length; later++) {
    if (sources[later]!.next())
      interpreter.raise('ValueError', `zip() argument ${later + 1} is longer than ${others(later)}`);
  }
}

export const makeMap: NativeBody = (interpreter, [fn], { rest }) => {
  const sources = rest.map((iterable) => pullerOf(interpreter, iterable));
  return lazyIterator(
    'map',
    sources,
    function* generate() {
      for (;;) {
        const items = takeAll(sources);
        if (!items) return;
        yield interpreter.call(fn!, items);
      }
    },
    [fn],
  );
};

export const makeFilter: NativeBody = (interpreter, [fn, iterable]) =>
  filterItems(interpreter, 'filter', fn, iterable!, true);

/**
 * The items for which the predicate (their own truth, where it is None) is as wanted. An undecided one makes the rest
 * unknown.
 */
export function filterItems(
  interpreter: Interpreter,
  typeName: string,
  predicate: Value | undefined,
  iterable: Value,
  wanted: boolean,
): IteratorValue {
  const source = pullerOf(interpreter, iterable);
  const result: IteratorValue = lazyIterator(
    typeName,
    [source],
    function* generate() {
      for (let item = source.next(); item; item = source.next()) {
        const truth = interpreter.truth(isAbsent(predicate) ? item : interpreter.call(predicate!, [item]));
        if (truth === undefined) result.summary ??= interpreter.unknown('which items are kept is not decided');
        else if (truth === wanted) yield item;
      }
    },
    [predicate],
  );
  return result;
}
