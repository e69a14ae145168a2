/** Where TensorFlow's functions give other dtypes or shapes than Keras's of like name. */
import type { Value } from '../../../python/domain/value.ts';
import { add, multiply, sameShape } from '../../../shapes/dimension.ts';
import { flatten } from '../../nests.ts';
import { tupleOf, Undecided } from '../../layers/definition.ts';
import type { OperationArguments } from '../arguments.ts';
import type { Rule, Rules } from '../definition.ts';
import { axisOf, reducedShape } from './reductions.ts';
import { words } from '../../../words/message.ts';

const reducing: Rule = (args) => {
  const { shape, dtype } = args.tensor('x');
  return { shape: reducedShape(args, shape), dtype };
};
const keeping: Rule = (args) => args.spec('x');
const placed = (args: OperationArguments): ReturnType<Rule> => {
  const shape = args.shape('x');
  const axes = args.isNone('axis') ? [0] : args.axes();
  return {
    shape: reducedShape(args, shape, axes, false),
    dtype: args.isNone('output_type') ? 'int64' : args.dtypeNamed('output_type'),
  };
};

export const FORMER_RULES: Rules = {
  ReduceSum: reducing,
  ReduceMean: reducing,
  ReduceProd: reducing,
  ArgmaxAs: placed,
  ArgminAs: placed,
  CountNonzeroKeeping: (args) => ({ shape: reducedShape(args, args.shape('x')), dtype: args.dtypeNamed() ?? 'int64' }),
  KeepShape: keeping,
  ToFloat: (args) => ({ shape: args.spec('x').shape, dtype: 'float32' }),
  KeepFirst: (args) => args.spec('x1'),
  RealPart: (args) => {
    const { shape, dtype } = args.spec('x');
    return { shape, dtype: dtype === 'complex64' ? 'float32' : dtype === 'complex128' ? 'float64' : dtype };
  },
  TraceOfLast: (args) => {
    const { shape, dtype } = args.tensor('x');
    return { shape: shape.slice(0, -2), dtype };
  },
  TensorDiag: (args) => {
    const { shape, dtype } = args.tensor('x');
    return { shape: [...shape, ...shape], dtype };
  },
  DoubledAxis: (args) => {
    const { shape, dtype } = args.tensor('x');
    const axis = axisOf(args, args.integer('axis'), shape.length);
    return { shape: shape.map((size, i) => (i === axis && size !== null ? multiply(size, 2) : size)), dtype };
  },
  SparseLoss: (args) => {
    const { shape, dtype } = args.tensor('logits');
    return { shape: shape.slice(0, -1), dtype };
  },
  UniqueWithIndices: (args) => {
    const { shape, dtype } = args.tensor('x');
    return tupleOf([
      { shape: [null], dtype },
      { shape, dtype: args.dtypeNamed('out_idx') ?? 'int32' },
    ]);
  },
  /** The program promises the shape; what is known of both is kept. */
  EnsureShape: (args) => {
    const { shape, dtype } = args.spec('x');
    const promised = args.dimensions('shape');
    return {
      shape:
        shape?.length === promised.length ? promised.map((dimension, axis) => dimension ?? shape[axis]!) : promised,
      dtype,
    };
  },
  RandomCrop: (args) => ({ shape: args.dimensions('shape'), dtype: args.dtype('x') }),
  OnePerImage: (args) => {
    const { shape, dtype } = args.tensor('images');
    return { shape: shape.slice(0, -3), dtype };
  },
  SobelEdgesBoth: (args) => {
    const { shape, dtype } = args.tensor('images');
    return { shape: [...shape, 2], dtype };
  },
  RepeatVector: (args) => {
    const { shape, dtype } = args.tensor('x');
    if (shape.length !== 2)
      throw args.refusal('rank-mismatch', words`x must have two dimensions, but it has ${shape.length}`, 'x');
    return { shape: [shape[0]!, args.dimension('n'), shape[1]!], dtype };
  },
  /** `K.spatial_2d_padding` and its kin: margins of the spatial axes. */
  SpatialPadding: (args) => {
    const { shape, dtype } = args.tensor('x');
    const rank = shape.length - 2;
    const first = args.dataFormat() === 'channels_last' ? 1 : 2;
    const margins = args
      .items('padding')
      .map((entry) => marginOf(entry.kind === 'tuple' || entry.kind === 'list' ? entry.items : [entry, entry]));
    const pairs =
      rank === 1 && margins.length === 2 && args.items('padding').every((entry) => entry.kind === 'int')
        ? [[margins[0]![0]!, margins[1]![0]!]]
        : margins;
    if (pairs.length !== rank) throw new Undecided('the padding is not known');
    return {
      shape: shape.map((size, axis) => {
        const pair = pairs[axis - first];
        return pair && size !== null ? add(size, pair[0]! + pair[1]!) : size;
      }),
      dtype,
    };
  },
  OneHotLast: (args) => ({ shape: [...args.shape('x'), args.dimension('num_classes')], dtype: 'float32' }),
  /** `K.switch`: the branches may be functions. */
  SwitchTensors: (args) => {
    const branches = ['x1', 'x2'].map((name) =>
      CALLABLE.has(args.value(name).kind) ? args.call(args.value(name), []) : args.spec(name),
    );
    const [a, b] = branches.flatMap((branch) => flatten(branch));
    if (!a?.shape || !b?.shape || sameShape(a.shape, b.shape) !== 'same') throw new Undecided('the branches differ');
    return a;
  },
  Unfollowed: () => {
    throw new Undecided('what the function gives is not followed');
  },
};

const CALLABLE: ReadonlySet<Value['kind']> = new Set<Value['kind']>(['function', 'method', 'native']);

function marginOf(items: readonly Value[]): readonly number[] {
  return items.map((item) => {
    if (item.kind !== 'int') throw new Undecided('the padding is not known');
    return Number(item.value);
  });
}
