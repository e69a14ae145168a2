/** Arrays put together and cut apart. */
import type { Result } from '../../../shapes/result.ts';
import { ceilDivide, maximum, modulo, subtract, type Dimension, type Shape, type Size } from '../../../shapes/dimension.ts';
import * as shapes from '../../../shapes/shape.ts';
import { ListValue, Unknown, type Value } from '../../values/value.ts';
import { ArrayValue } from './array-value.ts';
import { joinElements, lengthOfOpenList, samplesOf, sizeOf, toArray } from './conversion.ts';
import { promoteDtypes } from './dtypes.ts';
import { define, NotDecided, type LibraryCall } from './library-call.ts';
import { mostElementsKept } from './storage.ts';
import { describedSymbol } from '../unknowns.ts';
import { words } from '../../../words/message.ts';

type Ranked = ArrayValue & { shape: Shape };

/** `perhaps`: the arrays are what may be in the sequence, and need not all be. */
interface Parts { readonly arrays: Ranked[]; readonly unknown: Unknown | undefined; readonly count: Size; readonly perhaps?: boolean }

/** The arrays of a sequence argument. Those that are not known are left out: they must fit the others, or NumPy would refuse them. */
function parts(call: LibraryCall, name: string): Parts {
  const value = call.required(name);
  if (value instanceof ArrayValue) {
    const array = call.ranked(value);
    const [first] = array.shape;
    if (first === undefined) throw new NotDecided(words`${name} has no axes`);
    const row = array.selection(array.shape.slice(1)) as Ranked;
    if (first === null) throw new NotDecided('the number of arrays is not known');
    if (typeof first === 'number' && first <= 4096) {
      const items = call.itemsOf(value, name).map((item) => toArray(call.interpreter, item));
      return { arrays: items as Ranked[], unknown: undefined, count: first };
    }
    return { arrays: [row], unknown: undefined, count: first };
  }
  if (value.kind === 'list' && value.open) return openParts(call, value, value.open);
  const items = call.itemsOf(value, name);
  const data = items.map((item) => toArray(call.interpreter, item));
  const arrays = data.filter((item): item is Ranked => item instanceof ArrayValue && item.shape !== undefined);
  const missing = data.find((item) => item instanceof Unknown || item.shape === undefined);
  const unknown = missing === undefined ? undefined : missing instanceof Unknown ? missing : new Unknown(missing.reason);
  return { arrays, unknown, count: items.length };
}

/** A list that was filled in a loop of unknown length: its items where it is known what they are like. */
function openParts(call: LibraryCall, list: ListValue, open: Unknown): Parts {
  const data = samplesOf(list, open).map((item) => toArray(call.interpreter, item));
  const arrays = data.filter((item): item is Ranked => item instanceof ArrayValue && item.shape !== undefined);
  if (arrays.length === 0) throw new NotDecided(open.reason, open);
  return { arrays, unknown: open, count: lengthOfOpenList(call.interpreter, list, open), perhaps: list.items.length < data.length };
}

/** The joined shape. What does not fit together is not all in the sequence where it is only what may be. */
function fitting(call: LibraryCall, result: Result<Shape>, perhaps = false): Shape {
  if (!result.ok && perhaps) throw new NotDecided('which arrays are joined is not known');
  return call.accept(result);
}

export const stack = define('stack', 'arrays|values|tensors|x axis out dtype', (call) => {
  const axis = call.integer('axis', 0);
  const { arrays, unknown, count, perhaps } = parts(call, 'arrays');
  const [first] = arrays;
  if (!first) throw new NotDecided(unknown?.reason ?? 'the arrays are not known', unknown);
  const shape = [...fitting(call, shapes.stack(arrays.map((array) => array.shape), axis), perhaps)];
  const place = axis < 0 ? axis + shape.length : axis;
  shape[place] = count;
  const dtype = unknown ? undefined : arrays.map((array) => array.dtype).reduce(promoteDtypes);
  const elements = place === 0 && !unknown && arrays.length === count ? joinElements(arrays, dtype) : undefined;
  return first.like(shape, call.dtype('dtype', dtype), elements);
});

