import type { BinaryOperator } from '../../syntax/tree.ts';
import type { Interpreter } from '../../domain/interpreter.ts';
import { DictValue, Int, type Value } from '../../domain/value.ts';

const zero = new Int(0n);

/** `+`, `-`, `&` and `|` of Counters: counts of 0 and less are dropped. */
export function counterOperation(
  interpreter: Interpreter,
  operator: BinaryOperator,
  left: DictValue,
  right: DictValue,
): Value | undefined {
  if (operator !== '+' && operator !== '-' && operator !== '&' && operator !== '|') return undefined;
  const open = left.summary ?? right.summary;
  const result = new DictValue(new Map(), 'Counter');
  if (open) {
    result.summary = open;
    return result;
  }
  for (const key of new Set([...left.entries.keys(), ...right.entries.keys()])) {
    interpreter.spend();
    const [element, first] = left.entries.get(key) ?? [right.entries.get(key)![0], zero];
    const second = right.entries.get(key)?.[1] ?? zero;
    const count = combine(interpreter, operator, first, second);
    const positive = interpreter.truth(interpreter.compare('>', count, zero));
    if (positive === undefined) return interpreter.unknown('a count is not known');
    if (positive) result.entries.set(key, [element, count]);
  }
  return result;
}

function combine(interpreter: Interpreter, operator: '+' | '-' | '&' | '|', first: Value, second: Value): Value {
  if (operator === '+' || operator === '-') return interpreter.binary(operator, first, second);
  const smaller = interpreter.truth(interpreter.compare('<', first, second));
  if (smaller === undefined) return interpreter.unknown('a count is not known');
  return smaller === (operator === '&') ? first : second;
}
