import type { Interpreter } from '../../domain/interpreter.ts';
import { holding } from '../../domain/inner-code.ts';
import { Int, IteratorValue, ListValue, NONE, bool, type Value } from '../../domain/value.ts';
import { endOf, flagArgument, integerArgument, isAbsent, unknownOf } from '../arguments.ts';
import { contains } from '../operations/containment.ts';
import { equalValues, sameOrEqual } from '../operations/equality.ts';
import { getItem } from '../operations/items.ts';
import { allItems, iterate } from '../operations/iterate.ts';
import { deleteItem, forgetItems, setItem } from '../operations/set-items.ts';
import { concatenate, listCost, mostElements, moveCost, repeat } from '../operations/sequences.ts';
import { sorted } from '../operations/sorting.ts';
import { lengthOf } from '../operations/truth.ts';
import { MethodTable } from '../signature.ts';
import { unwrap } from '../wrapped.ts';
import type { Undetermined } from '../../domain/undetermined.ts';

const table = new MethodTable<ListValue>('list', (value): value is ListValue => value.kind === 'list');
export const listMethods = table.methods;

table.add('append', 'self!, object, /', (interpreter, list, [object]) => {
  interpreter.touch(list);
  if (list.items.length >= mostElements) list.summary ??= interpreter.unknown('the list is too long');
  else list.items.push(object!);
  return NONE;
});

export function extend(interpreter: Interpreter, list: ListValue, iterable: Value): void {
  const items = allItems(interpreter, iterable);
  interpreter.touch(list);
  if (!items || list.items.length + items.length > mostElements) {
    list.summary ??= items ? interpreter.unknown('the list is too long') : endOf(interpreter, iterable);
    return;
  }
  for (const item of items) list.items.push(item);
}
table.add('extend', 'self!, iterable, /', (interpreter, list, [iterable]) => {
  extend(interpreter, list, iterable!);
  return NONE;
});
table.add('__iadd__', 'self!, iterable, /', (interpreter, list, [iterable]) => {
  extend(interpreter, list, iterable!);
  return list;
});

table.add('__imul__', 'self!, count, /', (interpreter, list, [count]) => {
  const times = integerArgument(interpreter, count!);
  const repeated = times === undefined ? undefined : repeat(interpreter, list, times);
  interpreter.touch(list);
  if (repeated?.kind === 'list') list.items = repeated.items;
  else forgetItems(list, unknownOf(interpreter, count!));
  return list;
});

table.add('insert', 'self!, index, object, /', (interpreter, list, [index, object]) => {
  const position = integerArgument(interpreter, index!);
  interpreter.touch(list);
  if (position === undefined || list.summary) {
    // Where it goes is not known, only that it is in the list.
    forgetItems(list, list.summary ?? unknownOf(interpreter, index!));
    return NONE;
  }
  interpreter.spend(Math.ceil(list.items.length / 100));
  list.items.splice(clip(position, list.items.length), 0, object!);
  return NONE;
});

function clip(index: bigint, length: number): number {
  const position = Number(index < 0n ? index + BigInt(length) : index);
  return Math.min(Math.max(position, 0), length);
}

table.add('pop', 'self!, index=, /', (interpreter, list, [index]) => {
  const position = index === undefined ? -1n : integerArgument(interpreter, index);
  interpreter.touch(list);
  const open = list.summary ?? (position === undefined ? unknownOf(interpreter, index!) : undefined);
  if (open) {
    forgetItems(list, open);
    return interpreter.unknown(open.reason);
  }
  const { length } = list.items;
  if (length === 0) return interpreter.raise('IndexError', 'pop from empty list');
  const place = Number(position! < 0n ? position! + BigInt(length) : position!);
  if (place < 0 || place >= length) return interpreter.raise('IndexError', 'pop index out of range');
  interpreter.spend(moveCost(length - place));
  return list.items.splice(place, 1)[0]!;
});

/** Where the first equal item is; -1: nowhere, undefined: not decided. */
function find(
  interpreter: Interpreter,
  items: readonly Value[],
  sought: Value,
  from = 0,
  to = items.length,
): number | undefined {
  for (let index = from; index < to && index < items.length; index++) {
    interpreter.spend();
    const equal = sameOrEqual(interpreter, items[index]!, sought);
    if (equal === undefined) return undefined;
    if (equal) return index;
  }
  return -1;
}

table.add('remove', 'self!, value, /', (interpreter, list, [value]) => {
  const place = list.summary ? undefined : find(interpreter, list.items, value!);
  interpreter.touch(list);
  if (place === undefined)
    forgetItems(list, list.summary ?? interpreter.unknown('which element is removed is not decided'));
  else if (place < 0) return interpreter.raise('ValueError', 'list.remove(x): x not in list');
  else list.items.splice(place, 1);
  return NONE;
});
table.add('clear', 'self!', (interpreter, list) => {
  interpreter.touch(list);
  list.items = [];
  list.summary = undefined;
  return NONE;
});
table.add('copy', '', (interpreter, list) => {
  interpreter.spend(listCost(list.items.length));
  return new ListValue(list.items.slice(), list.summary);
});

