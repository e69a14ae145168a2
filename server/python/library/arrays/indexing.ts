/** `array[index]`, read and written. */
import { subtract, type Shape, type Size } from '../../../shapes/dimension.ts';
import { Expression } from '../../../shapes/expression.ts';
import { indexShape, type IndexItem } from '../../../shapes/indexing.ts';
import type { Place } from '../../syntax/place.ts';
import type { Interpreter } from '../../domain/interpreter.ts';
import type { SliceValue, Value } from '../../domain/value.ts';
import { ArrayValue } from './array-value.ts';
import { isArrayLike, numberOfInteger, sizeOf, smallCount, toArray } from './conversion.ts';
import { describedInteger, describedSymbol } from '../unknowns.ts';
import { broadcastElements } from './elementwise.ts';
import { payForElements } from './library-call.ts';
import { withinRank } from './rank.ts';
import { castElement, isIntegerDtype } from './dtypes.ts';
import { unboxed, unknownScalar } from './scalars.ts';
import { mostElementsKept } from './storage.ts';
import { inEnglish } from '../../../words/language.ts';
import { isUndetermined, Top, type Undetermined } from '../../domain/undetermined.ts';

/** One entry of an index, with the array behind it where it is one. */
type Entry = IndexItem & { readonly source?: ArrayValue; readonly slice?: SliceValue; readonly window?: number };

/** So many elements are picked out in the time of a step. */
const POSITIONS_OF_A_STEP = 48;

/** `array[index]`. A single known element is a number; everything else is an array. */
export function getItemOfArray(interpreter: Interpreter, array: ArrayValue, index: Value, site?: Place): Value {
  const { shape } = array;
  if (!shape) return interpreter.unknown(array.reason);
  const entries = entriesOf(interpreter, array, index);
  if (isUndetermined(entries)) return entries;
  const result = indexShape(withWindows(shape, entries), entries);
  if (!result.ok)
    return interpreter.raise(
      entries.some((entry) => entry.slice && numberOfInteger(entry.slice.step) === 0) ? 'ValueError' : 'IndexError',
      inEnglish(result.message),
    );
  const isAdvanced = entries.some((entry) => entry.kind === 'array' || entry.kind === 'mask');
  const isKept = array.storage?.values !== undefined;
  const positions = !isKept
    ? undefined
    : isAdvanced
      ? advancedPositions(shape, entries)
      : basicPositions(shape, entries);
  if (positions) interpreter.spend(Math.floor(positions.length / POSITIONS_OF_A_STEP));
  if (result.value.length === 0) return oneElement(interpreter, array, positions, index, site);
  if (result.value.length > shape.length) withinRank(interpreter, array.selection(result.value));
  if (!positions) {
    const somewhere = array.selection(result.value);
    if (!isAdvanced) somewhere.aliasOf = array.storage ?? array.aliasOf;
    return somewhere;
  }
  if (!isAdvanced && array.library !== 'tensorflow') return array.view(result.value, positions);
  const elements = array.elements;
  return array.selection(result.value, elements && positions.map((position) => elements[position]!));
}

function oneElement(
  interpreter: Interpreter,
  array: ArrayValue,
  positions: readonly number[] | undefined,
  index: Value,
  site: Place | undefined,
): Value {
  const position = positions?.[0];
  const element =
    position === undefined
      ? undefined
      : array.storage?.values?.[array.positions ? array.positions[position]! : position];
  if (element) return unboxed(array.selection([], [element]));
  const name = site && interpreter.sourceName(site);
  return unknownScalar(interpreter, array, array.dtype, indexKey(index), name);
}

/** Tells indices apart; undefined for one that is not known. */
function indexKey(index: Value): string | undefined {
  const items = index.kind === 'tuple' ? index.items : [index];
  return items.every((item) => item.kind === 'int') ? `[${items.map((item) => item.value).join(',')}]` : undefined;
}

