import { ArrayValue } from '../arrays/array-value.ts';
import { Approximate } from '../../domain/approximate.ts';
import { approximateBinary } from '../arrays/approximate-numbers.ts';
import type { Place } from '../../syntax/place.ts';
import type { BinaryOperator, UnaryOperator } from '../../syntax/tree.ts';
import type { Interpreter } from '../../domain/interpreter.ts';
import { Bool, Complex, DictValue, Float, Int, bool, type Value } from '../../domain/value.ts';
import { NumpyFloat, NumpyInt } from '../arrays/dtypes.ts';
import { binaryOnArrays } from '../arrays/elementwise.ts';
import { textOf } from '../../domain/unsure-text.ts';
import { formatPercent, formatPercentBytes } from '../text/percent.ts';
import { unknownFrom } from '../unknowns.ts';
import { unwrap } from '../wrapped.ts';
import { counterOperation } from './counters.ts';
import { complexOperation, floatOperation } from './floats.ts';
import { asInteger, floatOfInteger, integerOperation } from './integers.ts';
import { concatenate, isSequence, repeat, repeatUnknown } from './sequences.ts';
import { setOperation } from './sets.ts';
import { symbolicOperation } from './symbolic.ts';
import { truthOf } from './truth.ts';
import { classUnion } from './class-union.ts';
import { isUndetermined } from '../../domain/undetermined.ts';

/**
 * `left op right` of builtin values. Undefined where Python has no such operation: a TypeError, or the reflected
 * method's turn.
 */
export function binaryOperation(
  interpreter: Interpreter,
  operator: BinaryOperator,
  left: Value,
  right: Value,
  site?: Place,
): Value | undefined {
  const first = unwrap(left);
  const second = unwrap(right);
  if (isNarrow(first) || isNarrow(second)) {
    const result = binaryOnArrays(interpreter, operator, first, second);
    if (result) return result;
  }
  if (operator === '%' && first.kind === 'str' && second instanceof ArrayValue)
    return containerOperation(interpreter, operator, first, second);
  if (first.kind === 'int' && second.kind === 'int')
    return integerOperation(interpreter, operator, first.value, second.value);
  if (first.kind === 'host') {
    const result = first.binary?.(interpreter, operator, second, false, site);
    if (result) return result;
  }
  if (second.kind === 'host') {
    const result = second.binary?.(interpreter, operator, first, true, site);
    if (result) return result;
  }
  if (first.kind === 'host' || second.kind === 'host') return undefined;
  if (isUndetermined(first) || isUndetermined(second)) return operationOnUnknown(interpreter, operator, first, second);
  // `'%s' % member` shows the member, not the builtin in it.
  return (
    numericOperation(interpreter, operator, first, second) ??
    containerOperation(interpreter, operator, first, operator === '%' ? right : second)
  );
}

/** A number of NumPy's of a dtype that Python's own numbers do not have: what comes of it has that dtype. */
function isNarrow(value: Value): boolean {
  return (
    (value instanceof NumpyInt && value.dtype !== 'int64') || (value instanceof NumpyFloat && value.dtype !== 'float64')
  );
}

function numericOperation(
  interpreter: Interpreter,
  operator: BinaryOperator,
  left: Value,
  right: Value,
): Value | undefined {
  if (left instanceof Bool && right instanceof Bool) {
    if (operator === '&') return bool(left.value && right.value);
    if (operator === '|') return bool(left.value || right.value);
    if (operator === '^') return bool(left.value !== right.value);
  }
  const leftInteger = asInteger(left);
  const rightInteger = asInteger(right);
  if (leftInteger !== undefined && rightInteger !== undefined)
    return integerOperation(interpreter, operator, leftInteger, rightInteger);
  if (!isNumber(left) || !isNumber(right)) return undefined;
  if (left.kind === 'complex' || right.kind === 'complex') {
    return complexOperation(interpreter, operator, asComplex(interpreter, left), asComplex(interpreter, right));
  }
  if ('&|^<<>>@'.includes(operator)) return undefined;
  return floatOperation(interpreter, operator, asFloat(interpreter, left), asFloat(interpreter, right));
}

function isNumber(value: Value): value is Bool | Int | Float | Complex {
  return value.kind === 'int' || value.kind === 'bool' || value.kind === 'float' || value.kind === 'complex';
}

/** The float of a real number. Raises OverflowError where an integer is too large. */
export function asFloat(interpreter: Interpreter, value: Bool | Int | Float): number {
  return value.kind === 'float' ? value.value : floatOfInteger(interpreter, asInteger(value)!);
}

function asComplex(interpreter: Interpreter, value: Bool | Int | Float | Complex): Complex {
  return value.kind === 'complex' ? value : new Complex(asFloat(interpreter, value), 0);
}

