/** Further functions of TensorFlow: decompositions, folds, windows of signals, pictures that are turned or cut. */
import {
  add,
  type Dimension,
  maximum,
  minimum,
  multiply,
  type Shape,
  type Size,
  subtract,
} from '../../../shapes/dimension.ts';
import { broadcastShapes } from '../../../shapes/broadcasting.ts';
import { mapNest } from '../../nests.ts';
import { ArrayValue } from '../../../python/library/arrays/array-value.ts';
import { toArray } from '../../../python/library/arrays/conversion.ts';
import { numberOf } from '../../../python/library/arrays/dtypes.ts';
import { isUndetermined } from '../../../python/domain/undetermined.ts';
import type { Value } from '../../../python/domain/value.ts';
import { accesses } from '../../data/variables.ts';
import { type Nest, type TensorSpec, tupleOf, Undecided } from '../../layers/definition.ts';
import { structureOf } from '../../layers/values.ts';
import { tensorsIn, specOfValue } from '../value-specs.ts';
import type { OperationArguments } from '../arguments.ts';
import type { Rule, Rules } from '../definition.ts';

/** Whether TensorFlow only infers what the operation gives. */
const isInferred = (args: OperationArguments, name: string): boolean =>
  accesses.inGraph || tensorsIn(args.interpreter, [args.value(name)]).length > 0;

const whenKnown = (dimension: Dimension, change: (size: Size) => Size): Dimension =>
  dimension === null ? null : change(dimension);
const smaller = (a: Dimension, b: Dimension): Dimension => (a === null || b === null ? null : minimum(a, b));
const complexOf = (dtype: string | undefined): string | undefined =>
  dtype === 'float64' || dtype === 'complex128' ? 'complex128' : dtype === undefined ? undefined : 'complex64';

function matrix(args: OperationArguments, name = 'x') {
  const { shape, dtype } = args.tensor(name);
  if (shape.length < 2) throw new Undecided('it is no matrix');
  return { shape, dtype, batch: shape.slice(0, -2), rows: shape.at(-2)!, columns: shape.at(-1)! };
}

/** Height and width are the two axes before the last one. */
function picture(args: OperationArguments) {
  const { shape, dtype } = args.tensor('images');
  if (shape.length !== 3 && shape.length !== 4) throw new Undecided('it is no picture');
  const [height, width, channels] = shape.slice(-3) as [Dimension, Dimension, Dimension];
  const withSides = (rows: Dimension, columns: Dimension) => ({
    shape: [...shape.slice(0, -3), rows, columns, channels],
    dtype,
  });
  return { shape, dtype, height, width, withSides };
}

/** What is left of a side: a whole margin is cut off on both ends. */
function cropped(side: Dimension, fraction: number): Dimension {
  if (side === null) return null;
  if (typeof side !== 'number') throw new Undecided('the size of the picture is not known');
  return side - 2 * Math.trunc((side - side * fraction) / 2);
}

const elementwise =
  (dtypeOf: (args: OperationArguments) => string | undefined): Rule =>
  (args) => ({
    shape: args.take(broadcastShapes(args.shape('x1'), args.shape('x2')), 'broadcast-shapes'),
    dtype: dtypeOf(args),
  });

/** The state of a fold: as the initializer, or as one element. */
function folded(args: OperationArguments): { state: Nest<TensorSpec>; length: Dimension } {
  const elements = structured(args, 'elements');
  const first = firstOf(elements);
  const slices = mapNest(elements, (spec): TensorSpec => ({ shape: spec.shape?.slice(1), dtype: spec.dtype }));
  const initial = args.value('initializer').kind === 'none' ? slices : structured(args, 'initializer');
  // Python's numbers become tensors.
  const start = mapNest(initial, (spec): TensorSpec => ({ ...spec, dtype: settledDtype(spec.dtype) }));
  return { state: args.call(args.value('function'), [start, slices]), length: first?.shape?.[0] ?? null };
}
const settledDtype = (dtype: string | undefined): string | undefined =>
  dtype === 'int' ? 'int32' : dtype === 'float' ? 'float32' : dtype;

function structured(args: OperationArguments, name: string): Nest<TensorSpec> {
  const structure = structureOf(args.value(name));
  return structure === undefined ? args.spec(name) : mapNest(structure, (leaf) => specOfValue(args.interpreter, leaf));
}

function firstOf(nest: Nest<TensorSpec>): TensorSpec | undefined {
  const found: TensorSpec[] = [];
  mapNest(nest, (spec) => {
    found.push(spec);
    return spec;
  });
  return found[0];
}