/** `array[index] = value`: the shape stays; the elements are those known after it. */
export function setItemOfArray(interpreter: Interpreter, array: ArrayValue, index: Value, value: Value): void {
  array.refuseReadOnly(interpreter);
  const { storage, shape, aliasOf } = array;
  array.derived.clear();
  if (array.classes !== undefined || array.drawn) {
    interpreter.touch(array);
    array.classes = undefined;
    array.drawn = undefined;
  }
  aliasOf?.forget(interpreter);
  storage?.written(interpreter);
  if (!storage?.values || !shape) return;
  interpreter.touch(storage);
  const entries = entriesOf(interpreter, array, index);
  const isAdvanced =
    isUndetermined(entries) || entries.some((entry) => entry.kind === 'array' || entry.kind === 'mask');
  const positions = isUndetermined(entries)
    ? undefined
    : isAdvanced
      ? advancedPositions(shape, entries)
      : basicPositions(shape, entries);
  if (positions) interpreter.spend(Math.floor((2 * positions.length) / POSITIONS_OF_A_STEP));
  const target = isUndetermined(entries) ? undefined : indexShape(shape, entries);
  if (!positions || !target?.ok) {
    storage.values = undefined;
    return;
  }
  const given = toArray(interpreter, value);
  // A scalar whose value is not known replaces elements by unknown ones; anything else makes all of them unknown.
  const written =
    given instanceof ArrayValue && given.shape
      ? broadcastElements(given, droppingOnes(given.shape, target.value))
      : undefined;
  if (!written || written.length !== positions.length) {
    storage.values = undefined;
    return;
  }
  const own = array.positions;
  for (const [order, position] of positions.entries()) {
    const element = written[order];
    const cast = element && castElement(element, array.dtype);
    if (!cast) {
      storage.values = undefined;
      return;
    }
    storage.values[own ? own[position]! : position] = cast;
  }
}

/** NumPy lets leading axes of 1 of the value fall away. */
function droppingOnes(given: Shape, target: Shape): Shape {
  return given.length > target.length ? [...Array<number>(given.length - target.length).fill(1), ...target] : target;
}

/** The entries of an index; unknown where one is not known to be an integer, a slice, a mask … */
function entriesOf(interpreter: Interpreter, array: ArrayValue, index: Value): Entry[] | Undetermined {
  const items = index.kind === 'tuple' ? index.items : [index];
  const entries: Entry[] = [];
  for (const item of items) {
    const entry = entryOf(interpreter, array, item);
    if (isUndetermined(entry)) return entry;
    entries.push(entry);
  }
  return entries;
}

function entryOf(interpreter: Interpreter, array: ArrayValue, item: Value): Entry | Undetermined {
  switch (item.kind) {
    case 'none':
      return { kind: 'newAxis' };
    case 'ellipsis':
      return { kind: 'ellipsis' };
    case 'int':
      return { kind: 'integer', value: sizeOf(item) };
    case 'bool':
      return interpreter.unknown('a truth value is used as an index');
    case 'slice':
      return sliceEntry(interpreter, item);
    case 'top':
    case 'symbol':
    case 'one-of':
      return item.integer ? { kind: 'integer', value: item.size && sizeOf(item) } : new Top(item.reason);
    case 'list':
    case 'tuple':
    case 'range':
    case 'host': {
      if (item.kind === 'host' && !(item instanceof ArrayValue) && !isArrayLike(item))
        return interpreter.unknown('what the index selects is not known');
      const source = toArray(interpreter, item);
      payForElements(interpreter, source);
      if (isUndetermined(source)) return new Top(source.reason);
      if (!source.shape) return interpreter.unknown(source.reason);
      if (source.dtype === 'bool')
        return { kind: 'mask', rank: source.shape.length, count: trueCount(interpreter, array, source), source };
      if (source.shape.length === 0 && isIntegerDtype(source.dtype)) return { kind: 'integer', value: sizeOf(source) };
      if (isIntegerDtype(source.dtype) || source.shape[0] === 0) return { kind: 'array', shape: source.shape, source };
      return interpreter.unknown('what the index selects is not known');
    }
    default:
      return interpreter.unknown('what the index selects is not known');
  }
}

function sliceEntry(interpreter: Interpreter, slice: SliceValue): Entry | Undetermined {
  const bounds: (Size | undefined)[] = [];
  for (const bound of [slice.lower, slice.upper, slice.step]) {
    if (bound.kind === 'none') bounds.push(undefined);
    else {
      const size = sizeOf(bound);
      if (size === undefined) {
        if (!isUndetermined(bound) && bound.kind !== 'host') {
          return interpreter.raise('TypeError', 'slice indices must be integers or None or have an __index__ method');
        }
        bounds.push(Expression.symbol('…', { described: true }));
      } else bounds.push(size);
    }
  }
  const [start, stop, step] = bounds;
  const window = step === undefined ? windowOf(start, stop) : undefined;
  if (window !== undefined) return { kind: 'slice', slice, window };
  return { kind: 'slice', start, stop, step, slice };
}

