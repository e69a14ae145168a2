import { ModuleValue, Bool, bool, Float, int, NativeFunction, NONE, str, TupleValue, Unknown, type Value } from '../../values/value.ts';
import { broadcastShapes } from '../../../shapes/broadcasting.ts';
import { sameShape } from '../../../shapes/dimension.ts';
import { arrayClass } from '../arrays/array-class.ts';
import { ArrayValue } from '../arrays/array-value.ts';
import { elementCount, toArray, tupleOfShape, valueOfSize } from '../arrays/conversion.ts';
import * as creation from '../arrays/creation.ts';
import { writers } from '../arrays/in-place.ts';
import * as joining from '../arrays/joining.ts';
import { define, NotDecided } from '../arrays/library-call.ts';
import { reductionFunctions } from '../arrays/reductions.ts';
import * as selecting from '../arrays/selecting.ts';
import * as shaping from '../arrays/shaping.ts';
import { dtypeClasses, dtypeConstructor } from './dtype-classes.ts';
import { elementwiseFunctions } from './elementwise.ts';
import { fileFunctions } from './files.ts';
import { IndexTrick } from './index-trick.ts';
import { linalgModule, productFunctions } from './products.ts';
import { randomModule } from './random.ts';
import { words } from '../../../words/message.ts';

const creators: Readonly<Record<string, NativeFunction>> = {
  ...Object.fromEntries(['array', 'asarray', 'asanyarray', 'ascontiguousarray', 'asfarray', 'copy', 'require'].map((name) => [name, creation.arrayCreator(name, 'object|a|x dtype', 'numpy')])),
  zeros: creation.constantCreator('zeros', int(0), 'float64', 'numpy'), ones: creation.constantCreator('ones', int(1), 'float64', 'numpy'),
  empty: creation.emptyCreator('empty', 'float64', 'numpy'), full: creation.fullCreator('full', 'shape fill_value dtype', 'numpy'),
  zeros_like: creation.likeCreator('zeros_like', int(0), 'numpy'), ones_like: creation.likeCreator('ones_like', int(1), 'numpy'),
  empty_like: creation.likeCreator('empty_like', undefined, 'numpy'), full_like: creation.likeCreator('full_like', undefined, 'numpy'),
  eye: creation.eyeCreator('eye', 'N M k dtype', 'numpy', 'float64'), identity: creation.eyeCreator('identity', 'N|n dtype', 'numpy', 'float64'),
  arange: creation.rangeCreator('arange', 'start stop step dtype', 'numpy', 'int64'), linspace: creation.linspaceCreator('linspace', 'numpy', 50),
  logspace: creation.linspaceCreator('logspace', 'numpy', 50), geomspace: creation.linspaceCreator('geomspace', 'numpy', 50),
};

const shapers: Readonly<Record<string, NativeFunction>> = {
  reshape: shaping.reshape, expand_dims: shaping.expandDims, squeeze: shaping.squeeze, ravel: shaping.ravel, transpose: shaping.transpose, permute_dims: shaping.transpose,
  swapaxes: shaping.swapaxes, moveaxis: shaping.moveaxis, rollaxis: shaping.rollaxis, broadcast_to: shaping.broadcastTo, astype: shaping.astype,
  atleast_1d: shaping.atLeast(1), atleast_2d: shaping.atLeast(2), atleast_3d: shaping.atLeast(3),
  ...Object.fromEntries(['flip', 'fliplr', 'flipud', 'roll', 'partition', 'tril', 'triu'].map((name) => [name, shaping.sameShape(name, 'a|m|x|array')])),
  rot90: define('rot90', 'm k', (call) => {
    const array = call.array('m');
    const [rows, columns, ...rest] = array.shape;
    if (rows === undefined || columns === undefined) throw new NotDecided('only a plane can be turned');
    return array.selection(Math.abs(call.integer('k', 1)) % 2 === 1 ? [columns, rows, ...rest] : array.shape);
  }),
  concatenate: joining.concatenate, concat: joining.concatenate, stack: joining.stack, vstack: joining.vstack, row_stack: joining.vstack, hstack: joining.hstack,
  dstack: joining.dstack, column_stack: joining.columnStack, append: joining.append, delete: joining.remove, insert: joining.insert, split: joining.split,
  array_split: joining.arraySplit, vsplit: joining.axisSplit('vsplit', 0), hsplit: joining.axisSplit('hsplit', 1), dsplit: joining.axisSplit('dsplit', 2),
  tile: joining.tile, repeat: joining.repeat, pad: joining.pad, meshgrid: joining.meshgrid,
};

