import type { Interpreter } from '../../domain/interpreter.ts';
import { Float, Int, type ModuleValue, TupleValue, bool, type Value } from '../../domain/value.ts';
import { integerArgument, unknownOf } from '../arguments.ts';
import {
  exactExponential,
  exactHyperbolic,
  exactLogarithm,
  exactLogarithmTo,
  exactPower,
  exactTrigonometry,
} from '../operations/exact-math.ts';
import { bitLength, decompose, scaleFloat } from '../operations/float-bits.ts';
import { asInteger, floatOfInteger } from '../operations/integers.ts';
import { allItems } from '../operations/iterate.ts';
import { typeNameOf } from '../operations/type-name.ts';
import { memoized, unknownFrom } from '../unknowns.ts';
import { unwrap } from '../wrapped.ts';
import { integerFunctions } from './math-integers.ts';
import { FunctionTable, moduleOf } from './module-value.ts';
import { isUndetermined } from '../../domain/undetermined.ts';

const table = new FunctionTable();

/** The float of a number; undefined where it is not known. Raises TypeError for other values. */
export function realArgument(interpreter: Interpreter, argument: Value): number | undefined {
  const value = unwrap(argument);
  if (value.kind === 'float') return value.value;
  const integer = asInteger(value);
  if (integer !== undefined) return floatOfInteger(interpreter, integer);
  if (value.kind === 'host') value.asNumber?.(interpreter, 'float');
  if (isUndetermined(value) || value.kind === 'host') return undefined;
  const method = value.kind === 'instance' ? interpreter.findAttribute(value, '__float__') : undefined;
  if (method) {
    const result = interpreter.call(method);
    return result.kind === 'float' ? result.value : undefined;
  }
  return interpreter.raise('TypeError', `must be real number, not ${typeNameOf(interpreter, argument)}`);
}

/** What a function of a number that is not known is: the same unknown each time. */
export function ofUnknown(interpreter: Interpreter, name: string, argument: Value, integer = false): Value {
  const value = unwrap(argument);
  if (!isUndetermined(value)) return interpreter.unknown('the number is not known');
  return memoized(value, `${name}()`, () => unknownFrom(value, value.name && `${name}(${value.name})`, integer));
}

// ---------------------------------------------------------------- rounding

const roundings: Readonly<Record<string, (value: number) => number>> = {
  floor: Math.floor,
  ceil: Math.ceil,
  trunc: Math.trunc,
};
for (const [name, rounded] of Object.entries(roundings)) {
  table.add(name, 'x, /', (interpreter, [x]) => {
    const value = unwrap(x!);
    const integer = asInteger(value);
    if (integer !== undefined) return new Int(integer);
    if (value.kind === 'instance') {
      const own = interpreter.findAttribute(value, `__${name}__`);
      if (own) return interpreter.call(own);
    }
    if (isUndetermined(value)) {
      if (value.integer) return value;
      const known = name === 'trunc' ? value.derived.get('int()') : undefined;
      return known ?? ofUnknown(interpreter, name, value, true);
    }
    const number = realArgument(interpreter, x!);
    if (number === undefined) return interpreter.unknown('the number is not known');
    if (Number.isNaN(number)) return interpreter.raise('ValueError', 'cannot convert float NaN to integer');
    if (!Number.isFinite(number)) return interpreter.raise('OverflowError', 'cannot convert float infinity to integer');
    return new Int(BigInt(rounded(number)));
  });
}

// ---------------------------------------------------------------- functions of one real number

/** Undefined: not exact here, so not known. Raises what Python raises. */
type RealFunction = (value: number, interpreter: Interpreter) => number | undefined;

const domain = (interpreter: Interpreter): never => interpreter.raise('ValueError', 'math domain error');
const overflow = (interpreter: Interpreter): never => interpreter.raise('OverflowError', 'math range error');

const realFunctions: Readonly<Record<string, RealFunction>> = {
  sqrt: (value, interpreter) => (value < 0 ? domain(interpreter) : Math.sqrt(value)),
  exp: (value, interpreter) => {
    const result = exactExponential(value);
    return Number.isFinite(value) && !Number.isFinite(result) ? overflow(interpreter) : result;
  },
  exp2: (value) => exactPower(2, value),
  fabs: (value) => Math.abs(value),
  sin: (value, interpreter) =>
    Number.isFinite(value) ? exactTrigonometry('sin', value) : infiniteAngle(value, interpreter),
  cos: (value, interpreter) =>
    Number.isFinite(value) ? exactTrigonometry('cos', value) : infiniteAngle(value, interpreter),
  tan: (value, interpreter) =>
    Number.isFinite(value) ? exactTrigonometry('tan', value) : infiniteAngle(value, interpreter),
  sinh: (value) => exactHyperbolic('sinh', value),
  cosh: (value) => exactHyperbolic('cosh', value),
  tanh: (value) => (Math.abs(value) > 40 ? Math.sign(value) : exactHyperbolic('tanh', value)),
  atan: (value) =>
    value === 0
      ? value
      : Math.abs(value) === Number.POSITIVE_INFINITY
        ? Math.sign(value) * (Math.PI / 2)
        : value === 1 || value === -1
          ? value * (Math.PI / 4)
          : undefined,
  degrees: (value) => value * (180 / Math.PI),
  radians: (value) => value * (Math.PI / 180),
  cbrt: (value) => (Number.isInteger(Math.cbrt(value)) ? Math.cbrt(value) : undefined),
};