/** The length of `[i:i + 20]` where i is not known: the window is taken to lie within the data. */
function windowOf(start: Size | undefined, stop: Size | undefined): number | undefined {
  if (start === undefined || stop === undefined || (typeof start === 'number' && typeof stop === 'number'))
    return undefined;
  const length = subtract(stop, start);
  return typeof length === 'number' && length > 0 && typeof start !== 'number' ? length : undefined;
}

/** The shape with the axes cut to the windows that are taken of them. */
function withWindows(shape: Shape, entries: readonly Entry[]): Shape {
  if (!entries.some((entry) => entry.window !== undefined)) return shape;
  const cut = [...shape];
  const taken = entries.reduce((count, entry) => count + axesOf(entry), 0);
  let axis = 0;
  for (const entry of entries) {
    const size = cut[axis];
    if (entry.window !== undefined && size !== undefined && size !== null)
      cut[axis] = typeof size === 'number' ? Math.min(size, entry.window) : entry.window;
    axis += entry.kind === 'ellipsis' ? shape.length - taken : axesOf(entry);
  }
  return cut;
}

function axesOf(entry: Entry): number {
  if (entry.kind === 'newAxis' || entry.kind === 'ellipsis') return 0;
  return entry.kind === 'mask' ? entry.rank : 1;
}

/** How many elements of a mask are true: a number where they are known, otherwise one symbol for each mask. */
export function trueCount(interpreter: Interpreter, array: ArrayValue | undefined, mask: ArrayValue): Size {
  const { elements } = mask;
  if (elements?.every((element) => element.kind === 'bool'))
    return elements.filter((element) => element.kind === 'bool' && element.value).length;
  const known = mask.derived.get('count');
  const size = known && sizeOf(known);
  if (size !== undefined) return size;
  const [whole, part] = [array && interpreter.nameOf(array), interpreter.nameOf(mask)];
  const isNamed = whole !== undefined && part !== undefined;
  const name = isNamed ? `len(${whole}[${part}])` : 'selected';
  const count = isNamed ? interpreter.unknownInteger(mask.reason, name) : describedInteger(mask.reason, name);
  mask.derived.set('count', count);
  return count.size ?? describedSymbol(name);
}

/** Where the elements of a basic index lie; undefined where a bound or a dimension is not known, or there are many. */
function basicPositions(shape: Shape, entries: readonly Entry[]): readonly number[] | undefined {
  const count = smallCount(shape);
  if (count === undefined) return undefined;
  if (count === 0) return [];
  const selections = selectionsOf(shape as readonly number[], entries);
  return selections && productOf(shape as readonly number[], selections);
}

/** Positions along each axis; undefined where one is not known. */
function selectionsOf(shape: readonly number[], entries: readonly Entry[]): (readonly number[])[] | undefined {
  const taken = entries.reduce(
    (count, entry) => count + (entry.kind === 'newAxis' || entry.kind === 'ellipsis' ? 0 : 1),
    0,
  );
  const complete: readonly Entry[] = entries.some((entry) => entry.kind === 'ellipsis')
    ? entries
    : [...entries, { kind: 'ellipsis' }];
  const selections: (readonly number[])[] = [];
  if (
    entries.some((entry) => entry.window !== undefined || (entry.kind === 'integer' && typeof entry.value !== 'number'))
  )
    return undefined;
  for (const entry of complete) {
    const size = shape[selections.length] ?? 0;
    switch (entry.kind) {
      case 'newAxis':
        break;
      case 'ellipsis':
        for (let count = shape.length - taken; count > 0; count--) selections.push(upTo(shape[selections.length] ?? 0));
        break;
      case 'integer':
        if (typeof entry.value !== 'number') return undefined;
        selections.push([entry.value < 0 ? entry.value + size : entry.value]);
        break;
      case 'slice': {
        const positions = entry.window === undefined ? slicePositions(size, entry) : undefined;
        if (!positions) return undefined;
        selections.push(positions);
        break;
      }
      default:
        return undefined;
    }
  }
  return selections;
}

