/** Operations that rearrange: reshape, transpose, expand, squeeze, tile, pad … */
import {
  add,
  type Dimension,
  maximum,
  minimum,
  multiply,
  type Shape,
  type Size,
  subtract,
  toSize,
} from '../../../shapes/dimension.ts';
import {
  broadcastShapes,
  expandDims,
  moveAxis,
  pad,
  repeat,
  reshape,
  squeeze,
  swapAxes,
  tile,
  transpose,
} from '../../../shapes/shape.ts';
import { Axes, UNKNOWN_AXIS } from '../../../shapes/axes.ts';
import { specWith } from '../../layers/spec-axes.ts';
import { itemSize } from '../../../python/library/arrays/dtypes.ts';
import type { Value } from '../../../python/domain/value.ts';
import { KerasTensor } from '../../graph/tensor.ts';
import { Undecided } from '../../layers/definition.ts';
import type { OperationArguments } from '../arguments.ts';
import { shapeOfValue } from '../value-specs.ts';
import type { Rule, Rules } from '../definition.ts';
import { resultType } from '../dtypes.ts';
import { atLeast, exactRank } from './ranks.ts';
import { closed, IntegerTensor, SIZE_OF_DATA } from '../integer-tensor.ts';
import { axesOf, axisOf, checkAxes, flatLength } from './reductions.ts';
import { words } from '../../../words/message.ts';

/** A rule for the shape alone; the dtype stays. */
export const shaping =
  (change: (args: OperationArguments, shape: Shape) => Shape): Rule =>
  (args) => {
    const { shape, dtype } = args.tensor('x');
    return { shape: change(args, shape), dtype };
  };

const reshaped: Rule = (args) => {
  const { shape, dtype } = args.spec('x');
  if (shape && args.standIn) {
    const whole = shape.map((dimension) => dimension ?? toSize(SIZE_OF_DATA));
    const result = reshape(
      whole,
      args.formulas('newshape').map((dimension) => dimension ?? toSize(SIZE_OF_DATA)),
    );
    if (result.ok) return { shape: result.value.map(closed), dtype };
  }
  const given = args.value('newshape');
  // The numbers in a tensor that is computed: of data they are numbers, not None.
  if (given instanceof KerasTensor && given.traced && !(given instanceof IntegerTensor) && !shape?.includes(null))
    throw new Undecided('the sizes are computed');
  const target = args.dimensions('newshape');
  if (!shape) return specWith(Axes.ranked(target.map((size) => (size === -1 ? UNKNOWN_AXIS : size))), dtype);
  return { shape: args.take(reshape(shape, target), 'reshape-size', 'newshape'), dtype };
};

function squeezed(args: OperationArguments, shape: Shape): Shape {
  const axes = args.axes();
  // A tensor that is computed may have 1 where only None is known.
  const assumed =
    args.symbolic || !axes
      ? shape
      : shape.map((dimension, axis) =>
          dimension === null && axesOf(args, axes, shape.length).includes(axis) ? 1 : dimension,
        );
  const result = args.take(squeeze(assumed, axes), 'squeeze-size', 'axis');
  if (!result) throw new Undecided('whether an axis is 1 is not known');
  return result;
}

/** `pad_width` as pairs: one number, one pair, or a pair for each axis. */
function padWidths(args: OperationArguments, name: string): readonly (readonly [Size, Size])[] {
  const value = args.value(name);
  const pairOf = (entry: Value): readonly [Size, Size] => {
    const sizes = shapeOfValue(args.interpreter, entry);
    const [before, after = before] = sizes ?? [];
    if (before === undefined || after === undefined || before === null || after === null || sizes!.length > 2)
      throw new Undecided(words`${name} is not known`);
    return [before, after];
  };
  const plain = shapeOfValue(args.interpreter, value);
  if (plain && !plain.includes(null) && plain.length <= 2) return [pairOf(value)];
  return args.items(name).map(pairOf);
}

