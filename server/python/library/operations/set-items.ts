/** `container[index] = value` and `del container[index]`. */
import type { Interpreter } from '../../domain/interpreter.ts';
import { endOfMade, perhaps } from '../../domain/points-to.ts';
import { type DictValue, type ListValue, OTHER_ATTRIBUTES, type SliceValue, type Value } from '../../domain/value.ts';
import { changeInPlace, either } from '../unknowns.ts';
import { unwrap } from '../wrapped.ts';
import { normalPosition } from './items.ts';
import { allItems } from './iterate.ts';
import { raiseKeyError } from './raising.ts';
import { listCost, mostElements, moveCost } from './sequences.ts';
import { indexOf, resolveIndex, slicePositions } from './slices.ts';
import { typeNameOf } from './type-name.ts';
import { isUndetermined, undetermined, type Undetermined } from '../../domain/undetermined.ts';

/** False where the value has no item assignment. Unknown positions make what they may have changed unknown. */
export function setItem(interpreter: Interpreter, containerValue: Value, index: Value, value: Value): boolean {
  const container = unwrap(containerValue);
  switch (container.kind) {
    case 'list':
      if (index.kind === 'slice') setSlice(interpreter, container, index, value);
      else setListItem(interpreter, container, index, value);
      return true;
    case 'dict':
      setEntry(interpreter, container, index, value);
      return true;
    case 'host':
      return container.setItem?.(interpreter, index, value) ?? false;
    case 'top':
    case 'symbol':
    case 'one-of':
      changeInPlace(interpreter, container);
      return !container.integer;
    default:
      return false;
  }
}

export function setEntry(interpreter: Interpreter, dict: DictValue, index: Value, value: Value): void {
  const key = interpreter.hashKey(index);
  interpreter.touch(dict);
  if (key !== undefined) {
    if (!dict.entries.has(key) && dict.entries.size >= mostElements) interpreter.spend(1000);
    dict.entries.set(key, [dict.entries.get(key)?.[0] ?? index, value]);
    writeAttributes(interpreter, dict);
    return;
  }
  const cause = isUndetermined(index) ? index : interpreter.unknown('the key is not known');
  for (const [known, [name, before]] of dict.entries)
    if (mayBeKey(cause, name)) dict.entries.set(known, [name, either(before, value, cause)]);
  dict.summary = perhaps(interpreter.unknown(cause.reason, cause.name), [value, dict.summary]);
  writeAttributes(interpreter, dict);
}

/** What is set in an object's `__dict__` is set in the object. */
export function writeAttributes(interpreter: Interpreter, dict: DictValue): void {
  const object = dict.attributesOf;
  if (!object) return;
  interpreter.touch(object);
  for (const [key, value] of dict.entries.values()) {
    if (key.kind !== 'str' || object.attributes.get(key.value) === value) continue;
    object.attributes.set(key.value, value);
    object.host?.assigned?.(interpreter, value);
  }
  if (dict.summary) object.attributes.set(OTHER_ATTRIBUTES, dict.summary);
}

function mayBeKey(unknown: Undetermined, key: Value): boolean {
  return (
    !unknown.integer || key.kind === 'int' || key.kind === 'bool' || key.kind === 'float' || key.kind === 'instance'
  );
}

function setListItem(interpreter: Interpreter, list: ListValue, given: Value, value: Value): void {
  interpreter.touch(list);
  const index = resolveIndex(interpreter, given);
  const key = unwrap(index);
  const position = indexOf(interpreter, index);
  const cause = list.summary ?? (isUndetermined(key) ? key : undefined);
  if (cause) {
    interpreter.spend(list.items.length);
    list.items = list.items.map((item) => either(item, value, cause));
    return;
  }
  if (position === undefined)
    interpreter.raise('TypeError', `list indices must be integers or slices, not ${typeNameOf(interpreter, index)}`);
  const place = normalPosition(position, list.items.length);
  if (place < 0) interpreter.raise('IndexError', 'list assignment index out of range');
  list.items[place] = value;
}

function setSlice(interpreter: Interpreter, list: ListValue, slice: SliceValue, value: Value): void {
  const items = allItems(interpreter, value);
  interpreter.touch(list);
  const positions = list.summary ? undefined : slicePositions(interpreter, slice, list.items.length);
  if (!positions || !items) {
    forgetItems(list, list.summary ?? unknownCause(interpreter, value));
    return;
  }
  interpreter.spend(items.length);
  if (positions.step === 1) {
    interpreter.spend(listCost(list.items.length));
    const end = Math.max(positions.start, positions.stop);
    list.items = [...list.items.slice(0, positions.start), ...items, ...list.items.slice(end)];
    return;
  }
  if (items.length !== positions.count) {
    interpreter.raise(
      'ValueError',
      `attempt to assign sequence of size ${items.length} to extended slice of size ${positions.count}`,
    );
  }
  for (const [count, item] of items.entries()) list.items[positions.start + count * positions.step] = item;
}

function unknownCause(interpreter: Interpreter, value: Value): Undetermined {
  return isUndetermined(value) ? value : interpreter.unknown('the elements are not known');
}

/** Nothing is sure about the elements any more. */
export function forgetItems(list: ListValue, cause: Undetermined): void {
  const open =
    cause === list.summary && list.items.length === 0
      ? cause
      : perhaps(undetermined(cause.reason, { name: cause.name }), [cause, ...list.items, list.summary]);
  list.items = [];
  list.summary = open;
}

/** `del container[index]`. False where the value has no item deletion. */
export function deleteItem(interpreter: Interpreter, containerValue: Value, index: Value): boolean {
  const container = unwrap(containerValue);
  switch (container.kind) {
    case 'list':
      deleteListItem(interpreter, container, index);
      return true;
    case 'dict':
      deleteEntry(interpreter, container, index);
      return true;
    case 'host':
    case 'top':
    case 'symbol':
    case 'one-of':
      return true;
    default:
      return false;
  }
}

function deleteEntry(interpreter: Interpreter, dict: DictValue, index: Value): void {
  const key = interpreter.hashKey(index);
  interpreter.touch(dict);
  if (key === undefined) {
    dict.summary = isUndetermined(index) ? endOfMade(index) : interpreter.unknown('the key is not known');
    dict.entries = new Map();
  } else if (!dict.entries.delete(key) && !dict.summary && dict.typeName !== 'Counter')
    raiseKeyError(interpreter, index);
}

function deleteListItem(interpreter: Interpreter, list: ListValue, index: Value): void {
  interpreter.touch(list);
  const key = unwrap(index);
  if (list.summary || isUndetermined(key)) {
    forgetItems(list, list.summary ?? (key as Undetermined));
    return;
  }
  if (index.kind === 'slice') {
    const positions = slicePositions(interpreter, index, list.items.length);
    if (!positions) {
      forgetItems(list, interpreter.unknown('the bounds of the slice are not known'));
      return;
    }
    interpreter.spend(listCost(list.items.length));
    const removed = new Set<number>();
    for (let count = 0; count < positions.count; count++) removed.add(positions.start + count * positions.step);
    list.items = list.items.filter((_, position) => !removed.has(position));
    return;
  }
  const position = indexOf(interpreter, index);
  if (position === undefined)
    interpreter.raise('TypeError', `list indices must be integers or slices, not ${typeNameOf(interpreter, index)}`);
  const place = normalPosition(position, list.items.length);
  if (place < 0) interpreter.raise('IndexError', 'list assignment index out of range');
  interpreter.spend(moveCost(list.items.length - place));
  list.items.splice(place, 1);
}
