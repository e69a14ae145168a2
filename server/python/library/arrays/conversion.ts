/** Between Python's values and what arrays are described with. */
import {
  product,
  sameShape,
  toExpression,
  toSize,
  type Dimension,
  type Shape,
  type Size,
} from '../../../shapes/dimension.ts';
import { Expression } from '../../../shapes/expression.ts';
import { HostValue } from '../../domain/host.ts';
import type { Interpreter } from '../../domain/interpreter.ts';
import { noteChange } from '../../domain/journal.ts';
import { int, NONE, TupleValue, type ListValue, type Value } from '../../domain/value.ts';
import { ArrayValue } from './array-value.ts';
import { castElement, dtypeOfScalar, promoteDtypes } from './dtypes.ts';
import { mostElementsKept } from './storage.ts';
import { type Message, words } from '../../../words/message.ts';
import { isUndetermined, Top, undetermined, type Undetermined } from '../../domain/undetermined.ts';
import { Approximate } from '../../domain/approximate.ts';

/** An array, or why it is not known. */
export type Data = ArrayValue | Undetermined;

/** What has an array's content without being one (a DataFrame): what `np.array` makes of it. */
export interface ArrayLike {
  asArray(interpreter: Interpreter): Data;
}
export function isArrayLike(value: Value): value is HostValue & ArrayLike {
  return value instanceof HostValue && 'asArray' in value && typeof value.asArray === 'function';
}

/** A tensor of which only the shape is known: NumPy may be given it where it stands for data. */
interface TensorLike {
  eagerArray(interpreter: Interpreter): Data;
}
const isTensorLike = (value: Value): value is HostValue & TensorLike =>
  value instanceof HostValue && 'eagerArray' in value && typeof value.eagerArray === 'function';

/** An integer as a size: a number, or the symbol of an unknown that has a name. undefined for anything else. */
export function sizeOf(value: Value): Size | undefined {
  switch (value.kind) {
    case 'int':
      return toSize(value.value);
    case 'bool':
      return value.value ? 1 : 0;
    case 'top':
    case 'symbol':
    case 'one-of':
      return value.size && toSize(value.size);
    case 'host': {
      if (!(value instanceof ArrayValue) || value.shape?.length !== 0) return undefined;
      const element = value.elements?.[0];
      return element && element.kind !== 'host' ? sizeOf(element) : undefined;
    }
    default:
      return undefined;
  }
}

/** The integer that a size stands for; an unknown one is shown under `name`, or as its formula. */
export function valueOfSize(size: Size, name?: string, reason: Message = words`the program does not decide it`): Value {
  if (typeof size === 'number') return int(size);
  if (size.constant !== undefined) return int(size.constant);
  return undetermined(reason, { name: name ?? size.toString(), integer: true, size });
}

/** A dimension as Python sees it: an integer or None. */
export function valueOfDimension(dimension: Dimension, reason?: Message): Value {
  return dimension === null ? NONE : valueOfSize(dimension, undefined, reason);
}

/** A shape as Python's tuple. */
export function tupleOfShape(shape: Shape, reason?: Message): TupleValue {
  return new TupleValue(shape.map((dimension) => valueOfDimension(dimension, reason)));
}

/** A known integer that is small enough to count with. */
export function numberOfInteger(value: Value): number | undefined {
  const size = sizeOf(value);
  return typeof size === 'number' ? size : undefined;
}

/**
 * The shape that an integer or a sequence of integers (None allowed) says; undefined where it is not known.
 * A single integer is a shape of one dimension.
 */
export function toShapeTuple(interpreter: Interpreter, value: Value): Shape | undefined {
  const single = sizeOf(value);
  if (single !== undefined && value.kind !== 'bool') {
    if (isUndetermined(value) && !value.integer) return undefined; // It may as well be a tuple.
    return [single];
  }
  if (isUndetermined(value) || value.kind === 'str' || (value.kind === 'host' && value.iterate === undefined))
    return undefined;
  const items =
    value.kind === 'tuple' || (value.kind === 'list' && !value.summary)
      ? value.items
      : isIterableKind(value)
        ? interpreter.iterate(value)
        : undefined;
  if (!items) return undefined;
  const shape: Dimension[] = [];
  for (const item of items) {
    if (shape.length % AXES_OF_A_STEP === AXES_OF_A_STEP - 1) interpreter.spend();
    if (item.kind === 'none') shape.push(null);
    else {
      // Whatever it is, it is an integer, or there is no such shape.
      const size = sizeOf(item) ?? (isUndetermined(item) ? sizeOfUnknown(item) : undefined);
      if (size === undefined) return undefined;
      shape.push(size);
    }
  }
  return shape;
}

const AXES_OF_A_STEP = 50;

function isIterableKind(value: Value): boolean {
  return (
    value.kind === 'range' ||
    value.kind === 'host' ||
    value.kind === 'iterator' ||
    value.kind === 'list' ||
    value.kind === 'instance'
  );
}

/** The number of elements; undefined where the rank or a dimension is not known. */
export function elementCount(shape: Shape | undefined): Size | undefined {
  if (!shape) return undefined;
  const sizes: Size[] = [];
  for (const dimension of shape) {
    if (dimension === null) return undefined;
    sizes.push(dimension);
  }
  return product(sizes);
}

/** The number of elements where it is a plain number small enough for the elements to be kept. */
export function smallCount(shape: Shape | undefined): number | undefined {
  const count = elementCount(shape);
  return typeof count === 'number' && count <= mostElementsKept ? count : undefined;
}