export const concatenate = define('concatenate', 'arrays|values|tensors axis out dtype', (call) => {
  const axisValue = call.passed('axis');
  const all = parts(call, 'arrays');
  if (axisValue?.kind === 'none') return joined(call, { ...all, arrays: all.arrays.map(flat) }, 0);
  return joined(call, all, call.integer('axis', 0));
});

function flat(array: Ranked): Ranked {
  return array.selection([shapes.productOfDimensions(array.shape)], array.elements) as Ranked;
}

function joined(call: LibraryCall, { arrays, unknown, count, perhaps }: Parts, axis: number): Value {
  const [first] = arrays;
  if (!first) throw new NotDecided(unknown?.reason ?? 'the arrays are not known', unknown);
  const shape = [...fitting(call, shapes.concatenate(arrays.map((array) => array.shape), axis), perhaps)];
  const place = axis < 0 ? axis + first.shape.length : axis;
  if (unknown || arrays.length !== count) {
    const text = call.sourceText;
    const length = text ? call.interpreter.unknownInteger(unknown?.reason ?? 'the number of arrays is not known', lengthName(text, place)).size : describedSymbol('…');
    shape[place] = length ?? null;
    return first.like(shape, undefined);
  }
  const dtype = call.dtype('dtype', arrays.map((array) => array.dtype).reduce(promoteDtypes));
  const result = first.like(shape, dtype, place === 0 ? joinElements(arrays, dtype) : undefined);
  return sameClasses(arrays) ? result.like(shape, dtype, result.elements) : result;
}

function lengthName(source: string, axis: number): string {
  return axis === 0 ? `len(${source})` : `${source}.shape[${axis}]`;
}

function sameClasses(arrays: readonly ArrayValue[]): boolean {
  return arrays.every((array) => array.classes !== undefined && array.classes === arrays[0]?.classes);
}

/** Vectors become rows (`vstack`), stand one behind the other (`hstack`), or become columns (`column_stack`). */
const aligned = (name: string, align: (shape: Shape) => Shape, axisOf: (shape: Shape) => number) => define(name, 'tup|arrays', (call) => {
  const all = parts(call, 'tup');
  const prepared = all.arrays.map((array) => array.view(align(array.shape)) as Ranked);
  const [first] = prepared;
  if (!first) throw new NotDecided(all.unknown?.reason ?? 'the arrays are not known', all.unknown);
  return joined(call, { ...all, arrays: prepared }, axisOf(first.shape));
});
const atLeastOne = (shape: Shape): Shape => (shape.length === 0 ? [1] : shape);
const asRow = (shape: Shape): Shape => (shape.length < 2 ? [1, ...atLeastOne(shape)] : shape);
const asColumn = (shape: Shape): Shape => (shape.length < 2 ? [...atLeastOne(shape), 1] : shape);
const asDepth = (shape: Shape): Shape => (shape.length === 2 ? [...shape, 1] : shape.length < 2 ? [1, ...atLeastOne(shape), 1] : shape);
export const vstack = aligned('vstack', asRow, () => 0);
export const hstack = aligned('hstack', atLeastOne, (shape) => (shape.length === 1 ? 0 : 1));
export const columnStack = aligned('column_stack', asColumn, () => 1);
export const dstack = aligned('dstack', asDepth, () => 2);

/** `np.append(a, values, axis)`: flat where no axis is given. */
export const append = define('append', 'arr values axis', (call) => {
  const axis = call.optionalInteger('axis');
  const pair = [call.data('arr'), call.data('values')];
  const arrays = pair.filter((item): item is Ranked => item instanceof ArrayValue && item.shape !== undefined);
  const unknown = pair.find((item) => item instanceof Unknown);
  if (axis === undefined) {
    if (unknown instanceof Unknown) throw new NotDecided(unknown.reason, unknown);
    return joined(call, { arrays: arrays.map(flat), unknown: undefined, count: 2 }, 0);
  }
  return joined(call, { arrays, unknown: unknown instanceof Unknown ? unknown : undefined, count: 2 }, axis);
});

