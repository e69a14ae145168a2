/** `int()`, `float()`, `complex()`, `bool()`. */
import type { Interpreter } from '../../domain/interpreter.ts';
import { Complex, Float, Int, Str, bool, type Value } from '../../domain/value.ts';
import { integerArgument } from '../arguments.ts';
import { asFloat } from '../operations/binary.ts';
import { asInteger, floatOfInteger } from '../operations/integers.ts';
import { typeNameOf } from '../operations/type-name.ts';
import { truncate } from '../methods/number-methods.ts';
import { memoized, oneOf, unknownFrom } from '../unknowns.ts';
import { unwrap } from '../wrapped.ts';
import { Approximate, agreed } from '../../domain/approximate.ts';
import { isUndetermined, undetermined } from '../../domain/undetermined.ts';

export function makeBool(interpreter: Interpreter, [value]: readonly (Value | undefined)[]): Value {
  if (!value) return bool(false);
  const truth = interpreter.truth(value);
  return truth === undefined
    ? interpreter.unknown(isUndetermined(value) ? value.reason : 'whether it is true is not decided')
    : bool(truth);
}

export function makeInt(interpreter: Interpreter, [argument, base]: readonly (Value | undefined)[]): Value {
  if (!argument) return new Int(0n);
  const value = unwrap(argument);
  if (base !== undefined) {
    const radix = integerArgument(interpreter, base);
    if (value.kind !== 'str' || radix === undefined)
      return isUndetermined(value) || radix === undefined
        ? intOfUnknown(value)
        : interpreter.raise('TypeError', "int() can't convert non-string with explicit base");
    return parseInteger(interpreter, value.value, Number(radix));
  }
  switch (value.kind) {
    case 'int':
      return value;
    case 'bool':
      return new Int(value.value ? 1n : 0n);
    case 'float':
      return truncate(interpreter, value.value);
    case 'str':
      return parseInteger(interpreter, value.value, 10);
    case 'bytes':
      return parseInteger(interpreter, value.value, 10);
    case 'top':
    case 'symbol':
    case 'one-of':
      return intOfUnknown(value);
    case 'instance':
    case 'host': {
      if (value.kind === 'host') value.asNumber?.(interpreter, 'int');
      for (const name of ['__int__', '__index__', '__trunc__']) {
        const method = interpreter.findAttribute(value, name);
        if (method && !isUndetermined(method)) return interpreter.call(method);
      }
      if (value.kind === 'host' || value.cls.unknownBase)
        return undetermined('the number is not known', { integer: true });
      break;
    }
    default:
  }
  return interpreter.raise(
    'TypeError',
    `int() argument must be a string, a bytes-like object or a real number, not '${typeNameOf(interpreter, argument)}'`,
  );
}

/** What is surely an integer stays what it is; otherwise it is a new integer, the same each time. */
function intOfUnknown(value: Value): Value {
  if (!isUndetermined(value)) return undetermined('the number is not known', { integer: true });
  if (value.integer) return value;
  const whole = value instanceof Approximate ? agreed(value, Math.trunc) : undefined;
  if (whole !== undefined) return new Int(BigInt(whole));
  if (
    value.alternatives?.every(
      (one) => one.kind === 'int' || one.kind === 'bool' || (one.kind === 'float' && Number.isFinite(one.value)),
    )
  ) {
    return oneOf(
      value.alternatives.map((one) => new Int(one.kind === 'float' ? BigInt(Math.trunc(one.value)) : asInteger(one)!)),
      value,
    );
  }
  return memoized(value, 'int()', () => unknownFrom(value, value.name && `int(${value.name})`, true));
}

const integerPattern =
  /^[+-]?(?:0[xX]_?[0-9a-fA-F]+(?:_[0-9a-fA-F]+)*|0[oO]_?[0-7]+(?:_[0-7]+)*|0[bB]_?[01]+(?:_[01]+)*|[0-9a-zA-Z]+(?:_[0-9a-zA-Z]+)*)$/;

function parseInteger(interpreter: Interpreter, text: string, base: number): Value {
  const trimmed = text.trim();
  const value = integerPattern.test(trimmed) ? integerOf(trimmed.replaceAll('_', ''), base) : undefined;
  if (value !== undefined) return new Int(value);
  const shown = interpreter.repr(new Str(text));
  return interpreter.raise('ValueError', `invalid literal for int() with base ${base}: ${shown ?? 'the text'}`);
}

