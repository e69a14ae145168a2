import type { BinaryOperator } from '../../syntax/tree.ts';
import type { Interpreter } from '../../domain/interpreter.ts';
import { SetValue, type Value } from '../../domain/value.ts';
import { likelyOrder } from './set-order.ts';
import type { Undetermined } from '../../domain/undetermined.ts';

/**
 * `|`, `&`, `-` and `^` of sets. Where one may hold more than is known, so may the result, and nothing in it is said
 * that is not sure.
 */
export function setOperation(
  interpreter: Interpreter,
  operator: BinaryOperator,
  left: SetValue,
  right: SetValue,
): SetValue | undefined {
  interpreter.spend(left.entries.size + right.entries.size);
  switch (operator) {
    case '|':
      return resultLike(left, [...entriesOf(left), ...entriesOf(right)], left.summary ?? right.summary);
    case '&': {
      // The smaller one is walked through, as Python does.
      const [walked, other] = right.entries.size > left.entries.size ? [left, right] : [right, left];
      return resultLike(
        left,
        entriesOf(walked).filter(([key]) => other.entries.has(key)),
        left.summary ?? right.summary,
      );
    }
    case '-':
      return resultLike(
        left,
        right.summary ? [] : entriesOf(left).filter(([key]) => !right.entries.has(key)),
        left.summary ?? right.summary,
      );
    case '^': {
      if (left.summary || right.summary) return resultLike(left, [], left.summary ?? right.summary);
      return resultLike(
        left,
        [
          ...entriesOf(left).filter(([key]) => !right.entries.has(key)),
          ...entriesOf(right).filter(([key]) => !left.entries.has(key)),
        ],
        undefined,
      );
    }
    default:
      return undefined;
  }
}

/** Entries in the order in which Python would walk through them. */
function entriesOf(set: SetValue): readonly (readonly [string, Value])[] {
  const keys = new Map<Value, string>();
  for (const [key, value] of set.entries) keys.set(value, key);
  return likelyOrder(set).map((value) => [keys.get(value)!, value] as const);
}

function resultLike(
  left: SetValue,
  entries: Iterable<readonly [string, Value]>,
  open: Undetermined | undefined,
): SetValue {
  const kept = new Map<string, Value>();
  for (const [key, value] of entries) if (!kept.has(key)) kept.set(key, value);
  const result = new SetValue(kept, left.frozen);
  result.summary = open;
  return result;
}
