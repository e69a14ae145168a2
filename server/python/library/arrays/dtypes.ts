/** Element types of arrays, by NumPy's names. */
import { Bool, Float, Int, Str, bool, type Value } from '../../domain/value.ts';
import { isUndetermined } from '../../domain/undetermined.ts';
import { Approximate, agreed, approximately } from '../../domain/approximate.ts';

export type DtypeKind = 'bool' | 'unsigned' | 'signed' | 'float' | 'complex' | 'string' | 'object' | 'other';

const aliases: Readonly<Record<string, string>> = {
  int: 'int64',
  int_: 'int64',
  intp: 'int64',
  long: 'int64',
  longlong: 'int64',
  i8: 'int64',
  i4: 'int32',
  i2: 'int16',
  i1: 'int8',
  intc: 'int32',
  short: 'int16',
  byte: 'int8',
  uint: 'uint64',
  ubyte: 'uint8',
  ushort: 'uint16',
  u1: 'uint8',
  u2: 'uint16',
  u4: 'uint32',
  u8: 'uint64',
  B: 'uint8',
  float: 'float64',
  float_: 'float64',
  double: 'float64',
  single: 'float32',
  half: 'float16',
  f2: 'float16',
  f4: 'float32',
  f8: 'float64',
  f: 'float32',
  d: 'float64',
  i: 'int32',
  l: 'int64',
  b: 'int8',
  '?': 'bool',
  bool_: 'bool',
  bool8: 'bool',
  boolean: 'bool',
  complex: 'complex128',
  complex_: 'complex128',
  cfloat: 'complex128',
  csingle: 'complex64',
  object_: 'object',
  O: 'object',
  str: 'str',
  str_: 'str',
  U: 'str',
  string: 'str',
  bytes_: 'bytes',
  S: 'bytes',
  category: 'object',
  datetime64: 'datetime64',
};
const bits: Readonly<Record<string, number>> = {
  bool: 8,
  int8: 8,
  int16: 16,
  int32: 32,
  int64: 64,
  uint8: 8,
  uint16: 16,
  uint32: 32,
  uint64: 64,
  float16: 16,
  bfloat16: 16,
  float32: 32,
  float64: 64,
  complex64: 64,
  complex128: 128,
};

/**
 * The name of a dtype as NumPy shows it, from any of its spellings (`'f4'`, `'<f4'`, `'float'`); an unknown spelling as
 * it is.
 */
export function canonicalDtype(name: string): string {
  const plain = name.replace(/^[<>=|]/, '');
  if (/^[US]\d*$/.test(plain)) return plain.startsWith('U') ? 'str' : 'bytes';
  return aliases[plain] ?? plain;
}

export function kindOfDtype(dtype: string): DtypeKind {
  if (dtype === 'bool') return 'bool';
  if (/^int\d+$/.test(dtype)) return 'signed';
  if (/^uint\d+$/.test(dtype)) return 'unsigned';
  if (/^b?float\d+$/.test(dtype)) return 'float';
  if (/^complex\d+$/.test(dtype)) return 'complex';
  if (dtype === 'str' || dtype === 'string' || dtype === 'bytes') return 'string';
  return dtype === 'object' ? 'object' : 'other';
}

export function isIntegerDtype(dtype: string | undefined): boolean {
  const kind = dtype === undefined ? 'other' : kindOfDtype(dtype);
  return kind === 'signed' || kind === 'unsigned';
}
export function isFloatDtype(dtype: string | undefined): boolean {
  return dtype !== undefined && kindOfDtype(dtype) === 'float';
}

/** Bytes of one element; undefined where the dtype does not say. */
export function itemSize(dtype: string | undefined): number | undefined {
  const width = dtype === undefined ? undefined : bits[dtype];
  return width === undefined ? undefined : width / 8;
}

/** The dtype of a result of both, by NumPy 2's rules; undefined where either is unknown or there is none. */
export function promoteDtypes(a: string | undefined, b: string | undefined): string | undefined {
  if (a === undefined || b === undefined) return undefined;
  if (a === b) return a;
  const [x, y] = [kindOfDtype(a), kindOfDtype(b)];
  if (x === 'other' || y === 'other') return undefined;
  if (x === 'object' || y === 'object') return 'object';
  if (x === 'string' || y === 'string') return x === y ? 'str' : undefined;
  if (x === 'bool') return b;
  if (y === 'bool') return a;
  const [wa, wb] = [bits[a] ?? 64, bits[b] ?? 64];
  if (x === 'complex' || y === 'complex') {
    const needed = Math.max(
      x === 'complex' ? wa / 2 : floatBitsFor(x, wa),
      y === 'complex' ? wb / 2 : floatBitsFor(y, wb),
    );
    return needed > 32 ? 'complex128' : 'complex64';
  }
  if (x === 'float' || y === 'float') {
    if (a === 'bfloat16' || b === 'bfloat16') return undefined;
    return `float${Math.max(floatBitsFor(x, wa), floatBitsFor(y, wb))}`;
  }
  if (x === y) return wa >= wb ? a : b;
  const [unsigned, signed] = x === 'unsigned' ? [wa, wb] : [wb, wa];
  if (signed > unsigned) return `int${signed}`;
  return unsigned >= 64 ? 'float64' : `int${unsigned * 2}`;
}

/** Bits of the smallest float that NumPy takes for numbers of this kind. */
function floatBitsFor(kind: DtypeKind, width: number): number {
  if (kind === 'float') return width;
  return width <= 8 ? 16 : width <= 16 ? 32 : 64;
}

