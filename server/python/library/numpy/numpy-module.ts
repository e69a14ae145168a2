import {
  Bool,
  Float,
  int,
  ListValue,
  ModuleValue,
  NativeFunction,
  NONE,
  str,
  TupleValue,
  type Value,
} from '../../domain/value.ts';
import { unboxed } from '../arrays/scalars.ts';
import { arrayClass } from '../arrays/array-class.ts';
import { ArrayValue } from '../arrays/array-value.ts';
import { toArray } from '../arrays/conversion.ts';
import * as creation from '../arrays/creation.ts';
import * as cutting from '../arrays/cutting.ts';
import * as distinct from '../arrays/distinct.ts';
import * as grids from '../arrays/grids.ts';
import { insert, remove } from '../arrays/inserting.ts';
import * as joining from '../arrays/joining.ts';
import * as matrices from '../arrays/matrices.ts';
import * as ordering from '../arrays/ordering.ts';
import { percentile } from '../arrays/percentiles.ts';
import { reductionFunctions } from '../arrays/reductions.ts';
import { pad, repeat, tile } from '../arrays/repeating.ts';
import * as selecting from '../arrays/selecting.ts';
import * as shaping from '../arrays/shaping.ts';
import * as turning from '../arrays/turning.ts';
import { dtypeClasses, dtypeConstructor } from './dtype-classes.ts';
import { elementwiseFunctions } from './elementwise.ts';
import { fileFunctions } from './files.ts';
import { inPlaceFunctions } from './in-place.ts';
import { IndexExpression, IndexGrid } from './index-grid.ts';
import { IndexTrick } from './index-trick.ts';
import { linalgModule } from './linear-algebra.ts';
import { partFunctions } from './parts.ts';
import { productFunctions } from './products.ts';
import { dtypeQuestions, questions } from './questions.ts';
import { pureFunctions } from './pure.ts';
import { randomModule } from './random.ts';
import { fourier, signalFunctions } from './signals.ts';
import { block, libModule, resize, strideTricksModule, trimZeros, vander } from './windows.ts';
import { words } from '../../../words/message.ts';
import { Top } from '../../domain/undetermined.ts';

const creators: Readonly<Record<string, NativeFunction>> = {
  array: creation.arrayCreator('array', 'object dtype * copy order~ subok~ ndmin like~', 'numpy'),
  ...Object.fromEntries(
    ['asarray', 'asanyarray'].map((name) => [
      name,
      creation.arrayCreator(name, 'object|a|x dtype order~ * device~ copy like~', 'numpy'),
    ]),
  ),
  ...Object.fromEntries(
    ['ascontiguousarray', 'asfortranarray'].map((name) => [
      name,
      creation.arrayCreator(name, 'object|a dtype * like~', 'numpy'),
    ]),
  ),
  copy: creation.arrayCreator('copy', 'object|a order~ subok~', 'numpy'),
  require: creation.arrayCreator('require', 'object|a dtype requirements~ * like~', 'numpy'),
  zeros: creation.constantCreator('zeros', int(0), 'float64', 'numpy'),
  ones: creation.constantCreator('ones', int(1), 'float64', 'numpy'),
  empty: creation.emptyCreator('empty', 'float64', 'numpy'),
  full: creation.fullCreator('full', 'shape fill_value dtype order~ * device~ like~', 'numpy'),
  zeros_like: creation.likeCreator('zeros_like', int(0), 'numpy'),
  ones_like: creation.likeCreator('ones_like', int(1), 'numpy'),
  empty_like: creation.likeCreator('empty_like', undefined, 'numpy'),
  full_like: creation.fullLikeCreator('full_like', 'numpy'),
  eye: creation.eyeCreator('eye', 'N M k dtype order~ * device~ like~', 'numpy', 'float64'),
  identity: creation.eyeCreator('identity', 'N|n dtype * like~', 'numpy', 'float64'),
  arange: creation.rangeCreator('arange', 'start stop step dtype * device~ like~', 'numpy', 'int64'),
  linspace: creation.linspaceCreator('linspace', 'numpy', 50),
  logspace: creation.linspaceCreator('logspace', 'numpy', 50),
  geomspace: creation.linspaceCreator('geomspace', 'numpy', 50),
};

