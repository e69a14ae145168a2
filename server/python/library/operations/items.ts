import type { Place } from '../../syntax/place.ts';
import type { Interpreter } from '../../domain/interpreter.ts';
import { endOfMade, perhapsIn } from '../../domain/points-to.ts';
import {
  Bytes,
  type ClassValue,
  type DictValue,
  Int,
  isChangeable,
  ListValue,
  RangeValue,
  type SliceValue,
  Str,
  TupleValue,
  type Value,
} from '../../domain/value.ts';
import { isTensorShape } from '../../domain/shape-kinds.ts';
import { charactersCost, charactersOf } from '../text/quote.ts';
import { MOST_ALTERNATIVES } from '../../domain/container-states.ts';
import { oneOf, unknownFrom } from '../unknowns.ts';
import { unwrap } from '../wrapped.ts';
import { enumMember } from './enum-members.ts';
import { raiseKeyError } from './raising.ts';
import { listCost } from './sequences.ts';
import { indexOf, resolveIndex, slicePositions, takeSlice } from './slices.ts';
import { rangeLength } from './truth.ts';
import { typeNameOf } from './type-name.ts';
import { itemOfUnknown } from './unknown-items.ts';
import { isUndetermined, type Undetermined } from '../../domain/undetermined.ts';

/** `container[index]` of builtin values. Undefined where Python has no such operation. */
export function getItem(
  interpreter: Interpreter,
  containerValue: Value,
  given: Value,
  site?: Place,
): Value | undefined {
  const container = unwrap(containerValue);
  const isSequence =
    container.kind === 'list' ||
    container.kind === 'tuple' ||
    container.kind === 'str' ||
    container.kind === 'bytes' ||
    container.kind === 'range';
  const index = isSequence ? resolveIndex(interpreter, given) : given;
  switch (container.kind) {
    case 'list':
      if (container.summary) return itemOfOpen(interpreter, container, index, container.summary);
      return sequenceItem(interpreter, containerValue, container.items, index, (items) => new ListValue(items));
    case 'tuple':
      return sequenceItem(
        interpreter,
        containerValue,
        container.items,
        index,
        (items) => new TupleValue(items, isTensorShape(container) ? container.namedBy : undefined),
      );
    case 'str':
      return textItem(interpreter, container, index);
    case 'bytes':
      return bytesItem(interpreter, container, index);
    case 'range':
      return rangeItem(interpreter, container, index);
    case 'dict':
      return dictItem(interpreter, container, index, containerValue);
    case 'host':
      return container.getItem?.(interpreter, index, site);
    case 'top':
    case 'symbol':
    case 'one-of':
      return itemOfUnknown(interpreter, container, index);
    case 'class':
      return classItem(interpreter, container, index);
    default:
      return undefined;
  }
}

function itemOfOpen(interpreter: Interpreter, list: ListValue, index: Value, cause: Undetermined): Value {
  const name = interpreter.nameOf(list);
  if (index.kind === 'slice') return new ListValue([], cause);
  const position = indexOf(interpreter, index);
  return amongThem(
    unknownFrom(cause, name !== undefined && position !== undefined ? `${name}[${position}]` : undefined),
    [...list.items, ...(cause.alternatives ?? []), ...cause.pointsTo],
  );
}

function sequenceItem(
  interpreter: Interpreter,
  container: Value,
  items: readonly Value[],
  index: Value,
  make: (items: Value[]) => Value,
): Value {
  if (index.kind === 'slice') {
    const positions = slicePositions(interpreter, index, items.length);
    if (!positions) return unknownSlice(interpreter, index, container);
    interpreter.spend(listCost(positions.count));
    return make(takeSlice(items, positions));
  }
  const key = unwrap(index);
  if (isUndetermined(key)) return oneOfItems(interpreter, items, key);
  const position = indexOf(interpreter, index);
  const typeName = unwrap(container).kind;
  if (position === undefined)
    return interpreter.raise(
      'TypeError',
      `${typeName} indices must be integers or slices, not ${typeNameOf(interpreter, index)}`,
    );
  const item = items[normalPosition(position, items.length)];
  return item ?? interpreter.raise('IndexError', `${typeName} index out of range`);
}

/** -1 where the index is out of range. */
export function normalPosition(index: bigint, length: number): number {
  const position = Number(index < 0n ? index + BigInt(length) : index);
  return position >= 0 && position < length ? position : -1;
}

function oneOfItems(interpreter: Interpreter, items: readonly Value[], index: Undetermined): Value {
  const isKnown = items.length > 0 && items.length <= 64 && (index.integer || items.length <= MOST_ALTERNATIVES);
  return amongThem(isKnown ? oneOf(items, index) : interpreter.unknown(index.reason), items);
}

/** The item, which remembers what it may be: a change of it changes one of them. */
function amongThem(item: Value, all: readonly Value[]): Value {
  if (isUndetermined(item))
    item.pointsTo = [
      ...new Set(all.flatMap((one) => (isUndetermined(one) ? [...(one.alternatives ?? []), ...one.pointsTo] : [one]))),
    ].filter(isChangeable);
  return item;
}

function unknownSlice(interpreter: Interpreter, slice: SliceValue, container: Value): Value {
  const cause = [slice.lower, slice.upper, slice.step].find((value) => isUndetermined(value)) as
    | Undetermined
    | undefined;
  const reason = cause ?? interpreter.unknown('the bounds of the slice are not known');
  return unwrap(container).kind === 'list' ? new ListValue([], endOfMade(reason)) : interpreter.unknown(reason.reason);
}