/** The dtype that a Python scalar has as an array. */
export function dtypeOfScalar(value: Value): string | undefined {
  switch (value.kind) {
    case 'bool':
      return 'bool';
    case 'int':
      return value instanceof NumpyInt
        ? value.dtype
        : fits(value.value, 'int64')
          ? 'int64'
          : fits(value.value, 'uint64')
            ? 'uint64'
            : 'object';
    case 'float':
      return value instanceof NumpyFloat ? value.dtype : 'float64';
    case 'complex':
      return 'complex128';
    case 'str':
      return 'str';
    case 'bytes':
      return 'bytes';
    case 'top':
    case 'symbol':
    case 'one-of':
      if (value instanceof Approximate) return value.dtype ?? 'float64';
      return value.integer ? 'int64' : undefined;
    default:
      return undefined;
  }
}

/** Whether a scalar gives way to the dtype of an array that it meets, as Python's own numbers do. */
export function isWeakScalar(value: Value): boolean {
  return (
    value.kind === 'bool' ||
    (value.kind === 'int' && !(value instanceof NumpyInt)) ||
    (value.kind === 'float' && !(value instanceof NumpyFloat))
  );
}

/** A scalar of an integer dtype: an int that knows its dtype. */
export class NumpyInt extends Int {
  readonly dtype: string;
  constructor(value: bigint, dtype: string) {
    super(value);
    this.dtype = dtype;
  }
}
/** A scalar of a float dtype: a float that knows its dtype. */
export class NumpyFloat extends Float {
  readonly dtype: string;
  constructor(value: number, dtype: string) {
    super(value);
    this.dtype = dtype;
  }
}

/** A scalar of the dtype bool: a truth value that has an array's attributes. */
export class NumpyBool extends Bool {
  readonly dtype = 'bool';
}

export function isNumpyScalar(value: Value): value is NumpyInt | NumpyFloat | NumpyBool {
  return value instanceof NumpyInt || value instanceof NumpyFloat || value instanceof NumpyBool;
}

export function fits(value: bigint, dtype: string): boolean {
  const width = bits[dtype] ?? 64;
  return kindOfDtype(dtype) === 'unsigned'
    ? BigInt.asUintN(width, value) === value
    : BigInt.asIntN(width, value) === value;
}

/** The integer as the dtype holds it: what does not fit wraps around. */
export function wrapInteger(value: bigint, dtype: string): bigint {
  const width = bits[dtype] ?? 64;
  return kindOfDtype(dtype) === 'unsigned' ? BigInt.asUintN(width, value) : BigInt.asIntN(width, value);
}

/** The nearest number that the float dtype holds; undefined for a dtype whose rounding is not worked out here. */
export function roundFloat(value: number, dtype: string): number | undefined {
  if (dtype === 'float64') return value;
  if (dtype === 'float32') return Math.fround(value);
  return Number.isInteger(value) && Math.abs(value) <= 256 ? value : undefined;
}

/**
 * The value as an element of the dtype (`astype`); undefined where that is not worked out. An unknown stays one where
 * its kind stays.
 */
export function castElement(value: Value, dtype: string | undefined): Value | undefined {
  if (dtype === undefined) return value;
  const kind = kindOfDtype(dtype);
  if (isUndetermined(value)) {
    if (kind === 'object') return value;
    if (value instanceof Approximate) return castApproximate(value, dtype, kind);
    return value.integer && (kind === 'signed' || kind === 'unsigned') ? value : undefined;
  }
  switch (kind) {
    case 'bool': {
      const number = numberOf(value);
      return number === undefined ? undefined : bool(number !== 0 && number !== 0n);
    }
    case 'signed':
    case 'unsigned': {
      if (value.kind === 'bool') return new NumpyInt(value.value ? 1n : 0n, dtype);
      if (value.kind === 'int') return new NumpyInt(wrapInteger(value.value, dtype), dtype);
      if (value.kind !== 'float' || !Number.isFinite(value.value)) return undefined;
      const truncated = BigInt(Math.trunc(value.value));
      return fits(truncated, dtype) ? new NumpyInt(truncated, dtype) : undefined;
    }
    case 'float': {
      const number = numberOf(value);
      const rounded = number === undefined ? undefined : roundFloat(Number(number), dtype);
      return rounded === undefined ? undefined : new NumpyFloat(rounded, dtype);
    }
    case 'string':
      if (value.kind === 'str' || (value.kind === 'bytes' && dtype !== 'str')) return value;
      return value.kind === 'int' ? new Str(String(value.value)) : undefined;
    case 'object':
      return value;
    default:
      return undefined;
  }
}

function castApproximate(value: Approximate, dtype: string, kind: DtypeKind): Value | undefined {
  if (kind === 'float')
    return dtype === value.dtype || dtype === 'float64'
      ? new Approximate(value, dtype)
      : approximately(value, dtype, { around: 2 ** -120 });
  if (kind === 'bool') return value.low > 0 || value.high < 0 ? bool(true) : undefined;
  const whole = kind === 'signed' || kind === 'unsigned' ? agreed(value, Math.trunc) : undefined;
  return whole === undefined ? undefined : castElement(new Float(whole), dtype);
}

/** A real number's value: a bigint for an int or bool. */
export function numberOf(value: Value): bigint | number | undefined {
  if (value.kind === 'int') return value.value;
  if (value instanceof Bool) return value.value ? 1n : 0n;
  return value.kind === 'float' ? value.value : undefined;
}

/**
 * All elements as another dtype; undefined where one cannot be. Arrays of one value are common: its conversion is kept.
 */
export function castAll(elements: readonly Value[] | undefined, dtype: string): Value[] | undefined {
  if (!elements) return undefined;
  const converted: Value[] = [];
  let last: Value | undefined;
  let made: Value | undefined;
  for (const element of elements) {
    if (element !== last || !made) made = castElement(element, dtype);
    if (!made) return undefined;
    last = element;
    converted.push(made);
  }
  return converted;
}
