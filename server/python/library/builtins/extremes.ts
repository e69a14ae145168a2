import type { Interpreter } from '../../domain/interpreter.ts';
import type { Value } from '../../domain/value.ts';
import { perhaps, perhapsIn } from '../../domain/points-to.ts';
import { isAbsent, unknownOf } from '../arguments.ts';
import { allItems } from '../operations/iterate.ts';
import { isSurelyInteger, ofSize, sizeOf } from '../operations/symbolic.ts';
import { isUndetermined, undetermined } from '../../domain/undetermined.ts';

/**
 * `min` and `max`, of one iterable or of several arguments; the first of equal ones. Unknown integers give a symbolic
 * minimum or maximum.
 */
export function largest(
  interpreter: Interpreter,
  name: 'min' | 'max',
  args: readonly Value[],
  key: Value | undefined,
  otherwise: Value | undefined,
): Value {
  const [iterable] = args;
  if (!iterable) return interpreter.raise('TypeError', `${name} expected at least 1 argument, got 0`);
  const items = args.length > 1 ? args : allItems(interpreter, iterable);
  if (!items) return perhapsIn(interpreter.unknown(unknownOf(interpreter, iterable).reason), iterable);
  const [first, ...others] = items;
  if (!first) return otherwise ?? interpreter.raise('ValueError', `${name}() arg is an empty sequence`);
  const keyOf = (value: Value): Value => (isAbsent(key) ? value : interpreter.call(key!, [value]));
  let best = first;
  let bestKey = keyOf(first);
  for (const item of others) {
    interpreter.spend();
    const itemKey = keyOf(item);
    const better = interpreter.truth(interpreter.compare(name === 'max' ? '>' : '<', itemKey, bestKey));
    if (better) {
      best = item;
      bestKey = itemKey;
    } else if (better === undefined) {
      if (!isAbsent(key)) return perhaps(interpreter.unknown('which is chosen is not decided'), items);
      best = symbolicExtreme(interpreter, name, best, item);
      bestKey = best;
    }
  }
  return best;
}

function symbolicExtreme(interpreter: Interpreter, name: 'min' | 'max', left: Value, right: Value): Value {
  const cause = isUndetermined(left)
    ? left
    : isUndetermined(right)
      ? right
      : interpreter.unknown('which is chosen is not decided');
  const [first, second] = [sizeOf(left), sizeOf(right)];
  if (!first || !second)
    return undetermined(cause.reason, { integer: isSurelyInteger(left) && isSurelyInteger(right) });
  const size = name === 'max' ? first.maximum(second) : first.minimum(second);
  return ofSize(size, cause, isSurelyInteger(left) && isSurelyInteger(right));
}
