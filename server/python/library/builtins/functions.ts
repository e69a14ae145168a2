/** Builtin functions. */
import { holding } from '../../domain/inner-code.ts';
import type { Interpreter } from '../../domain/interpreter.ts';
import {
  DictValue,
  Float,
  type InstanceValue,
  Int,
  IteratorValue,
  ListValue,
  NONE,
  type NativeFunction,
  Str,
  TupleValue,
  bool,
  type Value,
} from '../../domain/value.ts';
import { endOf, integerArgument, isAbsent, textArgument } from '../arguments.ts';
import { DictView } from '../methods/dict-view.ts';
import { nextItem } from '../methods/iterator-methods.ts';
import { hashNamePrefix } from '../operations/hash.ts';
import { getByUnknownName, removeAttribute, setByUnknownName } from '../operations/attributes-by-name.ts';
import { asInteger, floorDivide, modulo } from '../operations/integers.ts';
import { floorDivideFloats, moduloFloats } from '../operations/floats.ts';
import { allItems, iterate } from '../operations/iterate.ts';
import { raiseStopIteration } from '../operations/raising.ts';
import { integerHash } from '../operations/set-order.ts';
import { sorted } from '../operations/sorting.ts';
import { isSubclass } from '../operations/types.ts';
import { typeNameOf } from '../operations/type-name.ts';
import { native, type NativeBody } from '../signature.ts';
import { asciiOf, formatWith } from '../text/format-method.ts';
import { roundFloat, roundInteger } from '../text/format-spec.ts';
import { memoized, unknownFrom } from '../unknowns.ts';
import { unwrap } from '../wrapped.ts';
import { largest } from './extremes.ts';
import { iteratorOf, pullerOf } from './pulling.ts';
import { sumOf } from './sums.ts';
import { words } from '../../../words/message.ts';
import { isUndetermined, undetermined } from '../../domain/undetermined.ts';

const functions = new Map<string, NativeFunction>();
export const builtinFunctions: ReadonlyMap<string, NativeFunction> = functions;

function add(name: string, parameters: string, body: NativeBody): void {
  functions.set(name, native(name, parameters, body));
}

/** A method that an object of a user's class has; undefined for other values. */
function ownMethod(interpreter: Interpreter, value: Value, name: string): Value | undefined {
  return value.kind === 'instance' && value.cls.lookup(name) ? interpreter.findAttribute(value, name) : undefined;
}

const decided = (interpreter: Interpreter, answer: boolean | undefined): Value =>
  answer === undefined ? interpreter.unknown('it is not decided') : bool(answer);

const textOr = (interpreter: Interpreter, text: string | undefined): Value =>
  text === undefined ? interpreter.unknown('the text is not known') : new Str(text);

// ---------------------------------------------------------------- numbers

add('abs', 'x, /', (interpreter, [x]) => {
  const own = ownMethod(interpreter, x!, '__abs__');
  if (own) return interpreter.call(own);
  const value = unwrap(x!);
  const integer = asInteger(value);
  if (integer !== undefined) return new Int(integer < 0n ? -integer : integer);
  if (value.kind === 'float') return new Float(Math.abs(value.value));
  if (value.kind === 'complex') return new Float(Math.hypot(value.real, value.imaginary));
  if (isUndetermined(value)) {
    if (value.integer && (value.size?.lowerBound ?? -1n) >= 0n) return value;
    return memoized(value, 'abs()', () => unknownFrom(value, value.name && `abs(${value.name})`, value.integer));
  }
  if (value.kind === 'host') return callOrUnknown(interpreter, value, '__abs__');
  return interpreter.raise('TypeError', `bad operand type for abs(): '${typeNameOf(interpreter, x!)}'`);
});

function callOrUnknown(interpreter: Interpreter, value: Value, name: string): Value {
  const method = interpreter.findAttribute(value, name);
  return method && !isUndetermined(method) ? interpreter.call(method) : interpreter.unknown('the result is not known');
}

