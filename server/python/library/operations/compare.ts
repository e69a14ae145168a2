import { approximateComparison } from '../arrays/approximate-numbers.ts';
import type { Place } from '../../syntax/place.ts';
import { NumpyFloat, roundFloat } from '../arrays/dtypes.ts';
import type { CompareOperator } from '../../syntax/tree.ts';
import type { Interpreter } from '../../domain/interpreter.ts';
import { bool, FALSE, TRUE, type SetValue, type Value } from '../../domain/value.ts';
import { walkCost } from './sequences.ts';
import { unwrap } from '../wrapped.ts';
import { contains } from './containment.ts';
import { equalValues, sameOrEqual } from './equality.ts';
import { isIdentical } from './identical.ts';
import { asInteger } from './integers.ts';
import { isSurelyInteger, symbolicComparison } from './symbolic.ts';
import { isUndetermined } from '../../domain/undetermined.ts';

type OrderOperator = '<' | '<=' | '>' | '>=';

/**
 * A comparison of builtin values: a Bool, or undetermined where it is not decided. Undefined where Python raises
 * TypeError.
 */
export function compareOperation(
  interpreter: Interpreter,
  operator: CompareOperator,
  left: Value,
  right: Value,
  site?: Place,
): Value | undefined {
  const narrow = comparedAsNarrow(interpreter, operator, left, right);
  if (narrow !== undefined) return narrow;
  switch (operator) {
    case 'is':
      return decided(interpreter, isIdentical(left, right), left, right);
    case 'is not':
      return decided(interpreter, negated(isIdentical(left, right)), left, right);
    case 'in':
      return decidedContainment(interpreter, left, right, false);
    case 'not in':
      return decidedContainment(interpreter, left, right, true);
    case '==':
    case '!=': {
      const host = compareHosts(interpreter, operator, left, right, site);
      if (host) return host;
      const equal = equalValues(interpreter, left, right);
      return decided(interpreter, operator === '==' ? equal : negated(equal), left, right);
    }
    default:
      return order(interpreter, operator, left, right, site);
  }
}

/**
 * `np.float32(0.1) == 0.1` is true from NumPy 2 on, which takes Python's number as a float32 too, and false before:
 * where that matters the answer is not known. undefined where it does not.
 */
function comparedAsNarrow(
  interpreter: Interpreter,
  operator: CompareOperator,
  left: Value,
  right: Value,
): Value | undefined {
  const [one, other] = left instanceof NumpyFloat ? [left, right] : [right, left];
  if (!(one instanceof NumpyFloat) || one.dtype === 'float64' || other.kind !== 'float') return undefined;
  if (other instanceof NumpyFloat || operator.startsWith('is') || operator.endsWith('in')) return undefined;
  const rounded = roundFloat(other.value, one.dtype);
  if (rounded === other.value) return undefined;
  if (rounded !== undefined && rounded !== one.value) return undefined;
  return interpreter.unknown('it depends on the release of NumPy');
}

function negated(answer: boolean | undefined): boolean | undefined {
  return answer === undefined ? undefined : !answer;
}

function decided(interpreter: Interpreter, answer: boolean | undefined, left: Value, right: Value): Value {
  if (answer !== undefined) return bool(answer);
  return undecided(interpreter, left, right);
}

function undecided(interpreter: Interpreter, left: Value, right: Value): Value {
  const cause = isUndetermined(left) ? left : isUndetermined(right) ? right : undefined;
  return interpreter.unknown(cause?.reason ?? 'the comparison is not decided');
}

function decidedContainment(
  interpreter: Interpreter,
  item: Value,
  container: Value,
  negate: boolean,
): Value | undefined {
  const answer = contains(interpreter, container, item);
  if (answer === 'not a container') return undefined;
  return decided(interpreter, negate ? negated(answer) : answer, item, container);
}

function compareHosts(
  interpreter: Interpreter,
  operator: CompareOperator,
  left: Value,
  right: Value,
  site?: Place,
): Value | undefined {
  const forward = left.kind === 'host' ? left.compare?.(interpreter, operator, right, false, site) : undefined;
  return forward ?? (right.kind === 'host' ? right.compare?.(interpreter, operator, left, true, site) : undefined);
}

