/** Operations that pick elements or place them: take, gather, slice, top_k, one_hot, scatter … */
import { add, type Dimension, type Shape, subtract } from '../../../shapes/dimension.ts';
import { broadcastShapes } from '../../../shapes/broadcasting.ts';
import { take } from '../../../shapes/shape.ts';
import { type Nest, type TensorSpec, tupleOf, Undecided } from '../../layers/definition.ts';
import type { OperationArguments } from '../arguments.ts';
import type { Rules } from '../definition.ts';
import { FLOATX } from '../dtypes.ts';
import { indexed } from './indexing.ts';
import { exactRank } from './ranks.ts';
import { axisOf, flatLength } from './reductions.ts';
import { isUndetermined } from '../../../python/domain/undetermined.ts';
import { ArrayValue } from '../../../python/library/arrays/array-value.ts';
import { toArray } from '../../../python/library/arrays/conversion.ts';
import { words } from '../../../words/message.ts';

function taken(args: OperationArguments): TensorSpec {
  const { shape, dtype } = args.tensor('x');
  const indices = args.shape('indices');
  const leading = args.isNone('batch_dims') ? 0 : args.integer('batch_dims');
  if (args.isNone('axis')) return { shape: indices, dtype };
  const axis = axisOf(args, args.integer('axis'), shape.length);
  return {
    shape: args.take(
      take(shape, leading > 0 ? indices.slice(leading) : indices, Math.max(axis, leading)),
      'bad-axis',
      'axis',
    ),
    dtype,
  };
}

function takenAlongAxis(args: OperationArguments): TensorSpec {
  const { shape, dtype } = args.tensor('x');
  const indices = args.shape('indices');
  const flat = args.isNone('axis');
  const source: Shape = flat ? [flatLength(shape)] : shape;
  if (source.length !== indices.length) {
    throw args.refusal(
      'rank-mismatch',
      words`x and indices must have the same number of dimensions, but they have ${source.length} and ${indices.length}`,
      'indices',
    );
  }
  const axis = flat ? 0 : axisOf(args, args.integer('axis'), source.length);
  const aligned = source.map((dimension, i) => (i === axis ? indices[i]! : dimension));
  return { shape: args.take(broadcastShapes(aligned, indices), 'broadcast-shapes', 'indices'), dtype };
}

/** The part of a shape from `start_indices` on; −1 stands for all that is left. */
function sliced(args: OperationArguments): TensorSpec {
  const { shape, dtype } = args.tensor('inputs');
  const sizes = args.dimensions('shape');
  if (sizes.length !== shape.length)
    throw args.refusal(
      'rank-mismatch',
      words`shape has ${sizes.length} entries, but the tensor has ${shape.length} dimensions`,
      'shape',
    );
  const starts = sizes.includes(-1) ? args.dimensions('start_indices') : [];
  return {
    shape: sizes.map((size, axis) => {
      if (size !== -1) return size;
      const [dimension, start] = [shape[axis]!, starts[axis] ?? null];
      return dimension === null || start === null ? null : subtract(dimension, start);
    }),
    dtype,
  };
}

function oneHot(args: OperationArguments): TensorSpec {
  const shape = args.shape('x');
  const axis = args.integer('axis');
  if (axis < -1 || axis > shape.length)
    throw args.refusal('bad-axis', words`axis ${axis} must be -1 or between 0 and ${shape.length}`, 'axis');
  const place = axis === -1 ? shape.length : axis;
  return {
    shape: [...shape.slice(0, place), args.dimension('num_classes'), ...shape.slice(place)],
    dtype: args.dtypeNamed() ?? settledWeak(args.given('on_value') ? args.dtype('on_value') : FLOATX),
  };
}
const settledWeak = (dtype: string | undefined): string | undefined =>
  dtype === 'int' ? 'int32' : dtype === 'float' ? 'float32' : dtype;

/** Keras's way: the categories beside each element, and then the axis after the batch taken away. */
function multiHot(args: OperationArguments): TensorSpec {
  const { shape, dtype } = args.tensor('inputs');
  const axis = args.integer('axis');
  const place = axis === -1 ? shape.length : axis;
  const open: Shape = [...shape.slice(0, place), args.dimension('num_classes'), ...shape.slice(place)];
  return { shape: open.length === 2 ? [open[1]!] : [open[0]!, ...open.slice(2)], dtype };
}

function topK(args: OperationArguments): Nest<TensorSpec> {
  const { shape, dtype } = args.tensor('x');
  if (shape.length === 0) throw args.refusal('rank-mismatch', words`x must have at least one dimension`, 'x');
  const best = [...shape.slice(0, -1), args.dimension('k')];
  return tupleOf([
    { shape: best, dtype },
    { shape: best, dtype: 'int32' },
  ]);
}