const decompositions: Rules = {
  ComplexEigen: (args) => {
    const { shape, dtype } = matrix(args);
    return tupleOf([
      { shape: shape.slice(0, -1), dtype: complexOf(dtype) },
      { shape, dtype: complexOf(dtype) },
    ]);
  },
  ComplexEigenvalues: (args) => {
    const { shape, dtype } = matrix(args);
    return { shape: shape.slice(0, -1), dtype: complexOf(dtype) };
  },
  Eigenvalues: (args) => {
    const { shape, dtype } = matrix(args);
    return { shape: shape.slice(0, -1), dtype };
  },
  FormerQr: (args) => {
    const { batch, rows, columns, dtype } = matrix(args);
    const inner = args.flag('full_matrices') ? rows : smaller(rows, columns);
    return tupleOf([
      { shape: [...batch, rows, inner], dtype },
      { shape: [...batch, inner, columns], dtype },
    ]);
  },
  /** TensorFlow gives the values first, and the right vectors as columns. */
  FormerSvd: (args) => {
    const { batch, rows, columns, dtype } = matrix(args);
    const rank = smaller(rows, columns);
    const isFull = args.flag('full_matrices');
    const values: TensorSpec = { shape: [...batch, rank], dtype };
    if (!args.flag('compute_uv')) return values;
    return tupleOf([
      values,
      { shape: [...batch, rows, isFull ? rows : rank], dtype },
      { shape: [...batch, columns, isFull ? columns : rank], dtype },
    ]);
  },
  FormerLu: (args) => {
    const { shape, dtype } = matrix(args);
    return tupleOf([
      { shape, dtype },
      { shape: shape.slice(0, -1), dtype: args.dtypeNamed('output_idx_type') ?? 'int32' },
    ]);
  },
  LeastSquares: (args) => {
    const { columns, batch, dtype } = matrix(args, 'a');
    return { shape: [...batch, columns, args.shape('b').at(-1) ?? null], dtype };
  },
  NormalizedWithNorm: (args) => {
    const { shape, dtype } = args.tensor('x');
    const axes = args.axes()?.map((axis) => (axis < 0 ? axis + shape.length : axis));
    return tupleOf([
      { shape, dtype },
      { shape: shape.map((size, axis) => (axes === undefined || axes.includes(axis) ? 1 : size)), dtype },
    ]);
  },
  GlobalNorm: (args) => ({ shape: [], dtype: args.tensors('t_list')[0]?.dtype }),
  ClipByGlobalNorm: (args) => {
    const tensors = args.tensors('t_list');
    return tupleOf([
      { nest: 'list', items: [...tensors] },
      { shape: [], dtype: tensors[0]?.dtype },
    ]);
  },
};

const counts: Rules = {
  ConfusionMatrix: (args) => {
    const count = args.isNone('num_classes') ? null : args.dimension('num_classes');
    return { shape: [count, count], dtype: args.dtypeNamed() ?? 'int32' };
  },
  UniqueWithCounts: (args) => {
    const { shape, dtype } = args.tensor('x');
    const index = args.dtypeNamed('out_idx') ?? 'int32';
    return tupleOf([
      { shape: [null], dtype },
      { shape, dtype: index },
      { shape: [null], dtype: index },
    ]);
  },
  HistogramOfWidth: (args) => ({ shape: [args.dimension('nbins')], dtype: args.dtypeNamed() ?? 'int32' }),
  BinsOfWidth: (args) => ({ shape: args.spec('x').shape, dtype: args.dtypeNamed() ?? 'int32' }),
  DynamicPartition: (args) => {
    const { shape, dtype } = args.tensor('x');
    const inner = shape.slice(args.shape('partitions').length);
    const parts = partsIn(args);
    return {
      nest: 'list',
      items: Array.from(
        { length: args.integer('num_partitions') },
        (_, part): TensorSpec => ({
          shape: [parts?.filter((one) => one === part).length ?? null, ...inner],
          dtype,
        }),
      ),
    };
  },
  DynamicStitch: (args) => {
    const indices = numbersInside(args, args.value('indices'));
    const [first] = args.items('data');
    const whole = first && specOfValue(args.interpreter, first);
    const [rank] = args.items('indices').map((one) => specOfValue(args.interpreter, one).shape?.length);
    if (!whole?.shape || rank === undefined) throw new Undecided('what is put together is not known');
    return {
      shape: [indices && indices.length > 0 ? Math.max(...indices) + 1 : null, ...whole.shape.slice(rank)],
      dtype: settledDtype(whole.dtype),
    };
  },
  ScanOver: (args) => {
    const { state, length } = folded(args);
    return mapNest(
      state,
      (spec): TensorSpec => ({ shape: spec.shape && ([length, ...spec.shape] as Shape), dtype: spec.dtype }),
    );
  },
  Fold: (args) => folded(args).state,
};