function order(
  interpreter: Interpreter,
  operator: OrderOperator,
  leftValue: Value,
  rightValue: Value,
  site?: Place,
): Value | undefined {
  const left = unwrap(leftValue);
  const right = unwrap(rightValue);
  if (left.kind === 'host' || right.kind === 'host') return compareHosts(interpreter, operator, left, right, site);
  if (isUndetermined(left) || isUndetermined(right)) return orderUnknowns(interpreter, operator, left, right);
  const first = orderable(left);
  const second = orderable(right);
  if (first !== undefined && second !== undefined) return bool(ordered(operator, first, second));
  if (left.kind !== right.kind) return undefined;
  switch (left.kind) {
    case 'str':
      return bool(holds(operator, compareText(left.value, (right as typeof left).value)));
    case 'bytes':
      return bool(ordered(operator, left.value, (right as typeof left).value));
    case 'list': {
      const other = right as typeof left;
      return left.summary || other.summary
        ? undecided(interpreter, left.summary ?? other.summary!, other)
        : orderItems(interpreter, operator, left.items, other.items);
    }
    case 'tuple':
      return orderItems(interpreter, operator, left.items, (right as typeof left).items);
    case 'set':
      return orderSets(interpreter, operator, left, right as SetValue);
    default:
      return undefined;
  }
}

function orderable(value: Value): bigint | number | undefined {
  return value.kind === 'float' ? value.value : asInteger(value);
}

function ordered<T extends bigint | number | string>(operator: OrderOperator, left: T, right: T): boolean {
  switch (operator) {
    case '<':
      return left < right;
    case '<=':
      return left <= right;
    case '>':
      return left > right;
    case '>=':
      return left >= right;
  }
}

function holds(operator: OrderOperator, sign: number): boolean {
  return ordered(operator, sign, 0);
}

/** By code points; UTF-16 units would put surrogates before the characters from U+E000 on. */
function compareText(left: string, right: string): number {
  const shorter = Math.min(left.length, right.length);
  for (let index = 0; index < shorter; index++) {
    if (left.charCodeAt(index) !== right.charCodeAt(index)) return left.codePointAt(index)! - right.codePointAt(index)!;
  }
  return left.length - right.length;
}

function orderUnknowns(interpreter: Interpreter, operator: OrderOperator, left: Value, right: Value): Value {
  const decidedSo = approximateComparison(operator, left, right);
  if (decidedSo !== undefined) return bool(decidedSo);
  const compared = symbolicComparison(operator, left, right);
  if (compared) return compared;
  const unknown = isUndetermined(left) ? left : right;
  const other = unknown === left ? right : left;
  if (
    isUndetermined(unknown) &&
    unknown.alternatives &&
    isSurelyInteger(other) &&
    unknown.alternatives.every((value) => orderable(value) !== undefined)
  ) {
    const answers = unknown.alternatives.map((value) =>
      interpreter.truth(
        interpreter.compare(operator, unknown === left ? value : left, unknown === left ? right : value),
      ),
    );
    const [first] = answers;
    if (first !== undefined && answers.every((answer) => answer === first)) return bool(first);
  }
  return undecided(interpreter, left, right);
}

/** Lexicographic: the first elements that differ decide. */
function orderItems(
  interpreter: Interpreter,
  operator: OrderOperator,
  left: readonly Value[],
  right: readonly Value[],
): Value {
  for (let index = 0; index < left.length && index < right.length; index++) {
    interpreter.spend();
    const equal = sameOrEqual(interpreter, left[index]!, right[index]!);
    if (equal === undefined) return undecided(interpreter, left[index]!, right[index]!);
    if (!equal) return interpreter.compare(operator, left[index]!, right[index]!);
  }
  return bool(holds(operator, left.length - right.length));
}

/** `<=` is "is a subset of". */
function orderSets(interpreter: Interpreter, operator: OrderOperator, left: SetValue, right: SetValue): Value {
  if (operator === '>' || operator === '>=') return orderSets(interpreter, operator === '>' ? '<' : '<=', right, left);
  interpreter.spend(walkCost(left.entries.size));
  const missing = [...left.entries.keys()].some((key) => !right.entries.has(key));
  if (left.summary || right.summary)
    return missing && !right.summary ? FALSE : undecided(interpreter, (left.summary ?? right.summary)!, right);
  if (missing) return FALSE;
  return operator === '<=' ? TRUE : bool(left.entries.size < right.entries.size);
}
