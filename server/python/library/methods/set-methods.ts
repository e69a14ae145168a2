import type { Interpreter } from '../../domain/interpreter.ts';
import { NONE, SetValue, bool, type Value } from '../../domain/value.ts';
import { endOf, unknownOf } from '../arguments.ts';
import { compareOperation } from '../operations/compare.ts';
import { contains } from '../operations/containment.ts';
import { equalValues } from '../operations/equality.ts';
import { allItems } from '../operations/iterate.ts';
import { raiseKeyError } from '../operations/raising.ts';
import { likelyOrder } from '../operations/set-order.ts';
import { listCost } from '../operations/sequences.ts';
import { setOperation } from '../operations/sets.ts';
import { lengthOf } from '../operations/truth.ts';
import { MethodTable } from '../signature.ts';
import { unwrap } from '../wrapped.ts';
import { iteratorOver } from './list-methods.ts';

const table = new MethodTable<SetValue>('set', (value): value is SetValue => value.kind === 'set');
export const setMethods = table.methods;

/** A set of the items of an iterable; open where they are not all known. */
export function setOf(interpreter: Interpreter, iterable: Value, frozen = false): SetValue {
  const known = unwrap(iterable);
  const set = new SetValue(undefined, frozen);
  if (known.kind === 'set') {
    interpreter.spend(listCost(known.entries.size));
    for (const [key, item] of orderedEntries(known)) set.entries.set(key, item);
    set.summary = known.summary;
    return set;
  }
  const items =
    allItems(interpreter, iterable) ??
    (known.kind === 'dict' ? [...known.entries.values()].map(([key]) => key) : undefined);
  addAll(interpreter, set, items ?? []);
  if (!items || (known.kind === 'dict' && known.summary)) set.summary ??= endOf(interpreter, iterable);
  return set;
}

function orderedEntries(set: SetValue): readonly (readonly [string, Value])[] {
  const keys = new Map<Value, string>();
  for (const [key, value] of set.entries) keys.set(value, key);
  return likelyOrder(set).map((value) => [keys.get(value)!, value] as const);
}

function addAll(interpreter: Interpreter, set: SetValue, items: Iterable<Value>): void {
  for (const item of items) {
    interpreter.spend();
    const key = interpreter.hashKey(item);
    if (key === undefined) set.summary ??= unknownOf(interpreter, item);
    else if (!set.entries.has(key)) set.entries.set(key, item);
  }
}

function mutable(interpreter: Interpreter, set: SetValue, name: string): void {
  if (set.frozen) interpreter.raise('AttributeError', `'frozenset' object has no attribute '${name}'`);
  interpreter.touch(set);
}

table.add('add', 'self!, elem, /', (interpreter, set, [elem]) => {
  mutable(interpreter, set, 'add');
  addAll(interpreter, set, [elem!]);
  return NONE;
});
table.add('update', 'self!, *others', (interpreter, set, _, { rest }) => {
  const others = rest.map((other) => setOf(interpreter, other));
  mutable(interpreter, set, 'update');
  for (const other of others) {
    interpreter.spend(listCost(other.entries.size));
    for (const [key, item] of other.entries) if (!set.entries.has(key)) set.entries.set(key, item);
    set.summary ??= other.summary;
  }
  return NONE;
});

