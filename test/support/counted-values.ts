/** Values that count how often what they hold is looked at, and what a value holds. */
import { ArrayValue } from '../../server/python/library/arrays/array-value.ts';
import {
  Bytes,
  DictValue,
  Float,
  int,
  ListValue,
  RangeValue,
  SetValue,
  str,
  TupleValue,
  type Value,
} from '../../server/python/domain/value.ts';

export interface Counter {
  looks: number;
}

const isIndex = (key: string | symbol): boolean => typeof key === 'string' && /^\d+$/.test(key);

function countedArray<T>(counter: Counter, items: T[]): T[] {
  return new Proxy(items, {
    get(target, key) {
      if (isIndex(key)) counter.looks++;
      return Reflect.get(target, key) as unknown;
    },
    set(target, key, value) {
      if (isIndex(key)) counter.looks++;
      return Reflect.set(target, key, value);
    },
  });
}

class CountedMap<V> extends Map<string, V> {
  private readonly counter: Counter;
  constructor(counter: Counter, entries: readonly (readonly [string, V])[]) {
    super(entries);
    this.counter = counter;
  }
  override *entries(): MapIterator<[string, V]> {
    for (const entry of super.entries()) {
      this.counter.looks++;
      yield entry;
    }
    return undefined;
  }
  override *keys(): MapIterator<string> {
    for (const [key] of this.entries()) yield key;
    return undefined;
  }
  override *values(): MapIterator<V> {
    for (const [, value] of this.entries()) yield value;
    return undefined;
  }
  override [Symbol.iterator](): MapIterator<[string, V]> {
    return this.entries();
  }
}

const numbers = (size: number): number[] => Array.from({ length: size }, (_, i) => (i * 7919) % 10_007);

function listOf(counter: Counter, items: Value[]): ListValue {
  const list = new ListValue([]);
  list.items = countedArray(counter, items);
  return list;
}

function arrayOf(counter: Counter, shape: readonly number[], dtype: string, elements: readonly Value[]): ArrayValue {
  const array = new ArrayValue({ shape, dtype, elements });
  array.storage!.values = countedArray(counter, array.storage!.values!);
  return array;
}

/** Collections of a size, by their kinds. */
export const COLLECTIONS: Readonly<Record<string, (counter: Counter, size: number) => Value>> = {
  list: (counter, size) =>
    listOf(
      counter,
      numbers(size).map((number) => int(number)),
    ),
  tuple: (counter, size) =>
    new TupleValue(
      countedArray(
        counter,
        numbers(size).map((number) => int(number)),
      ),
    ),
  pairs: (counter, size) =>
    listOf(
      counter,
      numbers(size).map((number) => new TupleValue([str(`k${number}`), int(number)])),
    ),
  texts: (counter, size) =>
    listOf(
      counter,
      numbers(size).map((number) => str(`k${number}`)),
    ),
  dict: (counter, size) =>
    new DictValue(
      new CountedMap(
        counter,
        numbers(size).map((number, i) => [`s:k${i}`, [str(`k${i}`), int(number)] as const]),
      ),
    ),
  set: (counter, size) =>
    new SetValue(
      new CountedMap(
        counter,
        numbers(size).map((_, i) => [`i:${i}`, int(i)]),
      ),
    ),
  text: (_, size) => str('ab c\n'.repeat(size / 5)),
  bytes: (_, size) => new Bytes('ab c\n'.repeat(size / 5)),
  range: (_, size) => new RangeValue(0n, BigInt(size), 1n),
  array: (counter, size) =>
    arrayOf(
      counter,
      [size],
      'int64',
      numbers(size).map((number) => int(number)),
    ),
  matrix: (counter, size) =>
    arrayOf(
      counter,
      [size / 2, 2],
      'float64',
      numbers(size).map((number) => new Float(number)),
    ),
};

/** Characters that take as long as one item. */
const CHARACTERS_OF_AN_ITEM = 20;

/** Items, entries, elements and characters in a value; what is shared counts once. */
export function contentsOf(value: Value, seen: Set<unknown> = new Set()): number {
  if (seen.has(value)) return 0;
  seen.add(value);
  switch (value.kind) {
    case 'list':
    case 'tuple':
      return (value.items as readonly Value[]).reduce((sum, item) => sum + 1 + contentsOf(item, seen), 0);
    case 'dict':
    case 'set':
      return value.entries.size;
    case 'str':
    case 'bytes':
      return Math.floor(value.value.length / CHARACTERS_OF_AN_ITEM);
    case 'host': {
      if (!(value instanceof ArrayValue) || !value.storage?.values) return 0;
      const own = value.positions?.length ?? 0;
      if (seen.has(value.storage)) return own;
      seen.add(value.storage);
      return own + value.storage.values.length;
    }
    default:
      return 0;
  }
}
