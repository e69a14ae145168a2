/** `+` and `*` of strings, bytes, lists and tuples, within bounds of size. */
import type { Interpreter } from '../../domain/interpreter.ts';
import { Bytes, ListValue, Str, TupleValue, type Value } from '../../domain/value.ts';
import { isTensorShape } from '../../domain/shape-kinds.ts';
import { textOf } from '../../domain/unsure-text.ts';
import { longestText } from '../text/repr.ts';
import type { Undetermined } from '../../domain/undetermined.ts';

export const mostElements = 1_000_000;

/** Steps for so many references put in a row: what the steps of a program can hold stays within a gigabyte. */
export const listCost = (elements: number): number => Math.ceil(elements / 20);

/** Steps for going once through so many values that are there already. */
export const walkCost = (values: number): number => Math.ceil(values / 100);

/** Steps for moving so many references up or down in a row. */
export const moveCost = (elements: number): number => Math.floor(elements / 1000);

export function concatenate(interpreter: Interpreter, left: Value, right: Value): Value | undefined {
  if (left.kind === 'str' && right.kind === 'str') {
    const length = left.value.length + right.value.length;
    if (length > longestText) return interpreter.unknown('the text is too long');
    return textOf(left.value + right.value, [left, right]);
  }
  if (left.kind === 'bytes' && right.kind === 'bytes') {
    if (left.value.length + right.value.length > longestText) return interpreter.unknown('the text is too long');
    return new Bytes(left.value + right.value);
  }
  const shape = [left, right].find(isTensorShape);
  if (shape && (left.kind === 'tuple' || left.kind === 'list') && (right.kind === 'tuple' || right.kind === 'list'))
    return new TupleValue([...left.items, ...right.items], (shape as TupleValue).namedBy);
  if (left.kind === 'list' && right.kind === 'list') {
    const length = left.items.length + right.items.length;
    if (length > mostElements) return interpreter.unknown('the list is too long');
    interpreter.spend(listCost(length));
    return new ListValue([...left.items, ...right.items], left.summary ?? right.summary);
  }
  if (left.kind === 'tuple' && right.kind === 'tuple') {
    const length = left.items.length + right.items.length;
    if (length > mostElements) return interpreter.unknown('the tuple is too long');
    interpreter.spend(listCost(length));
    return new TupleValue([...left.items, ...right.items]);
  }
  return undefined;
}

/** `sequence * count`; a count below 0 gives an empty one. */
export function repeat(interpreter: Interpreter, sequence: Value, count: bigint): Value | undefined {
  const times = count < 0n ? 0 : Number(count);
  switch (sequence.kind) {
    case 'str':
    case 'bytes':
      if (sequence.value.length * times > longestText) return interpreter.unknown('the text is too long');
      return sequence.kind === 'str' ? new Str(sequence.value.repeat(times)) : new Bytes(sequence.value.repeat(times));
    case 'list':
    case 'tuple': {
      if (sequence.items.length * times > mostElements) return interpreter.unknown('the sequence is too long');
      interpreter.spend(listCost(sequence.items.length * times));
      const items: Value[] = [];
      if (sequence.items.length > 0) for (let round = 0; round < times; round++) items.push(...sequence.items);
      return sequence.kind === 'tuple'
        ? new TupleValue(items)
        : new ListValue(items, times > 0 ? sequence.summary : undefined);
    }
    default:
      return undefined;
  }
}

/** A sequence repeated an unknown number of times: a list that may hold more, or an unknown. */
export function repeatUnknown(interpreter: Interpreter, sequence: Value, cause: Undetermined): Value | undefined {
  if (sequence.kind === 'list')
    return sequence.items.length === 0 && !sequence.summary ? new ListValue([]) : new ListValue([], cause);
  if (sequence.kind === 'tuple' || sequence.kind === 'str' || sequence.kind === 'bytes')
    return interpreter.unknown(cause.reason);
  return undefined;
}

export function isSequence(value: Value): boolean {
  return value.kind === 'str' || value.kind === 'bytes' || value.kind === 'list' || value.kind === 'tuple';
}
