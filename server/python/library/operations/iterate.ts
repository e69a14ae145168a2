import type { Interpreter } from '../../domain/interpreter.ts';
import {
  Int,
  Str,
  type DictValue,
  type IteratorValue,
  type ListValue,
  type RangeValue,
  type SetValue,
  type Value,
} from '../../domain/value.ts';
import { charactersOf } from '../text/quote.ts';
import { unwrap } from '../wrapped.ts';
import { enumMembers } from './enum-members.ts';
import { likelyOrder } from './set-order.ts';
import { listCost, walkCost } from './sequences.ts';

/** Whether Python can iterate over a builtin value at all. */
export function isIterable(value: Value): boolean {
  switch (value.kind) {
    case 'str':
    case 'bytes':
    case 'list':
    case 'tuple':
    case 'dict':
    case 'set':
    case 'range':
    case 'iterator':
    case 'top':
    case 'symbol':
    case 'one-of':
      return true;
    case 'host':
      return value.iterate !== undefined || value.length !== undefined || value.getItem !== undefined;
    case 'class':
      return enumMembers(value) !== undefined;
    case 'instance': {
      const inner = unwrap(value);
      return inner === value ? value.cls.unknownBase !== undefined : isIterable(inner);
    }
    default:
      return false;
  }
}

/**
 * The items of a builtin value, live: a list that grows meanwhile gives its new items too. Undefined where they are not
 * all known,
 * and for values that cannot be iterated (`isIterable`).
 */
export function iterate(interpreter: Interpreter, value: Value): Iterable<Value> | undefined {
  switch (value.kind) {
    case 'list':
      return value.summary ? undefined : listItems(value);
    case 'tuple':
      return value.items;
    case 'str':
      return characters(value.value);
    case 'bytes':
      return byteValues(value.value);
    case 'dict':
      return value.summary ? undefined : dictKeys(interpreter, value);
    case 'set':
      return value.summary ? undefined : setItems(interpreter, value);
    case 'range':
      return rangeItems(value);
    case 'iterator':
      return value.summary ? undefined : iteratorItems(value);
    case 'host':
      return value.iterate?.(interpreter);
    case 'class':
      return enumMembers(value);
    case 'instance': {
      const inner = unwrap(value);
      return inner === value ? undefined : iterate(interpreter, inner);
    }
    case 'top':
    case 'symbol':
    case 'one-of':
      return undefined;
    default:
      return undefined;
  }
}

function* listItems(list: ListValue): Generator<Value> {
  for (let index = 0; index < list.items.length; index++) yield list.items[index]!;
}

function* characters(text: string): Generator<Value> {
  for (const character of charactersOf(text)) yield new Str(character);
}

function* byteValues(text: string): Generator<Value> {
  for (let index = 0; index < text.length; index++) yield new Int(BigInt(text.charCodeAt(index)));
}

function* dictKeys(interpreter: Interpreter, dict: DictValue): Generator<Value> {
  const { size } = dict.entries;
  interpreter.spend(walkCost(size));
  for (const [key] of [...dict.entries.values()]) {
    if (dict.entries.size !== size) interpreter.raise('RuntimeError', 'dictionary changed size during iteration');
    yield key;
  }
  if (dict.entries.size !== size) interpreter.raise('RuntimeError', 'dictionary changed size during iteration');
}

function* setItems(interpreter: Interpreter, set: SetValue): Generator<Value> {
  const { size } = set.entries;
  interpreter.spend(listCost(size));
  for (const item of likelyOrder(set)) {
    if (set.entries.size !== size) interpreter.raise('RuntimeError', 'Set changed size during iteration');
    yield item;
  }
}

function* rangeItems(range: RangeValue): Generator<Value> {
  const { stop, step } = range;
  for (let value = range.start; step > 0n ? value < stop : value > stop; value += step) yield new Int(value);
}

function* iteratorItems(iterator: IteratorValue): Generator<Value> {
  for (;;) {
    const item = iterator.next();
    if (!item) return;
    yield item;
  }
}

/** All items in an array; undefined where they are not all known. */
export function allItems(interpreter: Interpreter, value: Value): Value[] | undefined {
  const known = unwrap(value);
  if ((known.kind === 'list' && !known.summary) || known.kind === 'tuple') {
    interpreter.spend(listCost(known.items.length));
    return known.items.slice();
  }
  const items = interpreter.iterate(value);
  if (!items) return undefined;
  const result: Value[] = [];
  for (const item of items) {
    interpreter.spend();
    result.push(item);
  }
  // An iterator may turn out not to be known while it runs.
  return known.kind === 'iterator' && known.summary ? undefined : result;
}