const shapers: Readonly<Record<string, NativeFunction>> = {
  reshape: shaping.reshape,
  expand_dims: shaping.expandDims,
  squeeze: shaping.squeeze,
  ravel: shaping.ravel,
  transpose: shaping.transpose,
  permute_dims: shaping.transpose,
  matrix_transpose: shaping.matrixTranspose,
  swapaxes: shaping.swapaxes,
  moveaxis: shaping.moveaxis,
  unstack: cutting.unstack,
  rollaxis: shaping.rollaxis,
  broadcast_to: shaping.broadcastTo,
  astype: shaping.astype,
  atleast_1d: shaping.atLeast(1),
  atleast_2d: shaping.atLeast(2),
  atleast_3d: shaping.atLeast(3),
  flip: turning.flip,
  fliplr: turning.flipAlong('fliplr', 1),
  flipud: turning.flipAlong('flipud', 0),
  roll: turning.roll,
  rot90: turning.rot90,
  tril: turning.triangle('tril'),
  triu: turning.triangle('triu'),
  concatenate: joining.concatenate,
  concat: joining.concatenate,
  stack: joining.stack,
  vstack: joining.vstack,
  row_stack: joining.vstack,
  hstack: joining.hstack,
  dstack: joining.dstack,
  column_stack: joining.columnStack,
  append: joining.append,
  delete: remove,
  insert,
  split: cutting.split,
  array_split: cutting.arraySplit,
  vsplit: cutting.axisSplit('vsplit', 0),
  hsplit: cutting.axisSplit('hsplit', 1),
  dsplit: cutting.axisSplit('dsplit', 2),
  tile,
  repeat,
  pad,
  meshgrid: grids.meshgrid,
  resize,
  block,
  vander,
  trim_zeros: trimZeros,
  indices: grids.indices,
  ix_: grids.openMesh,
  tri: grids.tri,
  tril_indices: grids.triangleIndices('tril_indices'),
  triu_indices: grids.triangleIndices('triu_indices'),
  tril_indices_from: grids.triangleIndicesFrom('tril_indices_from'),
  triu_indices_from: grids.triangleIndicesFrom('triu_indices_from'),
  diag_indices: grids.diagonalIndices,
  unravel_index: grids.unravelIndex,
  ravel_multi_index: grids.ravelMultiIndex,
};

const selectors: Readonly<Record<string, NativeFunction>> = {
  clip: selecting.clip,
  round: selecting.roundArray,
  around: selecting.roundArray,
  round_: selecting.roundArray,
  nonzero: selecting.nonzero,
  where: selecting.where,
  take: selecting.take,
  take_along_axis: selecting.takeAlongAxis,
  choose: selecting.choose,
  compress: selecting.compress,
  extract: selecting.extract,
  argwhere: selecting.argwhere,
  flatnonzero: selecting.flatnonzero,
  percentile: percentile('percentile'),
  quantile: percentile('quantile'),
  nanpercentile: percentile('nanpercentile'),
  nanquantile: percentile('nanquantile'),
  sort: ordering.sorted,
  argsort: ordering.argsort,
  partition: ordering.partition('partition'),
  argpartition: ordering.partition('argpartition'),
  lexsort: ordering.lexsort,
  searchsorted: ordering.searchsorted,
  digitize: ordering.digitize,
  diff: ordering.diff,
  ediff1d: ordering.flatDifferences,
  ...Object.fromEntries(
    ['cumsum', 'cumprod', 'nancumsum', 'nancumprod', 'cumulative_sum', 'cumulative_prod'].map((name) => [
      name,
      ordering.cumulative(name),
    ]),
  ),
  unique: distinct.unique,
  isin: distinct.isIn,
  in1d: distinct.inOneDimension,
  bincount: distinct.bincount,
  histogram: distinct.histogram,
  histogram_bin_edges: distinct.histogramEdges,
  ...distinct.setFunctions,
  diag: matrices.diag,
  diagflat: matrices.diagflat,
  diagonal: matrices.diagonal,
  trace: matrices.trace,
  ...Object.fromEntries(
    ['apply_along_axis', 'apply_over_axes'].map((name) => [
      name,
      new NativeFunction(name, (interpreter, args) => {
        interpreter.havoc(args.positional);
        return interpreter.unknown(
          words`the result of np.${name} is not worked out`,
          args.site && interpreter.sourceName(args.site),
        );
      }),
    ]),
  ),
};

const nothing: Readonly<Record<string, NativeFunction>> = Object.fromEntries(
  ['set_printoptions', 'seterr', 'errstate', 'random_seed'].map((name) => [
    name,
    new NativeFunction(name, (interpreter) =>
      name === 'errstate' ? interpreter.unknown('it only changes warnings') : NONE,
    ),
  ]),
);

