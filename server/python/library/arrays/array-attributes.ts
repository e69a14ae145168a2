/** `array.shape`, `array.T`, `array.reshape(…)`: attributes and methods. */
import type { Interpreter } from '../../domain/interpreter.ts';
import { Bytes, Float, Int, int, NativeFunction, NONE, str, TupleValue, type Value } from '../../domain/value.ts';
import { ArrayValue } from './array-value.ts';
import { elementCount, sizeOf, toShapeTuple, tupleOfShape, valueOfSize } from './conversion.ts';
import { DtypeValue } from './dtype-value.ts';
import { castElement, isIntegerDtype, itemSize, type NumpyBool, type NumpyFloat, type NumpyInt } from './dtypes.ts';
import { dotArrays } from './elementwise.ts';
import { withContentOf } from './content.ts';
import { seriesAttribute } from '../pandas/series.ts';
import { declare } from './declare.ts';
import { tensorShapeClass } from './tensor-shape.ts';
import { bind, NotDecided, type LibraryCall } from './library-call.ts';
import { reductionFunctions } from './reductions.ts';
import { unboxed, unknownScalar } from './scalars.ts';
import * as shaping from './shaping.ts';
import { argsort, cumulative, partition, searchsorted, sorted } from './ordering.ts';
import { repeat } from './repeating.ts';
import { allKnown, choose, clip, compress, nonzero, roundArray, take } from './selecting.ts';
import { diagonal, trace } from './matrices.ts';
import { changing, put } from './writing.ts';
import { utf8Of } from '../../domain/utf8.ts';
import { sameShape, type Shape } from '../../../shapes/dimension.ts';
import { changedArray, inPlaceMethods } from './in-place-methods.ts';
import { Approximate } from '../../domain/approximate.ts';
import { approximateUnary } from './approximate-numbers.ts';
import { words } from '../../../words/message.ts';
import { isUndetermined, undetermined } from '../../domain/undetermined.ts';

/** A tuple of NumPy's; TensorFlow has a class for it. */
const shapeOf = (array: ArrayValue, shape: Shape): TupleValue => {
  const { items } = tupleOfShape(shape, array.reason);
  return new TupleValue(items, array.library === 'tensorflow' ? tensorShapeClass : undefined);
};

type Property = (interpreter: Interpreter, array: ArrayValue) => Value;

const properties: Readonly<Record<string, Property>> = {
  shape: (interpreter, array) => (array.shape ? shapeOf(array, array.shape) : interpreter.unknown(array.reason)),
  ndim: (interpreter, array) => (array.shape ? int(array.shape.length) : interpreter.unknown(array.reason)),
  size: (interpreter, array) => {
    const count = elementCount(array.shape);
    return count === undefined ? interpreter.unknown(array.reason) : valueOfSize(count);
  },
  dtype: (interpreter, array) =>
    array.dtype === undefined
      ? interpreter.unknown(array.reason)
      : new DtypeValue(array.dtype, array.library === 'tensorflow' ? 'tensorflow' : 'numpy'),
  T: (interpreter, array) =>
    array.shape
      ? shaping.transposed(array as ArrayValue & { shape: NonNullable<ArrayValue['shape']> })
      : interpreter.unknown(array.reason),
  nbytes: (interpreter, array) => {
    const [count, width] = [elementCount(array.shape), itemSize(array.dtype)];
    return typeof count === 'number' && width !== undefined ? int(count * width) : interpreter.unknown(array.reason);
  },
  itemsize: (interpreter, array) => {
    const width = itemSize(array.dtype);
    return width === undefined ? interpreter.unknown(array.reason) : int(width);
  },
  flat: (_interpreter, array) => (array.shape ? array.view([elementCount(array.shape) ?? null]) : array),
  mT: (interpreter, array) =>
    array.shape && array.shape.length >= 2
      ? shaping.matricesTransposed(array as ArrayValue & { shape: NonNullable<ArrayValue['shape']> })
      : interpreter.unknown(array.reason),
  real: (interpreter, array) => {
    if (array.dtype !== undefined && !array.dtype.startsWith('complex')) return array;
    sharesElements(interpreter, array);
    return interpreter.unknown(array.reason);
  },
  imag: (interpreter, array) => {
    const isComplex = array.dtype === undefined || array.dtype.startsWith('complex');
    if (isComplex) sharesElements(interpreter, array);
    return array.like(array.shape, isComplex ? undefined : array.dtype);
  },
};

