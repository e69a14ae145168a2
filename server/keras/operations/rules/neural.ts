/** `keras.ops.nn`: what is not element by element: glu, normalizations, losses, attention, depth to space. */
import { type Dimension, floorDivide, modulo, multiply, sameShape, type Shape } from '../../../shapes/dimension.ts';
import { type TensorSpec, tupleOf } from '../../layers/definition.ts';
import type { OperationArguments } from '../arguments.ts';
import type { Rules } from '../definition.ts';
import { FLOATX, resultType } from '../dtypes.ts';
import { axisOf } from './reductions.ts';
import { type Message, words } from '../../../words/message.ts';

function requireSameShape(args: OperationArguments, a: Shape, b: Shape): void {
  if (args.symbolic && sameShape(a, b) === 'different')
    throw args.refusal('size-mismatch', words`target and output must have the same shape`, 'target');
}

const SPATIAL = { channels_last: [1, 2, 3], channels_first: [2, 3, 1] } as const;

/** A size divided by a factor that must go into it. */
function divided(args: OperationArguments, size: Dimension, by: number, refusal: Message): Dimension {
  if (size === null) return null;
  const rest = modulo(size, by);
  if (typeof rest === 'number' && rest !== 0) throw args.refusal('size-mismatch', refusal, 'x');
  return floorDivide(size, by);
}
const times = (size: Dimension, by: number): Dimension => (size === null ? null : multiply(size, by));

function blocks(args: OperationArguments, toDepth: boolean): TensorSpec {
  const { shape, dtype } = args.tensor('x');
  if (shape.length !== 4) throw args.refusal('rank-mismatch', words`x must have four dimensions`, 'x');
  const block = args.integer('block_size');
  const [height, width, channels] = SPATIAL[args.dataFormat()];
  const result: Dimension[] = [...shape];
  for (const axis of [height, width])
    result[axis] = toDepth
      ? divided(args, shape[axis]!, block, words`height and width must be divisible by ${block}`)
      : times(shape[axis]!, block);
  result[channels] = toDepth
    ? times(shape[channels]!, block * block)
    : divided(
        args,
        shape[channels]!,
        block * block,
        words`the number of channels must be divisible by ${block * block}`,
      );
  return { shape: result, dtype };
}

export const NEURAL_RULES: Rules = {
  Glu: (args) => {
    const { shape, dtype } = args.tensor('x');
    const axis = axisOf(args, args.integer('axis'), shape.length);
    return {
      shape: shape.map((size, i) =>
        i === axis ? divided(args, size, 2, words`the axis must be divisible by ${2}`) : size,
      ),
      dtype,
    };
  },
  BatchNorm: (args) => args.spec('x'),
  /** `tf.nn.batch_normalization`: statistics broadcast. */
  NormalizeByMoments: (args) => args.spec('x'),
  FusedBatchNorm: (args) => {
    const { shape, dtype } = args.tensor('x');
    const statistics = { shape: [shape.at(-1) ?? null], dtype };
    return tupleOf([{ shape, dtype }, statistics, statistics]);
  },
  BinaryCrossentropy: (args) => {
    const [target, output] = [args.tensor('target'), args.tensor('output')];
    requireSameShape(args, target.shape, output.shape);
    return output;
  },
  CategoricalCrossentropy: (args) => {
    const [target, output] = [args.tensor('target'), args.tensor('output')];
    requireSameShape(args, target.shape, output.shape);
    if (output.shape.length < 1)
      throw args.refusal('rank-mismatch', words`target and output must have at least one dimension`, 'output');
    return { shape: output.shape.slice(0, -1), dtype: output.dtype };
  },
  SparseCategoricalCrossentropy: (args) => {
    const { shape, dtype } = args.tensor('output');
    const axis = axisOf(args, args.integer('axis'), shape.length);
    return { shape: shape.filter((_, i) => i !== axis), dtype };
  },
  CTCLoss: (args) => ({ shape: [args.shape('target')[0] ?? null], dtype: resultType(args.dtype('output'), 'float32') }),
  CTCDecode: (args) => {
    const { shape, dtype } = args.tensor('inputs');
    const paths = args.text('strategy') === 'greedy' ? 1 : args.size('top_paths');
    const [batch = null, steps = null] = shape;
    return tupleOf([
      { shape: [paths, batch, steps], dtype: 'int32' },
      { shape: [batch, paths], dtype: resultType(dtype, 'float32') },
    ]);
  },
  PSNR: () => ({ shape: [], dtype: FLOATX }),
  DotProductAttention: (args) => ({ shape: args.spec('query').shape, dtype: args.resultType('query', 'key', 'value') }),
  DepthToSpace: (args) => blocks(args, false),
  SpaceToDepth: (args) => blocks(args, true),
  /** Crossentropy with logits along the last axis. */
  LossAlongLastAxis: (args) => {
    const { shape, dtype } = args.tensor('logits');
    const axis = args.isNone('axis') ? -1 : args.integer('axis');
    const place = axisOf(args, axis, shape.length);
    return { shape: shape.filter((_, i) => i !== place), dtype };
  },
  LossElementwise: (args) => args.spec('logits'),
  EmbeddingLookup: (args) => {
    const { shape, dtype } = args.tensor('params');
    return { shape: [...args.shape('ids'), ...shape.slice(1)], dtype };
  },
  L2Loss: (args) => ({ shape: [], dtype: args.dtype('x') }),
};
