/** `array.shape`, `array.T`, `array.reshape(…)`: attributes and methods. */
import type { Interpreter } from '../../values/interpreter.ts';
import { Float, Int, int, NativeFunction, NONE, str, Unknown, type Value } from '../../values/value.ts';
import { ArrayValue } from './array-value.ts';
import { elementCount, sizeOf, toShapeTuple, tupleOfShape, valueOfSize } from './conversion.ts';
import { DtypeValue } from './dtype-value.ts';
import { castAll, castElement, isIntegerDtype, itemSize, type NumpyBool, type NumpyFloat, type NumpyInt } from './dtypes.ts';
import { dotArrays } from './elementwise.ts';
import { seriesAttribute } from '../pandas/series.ts';
import { writers } from './in-place.ts';
import * as joining from './joining.ts';
import { bind, define, NotDecided, type LibraryCall } from './library-call.ts';
import { reductionFunctions } from './reductions.ts';
import { unboxed, unknownScalar } from './scalars.ts';
import * as shaping from './shaping.ts';
import { allKnown, argsort, clip, cumulative, nonzero, roundArray, searchsorted, sorted, take } from './selecting.ts';
import { words } from '../../../words/message.ts';

type Property = (interpreter: Interpreter, array: ArrayValue) => Value;

const properties: Readonly<Record<string, Property>> = {
  shape: (interpreter, array) => (array.shape ? tupleOfShape(array.shape, array.reason) : interpreter.unknown(array.reason)),
  ndim: (interpreter, array) => (array.shape ? int(array.shape.length) : interpreter.unknown(array.reason)),
  size: (interpreter, array) => {
    const count = elementCount(array.shape);
    return count === undefined ? interpreter.unknown(array.reason) : valueOfSize(count);
  },
  dtype: (interpreter, array) => (array.dtype === undefined ? interpreter.unknown(array.reason) : new DtypeValue(array.dtype)),
  T: (interpreter, array) => (array.shape ? shaping.transposed(array as ArrayValue & { shape: NonNullable<ArrayValue['shape']> }) : interpreter.unknown(array.reason)),
  nbytes: (interpreter, array) => {
    const [count, width] = [elementCount(array.shape), itemSize(array.dtype)];
    return typeof count === 'number' && width !== undefined ? int(count * width) : interpreter.unknown(array.reason);
  },
  itemsize: (interpreter, array) => {
    const width = itemSize(array.dtype);
    return width === undefined ? interpreter.unknown(array.reason) : int(width);
  },
  flat: (_interpreter, array) => (array.shape ? array.view([elementCount(array.shape) ?? null]) : array),
  real: (_interpreter, array) => array,
};

/** The methods that take the same arguments as the functions of that name. */
const sameAsFunctions: Readonly<Record<string, NativeFunction>> = {
  ...Object.fromEntries(['sum', 'prod', 'mean', 'std', 'var', 'max', 'min', 'ptp', 'all', 'any', 'argmax', 'argmin'].map((name) => [name, reductionFunctions[name]!])),
  reshape: shaping.reshapeMethod, transpose: shaping.transposeMethod, swapaxes: shaping.swapaxes, squeeze: shaping.squeeze, ravel: shaping.ravel,
  flatten: shaping.flatten, astype: shaping.astype, repeat: joining.repeat, clip, round: roundArray, nonzero, argsort, take, searchsorted,
  cumsum: cumulative('cumsum'), cumprod: cumulative('cumprod'),
};