/** Something that is not followed has the elements too: from here on any of them may be written. */
const sharesElements = (interpreter: Interpreter, array: ArrayValue): void => array.overwrite(interpreter, undefined);

/** The methods that take the same arguments as the functions of that name. */
const sameAsFunctions: Readonly<Record<string, NativeFunction>> = {
  ...Object.fromEntries(
    ['sum', 'prod', 'mean', 'std', 'var', 'max', 'min', 'ptp', 'all', 'any', 'argmax', 'argmin'].map((name) => [
      name,
      reductionFunctions[name]!,
    ]),
  ),
  reshape: shaping.reshapeMethod,
  transpose: shaping.transposeMethod,
  swapaxes: shaping.swapaxes,
  squeeze: shaping.squeeze,
  ravel: shaping.ravel,
  flatten: shaping.flatten,
  astype: shaping.astype,
  repeat,
  clip,
  round: roundArray,
  nonzero,
  argsort,
  take,
  searchsorted,
  choose,
  diagonal,
  trace,
  cumsum: cumulative('cumsum'),
  cumprod: cumulative('cumprod'),
};

/** Texts of TensorFlow's are bytes for NumPy: one is Python's own, several are objects in an array. */
function bytesInNumpy(array: ArrayValue, shape: Shape): Value | undefined {
  const elements = array.elements?.map((element) =>
    element.kind === 'str' ? new Bytes(utf8Of(element.value)) : element.kind === 'bytes' ? element : undefined,
  );
  const known = allKnown(elements);
  if (shape.length === 0) return known?.[0];
  return new ArrayValue({ shape, dtype: 'object', elements: known, reason: words`texts of TensorFlow are bytes` });
}

const ownMethods: Readonly<Record<string, NativeFunction>> = {
  copy: declare('copy', 'a order~', (call) => {
    const array = call.array('a');
    return withContentOf(call.interpreter, array.selection(array.shape, array.elements), array);
  }),
  numpy: declare('numpy', 'a', (call) => {
    const array = call.array('a');
    // Bytes of which only is known what they stand for.
    const [only] = array.shape.length === 0 && array.dtype === 'string' ? (array.elements ?? []) : [];
    if (only?.kind === 'host') return only;
    // One text is bytes, not an array; and texts of TensorFlow's are bytes in the array, whose values nobody asks for.
    const texts =
      array.dtype === 'string' ||
      (array.library === 'tensorflow' && (array.elements?.some(({ kind }) => kind === 'str') ?? false));
    if (texts) return bytesInNumpy(array, array.shape) ?? call.unknown(array.reason);
    return unboxed(
      new ArrayValue({
        shape: array.shape,
        dtype: array.dtype,
        elements: array.elements,
        reason: array.reason,
        classes: array.classes,
      }),
    );
  }),
  setflags: declare('setflags', 'a write align~ uic~', (call) => {
    const array = call.array('a');
    const isWritable = call.perhaps('write', !array.isReadOnly);
    call.interpreter.touch(array);
    if (isWritable === undefined) array.overwrite(call.interpreter, undefined);
    array.isReadOnly = isWritable === false;
    return NONE;
  }),
  view: declare('view', 'a dtype', (call) => {
    const array = call.array('a');
    if (call.optional('dtype')) throw new NotDecided('a view as another dtype is not worked out');
    return array.view(array.shape);
  }),
  tolist: declare('tolist', 'a', (call) => shaping.toList(call.interpreter, call.array('a'))),
  item: declare('item', 'a *index', (call) => {
    const array = call.array('a');
    const flat = array.view([elementCount(array.shape) ?? null]);
    const [first] = call.rest;
    if (first) {
      const index = call.rest.length > 1 ? new TupleValue([...call.rest]) : first;
      return plainOf(call.interpreter.getItem(index.kind === 'tuple' ? array : flat, index));
    }
    const element = array.elements?.length === 1 ? array.elements[0] : undefined;
    return element
      ? shaping.plain(element)
      : unknownScalar(call.interpreter, array, array.dtype, 'item()', call.sourceText);
  }),
  __int__: declare('__int__', 'a', (call) => converted(call, 'int64')),
  __index__: declare('__index__', 'a', (call) => {
    const array = call.array('a');
    if (array.dtype !== undefined && !isIntegerDtype(array.dtype))
      return call.interpreter.raise('TypeError', 'only integer scalar arrays can be converted to a scalar index');
    return converted(call, 'int64');
  }),
  __float__: declare('__float__', 'a', (call) => converted(call, 'float64')),
  __abs__: declare('__abs__', 'a', (call) => call.interpreter.call(elementwiseAbs, [call.array('a')])),
  __round__: declare('__round__', 'a decimals', (call) =>
    call.interpreter.call(roundArray, [
      call.array('a'),
      ...(call.optional('decimals') ? [call.required('decimals')] : []),
    ]),
  ),
  __setitem__: new NativeFunction('__setitem__', (interpreter, { positional: [array, index, value] }) => {
    if (array && index && value) interpreter.setItem(array, index, value);
    return NONE;
  }),
  __getitem__: new NativeFunction('__getitem__', (interpreter, { positional: [array, index] }) =>
    array && index ? interpreter.getItem(array, index) : interpreter.unknown('it is called without an index'),
  ),
  fill: changing('fill', 'a! value', (call, { elements }, dtype) => {
    const element = castElement(call.required('value'), dtype);
    return element && elements.map(() => element);
  }),
  put,
  sort: inOrder('sort'),
  partition: inOrder('partition'),
  argpartition: partition('argpartition'),
  compress: declare('compress', 'a condition axis out', (call) => compressed(call)),
  resize: declare('resize', 'a! *sizes shape|new_shape refcheck~', (call) => {
    const array: ArrayValue = call.array('a');
    const [first] = call.rest;
    const sizes = call.rest.map((item) => sizeOf(item));
    const old = array.shape;
    call.interpreter.touch(array);
    array.shape =
      sizes.length > 0 && sizes.every((size) => size !== undefined)
        ? sizes
        : first && toShapeTuple(call.interpreter, first);
    // What is new is 0; what was is cut off at the end.
    if (array.positions || !array.shape || sameShape(array.shape, old ?? []) !== 'same') {
      array.storage = undefined;
      array.positions = undefined;
    }
    return NONE;
  }),
  dot: declare('dot', 'a b out', (call) => dotArrays(call.interpreter, call.array('a'), call.array('b'))),
  tobytes: declare('tobytes', 'a order~', (call) => call.unknown('the bytes of an array are not worked out')),
  /** Of sparse matrices, which are arrays here. */
  toarray: declare('toarray', 'a', (call) => call.data('a')),
  todense: declare('todense', 'a', (call) => call.data('a')),
};

