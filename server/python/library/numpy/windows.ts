/** Parts of arrays that overlap, blocks, and arrays that are made longer by themselves. */
import { add, subtract, type Shape, type Size } from '../../../shapes/dimension.ts';
import { normalizeAxis } from '../../../shapes/axis.ts';
import {
  int,
  type ListValue,
  ListValue as List,
  ModuleValue,
  type NativeFunction,
  type Value,
} from '../../domain/value.ts';
import { toArray } from '../arrays/conversion.ts';
import { declare } from '../arrays/declare.ts';
import { concatenate, type Ranked } from '../arrays/joining.ts';
import { type LibraryCall, NotDecided } from '../arrays/library-call.ts';
import { copyOf, viewOf } from '../arrays/positions.ts';

/** `sliding_window_view(x, window_shape, axis)`: where each window begins, and then what is in it. */
const slidingWindowView = declare('sliding_window_view', 'x window_shape axis * subok~ writeable~', (call) => {
  const array = call.array('x');
  const windows = call.shape('window_shape');
  const axes = call.axes();
  const rank = array.shape.length;
  const places = (
    axes === undefined ? array.shape.map((_, axis) => axis) : typeof axes === 'number' ? [axes] : axes
  ).map((axis) => call.accept(normalizeAxis(axis, rank)));
  if (places.length !== windows.length)
    return call.interpreter.raise('ValueError', 'Must provide matching length window_shape and axis');
  if (windows.some((size) => typeof size === 'number' && size < 0))
    return call.interpreter.raise('ValueError', '`window_shape` cannot contain negative values');
  const outer = [...array.shape];
  for (const [number, axis] of places.entries())
    outer[axis] = beginnings(call, outer[axis] ?? null, windows[number] ?? null);
  return viewOf(call, array, [...outer, ...windows], (index) => {
    const from = index.slice(0, rank);
    for (const [number, axis] of places.entries()) from[axis]! += index[rank + number]!;
    return from;
  });
});

function beginnings(call: LibraryCall, size: Shape[number], window: Shape[number]): Size {
  if (size === null || window === null) throw new NotDecided('the sizes are not known');
  const count = add(subtract(size, window), 1);
  if (typeof count === 'number' && count <= 0)
    return call.interpreter.raise('ValueError', 'window shape cannot be larger than input array shape');
  return count;
}

/** `np.resize(a, new_shape)`: the elements again and again. */
export const resize = declare('resize', 'a new_shape', (call) => {
  const given = call.array('a');
  const shape = call.shape('new_shape');
  const total = given.shape.reduce<number>(
    (product, size) => (typeof size === 'number' ? product * size : Number.NaN),
    1,
  );
  if (total === 0) throw new NotDecided('an empty array is filled with zeros');
  const flat = given.selection([total], given.elements) as Ranked;
  const sizes = shape as readonly number[];
  const result = Number.isNaN(total)
    ? given.selection(shape)
    : copyOf(call, flat, shape, (index) => [
        index.reduce((position, place, axis) => position * sizes[axis]! + place, 0) % total,
      ]);
  return given.like(shape, given.dtype, result.elements);
});

/** `np.block([[a, b], [c, d]])`: the innermost lists beside each other, those around them below each other. */
export const block = declare('block', 'arrays', (call) => {
  const given = call.required('arrays');
  const depth = depthOf(given);
  const rank = Math.max(
    depth,
    ...leavesOf(given).map((leaf) => call.ranked(toArray(call.interpreter, leaf)).shape.length),
  );
  return joined(call, given, rank, rank - depth);
});

const isNested = (value: Value): value is ListValue => value.kind === 'list' && !value.summary;
const depthOf = (value: Value): number => (isNested(value) ? 1 + Math.max(0, ...value.items.map(depthOf)) : 0);
const leavesOf = (value: Value): readonly Value[] => (isNested(value) ? value.items.flatMap(leavesOf) : [value]);

function joined(call: LibraryCall, value: Value, rank: number, axis: number): Value {
  if (!isNested(value)) {
    const array = call.ranked(toArray(call.interpreter, value));
    const missing = Math.max(rank - array.shape.length, 0);
    return array.selection([...Array<number>(missing).fill(1), ...array.shape], array.elements);
  }
  call.interpreter.spend(value.items.length);
  return call.interpreter.call(concatenate, [
    new List(value.items.map((item) => joined(call, item, rank, axis + 1))),
    int(axis),
  ]);
}

/** `np.vander(x, N)`: powers of each element. */
export const vander = declare('vander', 'x N increasing~', (call) => {
  const array = call.array('x');
  const [length] = array.shape;
  if (length === undefined || array.shape.length > 1)
    return call.interpreter.raise('ValueError', 'x must be a one-dimensional array or sequence.');
  return array.like(
    [length, call.optionalSize('N') ?? length],
    array.dtype === 'bool' || /^u?int(8|16|32)$/.test(array.dtype ?? '') ? undefined : array.dtype,
  );
});

export const trimZeros = declare('trim_zeros', 'filt trim~ axis~', (call) =>
  call.unknown('how many zeros there are at the ends is not worked out'),
);

const functions: Readonly<Record<string, NativeFunction>> = {
  sliding_window_view: slidingWindowView,
  as_strided: declare('as_strided', 'x shape strides~ subok~ writeable~', (call) => {
    const array = call.array('x');
    const view = array.selection(call.optional('shape') ? call.shape('shape') : array.shape);
    view.aliasOf = array.storage ?? array.aliasOf;
    return view;
  }),
};

export const strideTricksModule = (): ModuleValue =>
  new ModuleValue('numpy.lib.stride_tricks', new Map<string, Value>(Object.entries(functions)));
export const libModule = (): ModuleValue =>
  new ModuleValue('numpy.lib', new Map<string, Value>(), (name) =>
    name === 'stride_tricks' ? strideTricksModule() : undefined,
  );