/** `np.split`: equal parts, or cuts before indices. */
export const split = define('split', 'ary|value indices_or_sections|num_or_size_splits|num axis', (call) => cut(call, true));
export const arraySplit = define('array_split', 'ary indices_or_sections axis', (call) => cut(call, false));
export const axisSplit = (name: string, axis: number) => define(name, 'ary indices_or_sections', (call) => cut(call, true, axis));

function cut(call: LibraryCall, equal: boolean, fixedAxis?: number): Value {
  const array = call.array('ary');
  const axis = fixedAxis ?? call.integer('axis', 0);
  const how = call.required('indices_or_sections');
  const sections = sizeOf(how);
  if (sections !== undefined && how.kind !== 'list' && how.kind !== 'tuple') {
    if (typeof sections !== 'number') throw new NotDecided('the number of parts is not known', how.kind === 'unknown' ? how : undefined);
    if (sections > 10_000) throw new NotDecided('there are too many parts');
    const partShapes = equal ? call.accept(shapes.split(array.shape, sections, axis)) : nearlyEqual(array.shape, sections, axis);
    return new ListValue(partShapes.map((shape) => array.selection(shape)));
  }
  const indices = call.shapeOf(how, 'the places of the cuts').map((index) => {
    if (index === null) throw new NotDecided('the places of the cuts are not known');
    return index;
  });
  const place = axis < 0 ? axis + array.shape.length : axis;
  const whole = array.shape[place];
  if (whole === undefined) return call.interpreter.raise('IndexError', 'the axis to cut along does not exist');
  const bounds: (Size | undefined)[] = [0, ...indices, undefined];
  return new ListValue(bounds.slice(1).map((stop, index) => {
    const length = call.accept(shapes.sliceLength(whole, { start: bounds[index], stop }));
    return array.selection(array.shape.map((dimension, at) => (at === place ? length : dimension)));
  }));
}

/** The first parts are one longer where the size is no multiple of their number. */
function nearlyEqual(shape: Shape, sections: number, axis: number): Shape[] {
  const place = axis < 0 ? axis + shape.length : axis;
  const whole = shape[place] ?? null;
  if (whole === null) throw new NotDecided('the size along the axis is not known');
  const longer = modulo(whole, sections);
  return Array.from({ length: sections }, (_, index) => {
    const length: Dimension = maximum(ceilDivide(subtract(whole, index), sections), 0);
    return shape.map((dimension, at) => (at === place ? (typeof longer === 'number' && typeof whole === 'number' ? Math.floor(whole / sections) + (index < longer ? 1 : 0) : length) : dimension));
  });
}

export const tile = define('tile', 'A|input reps|multiples', (call) => {
  const array = call.array('A');
  const counts = call.shape('reps').map((count) => {
    if (count === null) throw new NotDecided('the counts are not known');
    return count;
  });
  const shape = shapes.tile(array.shape, counts);
  const elements = array.shape.length <= 1 && counts.length === 1 && typeof counts[0] === 'number' && array.elements && counts[0] * array.elements.length <= mostElementsKept
    ? Array.from({ length: counts[0] }, () => array.elements!).flat() : undefined;
  return array.selection(shape, elements);
});

export const repeat = define('repeat', 'a|input|x repeats axis', (call) => {
  const array = call.array('a');
  const axis = call.optionalInteger('axis');
  const repeats = call.required('repeats');
  const single = sizeOf(repeats);
  const counts = single ?? call.shapeOf(repeats, 'repeats').map((count) => {
    if (count === null) throw new NotDecided('the counts are not known');
    return count;
  });
  const shape = call.accept(shapes.repeat(array.shape, counts, axis));
  const flatElements = array.shape.length <= 1 && typeof single === 'number' && array.elements && single * array.elements.length <= mostElementsKept
    ? array.elements.flatMap((element) => Array.from({ length: single }, () => element)) : undefined;
  return array.selection(shape, flatElements);
});