const selectors: Readonly<Record<string, NativeFunction>> = {
  clip: selecting.clip, round: selecting.roundArray, around: selecting.roundArray, round_: selecting.roundArray, sort: selecting.sorted, argsort: selecting.argsort,
  nonzero: selecting.nonzero, where: selecting.where, take: selecting.take, unique: selecting.unique, searchsorted: selecting.searchsorted,
  cumsum: selecting.cumulative('cumsum'), cumprod: selecting.cumulative('cumprod'), digitize: selecting.searchsorted,
  diff: define('diff', 'a n axis', (call) => {
    const array = call.array('a');
    const steps = call.integer('n', 1);
    const axis = call.integer('axis', -1);
    const place = axis < 0 ? axis + array.shape.length : axis;
    return array.like(array.shape.map((size, index) => (index === place && typeof size === 'number' ? Math.max(size - steps, 0) : size)), array.dtype);
  }),
  ...Object.fromEntries(['extract', 'compress', 'setdiff1d', 'intersect1d', 'union1d', 'bincount', 'histogram', 'corrcoef', 'cov', 'interp', 'convolve', 'polyfit', 'polyval', 'gradient', 'select', 'piecewise', 'take_along_axis', 'indices', 'lexsort', 'histogram2d']
    .map((name) => [name, new NativeFunction(name, (interpreter, args) => interpreter.unknown(words`the result of np.${name} is not worked out`, args.site && interpreter.sourceName(args.site)))])),
  ...Object.fromEntries(['apply_along_axis', 'apply_over_axes'].map((name) => [name, new NativeFunction(name, (interpreter, args) => {
    args.positional.forEach((value) => { interpreter.mayBeCalled(value); });
    return interpreter.unknown(words`the result of np.${name} is not worked out`, args.site && interpreter.sourceName(args.site));
  })])),
  argwhere: selecting.argwhere, flatnonzero: selecting.flatnonzero, diag: selecting.diagonal, percentile: selecting.percentile('percentile'), quantile: selecting.percentile('quantile'),
  isin: define('isin', 'element test_elements', (call) => call.array('element').like(call.array('element').shape, 'bool')),
  in1d: define('in1d', 'ar1 ar2', (call) => call.array('ar1').like(call.array('ar1').shape, 'bool')),
};

/** Questions whose answer is one number, text or truth value. */
const questions: Readonly<Record<string, NativeFunction>> = {
  shape: define('shape', 'a', (call) => {
    const data = call.data('a');
    return data instanceof Unknown ? call.interpreter.getAttribute(data, 'shape') : tupleOfShape(call.ranked(data).shape);
  }),
  ndim: define('ndim', 'a', (call) => {
    const data = call.data('a');
    return data instanceof Unknown ? call.interpreter.getAttribute(data, 'ndim') : int(call.ranked(data).shape.length);
  }),
  size: define('size', 'a axis', (call) => {
    const data = call.data('a');
    const axis = call.optionalInteger('axis');
    if (data instanceof Unknown) return axis === undefined ? call.interpreter.getAttribute(data, 'size') : call.interpreter.getItem(call.interpreter.getAttribute(data, 'shape'), int(axis));
    const { shape } = call.ranked(data);
    const size = axis === undefined ? elementCount(shape) : shape.at(axis) ?? undefined;
    if (size === undefined) throw new NotDecided('the size is not known');
    return valueOfSize(size);
  }),
  array_equal: define('array_equal', 'a1 a2', (call) => {
    const [a, b] = [call.data('a1'), call.data('a2')];
    if (a instanceof Unknown || b instanceof Unknown || !a.shape || !b.shape) throw new NotDecided('whether the arrays are equal is not known');
    if (sameShape(a.shape, b.shape) === 'different') return bool(false);
    const [x, y] = [a.elements, b.elements];
    if (!x || !y || sameShape(a.shape, b.shape) !== 'same') throw new NotDecided('whether the arrays are equal is not known');
    const equal = x.map((element, index) => call.interpreter.equals(element, y[index]!));
    if (equal.includes(false)) return bool(false);
    if (equal.includes(undefined)) throw new NotDecided('whether the arrays are equal is not known');
    return bool(true);
  }),
  allclose: define('allclose', 'a b', (call) => call.unknown('whether the arrays are close is not worked out')),
  isscalar: define('isscalar', 'element', (call) => {
    const value = call.required('element');
    return value.kind === 'unknown' ? call.unknown(value.reason) : bool(['int', 'float', 'bool', 'str', 'bytes', 'complex'].includes(value.kind));
  }),
  result_type: define('result_type', 'a', (call) => call.unknown('the dtype is not worked out')),
  broadcast_shapes: define('broadcast_shapes', '', (call) => {
    const joined = call.rest.map((item) => call.shapeOf(item, 'shape')).reduce((a, b) => call.accept(broadcastShapes(a, b)), []);
    return tupleOfShape(joined);
  }),
  broadcast_arrays: define('broadcast_arrays', '', (call) => {
    const arrays = call.rest.map((item) => call.ranked(toArray(call.interpreter, item)));
    const shape = arrays.map((array) => array.shape).reduce((a, b) => call.accept(broadcastShapes(a, b)), []);
    return new TupleValue(arrays.map((array) => array.like(shape, array.dtype)));
  }),
};