/** `np.vectorize(f)` and `np.apply…`: what a function of the program gives for each element. */
const vectorize = new NativeFunction(
  'vectorize',
  (_interpreter, { positional: [callee] }) =>
    new NativeFunction('vectorized', (interpreter, args) => {
      if (callee) interpreter.havoc([callee]);
      const arrays = args.positional.map((argument) => toArray(interpreter, argument));
      const [first] = arrays;
      if (arrays.length !== 1 || !(first instanceof ArrayValue) || !first.shape)
        return interpreter.unknown('what the function gives is not known');
      return first.like(first.shape, undefined);
    }),
);

/** All functions of NumPy: what they make of TensorFlow's tensors is an array, or a number, of NumPy's. */
let functions: readonly (readonly [string, Value])[] | undefined;
function functionsOfNumpy(): readonly (readonly [string, Value])[] {
  /** Several names of one function have one function. */
  const made = new Map<NativeFunction, NativeFunction>();
  const giving = (native: NativeFunction): NativeFunction => {
    const known = made.get(native) ?? givingArrays(native);
    made.set(native, known);
    return known;
  };
  functions ??= [
    ...Object.entries(pureFunctions),
    ...Object.entries(elementwiseFunctions),
    ...Object.entries(reductionFunctions),
    ...Object.entries(creators),
    ...Object.entries(shapers),
    ...Object.entries(selectors),
    ...Object.entries(productFunctions),
    ...Object.entries(questions),
    ...Object.entries(dtypeQuestions),
    ...Object.entries(partFunctions),
    ...Object.entries(signalFunctions),
    ...Object.entries(inPlaceFunctions),
    ...Object.entries(fileFunctions),
    ...Object.entries(nothing),
  ].map(([name, value]) => [name, value instanceof NativeFunction ? giving(value) : value]);
  return functions;
}

const givingArrays = (native: NativeFunction): NativeFunction =>
  native.done((interpreter, args) => {
    const made = native.implementation(interpreter, args);
    if (made.kind === 'tuple' || (made.kind === 'list' && !made.summary))
      return made.items.some(isTensor)
        ? made.kind === 'tuple'
          ? new TupleValue(made.items.map(asArray), made.namedBy)
          : new ListValue(made.items.map(asArray))
        : made;
    return asArray(made);
  });

const isTensor = (value: Value): boolean => value instanceof ArrayValue && value.library === 'tensorflow';

function asArray(value: Value): Value {
  if (!(value instanceof ArrayValue) || value.library !== 'tensorflow') return value;
  const { shape, dtype, elements, reason, classes } = value;
  return unboxed(new ArrayValue({ shape, dtype, elements, reason, classes }));
}

export function numpyModule(submodule: (name: string) => Value | undefined): ModuleValue {
  const attributes = new Map<string, Value>([...functionsOfNumpy(), ...dtypeClasses()]);
  attributes.set('dtype', dtypeConstructor);
  attributes.set('ndarray', arrayClass);
  attributes.set('vectorize', vectorize);
  for (const name of ['pi', 'PI']) attributes.set(name, new Float(Math.PI));
  attributes.set('e', new Float(Math.E));
  attributes.set('euler_gamma', new Float(0.5772156649015329));
  for (const name of ['inf', 'Inf', 'infty', 'Infinity', 'PINF'])
    attributes.set(name, new Float(Number.POSITIVE_INFINITY));
  attributes.set('NINF', new Float(Number.NEGATIVE_INFINITY));
  for (const name of ['nan', 'NaN', 'NAN']) attributes.set(name, new Float(Number.NaN));
  attributes.set('newaxis', NONE);
  attributes.set('True_', new Bool(true));
  attributes.set('False_', new Bool(false));
  attributes.set('mgrid', new IndexGrid(false));
  attributes.set('ogrid', new IndexGrid(true));
  for (const name of ['s_', 'index_exp'] as const) attributes.set(name, new IndexExpression(name));
  for (const name of ['r_', 'c_'] as const) attributes.set(name, new IndexTrick(name));
  attributes.set('__version__', new Top('the version is not known'));
  attributes.set('__name__', str('numpy'));
  return new ModuleValue('numpy', attributes, submodule);
}

export function submodules(): Readonly<Record<string, () => ModuleValue>> {
  return {
    'numpy.random': randomModule,
    'numpy.linalg': linalgModule,
    'numpy.fft': () => new ModuleValue('numpy.fft', new Map<string, Value>(Object.entries(fourier))),
    'numpy.lib': libModule,
    'numpy.lib.stride_tricks': strideTricksModule,
  };
}