const ownMethods: Readonly<Record<string, NativeFunction>> = {
  copy: define('copy', 'a order', (call) => {
    const array = call.array('a');
    return array.selection(array.shape, array.elements);
  }),
  numpy: define('numpy', 'a', (call) => {
    const array = call.array('a');
    // One text is bytes, not an array; and texts of TensorFlow's are bytes in the array, whose values nobody asks for.
    const texts = array.dtype === 'string' || (array.library === 'tensorflow' && (array.elements?.some(({ kind }) => kind === 'str') ?? false));
    if (texts && array.shape.length === 0) return call.unknown(array.reason);
    if (texts) return new ArrayValue({ shape: array.shape, dtype: undefined, reason: words`texts of TensorFlow are bytes` });
    return unboxed(new ArrayValue({ shape: array.shape, dtype: array.dtype, elements: array.elements, reason: array.reason, classes: array.classes }));
  }),
  view: define('view', 'a dtype', (call) => {
    const array = call.array('a');
    if (call.optional('dtype')) throw new NotDecided('a view as another dtype is not worked out');
    return array.view(array.shape);
  }),
  tolist: define('tolist', 'a', (call) => shaping.toList(call.interpreter, call.array('a'))),
  item: define('item', 'a', (call) => {
    const array = call.array('a');
    const index = call.rest[0];
    const element = index ? undefined : array.elements?.length === 1 ? array.elements[0] : undefined;
    return element ? shaping.plain(element) : index ? call.interpreter.getItem(array.view([elementCount(array.shape) ?? null]), index)
      : unknownScalar(call.interpreter, array, array.dtype, 'item()', call.sourceText);
  }),
  __int__: define('__int__', 'a', (call) => converted(call, 'int64')),
  __index__: define('__index__', 'a', (call) => {
    const array = call.array('a');
    if (array.dtype !== undefined && !isIntegerDtype(array.dtype)) return call.interpreter.raise('TypeError', 'only integer scalar arrays can be converted to a scalar index');
    return converted(call, 'int64');
  }),
  __float__: define('__float__', 'a', (call) => converted(call, 'float64')),
  __abs__: define('__abs__', 'a', (call) => call.interpreter.call(elementwiseAbs, [call.array('a')])),
  __round__: define('__round__', 'a decimals', (call) => call.interpreter.call(roundArray, [call.array('a'), ...(call.optional('decimals') ? [call.required('decimals')] : [])])),
  fill: define('fill', 'a value', (call) => {
    const array = call.array('a');
    const element = castElement(call.required('value'), array.dtype);
    array.overwrite(call.interpreter, element && array.elements?.map(() => element));
    return NONE;
  }),
  sort: define('sort', 'a axis', (call) => {
    const array = call.array('a');
    const { classes } = array;
    const ordered = sorted.implementation(call.interpreter, { positional: [array], keywords: new Map() });
    array.overwrite(call.interpreter, ordered instanceof ArrayValue ? ordered.elements : undefined);
    array.classes = classes;
    return NONE;
  }),
  resize: define('resize', 'a', (call) => {
    const array: ArrayValue = call.array('a');
    const [first] = call.rest;
    const sizes = call.rest.map((item) => sizeOf(item));
    call.interpreter.touch(array);
    array.shape = sizes.every((size) => size !== undefined) ? sizes : first && toShapeTuple(call.interpreter, first);
    array.storage = undefined;
    array.positions = undefined;
    return NONE;
  }),
  dot: define('dot', 'a b', (call) => dotArrays(call.interpreter, call.array('a'), call.array('b'))),
  tobytes: define('tobytes', 'a', (call) => call.unknown('the bytes of an array are not worked out')),
  /** Of sparse matrices, which are arrays here. */
  toarray: define('toarray', 'a', (call) => call.data('a')),
  todense: define('todense', 'a', (call) => call.data('a')),
  put: new NativeFunction('put', (interpreter, args) => interpreter.callWith(writers['put']!, args)),
  partition: define('partition', 'a kth', (call) => {
    call.array('a').overwrite(call.interpreter, undefined);
    return NONE;
  }),
  setflags: define('setflags', 'a write', () => NONE),
  diagonal: define('diagonal', 'a offset', (call) => call.unknown('the diagonal is not worked out')),
};

/** `a += b`: the array stays, with its shape and dtype. */
const inPlaceMethods: Readonly<Record<string, NativeFunction>> = Object.fromEntries(
  Object.entries({ add: '+', sub: '-', mul: '*', truediv: '/', floordiv: '//', mod: '%', pow: '**', and: '&', or: '|', xor: '^' } as const).map(([word, operator]) => {
    const name = `__i${word}__`;
    return [name, define(name, 'a other', (call) => {
      const array: ArrayValue = call.array('a');
      const result = call.interpreter.binary(operator, array, call.required('other'));
      const { elements } = result instanceof ArrayValue ? result : array.like([], array.dtype, [result]);
      const isWhole = elements !== undefined && array.dtype !== undefined && elements.length === array.elements?.length;
      array.overwrite(call.interpreter, isWhole ? castAll(elements, array.dtype ?? '') : undefined);
      return array;
    })];
  }),
);

