import type { Interpreter } from '../../domain/interpreter.ts';
import { Int, type Value } from '../../domain/value.ts';
import { unknownOf } from '../arguments.ts';
import { asInteger } from '../operations/integers.ts';
import { allItems } from '../operations/iterate.ts';
import { unwrap } from '../wrapped.ts';

/** `sum(iterable, start)`. */
export function sumOf(interpreter: Interpreter, iterable: Value, start: Value | undefined): Value {
  if (start?.kind === 'str')
    return interpreter.raise('TypeError', "sum() can't sum strings [use ''.join(seq) instead]");
  const items = allItems(interpreter, iterable);
  if (!items) return interpreter.unknown(unknownOf(interpreter, iterable).reason);
  const plain = addUp(interpreter, items, start ?? new Int(0n));
  if (plain.kind !== 'float' || !Number.isFinite(plain.value)) return plain;
  // From Python 3.12 on a sum of floats is compensated; where that makes a difference, the version decides.
  const compensated = compensatedSum([start ?? new Int(0n), ...items]);
  return compensated === undefined || compensated === plain.value
    ? plain
    : interpreter.unknown('the last digits of the sum depend on the version of Python');
}

function addUp(interpreter: Interpreter, items: readonly Value[], start: Value): Value {
  let total = start;
  for (const item of items) {
    interpreter.spend();
    total = interpreter.binary('+', total, item);
  }
  return total;
}

/**
 * Neumaier's summation, as CPython does it: integers first are added exactly. Undefined where there are other values.
 */
function compensatedSum(values: readonly Value[]): number | undefined {
  let index = 0;
  let integers = 0n;
  for (; index < values.length; index++) {
    const integer = asInteger(unwrap(values[index]!));
    if (integer === undefined) break;
    integers += integer;
  }
  let total = Number(integers);
  let lost = 0;
  for (; index < values.length; index++) {
    const value = unwrap(values[index]!);
    const integer = asInteger(value);
    if (value.kind !== 'float' && integer === undefined) return undefined;
    const number = value.kind === 'float' ? value.value : Number(integer);
    if (value.kind !== 'float') {
      total += number;
      continue;
    }
    const sum = total + number;
    lost += Math.abs(total) >= Math.abs(number) ? total - sum + number : number - sum + total;
    total = sum;
  }
  return total + lost;
}