function unique(args: OperationArguments): Nest<TensorSpec> {
  const { shape, dtype } = args.tensor('x');
  const count: Dimension = args.isNone('size') ? null : args.size('size');
  const axis = args.isNone('axis') ? undefined : axisOf(args, args.integer('axis'), shape.length);
  const values: TensorSpec = {
    shape: axis === undefined ? [count] : shape.map((dimension, i) => (i === axis ? count : dimension)),
    dtype,
  };
  const outputs: TensorSpec[] = [values];
  if (args.flag('return_index')) outputs.push({ shape: [count], dtype: 'int32' });
  if (args.flag('return_inverse')) outputs.push({ shape: axis === undefined ? shape : [shape[axis]!], dtype: 'int32' });
  if (args.flag('return_counts')) outputs.push({ shape: [count], dtype: 'int32' });
  return outputs.length === 1 ? values : tupleOf(outputs);
}

/** Segments are counted up to the last one that is named. */
function segmentsIn(args: OperationArguments): Dimension {
  const ids = args.value('segment_ids');
  const data = isUndetermined(ids) ? ids : toArray(args.interpreter, ids);
  const last = data instanceof ArrayValue && data.shape?.length === 1 ? data.elements?.at(-1) : undefined;
  return last?.kind === 'int' ? Number(last.value) + 1 : null;
}

export const SELECTING_RULES: Rules = {
  GetItem: indexed,
  Take: taken,
  TakeAlongAxis: takenAlongAxis,
  /** `tf.gather_nd`: the last axis of the indices says where. */
  GatherNd: (args) => {
    const { shape, dtype } = args.tensor('x');
    const indices = args.shape('indices');
    const leading = args.isNone('batch_dims') ? 0 : args.integer('batch_dims');
    const depth = indices.at(-1);
    if (typeof depth !== 'number') throw new Undecided('how many axes the indices take is not known');
    return { shape: [...indices.slice(0, -1), ...shape.slice(leading + depth)], dtype };
  },
  /** `tf.boolean_mask`: how many are true is only known when data comes. */
  BooleanMask: (args) => {
    const { shape, dtype } = args.tensor('x');
    const axis = args.isNone('axis') ? 0 : axisOf(args, args.integer('axis'), shape.length);
    return { shape: [...shape.slice(0, axis), null, ...shape.slice(axis + args.shape('mask').length)], dtype };
  },
  Slice: sliced,
  SliceUpdate: (args) => args.spec('inputs'),
  ScatterUpdate: (args) => args.spec('inputs'),
  Scatter: (args) => ({ shape: args.dimensions('shape'), dtype: args.dtype('values') }),
  OneHot: oneHot,
  MultiHot: multiHot,
  TopK: topK,
  InTopK: (args) => ({ shape: args.spec('targets').shape, dtype: 'bool' }),
  SearchSorted: (args) => {
    const [length = null] = exactRank(args, args.shape('sorted_sequence'), 1, 'sorted_sequence');
    return { shape: args.spec('values').shape, dtype: length === null ? 'int64' : 'int32' };
  },
  Bincount: (args) => ({
    shape: [...args.shape('x').slice(0, -1), null],
    dtype: args.isNone('weights') ? 'int32' : args.dtype('weights'),
  }),
  /** Of all elements together, where no axis is said. */
  FlatBincount: (args) => ({
    shape: args.isNone('axis') ? [null] : [...args.shape('x').slice(0, -1), null],
    dtype: args.isNone('weights') ? (args.dtypeNamed() ?? 'int32') : args.dtype('weights'),
  }),
  Nonzero: (args) => tupleOf(args.shape('x').map(() => ({ shape: [null], dtype: 'int32' }))),
  UnravelIndex: (args) => {
    const target = args.dimensions('shape');
    const { shape, dtype } = args.tensor('indices');
    return { nest: 'list', items: target.map(() => ({ shape: target.includes(null) ? [null] : shape, dtype })) };
  },
  Unique: unique,
  Histogram: (args) => {
    const bins = args.size('bins');
    const dtype = args.dtype('x');
    return tupleOf([
      { shape: [bins], dtype },
      { shape: [add(bins, 1)], dtype },
    ]);
  },
  SegmentReduction: (args) => {
    const { shape, dtype } = args.tensor('data');
    exactRank(args, args.shape('segment_ids'), 1, 'segment_ids');
    const rows = args.isNone('num_segments') ? segmentsIn(args) : args.dimension('num_segments');
    return { shape: [rows, ...shape.slice(1)], dtype };
  },
  SequenceMask: (args) => ({
    shape: [...args.shape('x'), args.isNone('maxlen') ? null : args.dimension('maxlen')],
    dtype: args.dtypeNamed() ?? 'bool',
  }),
};
