/** Functions that give the same elements in another shape. */
import { Approximate } from '../../domain/approximate.ts';
import { formatShape, type Dimension, type Shape } from '../../../shapes/dimension.ts';
import { normalizeAxes } from '../../../shapes/axis.ts';
import { broadcastShapes } from '../../../shapes/broadcasting.ts';
import * as shapes from '../../../shapes/shape.ts';
import type { Interpreter } from '../../domain/interpreter.ts';
import { bool, Float, int, ListValue, TupleValue, type NativeFunction, type Value } from '../../domain/value.ts';
import { ArrayValue } from './array-value.ts';
import { elementCount, sizeOf, smallCount, toArray } from './conversion.ts';
import { staysView } from './contiguity.ts';
import { castAll } from './dtypes.ts';
import { broadcastElements } from './elementwise.ts';
import { declare } from './declare.ts';
import { NotDecided, type LibraryCall } from './library-call.ts';
import { stridesOf } from './positions.ts';
import { placesOfElements } from './writing.ts';
import { describedSymbol } from '../unknowns.ts';
import { isUndetermined, Top, type Undetermined } from '../../domain/undetermined.ts';

type Ranked = ArrayValue & { shape: Shape };

/** `np.reshape(a, shape)`. Of something unknown, the shape tells the rank; −1 in it is what its size leaves. */
export const reshape = declare('reshape', 'a|tensor|array shape|newshape order * copy', (call) =>
  reshapeTo(call, call.required('a'), call.shape('shape')),
);

/** `a.reshape(shape)` and `a.reshape(2, 3)`. */
export const reshapeMethod = declare('reshape', 'a *sizes shape|newshape order copy', (call) => {
  const given = call.passed('shape');
  if (!given && call.rest.length === 0) throw new NotDecided('the new shape is not known');
  const target = given
    ? call.shapeOf(given, 'shape')
    : call.rest.length === 1
      ? call.shapeOf(call.rest[0]!, 'shape')
      : call.rest.map((item) => {
          const size = sizeOf(item);
          if (size === undefined)
            throw new NotDecided('the new shape is not known', isUndetermined(item) ? item : undefined);
          return size;
        });
  return reshapeTo(call, call.required('a'), target);
});

/** Whether the elements are taken column by column. */
function isColumnMajor(call: LibraryCall, array: ArrayValue | Undetermined): boolean {
  const order = call.text('order', 'C').toUpperCase();
  // "A" and "K" ask how the elements lie in memory.
  if (order !== 'C' && order !== 'F' && !(array instanceof ArrayValue && array.storage && !array.positions))
    throw new NotDecided('the order of the elements is not known');
  return order === 'F';
}

function reshapeTo(call: LibraryCall, value: Value, target: Shape): Value {
  const data = toArray(call.interpreter, value);
  const byColumns = isColumnMajor(call, data);
  const copied = call.optional('copy') !== undefined ? call.perhaps('copy', false) : false;
  if (isUndetermined(data)) return reshapeUnknown(call.interpreter, data, target);
  if (!data.shape) throw new NotDecided(data.reason);
  if (target.some((size) => typeof size === 'number' && size < -1))
    throw new NotDecided('a negative size is a remainder in old versions');
  const shape = call.accept(shapes.reshape(data.shape, target));
  const copy = data.selection(shape, byColumns ? undefined : data.elements);
  if (copied) return copy;
  const view = byColumns
    ? transposed(inShape(transposed(data as Ranked), [...shape].reverse()))
    : inShape(data as Ranked, shape);
  return copied === false ? view : view.orElse(copy);
}

/** The elements in another shape: a view where NumPy makes one, else a copy. */
export function inShape(array: Ranked, shape: Shape): Ranked {
  const { positions } = array;
  const isView = positions === undefined || staysView(positions, array.shape, shape);
  return (isView ? array.view(shape) : array.selection(shape, array.elements)) as Ranked;
}

/** The size of the whole decides what −1 stands for. */
export function reshapeUnknown(interpreter: Interpreter, data: Undetermined, target: Shape): Value {
  if (!target.includes(-1)) return new ArrayValue({ shape: target, reason: data.reason });
  const size = data.name === undefined ? undefined : sizeOf(interpreter.getAttribute(data, 'size'));
  const whole = size ?? describedSymbol('size');
  if (whole === undefined) return interpreter.unknown(data.reason);
  const shape = shapes.reshape([whole], target);
  return shape.ok ? new ArrayValue({ shape: shape.value, reason: data.reason }) : interpreter.unknown(data.reason);
}

function shaped(
  name: string,
  parameters: string,
  rule: (call: LibraryCall, shape: Shape) => readonly Dimension[],
): NativeFunction {
  return declare(name, parameters, (call) => {
    const array = call.array('a');
    return array.view(rule(call, array.shape));
  });
}

