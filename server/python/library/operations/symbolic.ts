/** Arithmetic on numbers that the program does not decide. */
import { Expression } from '../../../shapes/expression.ts';
import type { BinaryOperator, CompareOperator } from '../../syntax/tree.ts';
import type { Interpreter } from '../../domain/interpreter.ts';
import { type Bool, Int, bool, type Value } from '../../domain/value.ts';
import { floatRepr } from '../text/float-text.ts';
import { MOST_ALTERNATIVES } from '../../domain/container-states.ts';
import { memoized, oneOf, unknownFrom } from '../unknowns.ts';
import { asInteger } from './integers.ts';
import { isUndetermined, undetermined, type Undetermined } from '../../domain/undetermined.ts';

/** A number as a polynomial in named integers: a known integer, or an unknown that has a name. */
export function sizeOf(value: Value): Expression | undefined {
  const integer = asInteger(value);
  if (integer !== undefined) return Expression.of(integer);
  return isUndetermined(value) ? value.size : undefined;
}

/** Whether the value is an integer whatever the program does. */
export function isSurelyInteger(value: Value): boolean {
  return value.kind === 'int' || value.kind === 'bool' || (isUndetermined(value) && value.integer);
}

/** How the value would be written in a formula; undefined where it has no short name. */
function termText(value: Value): string | undefined {
  switch (value.kind) {
    case 'int':
      return value.value < 0n ? `(${value.value})` : String(value.value);
    case 'bool':
      return value.value ? 'True' : 'False';
    case 'float':
      return floatRepr(value.value);
    case 'top':
    case 'symbol':
    case 'one-of':
      return value.name === undefined || /^[\w.[\]()"']*$/.test(value.name) ? value.name : `(${value.name})`;
    default:
      return undefined;
  }
}

/**
 * `left op right` where at least one is unknown. Gives an unknown, or a number where it is sure after all (`n - n`).
 */
export function symbolicOperation(
  interpreter: Interpreter,
  operator: BinaryOperator,
  left: Value,
  right: Value,
): Value {
  const cause = isUndetermined(left) ? left : (right as Undetermined);
  const distributed = distribute(interpreter, operator, left, right, cause);
  if (distributed) return distributed;
  const integer = isSurelyInteger(left) && isSurelyInteger(right);
  const polynomial = polynomialOf(interpreter, operator, left, right, integer);
  if (polynomial) return ofSize(polynomial, cause, integer);
  const leftText = termText(left);
  const rightText = termText(right);
  const name = leftText !== undefined && rightText !== undefined ? `${leftText} ${operator} ${rightText}` : undefined;
  const surelyInteger = integer && operator !== '/' && operator !== '**' && operator !== '@';
  const make = () => withRoundings(unknownFrom(cause, name, surelyInteger), operator, left, right);
  if (isUndetermined(left) && !isUndetermined(right)) return memoized(left, `${operator} ${rightText}`, make);
  if (isUndetermined(right) && !isUndetermined(left)) return memoized(right, `${leftText} ${operator}`, make);
  return make();
}

/** A number that is a polynomial: known where that is constant and surely an integer. */
export function ofSize(size: Expression, cause: Undetermined, integer: boolean): Value {
  if (size.constant !== undefined && integer) return new Int(size.constant);
  return undetermined(cause.reason, { name: size.toString(), integer, size });
}

function polynomialOf(
  interpreter: Interpreter,
  operator: BinaryOperator,
  left: Value,
  right: Value,
  integer: boolean,
): Expression | undefined {
  if (operator === '/' || operator === '@' || operator === '&' || operator === '|' || operator === '^')
    return undefined;
  const first = sizeOf(left);
  const second = sizeOf(right);
  if (!first || !second) return undefined;
  const constant = second.constant;
  if (operator === '*' || operator === '**')
    interpreter.spend(Math.ceil((first.size * (operator === '*' ? second.size : first.size)) / 10));
  switch (operator) {
    case '+':
      return first.add(second);
    case '-':
      return first.subtract(second);
    case '*':
      return first.multiply(second);
    case '//':
      return constant === 0n ? undefined : first.floorDivide(second);
    case '%':
      return constant === 0n || left.kind === 'str' ? undefined : first.modulo(second);
    case '**':
      return constant === undefined || constant < 0n || constant > 16n ? undefined : first.power(Number(constant));
    case '<<':
      return integer && smallShift(constant) ? first.multiply(Expression.of(1n << constant!)) : undefined;
    case '>>':
      return integer && smallShift(constant) ? first.floorDivide(Expression.of(1n << constant!)) : undefined;
  }
}

function smallShift(count: bigint | undefined): boolean {
  return count !== undefined && count >= 0n && count <= 64n;
}

/**
 * What `int()`, `math.floor()` and `math.ceil()` make of `n / k` with k surely above 0: quotients of integers,
 * remembered where those functions
 * look for them. `int()` rounds towards 0, so there n must surely not be negative.
 */
function withRoundings(result: Undetermined, operator: BinaryOperator, left: Value, right: Value): Undetermined {
  if (operator !== '/' || !isSurelyInteger(left) || !isSurelyInteger(right)) return result;
  const first = sizeOf(left);
  const second = sizeOf(right);
  if (!first || !second || (second.lowerBound ?? 0n) < 1n) return result;
  const remember = (key: string, size: Expression) =>
    result.derived.set(key, undetermined(result.reason, { name: size.toString(), integer: true, size }));
  const floor = first.floorDivide(second);
  remember('floor()', floor);
  remember('ceil()', first.add(second).subtract(Expression.of(1)).floorDivide(second));
  if ((first.lowerBound ?? -1n) >= 0n) remember('int()', floor);
  return result;
}

/** Works the operation out for each of a few possibilities, where none of them can fail. */
function distribute(
  interpreter: Interpreter,
  operator: BinaryOperator,
  left: Value,
  right: Value,
  cause: Undetermined,
): Value | undefined {
  const lefts = isUndetermined(left) ? left.alternatives : [left];
  const rights = isUndetermined(right) ? right.alternatives : [right];
  if (!lefts || !rights || lefts.length * rights.length > MOST_ALTERNATIVES) return undefined;
  if (!lefts.every((value) => rights.every((other) => isSafe(operator, value, other)))) return undefined;
  return oneOf(
    lefts.flatMap((value) => rights.map((other) => interpreter.binary(operator, value, other))),
    cause,
  );
}

function isSafe(operator: BinaryOperator, left: Value, right: Value): boolean {
  const isNumber = (value: Value) => value.kind === 'int' || value.kind === 'float' || value.kind === 'bool';
  if (isNumber(left) && isNumber(right)) {
    if (operator === '+' || operator === '-' || operator === '*') return true;
    const divides = operator === '/' || operator === '//' || operator === '%';
    return divides && ((right.kind === 'int' && right.value !== 0n) || (right.kind === 'float' && right.value !== 0));
  }
  return operator === '+' && left.kind === right.kind && (left.kind === 'str' || left.kind === 'tuple');
}

/** A comparison of numbers of which at least one is unknown; undefined where it is not decided. */
export function symbolicComparison(operator: CompareOperator, left: Value, right: Value): Bool | undefined {
  if (!isSurelyInteger(left) || !isSurelyInteger(right)) return undefined;
  const first = sizeOf(left);
  const second = sizeOf(right);
  if (!first || !second) return undefined;
  const equal = first.equals(second);
  const sign = equal ? 0 : first.compare(second);
  switch (operator) {
    case '==':
      return sign === undefined ? undefined : bool(sign === 0);
    case '!=':
      return sign === undefined ? undefined : bool(sign !== 0);
    case '<':
      return sign === undefined ? (atLeast(first, second) ? bool(false) : undefined) : bool(sign < 0);
    case '>':
      return sign === undefined ? (atLeast(second, first) ? bool(false) : undefined) : bool(sign > 0);
    case '<=':
      return sign === undefined ? (atLeast(second, first) ? bool(true) : undefined) : bool(sign <= 0);
    case '>=':
      return sign === undefined ? (atLeast(first, second) ? bool(true) : undefined) : bool(sign >= 0);
    default:
      return undefined;
  }
}

function atLeast(first: Expression, second: Expression): boolean {
  const difference = first.subtract(second);
  return difference.lowerBound !== undefined && difference.lowerBound >= 0n;
}