/** `np.pad(a, pad_width)`: one number, one pair, or one pair for each axis. */
export const pad = define('pad', 'array|tensor|x pad_width|paddings mode', (call) => {
  const array = call.array('array');
  const width = call.required('pad_width');
  const single = sizeOf(width);
  if (single !== undefined) return array.selection(call.accept(shapes.pad(array.shape, [[single, single]])));
  const items = call.itemsOf(width, 'pad_width');
  const sizes = items.map((item) => sizeOf(item));
  if (sizes.every((size) => size !== undefined)) {
    const [before, after] = sizes;
    return array.selection(call.accept(shapes.pad(array.shape, [[before ?? 0, after ?? before ?? 0]])));
  }
  const pairs = items.map((item) => {
    const pair = call.shapeOf(item, 'pad_width');
    const [before, after] = pair;
    if (before === undefined || before === null || after === null) throw new NotDecided('pad_width is not known');
    return [before, after ?? before] as const;
  });
  return array.selection(call.accept(shapes.pad(array.shape, pairs)));
});

/** `np.delete` and `np.insert` along an axis; flat where none is given. */
export const remove = define('delete', 'arr obj axis', (call) => changeCount(call, -1));
export const insert = define('insert', 'arr obj values axis', (call) => changeCount(call, 1));

function changeCount(call: LibraryCall, sign: 1 | -1): Value {
  const array = call.array('arr');
  const axis = call.optionalInteger('axis');
  const places = call.data('obj');
  if (places instanceof Unknown) throw new NotDecided(places.reason, places);
  const many = places.shape?.length === 0 ? 1 : places.shape?.[0];
  // What lies twice in the list is deleted once; a mask or a list of unknown places leaves it open.
  if (typeof many !== 'number' || places.dtype === 'bool' || (sign < 0 && many > 1 && !distinct(places.elements))) throw new NotDecided('how many are meant is not known');
  const source = axis === undefined ? flat(array) : array;
  const at = axis === undefined ? 0 : axis < 0 ? axis + source.shape.length : axis;
  const whole = source.shape[at];
  if (whole === undefined || whole === null) throw new NotDecided('the axis is not known');
  if (sign < 0 && typeof whole === 'number' && many > whole) throw new NotDecided('what is deleted is not known');
  const length = sign > 0 && axis === undefined ? undefined : subtract(whole, sign < 0 ? many : -many);
  if (length === undefined) throw new NotDecided('how many are inserted is not known');
  return array.like(source.shape.map((dimension, index) => (index === at ? length : dimension)), array.dtype);
}

function distinct(elements: readonly Value[] | undefined): boolean {
  if (!elements) return false;
  const numbers = elements.map((element) => (element.kind === 'int' && element.value >= 0n ? element.value : undefined));
  return numbers.every((number) => number !== undefined) && new Set(numbers).size === numbers.length;
}

/** `np.meshgrid(x, y, …)`: one grid for each vector, with the first two axes exchanged unless indexing is "ij". */
export const meshgrid = define('meshgrid', '', (call) => {
  const vectors = call.rest.map((item) => call.ranked(toArray(call.interpreter, item)));
  const sizes = vectors.map((vector) => shapes.productOfDimensions(vector.shape));
  const indexing = call.text('indexing', 'xy');
  if (call.flag('sparse', false)) throw new NotDecided('sparse grids are not worked out');
  const shape: Dimension[] = [...sizes];
  if (indexing === 'xy' && shape.length >= 2) [shape[0], shape[1]] = [shape[1]!, shape[0]!];
  return new ListValue(vectors.map((vector) => vector.like(shape, vector.dtype)));
});
