import type { CallArguments } from '../../../python/domain/interpreter.ts';
import { TupleValue, type Value } from '../../../python/domain/value.ts';
import { words } from '../../../words/message.ts';
import { isUndetermined, Top } from '../../../python/domain/undetermined.ts';

const SIDES: Readonly<Record<number, readonly string[]>> = {
  2: ['nb_row', 'nb_col'],
  3: ['kernel_dim1', 'kernel_dim2', 'kernel_dim3'],
};

/**
 * Keras 1 wrote the sides of the window one by one: `Convolution2D(32, 3, 3)`, `Convolution2D(32, nb_row=3, nb_col=3)`.
 * The package keras takes that up to 2.3.
 */
export function joinSides(args: CallArguments, rank: number): CallArguments {
  const names = SIDES[rank];
  if (!names) return args;
  const [filters, ...others] = args.positional;
  const sides: (Value | undefined)[] = names.map((name, axis) => others[axis] ?? args.keywords.get(name));
  const isNumber = (value: Value | undefined): boolean =>
    value?.kind === 'int' || (isUndetermined(value) && value.integer);
  if (others.length > rank) return args;
  const keywords = new Map([...args.keywords].filter(([name]) => !names.includes(name)));
  if (!sides.every(isNumber)) {
    // Two names of what is not known: the sides, or the window and the strides.
    if (rank !== 2 || others.length !== 2 || !others.every((value) => isUndetermined(value) || value.kind === 'int'))
      return args;
    for (const name of ['kernel_size', ...(keywords.has('strides') || keywords.has('subsample') ? [] : ['strides'])])
      keywords.set(name, new Top(SIDE_OR_STRIDE));
    return { ...args, positional: [filters!], keywords };
  }
  keywords.set('kernel_size', new TupleValue(sides as Value[]));
  return { ...args, positional: filters ? [filters] : [], keywords };
}

/** Keras 1 was told the output's shape by a Deconvolution2D; the package keras drops it up to 2.3. */
export function withoutOutputShape(args: CallArguments, rank: number): CallArguments {
  const last = args.positional.length === rank + 2 ? args.positional.at(-1) : undefined;
  if (args.keywords.has('output_shape'))
    return { ...args, keywords: new Map([...args.keywords].filter(([name]) => name !== 'output_shape')) };
  return last?.kind === 'tuple' || last?.kind === 'list' ? { ...args, positional: args.positional.slice(0, -1) } : args;
}

const SIDE_OR_STRIDE = words`whether the third number is a side of the window or the stride is not known`;

/** What goes only with sides that are given one by one, beside three arguments by position. */
const ONLY_FORMER: readonly string[] = ['strides', 'subsample', 'output_shape', 'kernel_dim3'];

const integer = (value: Value): bigint | undefined => (value.kind === 'int' ? value.value : undefined);

/**
 * `former`: the same arguments as `joinSides` gives them. Where both readings are possible, what they differ in is not
 * known.
 */
export function eitherForm(args: CallArguments, former: CallArguments): CallArguments {
  if (former === args || args.positional.length !== 3 || ONLY_FORMER.some((name) => args.keywords.has(name)))
    return former;
  const [filters, first, second] = args.positional as [Value, Value, Value];
  const isSquare = integer(first) !== undefined && integer(first) === integer(second);
  return {
    ...args,
    positional: [filters, isSquare ? first : new Top(SIDE_OR_STRIDE), new Top(SIDE_OR_STRIDE)],
  };
}

/** Argument names of Keras 1 and 2 that people still write, and the present ones. */
const COMMON: Readonly<Record<string, string>> = {
  border_mode: 'padding',
  dim_ordering: 'data_format',
  bias: 'use_bias',
  b_regularizer: 'bias_regularizer',
  b_constraint: 'bias_constraint',
  filter_length: 'kernel_size',
  subsample: 'strides',
  subsample_length: 'strides',
  atrous_rate: 'dilation_rate',
};

export const FORMER_CONVOLUTION: Readonly<Record<string, string>> = {
  ...COMMON,
  nb_filter: 'filters',
  init: 'kernel_initializer',
  W_regularizer: 'kernel_regularizer',
  W_constraint: 'kernel_constraint',
};

export const FORMER_DEPTHWISE: Readonly<Record<string, string>> = {
  ...COMMON,
  kernel_initializer: 'depthwise_initializer',
  kernel_regularizer: 'depthwise_regularizer',
  kernel_constraint: 'depthwise_constraint',
};

export const FORMER_SEPARABLE: Readonly<Record<string, string>> = {
  ...COMMON,
  nb_filter: 'filters',
  init: 'depthwise_initializer',
};
