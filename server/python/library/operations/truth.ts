import { isUnsure } from '../../domain/unsure-text.ts';
import type { Interpreter } from '../../domain/interpreter.ts';
import { Int, type Value } from '../../domain/value.ts';
import { memoized, oneOf, unknownFrom, unknownLength } from '../unknowns.ts';
import { charactersCost } from '../text/quote.ts';
import { unwrap } from '../wrapped.ts';
import { enumMembers } from './enum-members.ts';
import type { Mutable } from '../../domain/journal.ts';
import { words } from '../../../words/message.ts';
import type { Undetermined } from '../../domain/undetermined.ts';

/** `bool(value)` of a builtin value; undefined where it is not decided. */
export function truthOf(interpreter: Interpreter, value: Value): boolean | undefined {
  switch (value.kind) {
    case 'none':
      return false;
    case 'bool':
      return value.value;
    case 'int':
      return value.value !== 0n;
    case 'float':
      return value.value !== 0;
    case 'complex':
      return value.real !== 0 || value.imaginary !== 0;
    case 'str':
    case 'bytes':
      return value.value !== '';
    case 'list':
      return value.summary ? undefined : value.items.length > 0;
    case 'tuple':
      return value.items.length > 0;
    case 'dict':
    case 'set':
      return value.summary ? undefined : value.entries.size > 0;
    case 'range':
      return rangeLength(value) > 0n;
    case 'host':
      return value.truth ? value.truth(interpreter) : lengthTruth(value.length?.(interpreter));
    case 'top':
    case 'symbol':
    case 'one-of':
      return truthOfUnknown(interpreter, value);
    case 'instance': {
      const inner = unwrap(value);
      if (inner !== value) return truthOf(interpreter, inner);
      return value.cls.unknownBase ? undefined : true;
    }
    default:
      return true;
  }
}

function lengthTruth(length: Value | undefined): boolean | undefined {
  if (!length) return true;
  return length.kind === 'int' ? length.value !== 0n : undefined;
}

function truthOfUnknown(interpreter: Interpreter, value: Undetermined): boolean | undefined {
  if (value.surely !== undefined) return value.surely;
  if (value.alternatives) {
    // Which of them it is decides whether it can be asked.
    if (value.alternatives.some((one) => one.kind === 'host' && one.isSymbolic?.() === true)) return undefined;
    const truths = value.alternatives.map((alternative) => interpreter.truth(alternative));
    return truths.every((truth) => truth === truths[0]) ? truths[0] : undefined;
  }
  if (!value.integer || !value.size) return undefined;
  const { lowerBound, upperBound, constant } = value.size;
  if (constant !== undefined) return constant !== 0n;
  return (lowerBound !== undefined && lowerBound > 0n) || (upperBound !== undefined && upperBound < 0n)
    ? true
    : undefined;
}

export function rangeLength(range: { readonly start: bigint; readonly stop: bigint; readonly step: bigint }): bigint {
  const { start, stop, step } = range;
  const count = step > 0n ? (stop - start + step - 1n) / step : (start - stop - step - 1n) / -step;
  return (step > 0n ? start < stop : start > stop) ? count : 0n;
}

/** `len(value)` of a builtin value: an Int, or undetermined. Undefined for what has no length. */
export function lengthOf(interpreter: Interpreter, value: Value): Value | undefined {
  switch (value.kind) {
    case 'str':
      interpreter.spend(charactersCost(value.value));
      if (isUnsure(value)) return interpreter.unknown('how long the name is depends on the machine');
      return new Int(BigInt(countCharacters(value.value)));
    case 'bytes':
      return new Int(BigInt(value.value.length));
    case 'list':
      return value.summary ? openLength(interpreter, value, value.summary) : new Int(BigInt(value.items.length));
    case 'tuple':
      return new Int(BigInt(value.items.length));
    case 'dict':
    case 'set':
      return value.summary ? openLength(interpreter, value, value.summary) : new Int(BigInt(value.entries.size));
    case 'range':
      return new Int(rangeLength(value));
    case 'host':
      return value.length
        ? (value.length(interpreter) ?? interpreter.unknown(words`the length of ${value.typeName} is not known`))
        : undefined;
    case 'class': {
      const members = enumMembers(value);
      return members && new Int(BigInt(members.length));
    }
    case 'top':
    case 'symbol':
    case 'one-of':
      return lengthOfUnknown(interpreter, value);
    case 'instance': {
      const inner = unwrap(value);
      return inner === value ? undefined : lengthOf(interpreter, inner);
    }
    default:
      return undefined;
  }
}

/** A container that grows later has another length then; until then it is the same unknown. */
const openLength = (interpreter: Interpreter, container: Mutable, open: Undetermined): Value =>
  interpreter.lengthOfOpen(container, open);

function lengthOfUnknown(interpreter: Interpreter, value: Undetermined): Value | undefined {
  if (value.integer) return undefined;
  const name = value.name ?? interpreter.nameOf(value);
  const shown = name && value.named(`len(${name})`);
  if (value.alternatives) {
    const lengths: Value[] = [];
    for (const alternative of value.alternatives) {
      const length = lengthOf(interpreter, alternative);
      if (!length) return unknownFrom(value, shown, true);
      lengths.push(length);
    }
    return oneOf(lengths, value, shown);
  }
  return memoized(value, 'len()', () => unknownLength(value, shown));
}

function countCharacters(text: string): number {
  let count = text.length;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    if (unit >= 0xd800 && unit < 0xdc00 && index + 1 < text.length) count -= 1;
  }
  return count;
}
