/** Builtin functions of numbers and characters: `abs`, `round`, `pow`, `ord`. */
import type { Interpreter } from '../../domain/interpreter.ts';
import { Float, Int, type NativeFunction, Str, TupleValue, type Value } from '../../domain/value.ts';
import { integerArgument, isAbsent } from '../arguments.ts';
import { asInteger, floorDivide, modulo } from '../operations/integers.ts';
import { floorDivideFloats, moduloFloats } from '../operations/floats.ts';
import { typeNameOf } from '../operations/type-name.ts';
import { roundFloat, roundInteger } from '../text/format-spec.ts';
import { memoized, unknownFrom } from '../unknowns.ts';
import { unwrap } from '../wrapped.ts';
import { isUndetermined } from '../../domain/undetermined.ts';

import { FunctionTable } from '../modules/module-value.ts';
import { Approximate } from '../../domain/approximate.ts';
import { approximateIn, approximateUnary, roundedApproximate } from '../arrays/approximate-numbers.ts';
import { NumpyFloat } from '../arrays/dtypes.ts';
import { roundedTo } from '../arrays/selecting.ts';
import { callOrUnknown, ownMethod } from './answers.ts';

const table = new FunctionTable();

/** By their names. */
export const numberFunctions: readonly (readonly [string, NativeFunction])[] = table.members;

table.add('abs', 'x, /', (interpreter, [x]) => {
  const own = ownMethod(interpreter, x!, '__abs__');
  if (own) return interpreter.call(own);
  const value = unwrap(x!);
  const integer = asInteger(value);
  if (integer !== undefined) return new Int(integer < 0n ? -integer : integer);
  if (value instanceof NumpyFloat) return new NumpyFloat(Math.abs(value.value), value.dtype);
  if (value.kind === 'float') return new Float(Math.abs(value.value));
  if (value.kind === 'complex') return new Float(Math.hypot(value.real, value.imaginary));
  const approximate = value instanceof Approximate && approximateUnary('abs', value, value.dtype);
  if (approximate) return approximate;
  if (isUndetermined(value)) {
    if (value.integer && (value.size?.lowerBound ?? -1n) >= 0n) return value;
    return memoized(value, 'abs()', () => unknownFrom(value, value.name && `abs(${value.name})`, value.integer));
  }
  if (value.kind === 'host') return callOrUnknown(interpreter, value, '__abs__');
  return interpreter.raise('TypeError', `bad operand type for abs(): '${typeNameOf(interpreter, x!)}'`);
});

table.add('round', 'number, ndigits=', (interpreter, [number, ndigits]) => {
  const own = ownMethod(interpreter, number!, '__round__');
  if (own) return interpreter.call(own, ndigits ? [ndigits] : []);
  const value = unwrap(number!);
  const digits = isAbsent(ndigits) ? null : integerArgument(interpreter, ndigits!);
  const approximate = approximateIn(value);
  if (approximate && digits !== undefined) {
    const rounded = roundedApproximate(approximate, (one) =>
      digits === null ? roundHalfEven(one) : roundedAs(one, Number(digits), approximate.dtype),
    );
    if (rounded?.kind === 'float') return digits === null ? new Int(BigInt(rounded.value)) : rounded;
  }
  if (isUndetermined(value)) {
    if (value.integer && digits === null) return value;
    if (digits !== null) return unknownFrom(value);
    return memoized(value, 'round()', () => unknownFrom(value, value.name && `round(${value.name})`, true));
  }
  if (digits === undefined || value.kind === 'host') return interpreter.unknown('the rounded number is not known');
  const integer = asInteger(value);
  if (integer !== undefined) return digits === null ? new Int(integer) : roundInteger(integer, Number(digits));
  if (value.kind !== 'float')
    return interpreter.raise('TypeError', `type ${typeNameOf(interpreter, number!)} doesn't define __round__ method`);
  if (digits !== null && value instanceof NumpyFloat) {
    if (Math.abs(Number(digits)) > (value.dtype === 'float64' ? 15 : 6))
      return interpreter.unknown('the rounded number is not known');
    return new NumpyFloat(roundedTo(value.value, Number(digits), value.dtype), value.dtype);
  }
  if (digits !== null) return new Float(roundFloat(value.value, Number(digits)));
  if (Number.isNaN(value.value)) return interpreter.raise('ValueError', 'cannot convert float NaN to integer');
  if (!Number.isFinite(value.value))
    return interpreter.raise('OverflowError', 'cannot convert float infinity to integer');
  return new Int(BigInt(roundHalfEven(value.value)));
});