add('round', 'number, ndigits=', (interpreter, [number, ndigits]) => {
  const own = ownMethod(interpreter, number!, '__round__');
  if (own) return interpreter.call(own, ndigits ? [ndigits] : []);
  const value = unwrap(number!);
  const digits = isAbsent(ndigits) ? null : integerArgument(interpreter, ndigits!);
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
  if (digits !== null) return new Float(roundFloat(value.value, Number(digits)));
  if (Number.isNaN(value.value)) return interpreter.raise('ValueError', 'cannot convert float NaN to integer');
  if (!Number.isFinite(value.value))
    return interpreter.raise('OverflowError', 'cannot convert float infinity to integer');
  return new Int(BigInt(roundHalfEven(value.value)));
});

export function roundHalfEven(value: number): number {
  const floor = Math.floor(value);
  const fraction = value - floor;
  if (fraction < 0.5) return floor;
  if (fraction > 0.5) return floor + 1;
  return floor % 2 === 0 ? floor : floor + 1;
}

add('divmod', 'x, y, /', (interpreter, [x, y]) => {
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

add('pow', 'base, exp, mod=', (interpreter, [base, exponent, modulus]) => {
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
  add(name, 'number, /', (interpreter, [number]) => {
    const integer = integerArgument(interpreter, number!);
    if (integer === undefined) return interpreter.unknown('the number is not known');
    return new Str(integer < 0n ? `-${prefix}${(-integer).toString(radix)}` : prefix + integer.toString(radix));
  });
}
add('chr', 'i, /', (interpreter, [code]) => {
  const integer = integerArgument(interpreter, code!);
  if (integer === undefined) return interpreter.unknown('the character is not known');
  if (integer < 0n || integer > 0x10ffffn) return interpreter.raise('ValueError', 'chr() arg not in range(0x110000)');
  return new Str(String.fromCodePoint(Number(integer)));
});
add('ord', 'c, /', (interpreter, [c]) => {
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

// ---------------------------------------------------------------- collections

add('len', 'obj, /', (interpreter, [obj]) => interpreter.length(obj!));
add('sum', 'iterable, /, start=', (interpreter, [iterable, start]) => sumOf(interpreter, iterable!, start));
add('min', '*args, key=, default=', (interpreter, [key, otherwise], { rest }) =>
  largest(interpreter, 'min', rest, key, otherwise),
);
add('max', '*args, key=, default=', (interpreter, [key, otherwise], { rest }) =>
  largest(interpreter, 'max', rest, key, otherwise),
);

/**
 * `any` looks for a true item, `all` for a false one, and stops there; what is undecided before it makes the answer so.
 */
function addQuantifier(name: 'any' | 'all'): void {
  add(name, 'iterable, /', (interpreter, [iterable]) => {
    const deciding = name === 'any';
    const items = pullerOf(interpreter, iterable!);
    let undecided = false;
    for (let item = items.open ? undefined : items.next(); item; item = items.next()) {
      interpreter.spend();
      const truth = interpreter.truth(item);
      if (truth === deciding) return undecided ? interpreter.unknown('it is not decided') : bool(deciding);
      if (truth === undefined) undecided = true;
    }
    return decided(interpreter, undecided || items.open ? undefined : !deciding);
  });
}
addQuantifier('any');
addQuantifier('all');

add('sorted', 'iterable, /, *, key=, reverse=', (interpreter, [iterable, key, reverse]) => {
  const items = allItems(interpreter, iterable!);
  if (!items) return new ListValue([], endOf(interpreter, iterable!));
  const backwards = reverse ? interpreter.truth(reverse) : false;
  const result =
    backwards === undefined ? undefined : sorted(interpreter, items, isAbsent(key) ? undefined : key, backwards);
  return new ListValue(result ?? items.map(() => interpreter.unknown('the order of the elements is not decided')));
});

add('iter', 'object, sentinel=, /', (interpreter, [object, sentinel]) => {
  if (sentinel !== undefined)
    return holding(new IteratorValue(untilSentinel(interpreter, object!, sentinel), 'callable_iterator'), {
      values: [object!],
    });
  return iteratorOf(interpreter, object!);
});

function* untilSentinel(interpreter: Interpreter, callee: Value, sentinel: Value): Generator<Value> {
  for (;;) {
    interpreter.spend();
    const value = interpreter.call(callee);
    if (interpreter.equals(value, sentinel) !== false) return;
    yield value;
  }
}

add('next', 'iterator, default=, /', (interpreter, [iterator, otherwise]) => {
  const value = iterator!;
  if (value.kind === 'iterator') return nextItem(interpreter, value) ?? otherwise ?? raiseStopIteration(interpreter);
  // Each call takes another item, so each gives its own unknown.
  if (isUndetermined(value)) return interpreter.unknown(value.reason);
  const method = value.kind === 'host' ? undefined : interpreter.findAttribute(value, '__next__');
  if (!method)
    return value.kind === 'host'
      ? callOrUnknown(interpreter, value, '__next__')
      : interpreter.raise('TypeError', `'${typeNameOf(interpreter, value)}' object is not an iterator`);
  if (otherwise === undefined) return interpreter.call(method);
  return interpreter.attempt(
    () => interpreter.call(method),
    ['StopIteration'],
    () => otherwise,
  );
});

add('reversed', 'sequence, /', (interpreter, [sequence]) => {
  const own = ownMethod(interpreter, sequence!, '__reversed__');
  if (own) return interpreter.call(own);
  const value = unwrap(sequence!);
  if (value instanceof DictView) return value.reversed();
  if (value.kind === 'host')
    return new IteratorValue(
      [][Symbol.iterator](),
      'reversed',
      interpreter.unknown('the reversed sequence is not known'),
    );
  if (value.kind === 'range') return new IteratorValue(reversedRange(value)[Symbol.iterator](), 'reversed');
  if (value.kind === 'instance') return reversedByIndex(interpreter, value);
  if (!isUndetermined(value) && !['list', 'tuple', 'str', 'bytes', 'dict'].includes(value.kind)) {
    return interpreter.raise('TypeError', `'${typeNameOf(interpreter, sequence!)}' object is not reversible`);
  }
  const items = iterate(interpreter, value);
  if (!items) return new IteratorValue([][Symbol.iterator](), 'reversed', endOf(interpreter, value));
  return new IteratorValue([...items].reverse()[Symbol.iterator](), 'reversed');
});

function* reversedRange(range: {
  readonly start: bigint;
  readonly stop: bigint;
  readonly step: bigint;
}): Generator<Value> {
  const { start, stop, step } = range;
  const count = step > 0n ? (stop - start + step - 1n) / step : (start - stop - step - 1n) / -step;
  for (let left = count - 1n; left >= 0n; left--) yield new Int(start + left * step);
}

function reversedByIndex(interpreter: Interpreter, value: InstanceValue): Value {
  const length = interpreter.length(value);
  if (length.kind !== 'int') return new IteratorValue([][Symbol.iterator](), 'reversed', endOf(interpreter, length));
  return new IteratorValue(
    (function* byIndex(): Generator<Value> {
      for (let index = length.value - 1n; index >= 0n; index--) yield interpreter.getItem(value, new Int(index));
    })(),
    'reversed',
  );
}

// ---------------------------------------------------------------- objects

add('isinstance', 'obj, class_or_tuple, /', (interpreter, [obj, cls]) =>
  decided(interpreter, interpreter.isInstance(obj!, cls!)),
);
add('issubclass', 'cls, class_or_tuple, /', (interpreter, [cls, bases]) => {
  const candidates = bases!.kind === 'tuple' ? bases!.items : [bases!];
  if (cls!.kind !== 'class')
    return isUndetermined(cls)
      ? interpreter.unknown(cls!.reason)
      : interpreter.raise('TypeError', 'issubclass() arg 1 must be a class');
  const own = cls!;
  const answers = candidates.map((base) => (base.kind === 'class' ? isSubclass(own, base) : undefined));
  return decided(interpreter, answers.includes(true) ? true : answers.includes(undefined) ? undefined : false);
});
add('callable', 'obj, /', (interpreter, [obj]) => {
  switch (obj!.kind) {
    case 'function':
    case 'native':
    case 'method':
    case 'class':
      return bool(true);
    case 'instance':
      return decided(interpreter, obj!.cls.lookup('__call__') ? true : obj!.cls.unknownBase ? undefined : false);
    case 'host':
    case 'top':
    case 'symbol':
    case 'one-of':
      return interpreter.unknown('whether it can be called is not known');
    default:
      return bool(false);
  }
});
add('getattr', 'object, name, default=, /', (interpreter, [object, name, otherwise]) => {
  const attribute = textArgument(interpreter, name!);
  if (attribute === undefined) return getByUnknownName(interpreter, object!, name!, otherwise);
  if (otherwise === undefined) return interpreter.getAttribute(object!, attribute);
  return interpreter.attempt(
    () => interpreter.findAttribute(object!, attribute) ?? otherwise,
    ['AttributeError'],
    () => otherwise,
  );
});
add('hasattr', 'object, name, /', (interpreter, [object, name]) => {
  const attribute = textArgument(interpreter, name!);
  if (attribute === undefined) return interpreter.unknown('the name of the attribute is not known');
  if (object!.kind === 'instance' && object!.attributes.has(attribute)) return bool(true);
  const found = interpreter.attempt(
    () => interpreter.findAttribute(object!, attribute),
    ['AttributeError'],
    () => undefined,
  );
  if (!found) return bool(false);
  const unsure =
    isUndetermined(object) ||
    object!.kind === 'host' ||
    object!.kind === 'module' ||
    (object!.kind === 'instance' && !object!.cls.lookup(attribute));
  return isUndetermined(found) && unsure
    ? interpreter.unknown('whether it has the attribute is not known')
    : bool(true);
});
add('setattr', 'object, name, value, /', (interpreter, [object, name, value]) => {
  const attribute = textArgument(interpreter, name!);
  if (attribute !== undefined) interpreter.setAttribute(object!, attribute, value!);
  else setByUnknownName(interpreter, object!, name!, value!);
  return NONE;
});
add('delattr', 'object, name, /', (interpreter, [object, name]) => {
  const attribute = textArgument(interpreter, name!);
  return removeAttribute(interpreter, object!, attribute === undefined ? name! : new Str(attribute));
});
add('vars', 'object=, /', (interpreter, [object]) => {
  if (!object) return openDict(interpreter);
  const attributes = interpreter.findAttribute(object, '__dict__');
  return attributes ?? interpreter.raise('TypeError', 'vars() argument must have __dict__ attribute');
});
// Where they are called by their names, the evaluator answers, who knows the names.
for (const name of ['globals', 'locals']) add(name, '', (interpreter) => openDict(interpreter));

function openDict(interpreter: Interpreter): DictValue {
  const dict = new DictValue();
  dict.open = interpreter.unknown('the variables are not gathered');
  return dict;
}

add('dir', 'object=, /', (interpreter) => new ListValue([], interpreter.unknown('the attributes are not gathered')));
add('id', 'obj, /', (interpreter) => interpreter.unknown('the address of an object is chance'));
add('hash', 'obj, /', (interpreter, [obj]) => {
  const number = integerHash(unwrap(obj!));
  if (number !== undefined) return new Int(number);
  const key = interpreter.hashKey(obj!);
  if (key === undefined) return interpreter.unknown(isUndetermined(obj) ? obj!.reason : 'the hash is not known');
  return undetermined('the hash is chance', { name: hashNamePrefix + key, integer: true });
});
add('repr', 'obj, /', (interpreter, [obj]) => textOr(interpreter, interpreter.repr(obj!)));
add('ascii', 'obj, /', (interpreter, [obj]) => textOr(interpreter, asciiOf(interpreter, obj!)));
add('format', 'value, format_spec=, /', (interpreter, [value, specification]) => {
  const text = specification === undefined ? '' : textArgument(interpreter, specification);
  return textOr(interpreter, text === undefined ? undefined : formatWith(interpreter, value!, text));
});

// ---------------------------------------------------------------- the world outside

add('print', '*args, **kwargs', () => NONE);
add('input', 'prompt=, /', (interpreter) => interpreter.unknown('it is typed in when the program runs', 'input()'));
add('open', '*args, **kwargs', (interpreter) => interpreter.unknown('it is read from a file'));
for (const name of ['eval', 'compile', '__import__'])
  add(name, '*args, **kwargs', (interpreter) => interpreter.unknown(words`${name} is not followed`));
add('exec', '*args, **kwargs', () => NONE);
add('breakpoint', '*args, **kwargs', () => NONE);
add('display', '*args, **kwargs', () => NONE);
add('help', '*args', () => NONE);
for (const name of ['exit', 'quit']) add(name, 'code=', (interpreter) => interpreter.raise('SystemExit', ''));