export function indexIn(
  interpreter: Interpreter,
  items: readonly Value[],
  open: Undetermined | undefined,
  values: readonly (Value | undefined)[],
  typeName: string,
): Value {
  const [value, start, stop] = values;
  const first = isAbsent(start) ? 0n : integerArgument(interpreter, start!);
  const last = isAbsent(stop) ? BigInt(items.length) : integerArgument(interpreter, stop!);
  if (open || first === undefined || last === undefined)
    return interpreter.unknown('where the element is is not known');
  const place = find(interpreter, items, value!, clip(first, items.length), clip(last, items.length));
  if (place === undefined) return interpreter.unknown('where the element is is not decided');
  if (place >= 0) return new Int(BigInt(place));
  return interpreter.raise(
    'ValueError',
    typeName === 'tuple'
      ? 'tuple.index(x): x not in tuple'
      : `${interpreter.repr(value!) ?? 'the value'} is not in list`,
  );
}
table.add('index', 'value, start=, stop=, /', (interpreter, list, values) =>
  indexIn(interpreter, list.items, list.summary, values, 'list'),
);

export function countIn(
  interpreter: Interpreter,
  items: readonly Value[],
  open: Undetermined | undefined,
  value: Value,
): Value {
  let count = 0;
  for (const item of items) {
    interpreter.spend();
    const equal = sameOrEqual(interpreter, item, value);
    if (equal === undefined || open) return interpreter.unknown('how often the element is there is not known');
    if (equal) count += 1;
  }
  return open ? interpreter.unknown(open.reason) : new Int(BigInt(count));
}
table.add('count', 'value, /', (interpreter, list, [value]) => countIn(interpreter, list.items, list.summary, value!));

table.add('reverse', 'self!', (interpreter, list) => {
  interpreter.touch(list);
  interpreter.spend(listCost(list.items.length));
  list.items = list.items.slice().reverse();
  return NONE;
});
table.add('sort', 'self!, *, key=, reverse=', (interpreter, list, [key, reverse]) => {
  const backwards = flagArgument(interpreter, reverse);
  const items =
    backwards === undefined ? undefined : sorted(interpreter, list.items, isAbsent(key) ? undefined : key, backwards);
  interpreter.touch(list);
  if (items) list.items = items;
  else list.items = list.items.map(() => interpreter.unknown('the order of the elements is not decided'));
  return NONE;
});

// ---------------------------------------------------------------- operators, for subclasses

table.add('__len__', '', (interpreter, list) => lengthOf(interpreter, list)!);
table.add('__iter__', '', (interpreter, list) => iteratorOver(interpreter, list, 'list_iterator'));
table.add('__contains__', 'item, /', (interpreter, list, [item]) => {
  const answer = contains(interpreter, list, item!);
  return typeof answer === 'boolean' ? bool(answer) : interpreter.unknown('whether it is in the list is not decided');
});
table.add('__getitem__', 'index, /', (interpreter, list, [index]) => getItem(interpreter, list, index!)!);
table.add('__setitem__', 'self!, index, value, /', (interpreter, list, [index, value]) => {
  setItem(interpreter, list, index!, value!);
  return NONE;
});
table.add('__delitem__', 'self!, index, /', (interpreter, list, [index]) => {
  deleteItem(interpreter, list, index!);
  return NONE;
});
table.add(
  '__add__',
  'other, /',
  (interpreter, list, [other]) =>
    concatenate(interpreter, list, unwrap(other!)) ??
    interpreter.raise('TypeError', 'can only concatenate list to list'),
);
table.add('__mul__', 'count, /', (interpreter, list, [count]) => {
  const times = integerArgument(interpreter, count!);
  return (
    (times === undefined ? undefined : repeat(interpreter, list, times)) ??
    interpreter.unknown('the length of the list is not known')
  );
});
table.add('__eq__', 'other, /', (interpreter, list, [other]) => {
  const equal = equalValues(interpreter, list, other!);
  return equal === undefined ? interpreter.unknown('the comparison is not decided') : bool(equal);
});

/** An iterator over a list, which is open as soon as the list is. */
function overList(list: ListValue, typeName: string): IteratorValue {
  const made: IteratorValue = holding(new IteratorValue(walk(), typeName), { values: [list] });
  function* walk(): Generator<Value> {
    for (let index = 0; !list.summary && index < list.items.length; index++) yield list.items[index]!;
    made.summary ??= list.summary;
  }
  return made;
}

/** An iterator over a builtin container; open where not all of its items are known. */
export function iteratorOver(interpreter: Interpreter, container: Value, typeName: string): IteratorValue {
  const items = iterate(interpreter, container);
  if (items && container.kind === 'list') return overList(container, typeName);
  if (items) return new IteratorValue(items[Symbol.iterator](), typeName);
  return holding(new IteratorValue([][Symbol.iterator](), typeName, endOf(interpreter, container)), {
    values: [container],
  });
}
