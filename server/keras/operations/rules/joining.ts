/** Operations on several tensors of like shape: concatenate, stack, and the way back. */
import { concatenate, type KnownFrom, split, splitAt, stack } from '../../../shapes/shape.ts';
import {
  add,
  compareSizes,
  type Dimension,
  floorDivide,
  modulo,
  type Shape,
  type Size,
} from '../../../shapes/dimension.ts';
import { listOf, type Nest, type NestList, type TensorSpec, tupleOf, Undecided } from '../../layers/definition.ts';
import type { OperationArguments } from '../arguments.ts';
import type { KnownSpec } from '../value-specs.ts';
import type { Rule, Rules } from '../definition.ts';
import { resultType } from '../dtypes.ts';
import { atLeast } from './ranks.ts';
import { axisOf, flatLength } from './reductions.ts';
import { words } from '../../../words/message.ts';

const dtypeOf = (tensors: readonly KnownSpec[]): string | undefined =>
  resultType(...tensors.map((tensor) => tensor.dtype));

function joined(args: OperationArguments, tensors: readonly KnownSpec[], axis: number): TensorSpec {
  return {
    shape: args.take(
      concatenate(
        tensors.map((tensor) => tensor.shape),
        axis,
        knownFrom(args),
      ),
      'merge-shapes',
      'axis',
    ),
    dtype: dtypeOf(tensors),
  };
}
/** Keras 3's symbolic tensors keep what the first has; all else is TensorFlow's, which merges what is known of each. */
const knownFrom = (args: OperationArguments): KnownFrom => (args.symbolic ? 'first' : 'any');
const raised = (tensors: readonly KnownSpec[], raise: (shape: Shape) => Shape): readonly KnownSpec[] =>
  tensors.map(({ shape, dtype }) => ({ shape: raise(shape), dtype }));

/** So many parts as an argument says, each of which is made. */
function countOf(args: OperationArguments, parameter: string): number {
  const count = args.integer(parameter);
  args.interpreter.spend(Math.max(0, count));
  return count;
}

/** The parts along an axis: a number of equal ones, or those between indices. */
function parts(args: OperationArguments, parameter: string, axis: number): NestList<TensorSpec> {
  const { shape, dtype } = args.tensor('x');
  const sections = args.value('indices_or_sections');
  const isCount =
    sections.kind !== 'list' &&
    sections.kind !== 'tuple' &&
    args.dimensions('indices_or_sections').length === 1 &&
    sections.kind !== 'host';
  const shapes = isCount
    ? args.take(split(shape, countOf(args, 'indices_or_sections'), axis), 'bad-argument', parameter)
    : args.take(splitAt(shape, known(args.dimensions('indices_or_sections')), axis), 'bad-argument', parameter);
  if (shapes.some((part) => part.some((dimension) => dimension !== null && compareSizes(dimension, 0) === -1)))
    throw args.refusal('negative-size', words`a part would have a negative size`, parameter);
  return listOf(shapes.map((part) => ({ shape: part, dtype })));
}

function known(shape: Shape): readonly Size[] {
  if (shape.includes(null)) throw new Undecided('where the tensor is cut is not known');
  return shape as readonly Size[];
}

/** TensorFlow's split: a number of equal parts, or their sizes (one of which may be −1). */
function splitBySizes(args: OperationArguments): NestList<TensorSpec> {
  const { shape, dtype } = args.tensor('x');
  const axis = axisOf(args, args.integer('axis'), shape.length);
  const value = args.value('sizes');
  const sizes = args.dimensions('sizes');
  if (sizes.length === 1 && value.kind !== 'list' && value.kind !== 'tuple' && value.kind !== 'host') {
    return listOf(
      args
        .take(split(shape, countOf(args, 'sizes'), axis), 'bad-argument', 'sizes')
        .map((part) => ({ shape: part, dtype })),
    );
  }
  const total = shape[axis]!;
  const rest = sizes.filter((size) => size !== -1);
  const given = rest.includes(null) ? null : (rest as readonly Size[]).reduce<Size>((a, b) => add(a, b), 0);
  const left: Dimension = total === null || given === null ? null : add(total, typeof given === 'number' ? -given : 0);
  if (sizes.includes(-1) && typeof given === 'object') throw new Undecided('the rest of the split is not known');
  return listOf(
    sizes.map((size) => ({
      shape: shape.map((dimension, i) => (i === axis ? (size === -1 ? left : size) : dimension)),
      dtype,
    })),
  );
}