/** The length of a diagonal: None where a side is. */
function diagonalLength(rows: Dimension, columns: Dimension, offset: number): Dimension {
  if (rows === null || columns === null) return null;
  const remaining = offset > 0 ? subtract(columns, offset) : add(rows, offset);
  return maximum(0, minimum(remaining, minimum(rows, columns)));
}

export const SHAPING_RULES: Rules = {
  Reshape: reshaped,
  Ravel: shaping((_args, shape) => [flatLength(shape)]),
  BatchFlatten: shaping((_args, [batch = null, ...rest]) => [batch, flatLength(rest)]),
  Transpose: shaping((args, shape) => args.take(transpose(shape, args.axes('axes')), 'bad-axis', 'axes')),
  MatrixTranspose: shaping((args, shape) => args.take(swapAxes(shape, -1, -2), 'bad-axis')),
  Swapaxes: shaping((args, shape) =>
    args.take(swapAxes(shape, args.integer('axis1'), args.integer('axis2')), 'bad-axis', 'axis1'),
  ),
  Moveaxis: shaping((args, shape) =>
    args.take(moveAxis(shape, args.integers('source'), args.integers('destination')), 'bad-axis', 'source'),
  ),
  ExpandDims: (args) => {
    const { shape, dtype } = args.spec('x');
    if (shape) return { shape: args.take(expandDims(shape, args.axes() ?? [shape.length]), 'bad-axis', 'axis'), dtype };
    const [axis, ...others] = args.axes() ?? [-1];
    return specWith(axis === undefined || others.length > 0 ? Axes.UNKNOWN : args.axesOf('x').insert(axis, 1), dtype);
  },
  Squeeze: shaping(squeezed),
  Tile: (args) => {
    const { shape, dtype } = args.tensor('x');
    const counts = args.dimensions('repeats');
    const filled: Shape = [...new Array<number>(Math.max(0, counts.length - shape.length)).fill(1), ...shape];
    const offset = filled.length - counts.length;
    const tiled = tile(
      shape,
      counts.map((count) => count ?? 1),
    );
    return {
      shape: tiled.map((dimension, axis) => (axis >= offset && counts[axis - offset] === null ? null : dimension)),
      dtype,
    };
  },
  Repeat: shaping((args, shape) => {
    const counts = args.dimensions('repeats');
    const axis = args.isNone('axis') ? undefined : axisOf(args, args.integer('axis'), shape.length);
    if (counts.includes(null))
      return axis === undefined ? [null] : shape.map((dimension, i) => (i === axis ? null : dimension));
    return args.take(repeat(shape, counts as readonly Size[], axis), 'bad-argument', 'repeats');
  }),
  Pad: shaping((args, shape) => args.take(pad(shape, padWidths(args, 'pad_width')), 'bad-argument', 'pad_width')),
  BroadcastTo: (args) => {
    const { shape, dtype } = args.spec('x');
    const target = args.dimensions('shape');
    if (shape) args.take(broadcastShapes(shape, target), 'broadcast-shapes', 'shape');
    return { shape: target, dtype };
  },
  Flip: shaping((args, shape) => {
    const axes = args.axes();
    if (axes) checkAxes(args, axes, shape.length);
    return shape;
  }),
  Fliplr: shaping((args, shape) => atLeast(args, shape, 2)),
  Flipud: shaping((args, shape) => atLeast(args, shape, 1)),
  Roll: shaping((args, shape) => {
    const axes = args.axes();
    if (axes) checkAxes(args, axes, shape.length);
    return shape;
  }),
  Rot90: (args) => {
    const { shape, dtype } = args.tensor('array');
    const [first = 0, second = 1] = args.integers('axes');
    return { shape: args.take(swapAxes(shape, first, second), 'bad-axis', 'axes'), dtype };
  },
  Diag: shaping((args, shape) => {
    const offset = args.integer('k');
    const [first = null, second = null] = shape;
    if (shape.length === 1) {
      const side = first === null ? null : add(first, Math.abs(offset));
      return [side, side];
    }
    if (shape.length !== 2) throw args.refusal('rank-mismatch', words`x must be 1-D or 2-D`, 'x');
    return [diagonalLength(first, second, offset)];
  }),
  Diagflat: shaping((args, shape) => {
    const flat = flatLength(shape);
    const side = flat === null ? null : add(flat, Math.abs(args.integer('k')));
    return [side, side];
  }),
  Diagonal: shaping((args, shape) => {
    if (shape.length < 2) throw args.refusal('rank-mismatch', words`diagonal needs at least two dimensions`, 'x');
    const [first, second] = axesOf(args, [args.integer('axis1'), args.integer('axis2')], shape.length, 'axis1') as [
      number,
      number,
    ];
    return [
      ...shape.filter((_, axis) => axis !== first && axis !== second),
      diagonalLength(shape[first]!, shape[second]!, args.integer('offset')),
    ];
  }),
  Diff: (args) => {
    const { shape, dtype } = args.tensor('a');
    const axis = axisOf(args, args.integer('axis'), shape.length);
    return {
      shape: shape.map((dimension, i) =>
        i === axis && dimension !== null ? maximum(subtract(dimension, args.integer('n')), 0) : dimension,
      ),
      dtype,
    };
  },
  Vander: shaping((args, shape) => [...exactRank(args, shape, 1), args.isNone('N') ? shape[0]! : args.size('N')]),
  Corrcoef: (args) => {
    const { shape, dtype } = args.spec('x');
    return { shape, dtype: dtype === 'int64' ? 'float64' : resultType(dtype, 'float') };
  },
  Ndim: (args) => ({ shape: [args.shape('x').length], dtype: 'float32' }),
  Size: () => ({ shape: [], dtype: 'int32' }),
  Kron: (args) => {
    const [a, b] = [args.tensor('x1'), args.tensor('x2')];
    if (a.shape.length !== b.shape.length) throw new Undecided('kron of tensors of different ranks');
    return {
      shape: a.shape.map((x, axis) => {
        const y = b.shape[axis]!;
        return x === null || y === null ? null : multiply(x, y);
      }),
      dtype: args.resultType('x1', 'x2'),
    };
  },
  View: (args) => {
    const { shape, dtype } = args.spec('x');
    const wanted = args.dtypeNamed() ?? dtype;
    if (itemSize(wanted) !== itemSize(dtype)) throw new Undecided('a view of elements of another size');
    return { shape, dtype: wanted };
  },
  Rearrange: rearranged,
};