/** All numbers in a tensor, or in a list of them; undefined where one is not known. */
function numbersInside(args: OperationArguments, value: Value): readonly number[] | undefined {
  if (isUndetermined(value)) return undefined;
  if (value.kind === 'list' || value.kind === 'tuple') {
    const inner = value.items.map((item) => numbersInside(args, item));
    return inner.every((one) => one !== undefined) ? inner.flat() : undefined;
  }
  const data = toArray(args.interpreter, value);
  if (data instanceof ArrayValue) args.interpreter.spend(Math.ceil((data.elements?.length ?? 0) / 4));
  const numbers = data instanceof ArrayValue ? data.elements?.map((one) => Number(numberOf(one))) : undefined;
  return numbers?.every(Number.isInteger) ? numbers : undefined;
}

const partsIn = (args: OperationArguments): readonly number[] | undefined =>
  numbersInside(args, args.value('partitions'));

const pictures: Rules = {
  CentralCrop: (args) => {
    const { height, width, withSides } = picture(args);
    const fraction = args.value('central_fraction');
    if (fraction.kind !== 'float' && fraction.kind !== 'int') throw new Undecided('the fraction is not known');
    const part = Number(fraction.value);
    return withSides(cropped(height, part), cropped(width, part));
  },
  Rot90: (args) => {
    const { height, width, withSides } = picture(args);
    if (isInferred(args, 'images')) return withSides(null, null);
    return args.integer('k') % 2 === 0 ? withSides(height, width) : withSides(width, height);
  },
  TransposeImage: (args) => {
    const { height, width, withSides } = picture(args);
    return withSides(width, height);
  },
  ImageGradients: (args) => tupleOf([args.spec('images'), args.spec('images')]),
  SelectedBoxes: () => ({ shape: [null], dtype: 'int32' }),
  ThreeSizes: (args) => ({ shape: [3], dtype: args.dtypeNamed('output_type') ?? 'int32' }),
};

const signals: Rules = {
  CosineTransform: (args) => {
    const { shape, dtype } = args.tensor('x');
    return args.isNone('n') ? { shape, dtype } : { shape: [...shape.slice(0, -1), args.dimension('n')], dtype };
  },
  FormerIRFFT: (args) => {
    const shape = args.shape('x');
    const length = args.isNone('fft_length')
      ? whenKnown(shape.at(-1) ?? null, (size) => multiply(maximum(subtract(size, 1), 0), 2))
      : (args.integers('fft_length').at(-1) ?? null);
    return { shape: [...shape.slice(0, -1), length], dtype: 'float32' };
  },
  WindowOf: (args) => ({ shape: [args.dimension('size')], dtype: args.dtypeNamed() ?? 'float32' }),
  InverseStft: (args) => {
    const shape = args.shape('x');
    const [length, step] = [args.size('frame_length'), args.size('frame_step')];
    const whole = whenKnown(shape.at(-2) ?? null, (count) => add(multiply(subtract(count, 1), step), length));
    return { shape: [...shape.slice(0, -2), whole], dtype: 'float32' };
  },
  OverlapAndAdd: (args) => {
    const { shape, dtype } = args.tensor('x');
    const length = shape.at(-1) ?? null;
    const whole = whenKnown(shape.at(-2) ?? null, (count) =>
      length === null ? count : add(multiply(subtract(count, 1), args.size('frame_step')), length),
    );
    return { shape: [...shape.slice(0, -2), length === null ? null : whole], dtype };
  },
  MelWeights: (args) => ({
    shape: [args.dimension('num_spectrogram_bins'), args.dimension('num_mel_bins')],
    dtype: args.dtypeNamed() ?? 'float32',
  }),
};

export const FURTHER_RULES: Rules = {
  ...decompositions,
  ...counts,
  ...pictures,
  ...signals,
  InvertPermutation: (args) => args.spec('x'),
  OneTruth: () => ({ shape: [], dtype: 'bool' }),
  OneFloat: () => ({ shape: [], dtype: 'float32' }),
  OfBoth: elementwise((args) => args.resultType('x1', 'x2')),
  ComplexOf: elementwise((args) => complexOf(args.dtype('x1'))),
  CtcLoss: (args) => {
    const logits = args.shape('logits');
    return { shape: [logits[args.flag('logits_time_major') ? 1 : 0] ?? null], dtype: 'float32' };
  },
};
