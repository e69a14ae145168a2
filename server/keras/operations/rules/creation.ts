/** Tensors made from a shape or from numbers. */
import { ceilDivide, subtract, type Size } from '../../../shapes/dimension.ts';
import { insertAxis } from './insert-axis.ts';
import { type TensorSpec, Undecided } from '../../layers/definition.ts';
import type { OperationArguments } from '../arguments.ts';
import type { Rule, Rules } from '../definition.ts';
import { FLOATX, resultType } from '../dtypes.ts';
import { broadcastOf } from './elementwise.ts';

const filled =
  (fallback: string): Rule =>
  (args) => ({ shape: args.dimensions('shape'), dtype: args.dtypeNamed() ?? fallback });

function counted(args: OperationArguments): TensorSpec {
  const [first, second] = [args.value('start'), args.value('stop')];
  const names = second.kind === 'none' ? ['start'] : ['start', 'stop'];
  const dtype =
    args.dtypeNamed() ??
    resultType(...[...names, ...(args.isNone('step') ? [] : ['step'])].map((name) => args.dtype(name)));
  const numbers = [first, second, args.value('step')];
  if (numbers.some((value) => value.kind === 'float')) {
    const plain = numbers.map((value) =>
      value.kind === 'float' ? value.value : value.kind === 'int' ? Number(value.value) : undefined,
    );
    const [from, to] = second.kind === 'none' ? [0, plain[0]] : plain;
    const step = args.isNone('step') ? 1 : plain[2];
    if (from === undefined || to === undefined || step === undefined || step === 0)
      throw new Undecided('the bounds are not known');
    return { shape: [Math.max(0, Math.ceil((to - from) / step))], dtype };
  }
  const [from, to] =
    second.kind === 'none' ? [0, args.dimension('start')] : [args.dimension('start'), args.dimension('stop')];
  const step: Size = args.isNone('step') ? 1 : args.size('step');
  if (from === null || to === null) return { shape: [null], dtype };
  if (step === 0) throw new Undecided('the step is 0');
  const length = ceilDivide(subtract(to, from), step);
  return { shape: [typeof length === 'number' ? Math.max(0, length) : length], dtype };
}

const spaced: Rule = (args) => {
  const shape = broadcastOf(args, args.spec('start').shape, args.spec('stop').shape);
  const dtype = args.dtypeNamed() ?? args.dtype('start');
  const result = {
    shape: shape && insertAxis(args, shape, args.integer('axis'), args.dimension('num')),
    dtype: resultType(dtype, 'float'),
  };
  return args.value('retstep').kind === 'bool' && args.flag('retstep')
    ? { nest: 'tuple', items: [result, { shape: [], dtype: FLOATX }] }
    : result;
};

function identity(args: OperationArguments): TensorSpec {
  const rows = args.dimension('N');
  const columns = args.isNone('M') ? rows : args.dimension('M');
  return {
    shape: [...(args.isNone('batch_shape') ? [] : args.dimensions('batch_shape')), rows, columns],
    dtype: args.dtypeNamed() ?? FLOATX,
  };
}

export const CREATION_RULES: Rules = {
  Filled: filled(FLOATX),
  FilledWith: (args) => ({ shape: args.dimensions('shape'), dtype: args.dtype('value') }),
  RandomIntegers: filled('int32'),
  Arange: counted,
  Linspace: spaced,
  Logspace: spaced,
  Geomspace: spaced,
  Identity2D: identity,
  Tri: identity,
  Window: (args) => ({ shape: [args.dimension('x')], dtype: FLOATX }),
  /** Random values beside a shape: `keras.random.categorical(logits, n)`. */
  Categorical: (args) => ({
    shape: [args.shape('logits')[0] ?? null, args.dimension('num_samples')],
    dtype: args.dtypeNamed() ?? 'int32',
  }),
  LikeFirst: (args) => args.spec('x'),
};