/** einops: `'b h (w c) -> b (h w) c'` with the lengths that it cannot know given by name. */
function rearranged(args: OperationArguments): ReturnType<Rule> {
  const { shape, dtype } = args.tensor('tensor');
  const [from = '', to = ''] = args.text('pattern').split('->');
  const groups = (side: string): readonly (readonly string[])[] =>
    (side.match(/\w+|\(.*?\)/g) ?? []).map((group) => group.match(/\w+/g) ?? []);
  const inputs = groups(from);
  if (inputs.length !== shape.length || from.includes('...')) throw new Undecided('the pattern does not say each axis');
  const lengths = new Map<string, Dimension>();
  const given = (axis: string): Size | undefined => {
    const value = args.keyword(axis);
    const [size] = (value && shapeOfValue(args.interpreter, value)) ?? [];
    return size ?? undefined;
  };
  for (const [index, axes] of inputs.entries()) {
    const unknown = axes.filter((axis) => given(axis) === undefined);
    for (const axis of axes) if (!unknown.includes(axis)) lengths.set(axis, given(axis)!);
    const whole = shape[index]!;
    if (unknown.length > 1) throw new Undecided('more than one length of a group is not known');
    if (unknown.length === 1) {
      const others = axes.filter((axis) => axis !== unknown[0]).map((axis) => lengths.get(axis)!);
      const [rest] = args.take(reshape([whole], [-1, ...others]), 'reshape-size', 'pattern');
      lengths.set(unknown[0]!, rest!);
    }
  }
  const outputs = groups(to).map((axes) =>
    flatLength(
      axes.map((axis) => {
        const length = lengths.get(axis);
        if (length === undefined) throw new Undecided(words`the length of ${axis} is not known`);
        return length;
      }),
    ),
  );
  return { shape: outputs, dtype };
}