export const expandDims = shaped('expand_dims', 'a|input|x axis', (call, shape) => {
  const axes = call.axes();
  if (axes === undefined) throw new NotDecided('axis is not known');
  return call.accept(shapes.expandDims(shape, axes));
});
export const squeeze = shaped('squeeze', 'a|input|x axis', (call, shape) => {
  // NumPy lets an array without axes pass.
  if (shape.length === 0 && (call.axes() === 0 || call.axes() === -1)) return shape;
  const result = call.accept(shapes.squeeze(shape, call.axes()));
  if (!result) throw new NotDecided('whether an axis is 1 is not known');
  return result;
});
/** One axis: a view for `ravel` where that can be, a copy for `flatten`. */
export const ravel = declare('ravel', 'a|x order', (call) => {
  const array = call.array('a');
  const flat = [flatSize(array.shape)];
  return isColumnMajor(call, array) ? inShape(transposed(array), flat) : inShape(array, flat);
});
export const flatten = declare('flatten', 'a order', (call) => {
  const array = call.array('a');
  const source = isColumnMajor(call, array) ? transposed(array) : array;
  return array.selection([flatSize(array.shape)], source.elements);
});
function flatSize(shape: Shape): Dimension {
  return elementCount(shape) ?? null;
}

/** Moves the axes; the elements go with them. `order[i]` is the axis that comes to place i. */
function permuted(array: Ranked, order: readonly number[]): Ranked {
  const shape = order.map((axis) => array.shape[axis] ?? null);
  if (smallCount(array.shape) === undefined || !array.elements) return array.view(shape) as Ranked;
  const strides = stridesOf(array.shape as readonly number[]);
  let positions = [0];
  for (const axis of order) {
    const size = array.shape[axis] as number;
    positions = positions.flatMap((position) =>
      Array.from({ length: size }, (_, index) => position + index * strides[axis]!),
    );
  }
  return array.view(shape, positions) as Ranked;
}

function axesOrder(call: LibraryCall, axes: readonly number[] | undefined, rank: number): readonly number[] {
  const all = Array.from({ length: rank }, (_, axis) => axis);
  if (!axes) return all.reverse();
  if (axes.length !== rank) return call.interpreter.raise('ValueError', "axes don't match array");
  return call.accept(normalizeAxes(axes, rank));
}

function listOfAxes(axes: number | readonly number[] | undefined): readonly number[] | undefined {
  return typeof axes === 'number' ? [axes] : axes;
}

export const transpose = declare('transpose', 'a axes|perm', (call) => {
  const array = call.array('a');
  return permuted(array, axesOrder(call, listOfAxes(call.axes('axes')), array.shape.length));
});
/** `a.transpose()`, `a.transpose(1, 0)` and `a.transpose((1, 0))`. */
export const transposeMethod = declare('transpose', 'a *axes', (call) => {
  const array = call.array('a');
  const given = call.rest.length === 1 && call.rest[0]!.kind !== 'int' ? call.rest[0]! : undefined;
  if (call.rest.length === 0 || given?.kind === 'none')
    return permuted(array, axesOrder(call, undefined, array.shape.length));
  const axes = given ? call.shapeOf(given, 'axes') : call.rest.map((item) => sizeOf(item));
  const known = axes.map((axis) => {
    if (typeof axis !== 'number') throw new NotDecided('the order of the axes is not known');
    return axis;
  });
  return permuted(array, axesOrder(call, known, array.shape.length));
});
export function transposed(array: Ranked): Ranked {
  return permuted(array, array.shape.map((_, axis) => axis).reverse());
}

/** The last two axes exchanged. */
export const matrixTranspose = declare('matrix_transpose', 'x', (call) => {
  const array = call.array('x');
  if (array.shape.length < 2) return call.interpreter.raise('ValueError', 'Input array must be at least 2-dimensional');
  return matricesTransposed(array);
});
export function matricesTransposed(array: Ranked): Ranked {
  const order = [...array.shape.keys()];
  return permuted(array, [...order.slice(0, -2), ...order.slice(-2).reverse()]);
}

export const swapaxes = declare('swapaxes', 'a axis1 axis2', (call) => {
  const array = call.array('a');
  const order = array.shape.map((_, axis) => axis);
  const [x, y] = call
    .accept(normalizeAxes([call.integer('axis1')], order.length))
    .concat(call.accept(normalizeAxes([call.integer('axis2')], order.length))) as [number, number];
  [order[x], order[y]] = [order[y]!, order[x]!];
  return permuted(array, order);
});
export const moveaxis = declare('moveaxis', 'a source destination', (call) => {
  const array = call.array('a');
  const source = listOfAxes(call.axes('source'));
  const destination = listOfAxes(call.axes('destination'));
  if (!source || !destination) throw new NotDecided('the axes are not known');
  // The same rule on the numbers of the axes gives their order.
  const order = call.accept(
    shapes.moveAxis(
      array.shape.map((_, axis) => axis),
      source,
      destination,
    ),
  );
  return permuted(array, order as readonly number[]);
});
export const rollaxis = declare('rollaxis', 'a axis start', (call) => {
  const array = call.array('a');
  const rank = array.shape.length;
  const [axis] = call.accept(normalizeAxes([call.integer('axis')], rank)) as [number];
  let start = call.integer('start', 0);
  if (start < 0) start += rank;
  if (axis < start) start--;
  const order = array.shape.map((_, index) => index).filter((index) => index !== axis);
  order.splice(start, 0, axis);
  return permuted(array, order);
});