/** What `np.asarray` makes of a value. */
export function toArray(interpreter: Interpreter, value: Value): Data {
  if (value instanceof ArrayValue) return value;
  switch (value.kind) {
    case 'top':
    case 'symbol':
    case 'one-of':
      if (value instanceof Approximate)
        return new ArrayValue({ shape: [], dtype: value.dtype ?? 'float64', elements: [value] });
      return value.integer ? new ArrayValue({ shape: [], dtype: 'int64', elements: [value] }) : value;
    case 'int':
    case 'bool':
    case 'float':
    case 'complex':
    case 'str':
    case 'bytes':
      return new ArrayValue({ shape: [], dtype: dtypeOfScalar(value), elements: [value] });
    case 'none':
    case 'dict':
    case 'set':
      return new ArrayValue({ shape: [], dtype: 'object', elements: [value] });
    case 'range': {
      const items = interpreter.iterate(value);
      const length = sizeOf(interpreter.length(value));
      if (length === undefined) return interpreter.unknown('the length of the range is not known');
      const elements = typeof length === 'number' && length <= mostElementsKept && items ? [...items] : undefined;
      return new ArrayValue({ shape: [length], dtype: 'int64', elements });
    }
    case 'list':
      return value.summary
        ? arrayOfOpenList(interpreter, value, value.summary)
        : arrayOfItems(interpreter, value.items);
    case 'tuple':
      return arrayOfItems(interpreter, value.items);
    case 'host':
      return isArrayLike(value)
        ? value.asArray(interpreter)
        : isTensorLike(value)
          ? value.eagerArray(interpreter)
          : interpreter.unknown(words`what NumPy makes of a ${value.typeName} is not worked out`);
    default:
      return interpreter.unknown('the values in the array are not known');
  }
}

/**
 * A list that was filled a number of times that is not known: its length is a symbol. What is seen of its items tells
 * what all are like, since
 * NumPy refuses items of different shapes.
 */
function arrayOfOpenList(interpreter: Interpreter, list: ListValue, open: Undetermined): Data {
  const samples = samplesOf(list, open);
  if (samples.length === 0) return new Top(open.reason);
  const item = arrayOfItems(interpreter, samples);
  if (!(item instanceof ArrayValue) || !item.shape) return new Top(open.reason);
  return new ArrayValue({
    shape: [lengthOfOpenList(interpreter, list, open), ...item.shape.slice(1)],
    dtype: item.dtype,
    reason: open.reason,
  });
}

/** Items that are surely in the list, and what further ones may be. */
export function samplesOf(list: ListValue, open: Undetermined): readonly Value[] {
  return [...list.items, ...(open.alternatives ?? [])];
}

/** The length of a list that may hold more than is known. */
export function lengthOfOpenList(interpreter: Interpreter, list: ListValue, open: Undetermined): Size {
  const name = open.integer ? open.name : undefined;
  return (
    sizeOf(interpreter.length(list)) ??
    Expression.symbol(name ?? '?', { nonNegative: true, described: name === undefined })
  );
}

/** The symbol of an integer that has no name; the same each time. */
export function sizeOfUnknown(value: Undetermined): Size {
  const known = value.derived.get('size');
  if (known?.size) return toSize(known.size);
  const size = Expression.symbol(value.name ?? '?', {
    nonNegative: true,
    described: value.name === undefined || value.described,
  });
  noteChange(value);
  value.derived.set('size', undetermined(value.reason, { integer: true, size }));
  return size;
}

function arrayOfItems(interpreter: Interpreter, items: readonly Value[]): Data {
  if (items.length === 0) return new ArrayValue({ shape: [0], dtype: 'float64', elements: [] });
  interpreter.spend(Math.ceil(items.length / 2));
  // `[[0] * 100] * 100` is one list again and again.
  const arrays: Data[] = [];
  for (const [index, item] of items.entries())
    arrays.push(index > 0 && item === items[index - 1] ? arrays[index - 1]! : toArray(interpreter, item));
  const known = arrays.filter((array) => array instanceof ArrayValue);
  const unknown = arrays.find((array) => isUndetermined(array));
  const [first] = known;
  if (!first?.shape)
    return unknown ? new Top(unknown.reason) : interpreter.unknown('the values in the array are not known');
  const { shape } = first;
  // An item that is not known must be like the others, or NumPy would refuse them.
  let merged: readonly Dimension[] = shape;
  for (const array of known) {
    if (!array.shape) return interpreter.unknown(array.reason);
    if (sameShape(array.shape, shape) === 'different') return interpreter.unknown('its parts differ in shape');
    merged = merged.map((dimension, axis) =>
      typeof dimension === 'number' ? dimension : (array.shape![axis] ?? null),
    );
  }
  const dtype = unknown ? undefined : known.map((array) => array.dtype).reduce(promoteDtypes);
  return new ArrayValue({
    shape: [items.length, ...merged],
    dtype,
    reason: unknown?.reason ?? known.find((array) => !array.elements)?.reason,
    elements: unknown ? undefined : joinElements(known, dtype),
    library: 'numpy',
  });
}

/**
 * The elements of the arrays one after another, as elements of the dtype; undefined where one is not known or they are
 * too many.
 */
export function joinElements(arrays: readonly ArrayValue[], dtype: string | undefined): Value[] | undefined {
  const joined: Value[] = [];
  for (const array of arrays) {
    const { elements } = array;
    if (!elements || joined.length + elements.length > mostElementsKept) return undefined;
    for (const element of elements) {
      const cast = dtype === array.dtype ? element : castElement(element, dtype);
      if (!cast) return undefined;
      joined.push(cast);
    }
  }
  return joined;
}

/** Whether a size is surely 0 or more. */
export function isNonNegative(size: Size): boolean {
  return (toExpression(size).lowerBound ?? -1n) >= 0n;
}
