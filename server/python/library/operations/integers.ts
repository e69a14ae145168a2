/** Exact integers, as Python computes them. */
import type { Interpreter } from '../../domain/interpreter.ts';
import type { BinaryOperator } from '../../syntax/tree.ts';
import { Float, Int, type Value } from '../../domain/value.ts';
import { bitLength, trueDivide } from './float-bits.ts';
import { powerOfFloats } from './floats.ts';

/** Numbers of more bits than this are not computed. */
export const mostBits = 200_000;

/** The integer of an `int` or `bool`. */
export function asInteger(value: Value | undefined): bigint | undefined {
  if (value?.kind === 'int') return value.value;
  if (value?.kind === 'bool') return value.value ? 1n : 0n;
  return undefined;
}

/** Rounds towards minus infinity. */
export function floorDivide(left: bigint, right: bigint): bigint {
  const quotient = left / right;
  return left % right !== 0n && left < 0n !== right < 0n ? quotient - 1n : quotient;
}

/** Has the sign of the divisor. */
export function modulo(left: bigint, right: bigint): bigint {
  const remainder = left % right;
  return remainder !== 0n && remainder < 0n !== right < 0n ? remainder + right : remainder;
}

export function integerOperation(
  interpreter: Interpreter,
  operator: BinaryOperator,
  left: bigint,
  right: bigint,
): Value | undefined {
  if (!isSmall(left) || !isSmall(right)) interpreter.spend(Math.ceil((bitLength(left) + bitLength(right)) / 400));
  switch (operator) {
    case '+':
      return new Int(left + right);
    case '-':
      return new Int(left - right);
    case '*':
      return multiply(interpreter, left, right);
    case '/':
      return divide(interpreter, left, right);
    case '//':
      if (right === 0n) interpreter.raise('ZeroDivisionError', 'integer division or modulo by zero');
      return new Int(floorDivide(left, right));
    case '%':
      if (right === 0n) interpreter.raise('ZeroDivisionError', 'integer modulo by zero');
      return new Int(modulo(left, right));
    case '**':
      return power(interpreter, left, right);
    case '<<':
      return shiftLeft(interpreter, left, right);
    case '>>':
      if (right < 0n) interpreter.raise('ValueError', 'negative shift count');
      return new Int(left >> right);
    case '&':
      return new Int(left & right);
    case '|':
      return new Int(left | right);
    case '^':
      return new Int(left ^ right);
    case '@':
      return undefined;
  }
}

/** Whether arithmetic on numbers so small needs no measuring. */
function isSmall(value: bigint): boolean {
  return value < 0x1_0000_0000_0000_0000n && value > -0x1_0000_0000_0000_0000n;
}

function multiply(interpreter: Interpreter, left: bigint, right: bigint): Value {
  if (!isSmall(left) || !isSmall(right)) {
    const bits = bitLength(left) + bitLength(right);
    if (bits > mostBits) return tooLarge(interpreter);
  }
  return new Int(left * right);
}

function divide(interpreter: Interpreter, left: bigint, right: bigint): Value {
  if (right === 0n) interpreter.raise('ZeroDivisionError', 'division by zero');
  const quotient = trueDivide(left, right);
  if (!Number.isFinite(quotient)) interpreter.raise('OverflowError', 'integer division result too large for a float');
  return new Float(quotient);
}

function power(interpreter: Interpreter, base: bigint, exponent: bigint): Value {
  if (exponent < 0n) {
    if (base === 0n) interpreter.raise('ZeroDivisionError', '0.0 cannot be raised to a negative power');
    return powerOfFloats(interpreter, floatOfInteger(interpreter, base), floatOfInteger(interpreter, exponent));
  }
  if (base === 0n || base === 1n) return new Int(exponent === 0n ? 1n : base);
  if (base === -1n) return new Int(exponent % 2n === 0n ? 1n : -1n);
  const bits = BigInt(bitLength(base)) * exponent;
  if (bits > BigInt(mostBits)) return tooLarge(interpreter);
  interpreter.spend(1 + Math.ceil(Number(bits) / 400));
  return new Int(base ** exponent);
}

function shiftLeft(interpreter: Interpreter, left: bigint, right: bigint): Value {
  if (right < 0n) interpreter.raise('ValueError', 'negative shift count');
  if (left === 0n) return new Int(0n);
  if (right + BigInt(bitLength(left)) > BigInt(mostBits)) return tooLarge(interpreter);
  return new Int(left << right);
}

function tooLarge(interpreter: Interpreter): Value {
  return interpreter.unknown('the number is too large to be worked out');
}

/** The nearest float. Raises OverflowError beyond the range of floats. */
export function floatOfInteger(interpreter: Interpreter, value: bigint): number {
  const float = Number(value);
  if (!Number.isFinite(float)) interpreter.raise('OverflowError', 'int too large to convert to float');
  return float;
}