/** One element as Python's own number: known, or an integer with the name of the call. */
function converted(call: LibraryCall, dtype: string): Value {
  const array = call.array('a');
  const count = elementCount(array.shape);
  if (typeof count === 'number' && count !== 1) return call.interpreter.raise('TypeError', 'only length-1 arrays can be converted to Python scalars');
  const [element] = array.elements ?? [];
  const known = element && castElement(element, dtype);
  if (known) return shaping.plain(known);
  if (element?.kind === 'unknown') return element;
  if (dtype !== 'int64') return call.unknown(array.reason);
  const name = call.sourceText;
  return name === undefined ? new Unknown(array.reason, { integer: true }) : new Unknown(array.reason, { name, integer: true, makeSymbol: () => call.interpreter.unknown(array.reason, name).size! });
}

const elementwiseAbs = define('abs', 'a', (call) => {
  const array = call.array('a');
  const elements = array.elements?.map((element) => (element.kind === 'int' || element.kind === 'float' ? castElement(element.value < 0 ? elementNegated(element) : element, array.dtype) : undefined));
  return unboxed(array.like(array.shape, array.dtype, allKnown(elements)));
});
function elementNegated(element: Int | Float): Value {
  return element.kind === 'int' ? new Int(-element.value) : new Float(-element.value);
}

/** What an eager tensor has besides. */
const tensorMethods: Readonly<Record<string, NativeFunction>> = {
  get_shape: define('get_shape', 'a', (call) => tupleOfShape(call.array('a').shape)),
  set_shape: define('set_shape', 'a shape', () => NONE),
  assign: define('assign', 'a value', (call) => call.data('a')),
  assign_add: define('assign_add', 'a delta', (call) => call.data('a')),
  assign_sub: define('assign_sub', 'a delta', (call) => call.data('a')),
  read_value: define('read_value', 'a', (call) => call.data('a')),
  value: define('value', 'a', (call) => call.data('a')),
};

/** Methods that are not followed and change the elements. */
const CHANGING_METHODS: ReadonlySet<string> = new Set(['itemset', 'byteswap', 'setfield', 'scatter_update', 'scatter_add', 'scatter_nd_update', 'scatter_nd_add']);

export function arrayAttribute(interpreter: Interpreter, array: ArrayValue, name: string): Value | undefined {
  const ofSeries = array.library === 'pandas' ? seriesAttribute(interpreter, array, name) : undefined;
  if (ofSeries) return ofSeries;
  const property = Object.hasOwn(properties, name) ? properties[name] : undefined;
  if (property) return property(interpreter, array);
  const method = (array.library === 'numpy' ? methodNamed(inPlaceMethods, name) : undefined) ?? methodNamed(sameAsFunctions, name) ?? methodNamed(ownMethods, name) ?? (array.library === 'tensorflow' ? methodNamed(tensorMethods, name) : undefined);
  if (method) {
    if (name.startsWith('assign')) array.overwrite(interpreter, undefined);
    return bind(array, method);
  }
  if (array.library === 'tensorflow' && name === 'trainable') return interpreter.unknown('whether the variable is trainable is not worked out');
  if (array.library === 'tensorflow' && name === 'device') return str('');
  if (name.startsWith('__')) return undefined;
  // Whoever asks for a method calls it.
  if (CHANGING_METHODS.has(name)) array.overwrite(interpreter, undefined);
  return interpreter.unknown(words`what .${name} of an array gives is not worked out`);
}

/** The attributes of a number out of an array: those of an array without axes. */
export function scalarAttribute(interpreter: Interpreter, scalar: NumpyInt | NumpyFloat | NumpyBool, name: string): Value | undefined {
  return arrayAttribute(interpreter, new ArrayValue({ shape: [], dtype: scalar.dtype, elements: [scalar] }), name);
}

function methodNamed(table: Readonly<Record<string, NativeFunction>>, name: string): NativeFunction | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}

/** Methods of something unknown whose arguments tell what they give, whatever the object is: a shape, or the same shape again. */
export const methodsOfUnknown: ReadonlyMap<string, NativeFunction> = new Map([
  ['reshape', shaping.reshapeMethod],
  ['astype', new NativeFunction('astype', (interpreter, args) => args.positional[0] ?? interpreter.unknown('the object is not known'))],
]);
