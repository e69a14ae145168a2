/** Distinct elements, sets of them, and how often each is there. */
import type { Dimension } from '../../../shapes/dimension.ts';
import { normalizeAxis } from '../../../shapes/axis.ts';
import { noteChange } from '../../domain/journal.ts';
import {
  bool,
  type Bytes,
  int,
  Int,
  ListValue,
  type Str,
  TupleValue,
  type NativeFunction,
  type Value,
} from '../../domain/value.ts';
import { ArrayValue } from './array-value.ts';
import { elementCount, numberOfInteger, sizeOf, smallCount, toArray, type Data } from './conversion.ts';
import { declare } from './declare.ts';
import { castElement, isIntegerDtype, NumpyInt, numberOf } from './dtypes.ts';
import type { Ranked } from './joining.ts';
import type { Message } from '../../../words/message.ts';
import { type LibraryCall, NotDecided } from './library-call.ts';
import { groupsAlong } from './folds.ts';
import { describedInteger } from '../unknowns.ts';

/** Keys that tell elements apart, in the order of the elements: all numbers, or all texts. */
type Key = number | bigint | string;

function keysOf(elements: readonly Value[] | undefined): readonly Key[] | undefined {
  if (!elements) return undefined;
  const keys = elements.every((element) => element.kind === 'str' || element.kind === 'bytes')
    ? sameKind(elements as readonly (Str | Bytes)[])
    : elements.map(numberOf);
  return keys.every((key) => key !== undefined && !Number.isNaN(key)) ? (keys as Key[]) : undefined;
}

/** All texts, or all bytes: neither is compared with the other. */
const sameKind = (texts: readonly (Str | Bytes)[]): (Key | undefined)[] =>
  texts.map(({ kind, value }) => (kind === texts[0]!.kind ? value : undefined));

const compareKeys = (a: Key, b: Key): number => (a < b ? -1 : a > b ? 1 : 0);

/** Lines of keys in order, each once; and of which line each of the given ones is. */
interface Distinct {
  readonly firsts: readonly number[];
  readonly inverse: readonly number[];
  readonly counts: readonly number[];
}

function distinctLines(call: LibraryCall, lines: readonly (readonly Key[])[]): Distinct {
  call.interpreter.spend(lines.reduce((total, line) => total + line.length, 0));
  const compare = (a: number, b: number): number => {
    for (const [at, key] of lines[a]!.entries()) {
      const order = compareKeys(key, lines[b]![at]!);
      if (order !== 0) return order;
    }
    return a - b;
  };
  const firsts: number[] = [];
  const counts: number[] = [];
  const inverse: number[] = [];
  for (const line of lines.map((_, index) => index).sort(compare)) {
    const last = firsts.at(-1);
    if (last !== undefined && lines[line]!.every((key, at) => compareKeys(key, lines[last]![at]!) === 0))
      counts[counts.length - 1]!++;
    else {
      firsts.push(line);
      counts.push(1);
    }
    inverse[line] = firsts.length - 1;
  }
  return { firsts, inverse, counts };
}

const integers = (numbers: readonly number[] | undefined): Value[] | undefined =>
  numbers?.map((number) => new NumpyInt(BigInt(number), 'int64'));

/** `np.unique(a)`: as many as there are distinct elements; known class labels, or known elements, say how many. */
export const unique = declare(
  'unique',
  'ar return_index return_inverse return_counts axis * equal_nan~ sorted~',
  (call) => {
    const data = call.data('ar');
    const flags = ['return_index', 'return_inverse', 'return_counts'].map((name) => call.flag(name, false));
    if (call.optional('axis')) return uniqueAlong(call, call.ranked(data), flags);
    const keys = data instanceof ArrayValue && smallCount(data.shape) !== undefined ? keysOf(data.elements) : undefined;
    const found =
      keys &&
      distinctLines(
        call,
        keys.map((key) => [key]),
      );
    const values =
      data instanceof ArrayValue && found
        ? data.selection(
            [found.firsts.length],
            found.firsts.map((first) => data.elements![first]!),
          )
        : classesOf(call, data);
    const shape = data instanceof ArrayValue ? data.shape : undefined;
    return withExtras(call, {
      values,
      count: values.shape![0]!,
      found,
      inverseShape: shape,
      flags,
      reason: data.reason,
    });
  },
);

/** The values that are known as class labels; else a number of values that is the same each time it is asked for. */
function classesOf(call: LibraryCall, data: Data): ArrayValue {
  const [dtype, classes] = data instanceof ArrayValue ? [data.dtype, data.classes] : [undefined, undefined];
  const labels =
    classes === undefined
      ? undefined
      : Array.from({ length: classes }, (_, index) => castElement(new Int(BigInt(index)), dtype));
  const elements = labels?.every((label) => label !== undefined) ? (labels as Value[]) : undefined;
  return new ArrayValue({ shape: [classes ?? uniqueCount(call, data)], dtype, elements, reason: data.reason, classes });
}

