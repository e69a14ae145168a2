/** The modules `heapq` and `bisect`. */
import type { Interpreter } from '../../domain/interpreter.ts';
import { Int, ListValue, type ModuleValue, NONE, type Value } from '../../domain/value.ts';
import { endOf, integerArgument, isAbsent } from '../arguments.ts';
import { allItems } from '../operations/iterate.ts';
import { forgetItems } from '../operations/set-items.ts';
import { sorted } from '../operations/sorting.ts';
import { unwrap } from '../wrapped.ts';
import { FunctionTable, moduleOf } from './module-value.ts';
import { undetermined } from '../../domain/undetermined.ts';

/** Thrown inside this file where an order is not decided. */
class Undecided extends Error {}

function less(interpreter: Interpreter, left: Value, right: Value): boolean {
  interpreter.spend();
  const answer = interpreter.truth(interpreter.compare('<', left, right));
  if (answer === undefined) throw new Undecided();
  return answer;
}

/** Moves an item towards the root until its parent is not larger. */
function siftDown(interpreter: Interpreter, heap: Value[], start: number, from: number): void {
  const item = heap[from]!;
  let position = from;
  while (position > start) {
    const parent = (position - 1) >> 1;
    if (!less(interpreter, item, heap[parent]!)) break;
    heap[position] = heap[parent]!;
    position = parent;
  }
  heap[position] = item;
}

/**
 * Moves the smaller child up until a leaf is reached, then the item back towards where it belongs: the order that
 * CPython gives.
 */
function siftUp(interpreter: Interpreter, heap: Value[], start: number): void {
  const item = heap[start]!;
  let position = start;
  for (let child = 2 * position + 1; child < heap.length; child = 2 * position + 1) {
    if (child + 1 < heap.length && !less(interpreter, heap[child]!, heap[child + 1]!)) child += 1;
    heap[position] = heap[child]!;
    position = child;
  }
  heap[position] = item;
  siftDown(interpreter, heap, start, position);
}

const heaps = new FunctionTable();

/** A function that changes a heap. Where an order is not decided, nothing is known of the heap any more. */
function addHeapFunction(
  name: string,
  parameters: string,
  work: (interpreter: Interpreter, heap: Value[], item: Value | undefined) => Value,
): void {
  heaps.add(name, parameters, (interpreter, [passed, item]) => {
    const list = unwrap(passed!);
    if (list.kind !== 'list') return interpreter.unknown('the heap is not known');
    interpreter.touch(list);
    try {
      if (list.summary) throw new Undecided();
      const items = list.items.slice();
      const result = work(interpreter, items, item);
      list.items = items;
      return result;
    } catch (error) {
      if (!(error instanceof Undecided)) throw error;
      forgetItems(list, list.summary ?? interpreter.unknown('the order of the heap is not decided'));
      return interpreter.unknown('the order of the heap is not decided');
    }
  });
}
addHeapFunction('heappush', 'heap!, item, /', (interpreter, heap, item) => {
  heap.push(item!);
  siftDown(interpreter, heap, 0, heap.length - 1);
  return NONE;
});
const pop = (interpreter: Interpreter, heap: Value[]): Value => {
  const last = heap.pop() ?? interpreter.raise('IndexError', 'index out of range');
  const [first] = heap;
  if (!first) return last;
  heap[0] = last;
  siftUp(interpreter, heap, 0);
  return first;
};
addHeapFunction('heappop', 'heap!, /', pop);
addHeapFunction('heapify', 'heap!, /', (interpreter, heap) => {
  for (let position = (heap.length >> 1) - 1; position >= 0; position--) siftUp(interpreter, heap, position);
  return NONE;
});
addHeapFunction('heapreplace', 'heap!, item, /', (interpreter, heap, item) => {
  const first = heap[0] ?? interpreter.raise('IndexError', 'index out of range');
  heap[0] = item!;
  siftUp(interpreter, heap, 0);
  return first;
});
addHeapFunction('heappushpop', 'heap!, item, /', (interpreter, heap, item) => {
  if (!heap[0] || !less(interpreter, heap[0], item!)) return item!;
  const [first] = heap;
  heap[0] = item!;
  siftUp(interpreter, heap, 0);
  return first;
});
for (const [name, reverse] of [
  ['nlargest', true],
  ['nsmallest', false],
] as const) {
  heaps.add(name, 'n, iterable, key=', (interpreter, [n, iterable, key]) => {
    const items = allItems(interpreter, iterable!);
    const count = integerArgument(interpreter, n!);
    const ordered = items && sorted(interpreter, items, isAbsent(key) ? undefined : key, reverse);
    if (!ordered || count === undefined)
      return new ListValue([], endOf(interpreter, count === undefined ? n! : iterable!));
    return new ListValue(ordered.slice(0, Math.max(0, Number(count))));
  });
}

/** The module `heapq`. */
export function heapqModule(): ModuleValue {
  return moduleOf('heapq', heaps.members);
}

const bisecting = new FunctionTable();

/** Where an item goes in a sorted list: before its equals on the left, after them on the right. */
function place(
  interpreter: Interpreter,
  list: Value,
  item: Value,
  side: 'left' | 'right',
  key: Value | undefined,
): number | undefined {
  const items = allItems(interpreter, list);
  if (!items) return undefined;
  let [low, high] = [0, items.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const candidate = isAbsent(key) ? items[middle]! : interpreter.call(key!, [items[middle]!]);
    const answer = interpreter.truth(
      side === 'left' ? interpreter.compare('<', candidate, item) : interpreter.compare('<', item, candidate),
    );
    if (answer === undefined) return undefined;
    if (answer === (side === 'left')) low = middle + 1;
    else high = middle;
  }
  return low;
}
for (const [name, side] of [
  ['bisect_left', 'left'],
  ['bisect_right', 'right'],
  ['bisect', 'right'],
] as const) {
  bisecting.add(name, 'a, x, lo=, hi=, *, key=', (interpreter, [list, item, low, high, key]) => {
    const found = low || high ? undefined : place(interpreter, list!, item!, side, key);
    return found === undefined
      ? undetermined('where it goes is not decided', { integer: true })
      : new Int(BigInt(found));
  });
}
for (const [name, side] of [
  ['insort_left', 'left'],
  ['insort_right', 'right'],
  ['insort', 'right'],
] as const) {
  bisecting.add(name, 'a!, x, lo=, hi=, *, key=', (interpreter, [passed, item, , , key]) => {
    const list = unwrap(passed!);
    if (list.kind !== 'list') return NONE;
    const sought = isAbsent(key) ? item! : interpreter.call(key!, [item!]);
    const found = place(interpreter, list, sought, side, key);
    interpreter.touch(list);
    if (found === undefined) forgetItems(list, interpreter.unknown('where an item goes is not decided'));
    else list.items.splice(found, 0, item!);
    return NONE;
  });
}

/** The module `bisect`. */
export function bisectModule(): ModuleValue {
  return moduleOf('bisect', bisecting.members);
}