/** In the order along an axis, in place: class labels stay class labels. */
function inOrder(name: 'sort' | 'partition'): NativeFunction {
  const ordered = name === 'sort' ? sorted : partition(name);
  return declare(name, name === 'sort' ? 'a! axis kind~ order~ * stable~' : 'a! kth~ axis kind~ order~', (call) => {
    const array = changedArray(call);
    const { classes } = array;
    const axis = call.passed('axis');
    const rest: readonly Value[] = axis ? [axis] : [];
    const result = call.interpreter.call(ordered, name === 'sort' ? [array, ...rest] : [array, int(0), ...rest]);
    array.overwrite(
      call.interpreter,
      result instanceof ArrayValue && result.elements?.length === array.elements?.length ? result.elements : undefined,
    );
    array.classes = classes;
    return NONE;
  });
}

/** The function takes the condition first. */
function compressed(call: LibraryCall): Value {
  const axis = call.passed('axis');
  return call.interpreter.call(compress, [call.required('condition'), call.required('a'), ...(axis ? [axis] : [])]);
}

/** Python's own number where it is one. */
const plainOf = (value: Value): Value =>
  value.kind === 'int' || value.kind === 'float' ? shaping.plain(value) : value;

/** One element as Python's own number: known, or an integer with the name of the call. */
function converted(call: LibraryCall, dtype: string): Value {
  const array = call.array('a');
  const count = elementCount(array.shape);
  if (typeof count === 'number' && count !== 1)
    return call.interpreter.raise('TypeError', 'only length-1 arrays can be converted to Python scalars');
  const [element] = array.elements ?? [];
  const known = element && castElement(element, dtype);
  if (known) return shaping.plain(known);
  if (isUndetermined(element) && !(element instanceof Approximate)) return element;
  if (dtype !== 'int64') return call.unknown(array.reason);
  const name = call.sourceText;
  return name === undefined
    ? undetermined(array.reason, { integer: true })
    : undetermined(array.reason, {
        name,
        integer: true,
        makeSymbol: () => call.interpreter.unknown(array.reason, name).size!,
      });
}