/** NumPy's numbers round as its arrays do, by the product with a power of ten. */
const roundedAs = (value: number, digits: number, dtype: string | undefined): number =>
  dtype === undefined ? roundFloat(value, digits) : roundedTo(value, digits, dtype);

function roundHalfEven(value: number): number {
  const floor = Math.floor(value);
  const fraction = value - floor;
  if (fraction < 0.5) return floor;
  if (fraction > 0.5) return floor + 1;
  return floor % 2 === 0 ? floor : floor + 1;
}

table.add('divmod', 'x, y, /', (interpreter, [x, y]) => {
  const [left, right] = [unwrap(x!), unwrap(y!)];
  const [first, second] = [asInteger(left), asInteger(right)];
  if (first !== undefined && second !== undefined) {
    if (second === 0n) return interpreter.raise('ZeroDivisionError', 'integer division or modulo by zero');
    return new TupleValue([new Int(floorDivide(first, second)), new Int(modulo(first, second))]);
  }
  const [a, b] = [floatLike(left), floatLike(right)];
  if (a !== undefined && b !== undefined) {
    if (b === 0) return interpreter.raise('ZeroDivisionError', 'float divmod()');
    return new TupleValue([new Float(floorDivideFloats(a, b)), new Float(moduloFloats(a, b))]);
  }
  return new TupleValue([interpreter.binary('//', x!, y!), interpreter.binary('%', x!, y!)]);
});

function floatLike(value: Value): number | undefined {
  if (value.kind === 'float') return value.value;
  const integer = asInteger(value);
  return integer === undefined ? undefined : Number(integer);
}

table.add('pow', 'base, exp, mod=', (interpreter, [base, exponent, modulus]) => {
  if (isAbsent(modulus)) return interpreter.binary('**', base!, exponent!);
  const numbers = [base!, exponent!, modulus!].map((value) => integerArgument(interpreter, value));
  const [b, e, m] = numbers;
  if (b === undefined || e === undefined || m === undefined) return interpreter.unknown('the power is not known');
  if (m === 0n) return interpreter.raise('ValueError', 'pow() 3rd argument cannot be 0');
  const start = e < 0n ? inverse(modulo(b, m), m) : modulo(b, m);
  if (start === undefined) return interpreter.raise('ValueError', 'base is not invertible for the given modulus');
  return new Int(modulo(modularPower(interpreter, start, e < 0n ? -e : e, m), m));
});

function modularPower(interpreter: Interpreter, base: bigint, exponent: bigint, modulus: bigint): bigint {
  let result = 1n;
  let square = base;
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    interpreter.spend();
    if (rest & 1n) result = (result * square) % modulus;
    square = (square * square) % modulus;
  }
  return result;
}

/** By Euclid's algorithm; undefined where there is none. */
function inverse(value: bigint, modulus: bigint): bigint | undefined {
  let [r, next] = [modulus, value];
  let [t, nextT] = [0n, 1n];
  while (next !== 0n) {
    const quotient = r / next;
    [r, next] = [next, r - quotient * next];
    [t, nextT] = [nextT, t - quotient * nextT];
  }
  return r === 1n || r === -1n ? modulo(t * r, modulus) : undefined;
}

for (const [name, radix, prefix] of [
  ['bin', 2, '0b'],
  ['oct', 8, '0o'],
  ['hex', 16, '0x'],
] as const) {
  table.add(name, 'number, /', (interpreter, [number]) => {
    const integer = integerArgument(interpreter, number!);
    if (integer === undefined) return interpreter.unknown('the number is not known');
    return new Str(integer < 0n ? `-${prefix}${(-integer).toString(radix)}` : prefix + integer.toString(radix));
  });
}
table.add('chr', 'i, /', (interpreter, [code]) => {
  const integer = integerArgument(interpreter, code!);
  if (integer === undefined) return interpreter.unknown('the character is not known');
  if (integer < 0n || integer > 0x10ffffn) return interpreter.raise('ValueError', 'chr() arg not in range(0x110000)');
  return new Str(String.fromCodePoint(Number(integer)));
});
table.add('ord', 'c, /', (interpreter, [c]) => {
  const value = unwrap(c!);
  if (isUndetermined(value)) return unknownFrom(value, undefined, true);
  const characters =
    value.kind === 'str' ? [...value.value] : value.kind === 'bytes' ? value.value.split('') : undefined;
  if (!characters)
    return interpreter.raise(
      'TypeError',
      `ord() expected string of length 1, but ${typeNameOf(interpreter, c!)} found`,
    );
  if (characters.length !== 1)
    return interpreter.raise(
      'TypeError',
      `ord() expected a character, but string of length ${characters.length} found`,
    );
  return new Int(BigInt(characters[0]!.codePointAt(0)!));
});
