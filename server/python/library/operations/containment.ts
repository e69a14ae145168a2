import type { Interpreter } from '../../domain/interpreter.ts';
import { SetValue, type DictValue, type IteratorValue, type RangeValue, type Value } from '../../domain/value.ts';
import { walkCost } from './sequences.ts';
import { unwrap } from '../wrapped.ts';
import { enumMembers } from './enum-members.ts';
import { sameOrEqual } from './equality.ts';
import { hashKey } from './hash.ts';
import { asInteger, modulo } from './integers.ts';
import { rangeLength } from './truth.ts';
import { isUndetermined } from '../../domain/undetermined.ts';

/** `item in container`; undefined where it is not decided. */
export function contains(
  interpreter: Interpreter,
  containerValue: Value,
  item: Value,
): boolean | undefined | 'not a container' {
  const container = unwrap(containerValue);
  switch (container.kind) {
    case 'str':
      return containsText(interpreter, container.value, item);
    case 'bytes': {
      const byte = asInteger(item);
      if (byte !== undefined) return container.value.includes(String.fromCharCode(Number(byte)));
      return item.kind === 'bytes' ? container.value.includes(item.value) : undefined;
    }
    case 'list':
      return containsItem(interpreter, container.items, item, container.summary === undefined);
    case 'tuple':
      return containsItem(interpreter, container.items, item, true);
    case 'dict':
    case 'set':
      return containsKey(interpreter, container, item);
    case 'range':
      return rangeContains(container, item);
    case 'iterator':
      return iteratorContains(interpreter, container, item);
    case 'class': {
      const members = enumMembers(container);
      return members ? containsItem(interpreter, members, item, true) : 'not a container';
    }
    case 'host':
      return hostContains(interpreter, container, item);
    case 'top':
    case 'symbol':
    case 'one-of':
      return container.integer ? 'not a container' : containedInEach(interpreter, container.alternatives, item);
    case 'instance':
      return container.cls.unknownBase ? undefined : 'not a container';
    default:
      return 'not a container';
  }
}

function containedInEach(
  interpreter: Interpreter,
  containers: readonly Value[] | undefined,
  item: Value,
): boolean | undefined {
  const answers = containers?.map((container) => contains(interpreter, container, item)) ?? [];
  const [first] = answers;
  return typeof first === 'boolean' && answers.every((answer) => answer === first) ? first : undefined;
}

function containsText(interpreter: Interpreter, text: string, item: Value): boolean | undefined {
  const part = unwrap(item);
  if (part.kind === 'str') return text.includes(part.value);
  if (isUndetermined(part)) return undefined;
  return interpreter.raise('TypeError', "'in <string>' requires string as left operand");
}

function containsItem(
  interpreter: Interpreter,
  items: readonly Value[],
  item: Value,
  complete: boolean,
): boolean | undefined {
  let sure = complete;
  for (const candidate of items) {
    interpreter.spend();
    const equal = sameOrEqual(interpreter, candidate, item);
    // What is in an open list is only what was seen: it need not be there on every way.
    if (equal) return complete ? true : undefined;
    if (equal === undefined) sure = false;
  }
  return sure ? false : undefined;
}

function containsKey(interpreter: Interpreter, container: DictValue | SetValue, item: Value): boolean | undefined {
  const key = setItemKey(interpreter, container, item);
  if (key === undefined) {
    if (container.entries.size === 0 && !container.summary) return false;
    return isUndetermined(item)
      ? containsItem(interpreter, keysOf(container), item, container.summary === undefined)
      : undefined;
  }
  if (container.entries.has(key)) return container.kind === 'set' && container.summary ? undefined : true;
  return container.summary ? undefined : false;
}

/** A set inside a set is looked for as if it were frozen. */
function setItemKey(interpreter: Interpreter, container: DictValue | SetValue, item: Value): string | undefined {
  if (container.kind === 'set' && item.kind === 'set' && !item.frozen && !item.summary) {
    interpreter.spend(walkCost(item.entries.size));
    return hashKey(interpreter, new SetValue(item.entries, true));
  }
  return interpreter.hashKey(item);
}

function keysOf(container: DictValue | SetValue): Value[] {
  return container.kind === 'set'
    ? [...container.entries.values()]
    : [...container.entries.values()].map(([key]) => key);
}

function rangeContains(range: RangeValue, item: Value): boolean | undefined {
  const value = unwrap(item);
  const integer =
    asInteger(value) ?? (value.kind === 'float' && Number.isInteger(value.value) ? BigInt(value.value) : undefined);
  if (integer === undefined) return isUndetermined(value) && rangeLength(range) > 0n ? undefined : false;
  if (rangeLength(range) === 0n) return false;
  const inside =
    range.step > 0n ? integer >= range.start && integer < range.stop : integer <= range.start && integer > range.stop;
  return inside && modulo(integer - range.start, range.step) === 0n;
}

function iteratorContains(interpreter: Interpreter, iterator: IteratorValue, item: Value): boolean | undefined {
  interpreter.touch(iterator);
  for (;;) {
    interpreter.spend();
    const candidate = iterator.next();
    if (!candidate) return iterator.summary ? undefined : false;
    const equal = sameOrEqual(interpreter, candidate, item);
    if (equal === undefined) {
      // How far Python would have read on is not known.
      iterator.summary ??= interpreter.unknown('how far the iterator was read is not known');
      return undefined;
    }
    if (equal) return true;
  }
}

function hostContains(
  interpreter: Interpreter,
  host: Extract<Value, { kind: 'host' }>,
  item: Value,
): boolean | undefined | 'not a container' {
  const answer = host.compare?.(interpreter, 'in', item, true);
  if (answer) return interpreter.truth(answer);
  const items = host.iterate?.(interpreter);
  if (!items) return undefined;
  return containsItem(interpreter, [...items], item, true);
}
