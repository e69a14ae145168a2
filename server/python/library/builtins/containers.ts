/** `str()`, `bytes()`, `list()`, `tuple()`, `dict()`, `set()`, `range()` … */
import type { Interpreter } from '../../domain/interpreter.ts';
import {
  Bytes,
  DictValue,
  Int,
  ListValue,
  NONE,
  RangeValue,
  SliceValue,
  Str,
  TupleValue,
  type Value,
} from '../../domain/value.ts';
import { changeableIn, perhaps } from '../../domain/points-to.ts';
import { integerArgument, isAbsent, listOf, unknownOf } from '../arguments.ts';
import { resolveIndex } from '../operations/slices.ts';
import { mostElements } from '../operations/sequences.ts';
import { allItems } from '../operations/iterate.ts';
import { updateDict } from '../methods/dict-methods.ts';
import { extend } from '../methods/list-methods.ts';
import { setOf } from '../methods/set-methods.ts';
import { SetValue } from '../../domain/value.ts';
import type { ExtraArguments, NativeBody } from '../signature.ts';
import { memoized, oneOf, unknownFrom } from '../unknowns.ts';
import { unwrap } from '../wrapped.ts';
import { UnknownRange } from './unknown-range.ts';
import { isUndetermined, type Undetermined } from '../../domain/undetermined.ts';

type Values = readonly (Value | undefined)[];

export function makeStr(interpreter: Interpreter, [object, encoding]: Values): Value {
  if (!object) return new Str('');
  if (encoding !== undefined && object.kind === 'bytes')
    return interpreter.call(interpreter.getAttribute(object, 'decode'), [encoding]);
  const text = interpreter.str(object);
  if (text !== undefined) return new Str(text);
  if (!isUndetermined(object)) return interpreter.unknown('the text is not known');
  if (object.alternatives) {
    const texts = object.alternatives.map((one) => interpreter.str(one));
    if (texts.every((one) => one !== undefined))
      return oneOf(
        texts.map((one) => new Str(one)),
        object,
      );
  }
  return memoized(object, 'str()', () => unknownFrom(object, object.name && `str(${object.name})`));
}

export function makeBytes(interpreter: Interpreter, [source, encoding]: Values): Value {
  if (!source) return new Bytes('');
  const value = unwrap(source);
  if (value.kind === 'bytes') return value;
  if (value.kind === 'str')
    return interpreter.call(interpreter.getAttribute(value, 'encode'), encoding ? [encoding] : []);
  if (value.kind === 'int')
    return value.value <= BigInt(mostElements)
      ? new Bytes('\0'.repeat(Number(value.value)))
      : interpreter.unknown('the bytes are too many');
  const items = isUndetermined(value) ? undefined : allItems(interpreter, value);
  if (!items?.every((item) => item.kind === 'int')) return interpreter.unknown(unknownOf(interpreter, value).reason);
  if (items.some((item) => item.value < 0n || item.value > 255n))
    return interpreter.raise('ValueError', 'bytes must be in range(0, 256)');
  return new Bytes(items.map((item) => String.fromCharCode(Number(item.value))).join(''));
}

export const makeList: NativeBody = (interpreter, [iterable]) =>
  iterable ? listOf(interpreter, iterable) : new ListValue([]);

export const fillList: NativeBody = (interpreter, [self, iterable]) => {
  const list = unwrap(self!);
  if (list.kind !== 'list') return NONE;
  interpreter.touch(list);
  list.items = [];
  list.summary = undefined;
  if (iterable) extend(interpreter, list, iterable);
  return NONE;
};

export const makeTuple: NativeBody = (interpreter, [iterable]) => {
  if (!iterable) return new TupleValue([]);
  const value = unwrap(iterable);
  if (value.kind === 'tuple' && !value.namedBy) return value;
  const items = allItems(interpreter, iterable);
  if (items) return new TupleValue(items);
  const cause = unknownOf(interpreter, iterable);
  const made = (): Undetermined => unknownFrom(cause, isUndetermined(value) ? value.name : undefined);
  const held = changeableIn([iterable]);
  return held.length > 0 ? perhaps(made(), held) : memoized(cause, 'tuple()', made);
};

export const makeDict: NativeBody = (interpreter, [source], { keywords }) => {
  const dict = new DictValue();
  updateDict(interpreter, dict, source, keywords);
  return dict;
};

export const fillDict: NativeBody = (interpreter, [self, source], { keywords }: ExtraArguments) => {
  const dict = unwrap(self!);
  if (dict.kind === 'dict') updateDict(interpreter, dict, source, keywords);
  return NONE;
};

export const makeSet: NativeBody = (interpreter, [iterable]) =>
  iterable ? setOf(interpreter, iterable) : new SetValue();
export const makeFrozenSet: NativeBody = (interpreter, [iterable]) =>
  iterable ? setOf(interpreter, iterable, true) : new SetValue(undefined, true);

export const fillSet: NativeBody = (interpreter, [self, iterable]) => {
  const set = unwrap(self!);
  if (set.kind !== 'set') return NONE;
  interpreter.touch(set);
  const filled = iterable ? setOf(interpreter, iterable) : new SetValue();
  set.entries = filled.entries;
  set.summary = filled.summary;
  return NONE;
};

/** Bounds that are not known give a range of unknown length. */
export const makeRange: NativeBody = (interpreter, [first, second, third]) => {
  const start = second === undefined ? new Int(0n) : resolveIndex(interpreter, first!);
  const stop = resolveIndex(interpreter, second ?? first!);
  const step = resolveIndex(interpreter, third ?? new Int(1n));
  const [from, to, by] = [start, stop, step].map((value) => integerArgument(interpreter, value));
  if (from === undefined || to === undefined || by === undefined) return new UnknownRange(start, stop, step);
  if (by === 0n) return interpreter.raise('ValueError', 'range() arg 3 must not be zero');
  return new RangeValue(from, to, by);
};

export const makeSlice: NativeBody = (_, [first, second, third]) => {
  if (second === undefined) return new SliceValue(NONE, first!, NONE);
  return new SliceValue(first!, second, isAbsent(third) ? NONE : third!);
};