function integerOf(text: string, base: number): bigint | undefined {
  const negative = text.startsWith('-');
  let digits = text.replace(/^[+-]/, '').toLowerCase();
  let radix = base;
  const prefix = /^0([xob])/.exec(digits)?.[1];
  const prefixed = prefix === 'x' ? 16 : prefix === 'o' ? 8 : prefix === 'b' ? 2 : undefined;
  if (prefixed !== undefined && (radix === 0 || radix === prefixed)) {
    digits = digits.slice(2);
    radix = prefixed;
  } else if (radix === 0) {
    radix = 10;
    if (/^0+[1-9]/.test(digits)) return undefined;
  }
  if (digits === '' || digits.length > 4300) return undefined;
  let value = 0n;
  if (radix === 10) {
    if (!/^\d+$/.test(digits)) return undefined;
    value = BigInt(digits);
  } else {
    for (const digit of digits) {
      const worth = Number.parseInt(digit, 36);
      if (Number.isNaN(worth) || worth >= radix) return undefined;
      value = value * BigInt(radix) + BigInt(worth);
    }
  }
  return negative ? -value : value;
}

export function makeFloat(interpreter: Interpreter, [argument]: readonly (Value | undefined)[]): Value {
  if (!argument) return new Float(0);
  const value = unwrap(argument);
  const integer = asInteger(value);
  if (integer !== undefined) return new Float(floatOfInteger(interpreter, integer));
  switch (value.kind) {
    case 'float':
      // One of NumPy's counts in its own precision, and what comes of it here does not.
      return new Float(value.value);
    case 'str':
    case 'bytes':
      return parseFloat(interpreter, value.value);
    case 'top':
    case 'symbol':
    case 'one-of':
      if (value instanceof Approximate) return new Approximate(value, undefined);
      return memoized(value, 'float()', () => unknownFrom(value, value.name && `float(${value.name})`));
    case 'instance':
    case 'host': {
      if (value.kind === 'host') value.asNumber?.(interpreter, 'float');
      for (const name of ['__float__', '__index__']) {
        const method = interpreter.findAttribute(value, name);
        if (!method || isUndetermined(method)) continue;
        const result = interpreter.call(method);
        if (result.kind === 'float') return new Float(result.value);
        return result.kind === 'int' ? new Float(floatOfInteger(interpreter, result.value)) : result;
      }
      if (value.kind === 'host' || value.cls.unknownBase) return interpreter.unknown('the number is not known');
      break;
    }
    default:
  }
  return interpreter.raise(
    'TypeError',
    `float() argument must be a string or a real number, not '${typeNameOf(interpreter, argument)}'`,
  );
}

const floatPattern = /^[+-]?(?:\d+(?:_\d+)*(?:\.(?:\d+(?:_\d+)*)?)?|\.\d+(?:_\d+)*)(?:[eE][+-]?\d+(?:_\d+)*)?$/;

function parseFloat(interpreter: Interpreter, text: string): Value {
  const trimmed = text.trim();
  if (floatPattern.test(trimmed)) return new Float(Number(trimmed.replaceAll('_', '')));
  const named = /^([+-]?)(inf|infinity|nan)$/i.exec(trimmed);
  if (named) {
    if (named[2]!.toLowerCase() === 'nan') return new Float(Number.NaN);
    return new Float(named[1] === '-' ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY);
  }
  return interpreter.raise('ValueError', `could not convert string to float: ${interpreter.repr(new Str(text)) ?? ''}`);
}

export function makeComplex(interpreter: Interpreter, [first, second]: readonly (Value | undefined)[]): Value {
  const parts = [first, second].map((part) => (part ? unwrap(part) : new Float(0)));
  const numbers: Complex[] = [];
  for (const part of parts) {
    if (part.kind === 'complex') numbers.push(part);
    else if (part.kind === 'int' || part.kind === 'bool' || part.kind === 'float')
      numbers.push(new Complex(asFloat(interpreter, part), 0));
    else return interpreter.unknown('the complex number is not worked out');
  }
  const [real, imaginary] = numbers;
  return new Complex(real!.real - imaginary!.imaginary, real!.imaginary + imaginary!.real);
}