export const broadcastTo = declare('broadcast_to', 'a|array|input shape subok~', (call) => {
  const array = call.array('a');
  const shape = call.shape('shape');
  const joined = call.accept(broadcastShapes(array.shape, shape));
  if (joined.length !== shape.length)
    return call.interpreter.raise(
      'ValueError',
      `an array of shape ${formatShape(array.shape)} does not broadcast to ${formatShape(shape)}`,
    );
  const places = placesOfElements(call.interpreter, array, (own) =>
    own.like(joined, own.dtype, broadcastElements(own as Ranked, joined)),
  );
  const view = array.view(joined, places?.positions);
  view.isReadOnly = true;
  return view;
});

/**
 * At least as many axes: one in front for `atleast_2d`; a scalar, a vector and a matrix get theirs where NumPy puts
 * them.
 */
export const atLeast = (rank: 1 | 2 | 3): NativeFunction =>
  declare(`atleast_${rank}d`, '*arrays', (call) => {
    const all = call.rest.map((item) => atLeastOf(call.ranked(toArray(call.interpreter, item)), rank));
    const [only] = all;
    return only && all.length === 1 ? only : new TupleValue(all);
  });

function atLeastOf(array: Ranked, rank: 1 | 2 | 3): ArrayValue {
  const missing = rank - array.shape.length;
  if (missing <= 0) return array;
  if (rank === 3 && array.shape.length === 1) return array.view([1, array.shape[0]!, 1]);
  if (rank === 3 && array.shape.length === 2) return array.view([...array.shape, 1]);
  return array.view([...Array<number>(missing).fill(1), ...array.shape]);
}

export const astype = declare('astype', 'a|x dtype order~ casting~ subok~ copy device~', (call) => {
  const data = call.data('a');
  if (isUndetermined(data)) return data;
  if (!call.passed('dtype')) throw new NotDecided('the dtype is not known');
  const dtype = call.dtype('dtype', undefined);
  const isCopied = call.perhaps('copy', true);
  return isCopied === true ? cast(data, dtype) : sharedOr(data, cast(data, dtype), isCopied === false);
});

/**
 * What is not copied where its dtype is the one that is asked for. Where that, or whether a copy is asked for, is not
 * decided, it is one of both.
 */
export function sharedOr(data: ArrayValue, copy: ArrayValue, isShared: boolean): ArrayValue {
  const [own, asked] = [data.dtype, copy.dtype];
  if (own !== undefined && asked !== undefined && own !== asked) return copy;
  return isShared && own !== undefined && own === asked ? data : data.orElse(copy);
}

/** The same elements as another dtype. */
export function cast(array: ArrayValue, dtype: string | undefined): ArrayValue {
  const elements = dtype === undefined ? undefined : castAll(array.elements, dtype);
  return new ArrayValue({
    shape: array.shape,
    dtype,
    elements,
    library: array.library,
    reason: array.reason,
    classes: array.classes,
    drawn: /int/.test(dtype ?? '') ? array.drawn : undefined,
  });
}

/** Nested lists of the elements; lists of unknown values where they are not known. */
/** Of elements that are not known no more are listed one by one. */
const MOST_LISTED = 1000;

export function toList(interpreter: Interpreter, array: ArrayValue): Value {
  const { shape } = array;
  if (!shape) return interpreter.unknown(array.reason);
  const count = smallCount(shape);
  const { elements } = array;
  if (count === undefined || !elements) {
    if (shape.length === 0 || count === undefined || count > MOST_LISTED)
      return new ListValue([], interpreter.unknown(array.reason));
    interpreter.spend(count);
    const unknowns = (axis: number): Value =>
      axis === shape.length
        ? new Top(array.reason)
        : new ListValue(Array.from({ length: shape[axis] as number }, () => unknowns(axis + 1)));
    return unknowns(0);
  }
  const sizes = shape as readonly number[];
  const nest = (axis: number, start: number): Value => {
    if (axis === sizes.length) return plain(elements[start]!);
    const inner = sizes.slice(axis + 1).reduce((total, size) => total * size, 1);
    return new ListValue(Array.from({ length: sizes[axis]! }, (_, index) => nest(axis + 1, start + index * inner)));
  };
  return nest(0, 0);
}

/** Python's own number for an element. */
export function plain(element: Value): Value {
  switch (element.kind) {
    case 'int':
      return int(element.value);
    case 'float':
      return new Float(element.value);
    case 'bool':
      return bool(element.value);
    default:
      return element instanceof Approximate ? new Approximate(element, undefined) : element;
  }
}
