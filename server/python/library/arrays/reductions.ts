/** Sums, means, maxima … over axes. */
import type { Shape } from '../../../shapes/dimension.ts';
import { reduce } from '../../../shapes/shape.ts';
import { type NativeFunction, TupleValue, type Value } from '../../domain/value.ts';
import { memoized } from '../unknowns.ts';
import type { ArrayValue } from './array-value.ts';
import { declare } from './declare.ts';
import { castElement, isFloatDtype, isIntegerDtype, NumpyInt, promoteDtypes } from './dtypes.ts';
import {
  countOf,
  extreme,
  extremePosition,
  foldGroups,
  meanOf,
  medianOf,
  productOf,
  rangeOf,
  rootOf,
  sumOf,
  truths,
  varianceOf,
  type Fold,
} from './folds.ts';
import { type LibraryCall, NotDecided } from './library-call.ts';
import { unboxed, unknownScalar } from './scalars.ts';
import { isUndetermined, type Undetermined } from '../../domain/undetermined.ts';

interface Reduction {
  readonly dtype: (input: string | undefined) => string | undefined;
  readonly fold: Fold | undefined;
  /** The last digit depends on the order in which floats are taken. */
  readonly ordered?: boolean;
  /** The result of a reduction over everything, where the metadata decide it. */
  readonly known?: (array: ArrayValue) => number | undefined;
}

export const accumulated = (input: string | undefined): string | undefined => {
  if (input === undefined) return undefined;
  if (input === 'bool' || /^int(8|16|32|64)$/.test(input)) return 'int64';
  return /^uint/.test(input) ? 'uint64' : input;
};
const averaged = (input: string | undefined): string | undefined =>
  input === undefined ? undefined : isIntegerDtype(input) || input === 'bool' ? 'float64' : input;
const same = (input: string | undefined): string | undefined => input;
const always = (dtype: string) => () => dtype;

const reductions: Readonly<Record<string, Reduction>> = {
  sum: { dtype: accumulated, fold: sumOf, ordered: true },
  prod: { dtype: accumulated, fold: productOf, ordered: true },
  mean: { dtype: averaged, fold: meanOf, ordered: true },
  std: {
    dtype: averaged,
    fold: (elements, dtype, call) => rootOf(varianceOf(elements, dtype, call), dtype),
    ordered: true,
  },
  var: { dtype: averaged, fold: varianceOf, ordered: true },
  max: {
    dtype: same,
    fold: (elements, _dtype, call) => extreme(elements, call, 1),
    known: (array) => (array.classes === undefined ? undefined : array.classes - 1),
  },
  min: {
    dtype: same,
    fold: (elements, _dtype, call) => extreme(elements, call, -1),
    known: (array) => (array.classes === undefined ? undefined : 0),
  },
  ptp: { dtype: same, fold: rangeOf },
  median: { dtype: averaged, fold: medianOf },
  all: { dtype: always('bool'), fold: (elements, _dtype, call) => truths(elements, call, true) },
  any: { dtype: always('bool'), fold: (elements, _dtype, call) => truths(elements, call, false) },
  count_nonzero: { dtype: always('int64'), fold: countOf },
};
const aliases: Readonly<Record<string, string>> = {
  amax: 'max',
  amin: 'min',
  nanmax: 'max',
  nanmin: 'min',
  nansum: 'sum',
  nanprod: 'prod',
  nanmean: 'mean',
  nanstd: 'std',
  nanvar: 'var',
  nanmedian: 'median',
  alltrue: 'all',
  sometrue: 'any',
  product: 'prod',
  average: 'mean',
};

/** `np.sum(a, axis, dtype, out, keepdims)` and its like; the parameters of std and var have ddof between. */
export const reductionFunctions: Readonly<Record<string, NativeFunction>> = Object.fromEntries([
  ...Object.keys(reductions).map((name) => [name, reductionNamed(name, name)] as const),
  ...Object.entries(aliases).map(([alias, name]) => [alias, reductionNamed(alias, name)] as const),
  ...['argmax', 'argmin', 'nanargmax', 'nanargmin'].map((name) => [name, argReduction(name)] as const),
]);

function parametersOf(rule: string): string {
  switch (rule) {
    case 'sum':
    case 'prod':
      return 'a|x axis dtype out keepdims initial where';
    case 'mean':
      return 'a|x axis dtype out keepdims * where';
    case 'std':
    case 'var':
      return 'a|x|input_tensor axis dtype out ddof keepdims * where mean correction';
    case 'max':
    case 'min':
      return 'a|x axis out keepdims initial where';
    case 'all':
    case 'any':
      return 'a|x axis out keepdims * where';
    case 'median':
      return 'a axis out overwrite_input~ keepdims';
    case 'count_nonzero':
      return 'a axis * keepdims';
    default:
      return 'a axis out keepdims';
  }
}

/** Without axes there is none to reduce; most functions let the first pass. */
const LENIENT = new Set(['sum', 'prod', 'max', 'min', 'all', 'any', 'ptp', 'count_nonzero']);