function unstacked(args: OperationArguments): Nest<TensorSpec> {
  const { shape, dtype } = args.tensor('x');
  const axis = axisOf(args, args.integer('axis'), shape.length);
  const count = args.isNone('num') ? shape[axis]! : args.size('num');
  if (count === null && args.symbolic)
    throw args.refusal('unknown-size', words`cannot infer num: axis ${axis} is None`, 'num');
  if (typeof count !== 'number') throw new Undecided('the number of parts is not known');
  args.interpreter.spend(count);
  return listOf(Array.from({ length: count }, () => ({ shape: shape.filter((_, i) => i !== axis), dtype })));
}

function unevenParts(args: OperationArguments): Nest<TensorSpec> {
  const { shape, dtype } = args.tensor('x');
  const axis = axisOf(args, args.integer('axis'), shape.length);
  const count = countOf(args, 'indices_or_sections');
  const total = shape[axis]!;
  const sizeOf = (i: number): Dimension => {
    if (total === null) return null;
    const more = modulo(total, count);
    if (typeof more !== 'number') throw new Undecided('the size of the parts is not known');
    return add(floorDivide(total, count), i < more ? 1 : 0);
  };
  const specs = Array.from({ length: count }, (_, i) => ({
    shape: shape.map((dimension, j) => (j === axis ? sizeOf(i) : dimension)),
    dtype,
  }));
  return total === null ? tupleOf(specs) : listOf(specs);
}

const splittingAt =
  (axis: (rank: number) => number, least: number): Rule =>
  (args) =>
    parts(args, 'indices_or_sections', axis(atLeast(args, args.shape('x'), least).length));

export const JOINING_RULES: Rules = {
  Concatenate: (args) => joined(args, args.tensors('xs'), args.integer('axis')),
  Stack: (args) => {
    const tensors = args.tensors('x');
    return {
      shape: args.take(
        stack(
          tensors.map((tensor) => tensor.shape),
          args.integer('axis'),
          knownFrom(args),
        ),
        'merge-shapes',
        'axis',
      ),
      dtype: dtypeOf(tensors),
    };
  },
  Hstack: (args) => {
    const tensors = args.tensors('xs');
    const isFlat = tensors[0]?.shape.length === 1;
    if (isFlat && args.symbolic)
      throw args.refusal('bad-axis', words`tensors of one axis have no axis 1 to be joined along`, 'xs', 'IndexError');
    return joined(args, tensors, isFlat ? 0 : 1);
  },
  // TensorFlow's joins tensors of one axis too.
  Vstack: (args) => joined(args, args.tensors('xs'), 0),
  Dstack: (args) =>
    joined(
      args,
      raised(args.tensors('xs'), (shape) =>
        shape.length === 0
          ? [1, 1, 1]
          : shape.length === 1
            ? [1, ...shape, 1]
            : shape.length === 2
              ? [...shape, 1]
              : shape,
      ),
      2,
    ),
  ColumnStack: (args) =>
    joined(
      args,
      raised(args.tensors('xs'), (shape) => (shape.length === 1 ? [...shape, 1] : shape)),
      1,
    ),
  Append: (args) => {
    const tensors = [args.tensor('x1'), args.tensor('x2')];
    if (!args.isNone('axis')) return joined(args, tensors, args.integer('axis'));
    return joined(
      args,
      raised(tensors, (shape) => [flatLength(shape)]),
      0,
    );
  },
  Split: (args) => parts(args, 'indices_or_sections', args.integer('axis')),
  SplitBySizes: splitBySizes,
  Hsplit: splittingAt((rank) => (rank === 1 ? 0 : 1), 1),
  Vsplit: splittingAt(() => 0, 2),
  Dsplit: splittingAt(() => 2, 3),
  ArraySplit: unevenParts,
  Unstack: unstacked,
  Meshgrid: (args) => {
    const tensors = args.tensors('x');
    const sizes = tensors.map((tensor) => flatLength(tensor.shape));
    const isMatrixOrder = args.text('indexing') === 'ij';
    const [first = null, second = null, ...more] = sizes;
    const shape = isMatrixOrder || sizes.length < 2 ? sizes : [second, first, ...more];
    return listOf(tensors.map((tensor) => ({ shape, dtype: isMatrixOrder ? undefined : tensor.dtype })));
  },
};