function containerOperation(
  interpreter: Interpreter,
  operator: BinaryOperator,
  left: Value,
  right: Value,
): Value | undefined {
  if (operator === '%') {
    if (left.kind === 'bytes') return formatPercentBytes(interpreter, left, right);
    if (left.kind !== 'str') return undefined;
    const text = formatPercent(interpreter, left.value, right);
    const values = right.kind === 'tuple' ? right.items : [right];
    return text === undefined
      ? interpreter.unknown('a value in the text is not known')
      : textOf(text, [left, ...values]);
  }
  if (operator === '*') {
    const count = isSequence(left) ? asInteger(right) : asInteger(left);
    return count === undefined ? undefined : repeat(interpreter, isSequence(left) ? left : right, count);
  }
  if (left.kind === 'dict' && right.kind === 'dict') {
    if (left.typeName === 'Counter' && right.typeName === 'Counter')
      return counterOperation(interpreter, operator, left, right);
    return operator === '|' ? mergeDicts(interpreter, left, right) : undefined;
  }
  if (left.kind === 'set' && right.kind === 'set') return setOperation(interpreter, operator, left, right);
  if (operator === '+') return concatenate(interpreter, left, right);
  return operator === '|' ? classUnion(left, right) : undefined;
}

function mergeDicts(interpreter: Interpreter, left: DictValue, right: DictValue): DictValue {
  interpreter.spend(left.entries.size + right.entries.size);
  const merged = new DictValue(new Map(left.entries), left.typeName);
  merged.defaultFactory = left.defaultFactory;
  if (right.summary)
    for (const [key, [name, value]] of merged.entries)
      merged.entries.set(key, [name, isUndetermined(value) ? value : interpreter.unknown(right.summary.reason)]);
  for (const [key, [name, value]] of right.entries)
    merged.entries.set(key, [merged.entries.get(key)?.[0] ?? name, value]);
  merged.summary = left.summary ?? right.summary;
  return merged;
}

function operationOnUnknown(
  interpreter: Interpreter,
  operator: BinaryOperator,
  left: Value,
  right: Value,
): Value | undefined {
  if (operator === '%' && left.kind === 'str' && right instanceof Approximate)
    return containerOperation(interpreter, operator, left, right);
  if (left instanceof Approximate || right instanceof Approximate) {
    const number = left instanceof Approximate ? left : (right as Approximate);
    const result = approximateBinary(operator, left, right, number.dtype);
    if (result) return result;
  }
  const known = isUndetermined(left) ? right : left;
  if (isUndetermined(known) || isNumber(known)) return symbolicOperation(interpreter, operator, left, right);
  const unknown = isUndetermined(left) ? left : right;
  if (!isUndetermined(unknown)) return undefined;
  // An array times a list is an array; a count is only sure where it is an integer, or stands behind the list.
  if (operator === '*' && isSequence(known) && left === unknown && !unknown.integer && !unknown.alternatives)
    return interpreter.unknown(unknown.reason);
  if (operator === '*' && isSequence(known)) {
    const distributed = unknown.alternatives ? symbolicOperation(interpreter, operator, left, right) : undefined;
    return isUndetermined(distributed) && distributed.alternatives
      ? distributed
      : repeatUnknown(interpreter, known, unknown);
  }
  if (operator === '+' && known.kind === 'list' && !unknown.integer) return interpreter.unknown(unknown.reason);
  if (operator === '+' && known.kind === 'str' && unknown.alternatives)
    return symbolicOperation(interpreter, operator, left, right);
  return interpreter.unknown(unknown.reason);
}

/** `-x`, `+x`, `~x`, `not x` of builtin values. Undefined where Python has no such operation. */
export function unaryOperation(
  interpreter: Interpreter,
  operator: UnaryOperator,
  operand: Value,
  site?: Place,
): Value | undefined {
  const value = unwrap(operand);
  if (operator === 'not') {
    const truth = truthOf(interpreter, value);
    return truth === undefined
      ? interpreter.unknown(isUndetermined(value) ? value.reason : 'the condition is not decided')
      : bool(!truth);
  }
  if (value.kind === 'host') return value.unary?.(interpreter, operator, site);
  if (isUndetermined(value)) {
    if (operator === '+') return value;
    if (operator === '~') return unknownFrom(value, undefined, value.integer);
    return symbolicOperation(interpreter, '*', value, new Int(-1n));
  }
  const integer = asInteger(value);
  if (integer !== undefined) return new Int(operator === '-' ? -integer : operator === '~' ? ~integer : integer);
  if (operator === '~') return undefined;
  if (value.kind === 'float') return operator === '-' ? new Float(-value.value) : value;
  if (value.kind === 'complex') return operator === '-' ? new Complex(-value.real, -value.imaginary) : value;
  if (value.kind === 'dict' && value.typeName === 'Counter') {
    const empty = new DictValue(new Map(), 'Counter');
    return operator === '-'
      ? counterOperation(interpreter, '-', empty, value)
      : counterOperation(interpreter, '+', value, empty);
  }
  return undefined;
}