function textItem(interpreter: Interpreter, text: Str, index: Value): Value {
  interpreter.spend(charactersCost(text.value));
  const characters = charactersOf(text.value);
  if (index.kind === 'slice') {
    const positions = slicePositions(interpreter, index, characters.length);
    if (!positions) return unknownSlice(interpreter, index, text);
    if (positions.step === 1 && typeof characters === 'string')
      return new Str(characters.slice(positions.start, positions.start + positions.count));
    return new Str(takeSlice<string>(characters, positions).join(''));
  }
  const key = unwrap(index);
  if (isUndetermined(key)) return interpreter.unknown(key.reason);
  const position = indexOf(interpreter, index);
  if (position === undefined)
    return interpreter.raise('TypeError', `string indices must be integers, not '${typeNameOf(interpreter, index)}'`);
  const character = characters[normalPosition(position, characters.length)];
  return character === undefined ? interpreter.raise('IndexError', 'string index out of range') : new Str(character);
}

function bytesItem(interpreter: Interpreter, bytes: Bytes, index: Value): Value {
  if (index.kind === 'slice') {
    const positions = slicePositions(interpreter, index, bytes.value.length);
    return positions
      ? new Bytes(takeSlice<string>(bytes.value, positions).join(''))
      : unknownSlice(interpreter, index, bytes);
  }
  const position = indexOf(interpreter, index);
  if (position === undefined)
    return isUndetermined(index)
      ? interpreter.unknown(index.reason)
      : interpreter.raise('TypeError', 'byte indices must be integers or slices');
  const place = normalPosition(position, bytes.value.length);
  return place < 0
    ? interpreter.raise('IndexError', 'index out of range')
    : new Int(BigInt(bytes.value.charCodeAt(place)));
}

function rangeItem(interpreter: Interpreter, range: RangeValue, index: Value): Value {
  const length = rangeLength(range);
  if (index.kind === 'slice') {
    const positions = length <= 2n ** 52n ? slicePositions(interpreter, index, Number(length)) : undefined;
    if (!positions) return unknownSlice(interpreter, index, range);
    const at = (position: number) => range.start + BigInt(position) * range.step;
    return new RangeValue(at(positions.start), at(positions.stop), range.step * BigInt(positions.step));
  }
  const key = unwrap(index);
  if (isUndetermined(key)) return unknownFrom(key, undefined, true);
  const position = indexOf(interpreter, index);
  if (position === undefined)
    return interpreter.raise(
      'TypeError',
      `range indices must be integers or slices, not ${typeNameOf(interpreter, index)}`,
    );
  const place = position < 0n ? position + length : position;
  if (place < 0n || place >= length) return interpreter.raise('IndexError', 'range object index out of range');
  return new Int(range.start + place * range.step);
}

function dictItem(interpreter: Interpreter, dict: DictValue, index: Value, container: Value): Value {
  const key = interpreter.hashKey(index);
  if (key === undefined) return itemOfUnknownKey(interpreter, dict, index);
  const entry = dict.entries.get(key);
  if (entry) return entry[1];
  if (dict.summary) return unknownEntry(interpreter, dict, dict.summary, index, container);
  if (container.kind === 'instance') {
    const missing = interpreter.findAttribute(container, '__missing__');
    if (missing) return interpreter.call(missing, [index]);
  }
  if (dict.typeName === 'Counter') return new Int(0n);
  if (dict.typeName === 'defaultdict' && dict.defaultFactory && dict.defaultFactory.kind !== 'none') {
    const value = interpreter.call(dict.defaultFactory);
    interpreter.touch(dict);
    dict.entries.set(key, [index, value]);
    return value;
  }
  return raiseKeyError(interpreter, index);
}

function itemOfUnknownKey(interpreter: Interpreter, dict: DictValue, index: Value): Value {
  const cause = isUndetermined(index) ? index : interpreter.unknown('the key is not known');
  const values = [...dict.entries.values()].map(([, value]) => value);
  // Asking a defaultdict for a key adds it.
  if (dict.defaultFactory && dict.typeName === 'defaultdict' && !dict.summary) {
    interpreter.touch(dict);
    dict.summary = cause;
  }
  if (dict.summary || dict.typeName !== 'dict' || values.length === 0)
    return perhapsIn(interpreter.unknown(cause.reason), dict);
  return amongThem(oneOf(values, cause), values);
}

function unknownEntry(
  interpreter: Interpreter,
  dict: DictValue,
  cause: Undetermined,
  index: Value,
  container: Value,
): Value {
  const name = interpreter.nameOf(container) ?? interpreter.nameOf(dict);
  const key = name === undefined ? undefined : interpreter.repr(index);
  return perhapsIn(unknownFrom(cause, key === undefined ? undefined : `${name}[${key}]`), dict);
}

/** `Color['RED']`; `list[int]` and other subscripted classes are taken for the class. */
function classItem(interpreter: Interpreter, cls: ClassValue, index: Value): Value {
  if (cls.attributes.has('_member_map_')) {
    if (isUndetermined(index)) return interpreter.unknown(index.reason);
    const member = index.kind === 'str' ? enumMember(cls, index.value) : undefined;
    return member ?? raiseKeyError(interpreter, index);
  }
  const method = cls.lookup('__class_getitem__');
  return method ? interpreter.call(method.kind === 'classmethod' ? method.method : method, [cls, index]) : cls;
}