function remove(interpreter: Interpreter, set: SetValue, elem: Value): boolean {
  if (elem.kind === 'set') interpreter.spend(listCost(elem.entries.size));
  const key = elem.kind === 'set' ? interpreter.hashKey(new SetValue(elem.entries, true)) : interpreter.hashKey(elem);
  if (key === undefined) {
    set.entries = new Map();
    set.summary = unknownOf(interpreter, elem);
    return true;
  }
  return set.entries.delete(key) || set.summary !== undefined;
}
table.add('remove', 'self!, elem, /', (interpreter, set, [elem]) => {
  mutable(interpreter, set, 'remove');
  return remove(interpreter, set, elem!) ? NONE : raiseKeyError(interpreter, elem!);
});
table.add('discard', 'self!, elem, /', (interpreter, set, [elem]) => {
  mutable(interpreter, set, 'discard');
  remove(interpreter, set, elem!);
  return NONE;
});
table.add('pop', 'self!', (interpreter, set) => {
  mutable(interpreter, set, 'pop');
  if (set.summary) {
    set.entries = new Map();
    return interpreter.unknown(set.summary.reason);
  }
  interpreter.spend(listCost(set.entries.size));
  const [first] = orderedEntries(set);
  if (!first) return interpreter.raise('KeyError', 'pop from an empty set');
  set.entries.delete(first[0]);
  return first[1];
});
table.add('clear', 'self!', (interpreter, set) => {
  mutable(interpreter, set, 'clear');
  set.entries = new Map();
  set.summary = undefined;
  return NONE;
});
table.add('copy', '', (interpreter, set) => (set.frozen ? set : setOf(interpreter, set)));

const operators = { union: '|', intersection: '&', difference: '-', symmetric_difference: '^' } as const;
for (const [name, operator] of Object.entries(operators)) {
  table.add(name, '*others', (interpreter, set, _, { rest }) => {
    if (rest.length === 0) return set.frozen ? set : setOf(interpreter, set);
    return rest.reduce<SetValue>(
      (result, other) => setOperation(interpreter, operator, result, setOf(interpreter, other)) ?? result,
      set,
    );
  });
}
for (const [name, operator] of [
  ['intersection_update', '&'],
  ['difference_update', '-'],
  ['symmetric_difference_update', '^'],
] as const) {
  table.add(name, 'self!, *others', (interpreter, set, _, { rest }) => {
    for (const other of rest)
      assign(interpreter, set, setOperation(interpreter, operator, set, setOf(interpreter, other))!, name);
    return NONE;
  });
}
for (const [name, operator] of [
  ['__ior__', '|'],
  ['__iand__', '&'],
  ['__isub__', '-'],
  ['__ixor__', '^'],
] as const) {
  table.add(name, 'self!, other, /', (interpreter, set, [other]) => {
    const right = unwrap(other!);
    if (set.frozen || right.kind !== 'set') return interpreter.binary(operator, set, other!);
    assign(interpreter, set, setOperation(interpreter, operator, set, right)!, name);
    return set;
  });
}

function assign(interpreter: Interpreter, set: SetValue, result: SetValue, name: string): void {
  mutable(interpreter, set, name);
  set.entries = result.entries;
  set.summary = result.summary;
}

for (const [name, operator] of [
  ['issubset', '<='],
  ['issuperset', '>='],
] as const) {
  table.add(
    name,
    'other, /',
    (interpreter, set, [other]) => compareOperation(interpreter, operator, set, setOf(interpreter, other!))!,
  );
}
table.add('isdisjoint', 'other, /', (interpreter, set, [other]) => {
  const common = setOperation(interpreter, '&', set, setOf(interpreter, other!))!;
  if (common.entries.size > 0) return bool(false);
  return common.summary ? interpreter.unknown(common.summary.reason) : bool(true);
});

// ---------------------------------------------------------------- operators, for subclasses

table.add('__len__', '', (interpreter, set) => lengthOf(interpreter, set)!);
table.add('__iter__', '', (interpreter, set) => iteratorOver(interpreter, set, 'set_iterator'));
table.add('__contains__', 'item, /', (interpreter, set, [item]) => {
  const answer = contains(interpreter, set, item!);
  return typeof answer === 'boolean' ? bool(answer) : interpreter.unknown('whether it is in the set is not decided');
});
table.add('__eq__', 'other, /', (interpreter, set, [other]) => {
  const equal = equalValues(interpreter, set, other!);
  return equal === undefined ? interpreter.unknown('the comparison is not decided') : bool(equal);
});