function infiniteAngle(value: number, interpreter: Interpreter): number {
  return Number.isNaN(value) ? value : domain(interpreter);
}

for (const [name, compute] of Object.entries(realFunctions)) {
  table.add(name, 'x, /', (interpreter, [x]) => {
    const number = realArgument(interpreter, x!);
    const result = number === undefined ? undefined : compute(number, interpreter);
    return result === undefined ? ofUnknown(interpreter, name, x!) : new Float(result);
  });
}

// ---------------------------------------------------------------- logarithms and powers

/**
 * A power of two or ten beyond the range of floats has an exact logarithm too; other such numbers are not worked out.
 */
function logarithm(interpreter: Interpreter, argument: Value, base: 'e' | 2 | 10): number | undefined {
  const integer = asInteger(unwrap(argument));
  if (integer !== undefined && integer > 0n && bitLength(integer) > 1023) return undefined;
  const number = realArgument(interpreter, argument);
  if (number === undefined || Number.isNaN(number)) return number;
  if (number <= 0) return domain(interpreter);
  if (!Number.isFinite(number)) return number;
  return base === 'e' ? exactLogarithm(number) : exactLogarithmTo(base, number);
}

table.add('log', 'x, base=, /', (interpreter, [x, base]) => {
  const numerator = logarithm(interpreter, x!, 'e');
  if (base === undefined) return numerator === undefined ? ofUnknown(interpreter, 'log', x!) : new Float(numerator);
  const denominator = logarithm(interpreter, base, 'e');
  if (numerator === undefined || denominator === undefined) return interpreter.unknown('the number is not known');
  return denominator === 0
    ? interpreter.raise('ZeroDivisionError', 'float division by zero')
    : new Float(numerator / denominator);
});
for (const [name, base] of [
  ['log2', 2],
  ['log10', 10],
] as const) {
  table.add(name, 'x, /', (interpreter, [x]) => {
    const result = logarithm(interpreter, x!, base);
    return result === undefined ? ofUnknown(interpreter, name, x!) : new Float(result);
  });
}
table.add('pow', 'x, y, /', (interpreter, [x, y]) => {
  const [base, exponent] = [realArgument(interpreter, x!), realArgument(interpreter, y!)];
  if (base === undefined || exponent === undefined) return interpreter.unknown('the number is not known');
  if (exponent === 0 || base === 1) return new Float(1);
  if (!Number.isFinite(base) || !Number.isFinite(exponent)) return new Float(base === -1 ? 1 : base ** exponent);
  if ((base === 0 && exponent < 0) || (base < 0 && !Number.isInteger(exponent))) return domain(interpreter);
  const result = exactPower(base, exponent);
  return Number.isFinite(result) ? new Float(result) : overflow(interpreter);
});

// ---------------------------------------------------------------- questions and pairs

for (const [name, holds] of Object.entries({
  isnan: (value: number) => Number.isNaN(value),
  isinf: (value: number) => Math.abs(value) === Number.POSITIVE_INFINITY,
  isfinite: (value: number) => Number.isFinite(value),
})) {
  table.add(name, 'x, /', (interpreter, [x]) => {
    const number = realArgument(interpreter, x!);
    return number === undefined ? interpreter.unknown('the number is not known') : bool(holds(number));
  });
}
table.add('isclose', 'a, b, *, rel_tol=, abs_tol=', (interpreter, [a, b, relative, absolute]) => {
  const [first, second] = [realArgument(interpreter, a!), realArgument(interpreter, b!)];
  const rel = relative ? realArgument(interpreter, relative) : 1e-9;
  const abs = absolute ? realArgument(interpreter, absolute) : 0;
  if (first === undefined || second === undefined || rel === undefined || abs === undefined)
    return interpreter.unknown('the number is not known');
  if (first === second) return bool(true);
  if (!Number.isFinite(first) || !Number.isFinite(second)) return bool(false);
  const difference = Math.abs(first - second);
  return bool(difference <= Math.abs(rel * second) || difference <= Math.abs(rel * first) || difference <= abs);
});