export function slicePositions(
  size: number,
  slice: { start?: Size | undefined; stop?: Size | undefined; step?: Size | undefined },
): number[] | undefined {
  const { start, stop, step = 1 } = slice;
  if (
    typeof step !== 'number' ||
    step === 0 ||
    (start !== undefined && typeof start !== 'number') ||
    (stop !== undefined && typeof stop !== 'number')
  )
    return undefined;
  const [low, high] = step > 0 ? [0, size] : [-1, size - 1];
  const clamp = (bound: number) => Math.min(Math.max(bound < 0 ? bound + size : bound, low), high);
  const from = start === undefined ? (step > 0 ? low : high) : clamp(start);
  const to = stop === undefined ? (step > 0 ? high : low) : clamp(stop);
  const positions: number[] = [];
  for (let position = from; step > 0 ? position < to : position > to; position += step) positions.push(position);
  return positions;
}

function upTo(size: number): number[] {
  return Array.from({ length: size }, (_, index) => index);
}

/** Flat positions of all combinations, row-major. */
function productOf(shape: readonly number[], selections: readonly (readonly number[])[]): number[] {
  let positions = [0];
  for (const [axis, selection] of selections.entries()) {
    const size = shape[axis]!;
    positions = positions.flatMap((position) => selection.map((index) => position * size + index));
  }
  return positions;
}

/**
 * Where the elements lie of an index by one list or mask on the first axis, the commonest; undefined for other ones.
 */
/** Of arrays of indices beside each other (`x[rows, columns]`), of one shape, or single integers. */
function pairedPositions(sizes: readonly number[], entries: readonly Entry[]): readonly number[] | undefined {
  const count = entries.find(({ kind }) => kind === 'array')?.source?.elements?.length;
  if (count === undefined || entries.length > sizes.length) return undefined;
  let bases: readonly number[] = new Array<number>(count).fill(0);
  for (const [axis, entry] of entries.entries()) {
    const size = sizes[axis]!;
    const elements = entry.kind === 'array' && entry.source?.shape?.length === 1 ? entry.source.elements : undefined;
    const single = entry.kind === 'integer' && typeof entry.value === 'number' ? entry.value : undefined;
    if (single === undefined && elements?.length !== count) return undefined;
    const indices = bases.map((_, at) => single ?? numberOfInteger(elements![at]!)).map((index) => inside(index, size));
    if (indices.includes(undefined)) return undefined;
    bases = bases.map((base, at) => base * size + indices[at]!);
  }
  const length = sizes.slice(entries.length).reduce((total, size) => total * size, 1);
  if (count * length > mostElementsKept) return undefined;
  return bases.flatMap((base) => upTo(length).map((offset) => base * length + offset));
}

/** An index as counted from the front; undefined where there is none such. */
function inside(index: number | undefined, size: number): number | undefined {
  if (index === undefined || index < -size || index >= size) return undefined;
  return index < 0 ? index + size : index;
}

function advancedPositions(shape: Shape, entries: readonly Entry[]): readonly number[] | undefined {
  if (smallCount(shape) === undefined) return undefined;
  const sizes = shape as readonly number[];
  const [first, ...others] = entries;
  if (others.length > 0) return pairedPositions(sizes, entries);
  if (!first?.source?.elements) return undefined;
  const { elements } = first.source;
  const row = (rank: number) => sizes.slice(rank).reduce((total, size) => total * size, 1);
  if (first.kind === 'mask') {
    if (first.source.shape?.some((size, axis) => size !== sizes[axis])) return undefined;
    const length = row(first.rank);
    const chosen = elements.flatMap((element, position) =>
      element.kind === 'bool' && element.value ? [position] : [],
    );
    return chosen.flatMap((position) => upTo(length).map((offset) => position * length + offset));
  }
  const indices: number[] = [];
  for (const element of elements) {
    const index = numberOfInteger(element);
    if (index === undefined) return undefined;
    indices.push(index < 0 ? index + (sizes[0] ?? 0) : index);
  }
  const length = row(1);
  if (indices.some((index) => index < 0 || index >= (sizes[0] ?? 0)) || indices.length * length > mostElementsKept)
    return undefined;
  return indices.flatMap((index) => upTo(length).map((offset) => index * length + offset));
}