const nothing: Readonly<Record<string, NativeFunction>> = Object.fromEntries(
  ['set_printoptions', 'seterr', 'errstate', 'random_seed'].map((name) => [name, new NativeFunction(name, (interpreter) => (name === 'errstate' ? interpreter.unknown('it only changes warnings') : NONE))]),
);

/** `np.vectorize(f)` and `np.apply…`: what a function of the program gives for each element. */
const vectorize = new NativeFunction('vectorize', (_interpreter, { positional: [callee] }) => new NativeFunction('vectorized', (interpreter, args) => {
  if (callee) interpreter.mayBeCalled(callee);
  const arrays = args.positional.map((argument) => toArray(interpreter, argument));
  const [first] = arrays;
  if (arrays.length !== 1 || !(first instanceof ArrayValue) || !first.shape) return interpreter.unknown('what the function gives is not known');
  return first.like(first.shape, undefined);
}));

export function numpyModule(submodule: (name: string) => Value | undefined): ModuleValue {
  const attributes = new Map<string, Value>([
    ...Object.entries(elementwiseFunctions), ...Object.entries(reductionFunctions), ...Object.entries(creators), ...Object.entries(shapers), ...Object.entries(selectors),
    ...Object.entries(productFunctions), ...Object.entries(questions), ...Object.entries(fileFunctions), ...Object.entries(nothing), ...Object.entries(writers), ...dtypeClasses(),
  ]);
  attributes.set('dtype', dtypeConstructor);
  attributes.set('ndarray', arrayClass);
  attributes.set('vectorize', vectorize);
  for (const name of ['pi', 'PI']) attributes.set(name, new Float(Math.PI));
  attributes.set('e', new Float(Math.E));
  attributes.set('euler_gamma', new Float(0.5772156649015329));
  for (const name of ['inf', 'Inf', 'infty', 'Infinity', 'PINF']) attributes.set(name, new Float(Number.POSITIVE_INFINITY));
  attributes.set('NINF', new Float(Number.NEGATIVE_INFINITY));
  for (const name of ['nan', 'NaN', 'NAN']) attributes.set(name, new Float(Number.NaN));
  attributes.set('newaxis', NONE);
  attributes.set('True_', new Bool(true));
  attributes.set('False_', new Bool(false));
  for (const name of ['r_', 'c_'] as const) attributes.set(name, new IndexTrick(name));
  attributes.set('__version__', new Unknown('the version is not known'));
  attributes.set('__name__', str('numpy'));
  return new ModuleValue('numpy', attributes, submodule);
}

export function submodules(): Readonly<Record<string, () => ModuleValue>> {
  return { 'numpy.random': randomModule, 'numpy.linalg': linalgModule };
}