/** Undefined: not exact here, so not known. */
const pairs: Readonly<Record<string, (a: number, b: number, interpreter: Interpreter) => number | undefined>> = {
  copysign: (a, b) => (b < 0 || Object.is(b, -0) ? -Math.abs(a) : Math.abs(a)),
  fmod: (a, b, interpreter) => (b === 0 || Math.abs(a) === Number.POSITIVE_INFINITY ? domain(interpreter) : a % b),
  atan2: (a, b) => (a === 0 && b >= 0 && !Object.is(b, -0) ? a : undefined),
};
for (const [name, compute] of Object.entries(pairs)) {
  table.add(name, 'x, y, /', (interpreter, [x, y]) => {
    const [first, second] = [realArgument(interpreter, x!), realArgument(interpreter, y!)];
    const result = first === undefined || second === undefined ? undefined : compute(first, second, interpreter);
    return result === undefined ? interpreter.unknown('the number is not worked out') : new Float(result);
  });
}
table.add('ldexp', 'x, i, /', (interpreter, [x, i]) => {
  const number = realArgument(interpreter, x!);
  const exponent = integerArgument(interpreter, i!);
  if (number === undefined || exponent === undefined) return interpreter.unknown('the number is not known');
  if (!Number.isFinite(number) || number === 0) return new Float(number);
  const { mantissa, exponent: scale } = decompose(number);
  const result =
    exponent > 5000n
      ? Number.POSITIVE_INFINITY
      : scaleFloat(mantissa, scale + Number(exponent < -5000n ? -5000n : exponent));
  return Number.isFinite(result) ? new Float(result) : overflow(interpreter);
});
table.add('frexp', 'x, /', (interpreter, [x]) => {
  const number = realArgument(interpreter, x!);
  if (number === undefined) return interpreter.unknown('the number is not known');
  if (number === 0 || !Number.isFinite(number)) return new TupleValue([new Float(number), new Int(0n)]);
  const { mantissa, exponent } = decompose(number);
  const bits = bitLength(mantissa);
  return new TupleValue([new Float(scaleFloat(mantissa, -bits)), new Int(BigInt(bits + exponent))]);
});
table.add('modf', 'x, /', (interpreter, [x]) => {
  const number = realArgument(interpreter, x!);
  if (number === undefined) return interpreter.unknown('the number is not known');
  const whole = Math.trunc(number);
  const sign = number < 0 || Object.is(number, -0) ? -1 : 1;
  const fraction = Number.isFinite(number) ? Math.abs(number - whole) : Number.isNaN(number) ? number : 0;
  return new TupleValue([new Float(sign * fraction), new Float(sign * Math.abs(whole))]);
});

// ---------------------------------------------------------------- sums

/** The exact sum of floats, rounded once. */
export function exactSum(values: readonly number[]): number {
  if (values.some((value) => !Number.isFinite(value))) return values.reduce((sum, value) => sum + value, 0);
  const parts = values.map(decompose);
  const least = Math.min(0, ...parts.map(({ exponent }) => exponent));
  return scaleFloat(
    parts.reduce((sum, { mantissa, exponent }) => sum + (mantissa << BigInt(exponent - least)), 0n),
    least,
  );
}

/** The numbers of an iterable as floats; undefined where one is not known. */
export function realItems(interpreter: Interpreter, iterable: Value): number[] | undefined {
  const numbers = allItems(interpreter, iterable)?.map((item) => realArgument(interpreter, item));
  return numbers?.every((number) => number !== undefined) ? numbers : undefined;
}
table.add('fsum', 'seq, /', (interpreter, [seq]) => {
  const numbers = realItems(interpreter, seq!);
  return numbers ? new Float(exactSum(numbers)) : interpreter.unknown(unknownOf(interpreter, seq!).reason);
});
table.add('hypot', '*args', (interpreter, _, { rest }) => {
  const numbers = rest.map((value) => realArgument(interpreter, value));
  if (!numbers.every((number) => number !== undefined)) return interpreter.unknown('the number is not known');
  return lengthOf(interpreter, numbers);
});
table.add('dist', 'p, q, /', (interpreter, [p, q]) => {
  const [first, second] = [realItems(interpreter, p!), realItems(interpreter, q!)];
  if (!first || !second || first.length !== second.length) return interpreter.unknown('the points are not known');
  return lengthOf(
    interpreter,
    first.map((value, index) => value - second[index]!),
  );
});

/** The root of a sum of squares where it is exact; other lengths depend on the C library's last digit. */
function lengthOf(interpreter: Interpreter, numbers: readonly number[]): Value {
  const nonzero = numbers.filter((number) => number !== 0);
  if (nonzero.length < 2) return new Float(Math.abs(nonzero[0] ?? 0));
  const squares = nonzero.reduce((sum, number) => sum + number * number, 0);
  const root = Math.sqrt(squares);
  if (nonzero.every(Number.isInteger) && Number.isSafeInteger(squares) && Number.isInteger(root))
    return new Float(root);
  return interpreter.unknown('the last digit of the length is not worked out');
}

/** The module `math`. */
export function mathModule(): ModuleValue {
  return moduleOf('math', [
    ...table.members,
    ...integerFunctions.members,
    ['pi', new Float(Math.PI)],
    ['e', new Float(Math.E)],
    ['tau', new Float(2 * Math.PI)],
    ['inf', new Float(Number.POSITIVE_INFINITY)],
    ['nan', new Float(Number.NaN)],
  ]);
}