function axesOf(
  call: LibraryCall,
  array: ArrayValue & { shape: Shape },
  isLenient: boolean,
): number | readonly number[] | undefined {
  const axes = call.axes();
  return isLenient && array.shape.length === 0 && (axes === 0 || axes === -1) ? undefined : axes;
}

function reductionNamed(name: string, rule: string): NativeFunction {
  if (name === 'average') return average();
  return declare(name, parametersOf(rule), (call) => {
    const { dtype, fold, ordered, known } = reductions[rule]!;
    const data = call.data('a');
    if (isUndetermined(data)) return unknownReduction(call, name, data);
    const array = call.ranked(data);
    const axes = axesOf(call, array, LENIENT.has(rule));
    const keep = call.flag('keepdims', false);
    const resultType = call.dtype('dtype', dtype(array.dtype));
    const shape = call.accept(reduce(array.shape, axes, keep));
    const [mask, initial] = [call.passed('where'), call.optional('initial')];
    const isWhole = mask === undefined || (mask.kind === 'bool' && mask.value);
    const isPlain =
      isWhole &&
      call.optional('ddof') === undefined &&
      call.optional('correction') === undefined &&
      call.optional('mean') === undefined &&
      !(name.startsWith('nan') && hasNaN(array));
    // Whether numbers of another dtype are converted before or after is the function's own affair.
    const isNatural = call.optional('dtype') === undefined || resultType === dtype(array.dtype);
    const elements =
      fold && resultType && isPlain && isNatural
        ? foldGroups(call, array, {
            axes,
            dtype: resultType,
            fold: withInitial(call, resultType, fold, ordered ?? false),
            ordered: ordered ?? false,
          })
        : undefined;
    if (shape.length > 0) return array.like(shape, resultType, elements);
    const [only] = elements ?? [];
    if (only) return unboxed(array.like([], resultType, [only]));
    const number = isPlain && initial === undefined ? known?.(array) : undefined;
    if (number !== undefined) return new NumpyInt(BigInt(number), resultType ?? 'int64');
    // Only the question that is asked by itself has the same answer each time.
    return unknownScalar(
      call.interpreter,
      array,
      resultType,
      call.names.length === 1 ? `${name}()` : undefined,
      call.sourceText,
    );
  });
}

function hasNaN(array: ArrayValue): boolean {
  return array.elements?.some((element) => element.kind === 'float' && Number.isNaN(element.value)) ?? true;
}

/** The fold with the element that `initial` puts in front. */
function withInitial(call: LibraryCall, dtype: string, fold: Fold, ordered: boolean): Fold {
  const given = call.optional('initial');
  if (!given) return fold;
  const first = castElement(given, dtype);
  return (elements, of, inner) =>
    first && !(ordered && isFloatDtype(of)) ? fold([first, ...elements], of, inner) : undefined;
}

/** `np.average(a, axis, weights, returned)`; with `returned`, the sums of the weights besides. */
function average(): NativeFunction {
  return declare('average', 'a axis weights returned * keepdims', (call) => {
    const array = call.array('a');
    const weights = call.optional('weights') && call.array('weights');
    const axes = axesOf(call, array, false);
    const shape = call.accept(reduce(array.shape, axes, call.flag('keepdims', false)));
    const dtype = averaged(weights ? promoteDtypes(averaged(array.dtype), weights.dtype) : array.dtype);
    const elements =
      weights || dtype === undefined
        ? undefined
        : foldGroups(call, array, { axes, dtype, fold: meanOf, ordered: true });
    const mean = unboxed(array.like(shape, dtype, elements));
    return call.flag('returned', false) ? new TupleValue([mean, array.like(shape, dtype)]) : mean;
  });
}

/** Over all elements of something unknown: one number for each of its questions. */
function unknownReduction(call: LibraryCall, name: string, data: Undetermined): Value {
  if (call.names.length > 1) throw new NotDecided(data.reason, data);
  const key = `${name}()`;
  return memoized(data, key, () => call.unknown(data.reason));
}

/** The index of the largest or smallest element: one for each group. */
function argReduction(name: string): NativeFunction {
  return declare(name, 'a|x|input axis out * keepdims', (call) => {
    const data = call.data('a');
    if (isUndetermined(data)) return unknownReduction(call, name, data);
    const array = call.ranked(data);
    const axes = axesOf(call, array, true);
    const shape = call.accept(reduce(array.shape, axes, call.flag('keepdims', false)));
    const dtype = 'int64';
    const elements = foldGroups(call, array, {
      axes,
      dtype,
      fold: (group) => extremePosition(group, name.includes('max')),
      ordered: false,
    });
    if (shape.length > 0) return array.like(shape, dtype, elements);
    const [only] = elements ?? [];
    return only
      ? unboxed(array.like([], dtype, [only]))
      : unknownScalar(
          call.interpreter,
          array,
          dtype,
          call.names.length === 1 ? `${name}()` : undefined,
          call.sourceText,
        );
  });
}
