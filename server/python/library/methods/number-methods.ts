import type { Interpreter } from '../../domain/interpreter.ts';
import { type Bool, Bytes, Complex, Float, Int, Str, TupleValue, bool, type Value } from '../../domain/value.ts';
import { asInteger } from '../operations/integers.ts';
import { MethodTable } from '../signature.ts';
import { bitLength, decompose } from '../operations/float-bits.ts';
import { formatValue } from '../text/format-spec.ts';

type Integer = Int | Bool;
const integers = new MethodTable<Integer>(
  'int',
  (value): value is Integer => value.kind === 'int' || value.kind === 'bool',
);
export const intMethods = integers.methods;

integers.add('bit_length', '', (_, value) => new Int(BigInt(bitLength(asInteger(value)!))));
integers.add('bit_count', '', (_, value) => {
  const magnitude = asInteger(value)!;
  return new Int(BigInt((magnitude < 0n ? -magnitude : magnitude).toString(2).replaceAll('0', '').length));
});
integers.add('conjugate', '', (_, value) => new Int(asInteger(value)!));
integers.add('is_integer', '', () => bool(true));
integers.add('as_integer_ratio', '', (_, value) => new TupleValue([new Int(asInteger(value)!), new Int(1n)]));
for (const name of ['__int__', '__index__', '__trunc__', '__floor__', '__ceil__'])
  integers.add(name, '', (_, value) => new Int(asInteger(value)!));
integers.add('__bool__', '', (_, value) => bool(asInteger(value) !== 0n));
integers.add('to_bytes', 'length=, byteorder=, *, signed=', (interpreter, value, [length, byteorder]) => {
  const integer = asInteger(value)!;
  const count = length === undefined ? 1n : asInteger(length);
  const order = byteorder === undefined ? 'big' : byteorder.kind === 'str' ? byteorder.value : undefined;
  if (count === undefined || order === undefined || integer < 0n || count > 100_000n)
    return interpreter.unknown('the bytes are not worked out');
  if (BigInt(bitLength(integer)) > count * 8n) return interpreter.raise('OverflowError', 'int too big to convert');
  const hex = integer.toString(16).padStart(Number(count) * 2, '0');
  const text = hex.replace(/../g, (pair) => String.fromCharCode(Number.parseInt(pair, 16)));
  return new Bytes(order === 'big' ? text : [...text].reverse().join(''));
});

/** Attributes that are not methods. */
export function numberAttribute(value: Value, name: string): Value | undefined {
  if (value.kind === 'complex')
    return name === 'real' ? new Float(value.real) : name === 'imag' ? new Float(value.imaginary) : undefined;
  if (value.kind === 'float') return name === 'real' ? value : name === 'imag' ? new Float(0) : undefined;
  const integer = asInteger(value);
  if (integer === undefined) return undefined;
  if (name === 'real' || name === 'numerator') return new Int(integer);
  return name === 'imag' ? new Int(0n) : name === 'denominator' ? new Int(1n) : undefined;
}

const floats = new MethodTable<Float>('float', (value): value is Float => value.kind === 'float');
export const floatMethods = floats.methods;

floats.add('is_integer', '', (_, { value }) => bool(Number.isInteger(value)));
floats.add('conjugate', '', (_, value) => value);
floats.add('hex', '', (_, { value }) => new Str(hexText(value)));
floats.add('as_integer_ratio', '', (interpreter, { value }) => {
  if (!Number.isFinite(value))
    return interpreter.raise(
      Number.isNaN(value) ? 'ValueError' : 'OverflowError',
      'cannot convert Infinity or NaN to integer ratio',
    );
  const { mantissa, exponent } = decompose(value);
  if (exponent >= 0) return new TupleValue([new Int(mantissa << BigInt(exponent)), new Int(1n)]);
  let numerator = mantissa;
  let shift = -exponent;
  while (shift > 0 && numerator % 2n === 0n && numerator !== 0n) {
    numerator /= 2n;
    shift -= 1;
  }
  return new TupleValue([new Int(numerator), new Int(numerator === 0n ? 1n : 1n << BigInt(shift))]);
});
floats.add('__int__', '', (interpreter, value) => truncate(interpreter, value.value));
floats.add('__trunc__', '', (interpreter, value) => truncate(interpreter, value.value));
floats.add('__format__', 'spec, /', (interpreter, value, [spec]) => {
  const text = spec?.kind === 'str' ? formatValue(interpreter, value, spec.value) : undefined;
  return text === undefined ? interpreter.unknown('the text is not known') : new Str(text);
});

/** `int(float)`. */
export function truncate(interpreter: Interpreter, value: number): Int {
  if (Number.isNaN(value)) interpreter.raise('ValueError', 'cannot convert float NaN to integer');
  if (!Number.isFinite(value)) interpreter.raise('OverflowError', 'cannot convert float infinity to integer');
  return new Int(BigInt(Math.trunc(value)));
}

function hexText(value: number): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? 'nan' : value > 0 ? 'inf' : '-inf';
  const sign = value < 0 || Object.is(value, -0) ? '-' : '';
  if (value === 0) return `${sign}0x0.0p+0`;
  const { mantissa, exponent } = decompose(Math.abs(value));
  const normal = mantissa >= 1n << 52n;
  const power = normal ? exponent + 52 : -1022;
  const digits = (normal ? mantissa & ((1n << 52n) - 1n) : mantissa).toString(16).padStart(13, '0');
  return `${sign}0x${normal ? 1 : 0}.${digits}p${power < 0 ? '-' : '+'}${Math.abs(power)}`;
}

const complexes = new MethodTable<Complex>('complex', (value): value is Complex => value.kind === 'complex');
export const complexMethods = complexes.methods;
complexes.add('conjugate', '', (_, value) => new Complex(value.real, -value.imaginary));