interface Found {
  readonly values: ArrayValue;
  readonly count: Dimension;
  readonly found: Distinct | undefined;
  readonly inverseShape: ArrayValue['shape'];
  readonly flags: readonly boolean[];
  readonly reason: Message;
}

function withExtras(call: LibraryCall, { values, count, found, inverseShape, flags, reason }: Found): Value {
  if (!flags.includes(true)) return values;
  const results: Value[] = [values];
  if (flags[0])
    results.push(new ArrayValue({ shape: [count], dtype: 'int64', reason, elements: integers(found?.firsts) }));
  if (flags[1])
    results.push(
      inverseShape === undefined
        ? call.interpreter.unknown(reason)
        : new ArrayValue({ shape: inverseShape, dtype: 'int64', reason, elements: integers(found?.inverse) }),
    );
  if (flags[2])
    results.push(new ArrayValue({ shape: [count], dtype: 'int64', reason, elements: integers(found?.counts) }));
  return new TupleValue(results);
}

/** Distinct rows, or columns. */
function uniqueAlong(call: LibraryCall, array: Ranked, flags: readonly boolean[]): Value {
  const axis = call.accept(normalizeAxis(call.integer('axis'), array.shape.length));
  const keys = smallCount(array.shape) === undefined ? undefined : keysOf(array.elements);
  const size = array.shape[axis];
  if (!keys || typeof size !== 'number') throw new NotDecided('how many distinct rows there are is not known');
  const sizes = array.shape as readonly number[];
  const lines = Array.from({ length: size }, (_, place) =>
    keys.filter((_key, position) => placeOn(sizes, axis, position) === place),
  );
  const found = distinctLines(call, lines);
  const shape = array.shape.map((dimension, at) => (at === axis ? found.firsts.length : dimension));
  const kept = new Map(found.firsts.map((first, order) => [first, order]));
  const groups = groupsAlong(array.elements!, sizes, axis).map((line) => found.firsts.map((first) => line[first]!));
  const elements: Value[] = [];
  const inner = sizes.slice(axis + 1).reduce((total, dimension) => total * dimension, 1);
  for (const [number, line] of groups.entries()) {
    for (const [order, element] of line.entries())
      elements[(Math.floor(number / inner) * kept.size + order) * inner + (number % inner)] = element;
  }
  return withExtras(call, {
    values: array.selection(shape, elements),
    count: found.firsts.length,
    found,
    inverseShape: [size],
    flags,
    reason: array.reason,
  });
}

/** The place on an axis of the element at a position of the flat array. */
function placeOn(shape: readonly number[], axis: number, position: number): number {
  const inner = shape.slice(axis + 1).reduce((total, dimension) => total * dimension, 1);
  return Math.floor(position / inner) % shape[axis]!;
}

function uniqueCount(call: LibraryCall, data: Data): Dimension {
  const key = 'len(unique)';
  const known = data.derived.get(key);
  if (known) return sizeOf(known) ?? null;
  const text = call.sourceText;
  const count = text
    ? call.interpreter.unknownInteger(data.reason, `len(${text})`)
    : describedInteger(data.reason, 'len(np.unique(…))');
  noteChange(data);
  data.derived.set(key, count);
  return sizeOf(count) ?? null;
}

/** `np.isin(element, test_elements)`: in the shape of the elements; `np.in1d` of the flat array. */
const membership = (name: string, parameters: string, isFlat: boolean): NativeFunction =>
  declare(name, parameters, (call) => {
    const given = call.array('element');
    const shape = isFlat ? [elementCount(given.shape) ?? null] : given.shape;
    const inverted = call.flag('invert', false);
    const tests = call.required('test_elements');
    // A set is one object, not its elements.
    const sought = tests.kind === 'set' ? undefined : keysOf(call.ranked(toArray(call.interpreter, tests)).elements);
    const keys = keysOf(given.elements);
    if (!keys || !sought) return given.like(shape, 'bool');
    call.interpreter.spend(keys.length + sought.length);
    const known = new Set(sought.map((key) => String(key)));
    return given.like(
      shape,
      'bool',
      keys.map((key) => bool(known.has(String(key)) !== inverted)),
    );
  });
export const isIn = membership('isin', 'element test_elements assume_unique~ invert * kind~', false);
export const inOneDimension = membership('in1d', 'element|ar1 test_elements|ar2 assume_unique~ invert * kind~', true);

