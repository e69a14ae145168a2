/** Floats and complex numbers, as Python computes them. */
import type { BinaryOperator } from '../../syntax/tree.ts';
import type { Interpreter } from '../../domain/interpreter.ts';
import { Complex, Float, type Value } from '../../domain/value.ts';
import { exactPower } from './exact-math.ts';

export function floatOperation(
  interpreter: Interpreter,
  operator: BinaryOperator,
  left: number,
  right: number,
): Value | undefined {
  switch (operator) {
    case '+':
      return new Float(left + right);
    case '-':
      return new Float(left - right);
    case '*':
      return new Float(left * right);
    case '/':
      if (right === 0) interpreter.raise('ZeroDivisionError', 'float division by zero');
      return new Float(left / right);
    case '//':
      if (right === 0) interpreter.raise('ZeroDivisionError', 'float floor division by zero');
      return new Float(floorDivideFloats(left, right));
    case '%':
      if (right === 0) interpreter.raise('ZeroDivisionError', 'float modulo');
      return new Float(moduloFloats(left, right));
    case '**':
      return powerOfFloats(interpreter, left, right);
    default:
      return undefined;
  }
}

/** The remainder has the sign of the divisor, also where it is zero. */
export function moduloFloats(left: number, right: number): number {
  const remainder = left % right;
  if (remainder === 0) return right < 0 || Object.is(right, -0) ? -0 : 0;
  return remainder < 0 !== right < 0 ? remainder + right : remainder;
}

export function floorDivideFloats(left: number, right: number): number {
  let remainder = left % right;
  let quotient = (left - remainder) / right;
  if (remainder !== 0 && remainder < 0 !== right < 0) {
    remainder += right;
    quotient -= 1;
  }
  if (quotient === 0) return left / right < 0 || Object.is(left / right, -0) ? -0 : 0;
  const floor = Math.floor(quotient);
  return quotient - floor > 0.5 ? floor + 1 : floor;
}

/** `left ** right`. A negative base with a fractional exponent gives a complex number. */
export function powerOfFloats(interpreter: Interpreter, left: number, right: number): Value {
  if (right === 0 || left === 1) return new Float(1);
  if (Number.isNaN(left) || Number.isNaN(right)) return new Float(Number.NaN);
  if (!Number.isFinite(right)) {
    const magnitude = Math.abs(left);
    if (magnitude === 1) return new Float(1);
    return new Float(magnitude > 1 === right > 0 ? Number.POSITIVE_INFINITY : 0);
  }
  if (left === 0 && right < 0) interpreter.raise('ZeroDivisionError', '0.0 cannot be raised to a negative power');
  if (left < 0 && Number.isFinite(left) && !Number.isInteger(right))
    return complexPower(new Complex(left, 0), new Complex(right, 0));
  const result = exactPower(left, right);
  if (!Number.isFinite(result) && Number.isFinite(left))
    interpreter.raise('OverflowError', "(34, 'Numerical result out of range')");
  return new Float(result);
}

export function complexOperation(
  interpreter: Interpreter,
  operator: BinaryOperator,
  left: Complex,
  right: Complex,
): Value | undefined {
  switch (operator) {
    case '+':
      return new Complex(left.real + right.real, left.imaginary + right.imaginary);
    case '-':
      return new Complex(left.real - right.real, left.imaginary - right.imaginary);
    case '*':
      return new Complex(
        left.real * right.real - left.imaginary * right.imaginary,
        left.real * right.imaginary + left.imaginary * right.real,
      );
    case '/':
      return divideComplex(interpreter, left, right);
    case '**':
      return complexPower(left, right);
    default:
      return undefined;
  }
}

function divideComplex(interpreter: Interpreter, left: Complex, right: Complex): Value {
  const { real, imaginary } = right;
  if (real === 0 && imaginary === 0) interpreter.raise('ZeroDivisionError', 'complex division by zero');
  // The divisor's larger part is divided out first, so that squares do not overflow.
  if (Math.abs(real) >= Math.abs(imaginary)) {
    const ratio = imaginary / real;
    const scale = real + imaginary * ratio;
    return new Complex((left.real + left.imaginary * ratio) / scale, (left.imaginary - left.real * ratio) / scale);
  }
  const ratio = real / imaginary;
  const scale = real * ratio + imaginary;
  return new Complex((left.real * ratio + left.imaginary) / scale, (left.imaginary * ratio - left.real) / scale);
}

function complexPower(left: Complex, right: Complex): Value {
  if (right.real === 0 && right.imaginary === 0) return new Complex(1, 0);
  if (left.real === 0 && left.imaginary === 0) return new Complex(0, 0);
  const length = Math.hypot(left.real, left.imaginary);
  const angle = Math.atan2(left.imaginary, left.real);
  let magnitude = exactPower(length, right.real);
  let phase = angle * right.real;
  if (right.imaginary !== 0) {
    magnitude /= Math.exp(angle * right.imaginary);
    phase += right.imaginary * Math.log(length);
  }
  return new Complex(magnitude * Math.cos(phase), magnitude * Math.sin(phase));
}