const elementwiseAbs = declare('abs', 'a', (call) => {
  const array = call.array('a');
  const elements = array.elements?.map((element) =>
    element instanceof Approximate
      ? approximateUnary('abs', element, array.dtype)
      : element.kind === 'int' || element.kind === 'float'
        ? castElement(element.value < 0 ? elementNegated(element) : element, array.dtype)
        : undefined,
  );
  return unboxed(array.like(array.shape, array.dtype, allKnown(elements)));
});
function elementNegated(element: Int | Float): Value {
  return element.kind === 'int' ? new Int(-element.value) : new Float(-element.value);
}

/** What an eager tensor has besides. */
const tensorMethods: Readonly<Record<string, NativeFunction>> = {
  get_shape: declare('get_shape', 'a', (call) => shapeOf(call.array('a'), call.array('a').shape)),
  set_shape: declare('set_shape', 'a! shape', (call) => {
    const tensor = call.required('a');
    const stated = toShapeTuple(call.interpreter, call.required('shape'));
    if (!(tensor instanceof ArrayValue) || tensor.library !== 'tensorflow' || !stated) return NONE;
    const { shape } = tensor;
    if (shape !== undefined && shape.length !== stated.length) return NONE;
    call.interpreter.touch(tensor);
    // What the tensor has already it keeps where nothing is stated.
    tensor.shape = stated.map((size, axis) => size ?? shape?.[axis] ?? null);
    return NONE;
  }),
};

/** Methods that are not followed and change the elements. */
const CHANGING_METHODS: ReadonlySet<string> = new Set([
  'itemset',
  'byteswap',
  'setfield',
  'scatter_update',
  'scatter_add',
  'scatter_nd_update',
  'scatter_nd_add',
]);

/** Attributes through which the elements can be written, in a way that is not followed. */
const SHARING: ReadonlySet<string> = new Set(['data', 'ctypes', '__array_interface__']);

export function arrayAttribute(interpreter: Interpreter, array: ArrayValue, name: string): Value | undefined {
  const ofSeries = array.library === 'pandas' ? seriesAttribute(interpreter, array, name) : undefined;
  if (ofSeries) return ofSeries;
  const property = Object.hasOwn(properties, name) ? properties[name] : undefined;
  if (property) return property(interpreter, array);
  const method =
    (array.library === 'numpy' ? methodNamed(inPlaceMethods, name) : undefined) ??
    methodNamed(sameAsFunctions, name) ??
    methodNamed(ownMethods, name) ??
    (array.library === 'tensorflow' ? methodNamed(tensorMethods, name) : undefined);
  if (method) {
    return bind(array, method);
  }
  if (array.library === 'tensorflow' && name === 'trainable')
    return interpreter.unknown('whether the variable is trainable is not worked out');
  if (array.library === 'tensorflow' && name === 'device') return str('');
  if (name.startsWith('__')) return undefined;
  if (SHARING.has(name)) sharesElements(interpreter, array);
  // Whoever asks for a method calls it.
  if (CHANGING_METHODS.has(name)) array.overwrite(interpreter, undefined);
  return interpreter.unknown(words`what .${name} of an array gives is not worked out`);
}

/** The attributes of a number out of an array: those of an array without axes. */
export function scalarAttribute(
  interpreter: Interpreter,
  scalar: NumpyInt | NumpyFloat | NumpyBool,
  name: string,
): Value | undefined {
  return arrayAttribute(interpreter, new ArrayValue({ shape: [], dtype: scalar.dtype, elements: [scalar] }), name);
}

function methodNamed(table: Readonly<Record<string, NativeFunction>>, name: string): NativeFunction | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}

/** What arrays and eager tensors have, by name. */
export const arrayMethods: readonly NativeFunction[] = [
  inPlaceMethods,
  sameAsFunctions,
  ownMethods,
  tensorMethods,
].flatMap((methods) => Object.values(methods));

/**
 * Methods of something unknown whose arguments tell what they give, whatever the object is: a shape, or the same shape
 * again.
 */
export const methodsOfUnknown: ReadonlyMap<string, NativeFunction> = new Map([
  ['reshape', shaping.reshapeMethod],
  [
    'astype',
    new NativeFunction(
      'astype',
      (interpreter, args) => args.positional[0] ?? interpreter.unknown('the object is not known'),
    ),
  ],
]);