/** Sets of two arrays: which of the distinct keys of both are kept. */
const setFunction = (
  name: string,
  keeps: (inFirst: boolean, inSecond: boolean) => boolean,
  parameters: string,
): NativeFunction =>
  declare(name, parameters, (call) => {
    const [a, b] = [call.array('ar1'), call.array('ar2')];
    const sides = [keysOf(a.elements), keysOf(b.elements)];
    const merged = toArray(call.interpreter, new ListValue([]));
    const dtype = name === 'setdiff1d' ? a.dtype : a.dtype === b.dtype ? a.dtype : undefined;
    const [first, second] = sides;
    if (!first || !second || dtype === undefined || !(merged instanceof ArrayValue))
      throw new NotDecided('how many elements are in both is not known');
    call.interpreter.spend(first.length + second.length);
    const elements = new Map([
      ...b.elements!.map((element, at) => [String(second[at]), element] as const),
      ...a.elements!.map((element, at) => [String(first[at]), element] as const),
    ]);
    const [inFirst, inSecond] = [new Set(first.map(String)), new Set(second.map(String))];
    const kept = [...elements]
      .filter(([key]) => keeps(inFirst.has(key), inSecond.has(key)))
      .map(([, element]) => element);
    const order = keysOf(kept) ?? [];
    const places = order.map((_, at) => at).sort((x, y) => compareKeys(order[x]!, order[y]!));
    return a.like(
      [kept.length],
      dtype,
      places.map((place) => kept[place]!),
    );
  });
export const setFunctions: Readonly<Record<string, NativeFunction>> = {
  union1d: setFunction('union1d', (a, b) => a || b, 'ar1 ar2'),
  intersect1d: setFunction('intersect1d', (a, b) => a && b, 'ar1 ar2 assume_unique return_indices'),
  setdiff1d: setFunction('setdiff1d', (a, b) => a && !b, 'ar1 ar2 assume_unique'),
  setxor1d: setFunction('setxor1d', (a, b) => a !== b, 'ar1 ar2 assume_unique'),
};

/** `np.bincount(x)`: how often 0, 1, … are there. */
export const bincount = declare('bincount', 'x weights minlength', (call) => {
  const array = call.array('x');
  const least = call.integer('minlength', 0);
  const weights = call.optional('weights');
  const numbers = array.elements?.map((element) => (element.kind === 'float' ? undefined : numberOfInteger(element)));
  if (array.shape.length !== 1) return call.interpreter.raise('ValueError', 'object too deep for desired array');
  const dtype = weights ? 'float64' : 'int64';
  const largest = array.classes === undefined ? undefined : Math.max(array.classes, least);
  if (
    !numbers?.every((number) => number !== undefined && number >= 0) ||
    (!isIntegerDtype(array.dtype) && array.dtype !== 'bool' && numbers.length > 0)
  ) {
    if (largest === undefined) throw new NotDecided('the largest element is not known');
    return new ArrayValue({ shape: [largest], dtype, reason: array.reason });
  }
  const length = numbers.reduce<number>((most, number) => Math.max(most, number! + 1), least);
  call.interpreter.spend(length + numbers.length);
  if (smallCount([length]) === undefined || weights) return new ArrayValue({ shape: [length], dtype });
  const counts = new Array<number>(length).fill(0);
  for (const number of numbers) counts[number!]!++;
  return new ArrayValue({ shape: [length], dtype, elements: integers(counts) });
});

/** `np.histogram(a, bins)`: the counts, and one edge more than there are bins. */
export const histogram = declare('histogram', 'a bins range~ density weights', (call) => {
  const bins = binsOf(call);
  const weights = call.optional('weights') && call.array('weights');
  const dtype = call.flag('density', false) ? 'float64' : weights ? weights.dtype : 'int64';
  return new TupleValue([new ArrayValue({ shape: [bins.count], dtype, reason: call.data('a').reason }), bins.edges]);
});
export const histogramEdges = declare('histogram_bin_edges', 'a~ bins range~ weights~', (call) => binsOf(call).edges);

/** The number of bins and their edges: of a number, or of the edges themselves. */
function binsOf(call: LibraryCall): { readonly count: number; readonly edges: ArrayValue } {
  const given = call.optional('bins') ?? int(10);
  const number = given instanceof ArrayValue && given.shape?.length !== 0 ? undefined : sizeOf(given);
  if (number !== undefined) {
    if (typeof number !== 'number') throw new NotDecided('the number of bins is not known');
    if (number < 1) return call.interpreter.raise('ValueError', '`bins` must be positive, when an integer');
    return { count: number, edges: new ArrayValue({ shape: [number + 1], dtype: undefined }) };
  }
  if (given.kind === 'str') throw new NotDecided('the number of bins is not known');
  const edges = call.ranked(toArray(call.interpreter, given));
  const [length, ...more] = edges.shape;
  if (typeof length !== 'number' || more.length > 0) throw new NotDecided('the edges of the bins are not known');
  const numbers = edges.elements?.map((element) => Number(numberOf(element)));
  if (numbers?.some((edge, at) => at > 0 && edge < numbers[at - 1]!))
    return call.interpreter.raise('ValueError', '`bins` must increase monotonically, when an array');
  return { count: length - 1, edges };
}
