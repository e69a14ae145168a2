/** What multi-head and grouped attention have in common: projections into heads and back, each with a bias. */
import type { Value } from '../../../python/domain/value.ts';
import {
  add,
  formatShape,
  product,
  sameDimension,
  sum,
  type Dimension,
  type Shape,
  type Size,
} from '../../../shapes/dimension.ts';
import { Axes } from '../../../shapes/axes.ts';
import { flatten } from '../../nests.ts';
import {
  LayerError,
  Undecided,
  tupleOf,
  type ArrayDeclaration,
  type LayerArguments,
  type LayerBuilder,
  type LayerCall,
  type Nest,
  type TensorSpec,
  type Terms,
} from '../definition.ts';
import { requireKnown } from '../refusals.ts';
import { words } from '../../../words/message.ts';
import { isUndetermined } from '../../../python/domain/undetermined.ts';

export const CALL_PARAMETERS: readonly string[] = [
  'query',
  'value',
  'key',
  'query_mask',
  'value_mask',
  'key_mask',
  'attention_mask',
  'return_attention_scores',
  'training',
  'use_causal_mask',
];

/** Shapes of query, value and key; the key is the value where it is not passed. */
export interface AttentionInputs {
  readonly query: Shape;
  readonly value: Shape;
  readonly key: Shape;
}

/** LayerError where the value is missing. Undecided where a rank is not known. */
export function attentionInputs(layer: string, call: LayerCall | undefined): AttentionInputs {
  if (!call) throw new Undecided('the shapes of query and value are not known');
  const query = call.list[0]?.shape;
  const value = call.tensors('value');
  if (!value) {
    if (call.argument('value') !== undefined) throw new Undecided('the value is not known');
    throw new LayerError(
      'missing-argument',
      words`${layer} is called with a query and a value, as in attention(x, x): missing a required argument: 'value'.`,
      { exceptionType: 'TypeError' },
    );
  }
  return {
    query: known(query),
    value: known(flatten(value)[0]?.shape),
    key: known(flatten(call.tensors('key') ?? value)[0]?.shape),
  };
}

function known(shape: Shape | undefined): Shape {
  if (!shape) throw new Undecided('the shape of an input is not known');
  return shape;
}

/** Value and key have the same axes but for the last; None and a number are different here. */
export function checkValueAndKey(layer: string, { value, key }: AttentionInputs): void {
  const [values, keys] = [value.slice(1, -1), key.slice(1, -1)];
  const differ = (a: Dimension, b: Dimension): boolean =>
    (a === null) !== (b === null) || sameDimension(a, b) === 'different';
  if (values.length === keys.length && values.every((dimension, axis) => !differ(dimension, keys[axis] ?? null)))
    return;
  throw new LayerError(
    'shape-mismatch',
    words`${layer}: all dimensions of value and key except the last one must be equal, but the value is ${formatShape(value)} and the key ${formatShape(key)}.`,
    { parameter: 'key' },
  );
}

/** The last axis of query, value and key, by the term that it is called: all `features` where they are the same. */
export function featureTerms(inputs: AttentionInputs): {
  readonly names: { query: string; value: string; key: string };
  readonly terms: Readonly<Record<string, Dimension>>;
} {
  const terms: Record<string, Dimension> = { features: inputs.query.at(-1) ?? null };
  const nameOf = (shape: Shape, own: string): string => {
    const last = shape.at(-1) ?? null;
    if (last !== null && sameDimension(last, terms['features'] ?? null) === 'same') return 'features';
    terms[own] = last;
    return own;
  };
  return {
    names: {
      query: 'features',
      value: nameOf(inputs.value, 'value_features'),
      key: nameOf(inputs.key, 'key_features'),
    },
    terms,
  };
}

/** Lengths of query and value, where there is one axis of them: for counting operations, not for arrays. */
export function lengthTerms({ query, value }: AttentionInputs): Readonly<Record<string, Dimension>> {
  return query.length === 3 && value.length === 3
    ? { query_length: query[1] ?? null, value_length: value[1] ?? null }
    : {};
}

/**
 * Projections of query, key, value (and gate), q·k and scores·v in each query head, and the projection back. `keyHeads`
 * heads are projected
 * for key and value; undefined where a length is None.
 */
export function attentionMultiplyAccumulates(
  terms: Terms,
  output: Shape,
  names: { readonly queryHeads: string; readonly keyHeads: string; readonly keyDim: string; readonly valueDim: string },
): Size | undefined {
  const sizes = [
    terms['query_length'],
    terms['value_length'],
    terms[names.queryHeads],
    terms[names.keyHeads],
    terms[names.keyDim],
    terms[names.valueDim] ?? terms[names.keyDim],
    terms['features'],
    ...output.slice(2),
  ];
  const known = sizes.filter((size): size is Size => size !== undefined && size !== null);
  const [queries, values, heads, keyHeads, keyDim, valueDim, features, ...outputs] = known;
  if (
    known.length < sizes.length ||
    queries === undefined ||
    values === undefined ||
    heads === undefined ||
    keyHeads === undefined ||
    keyDim === undefined ||
    valueDim === undefined ||
    features === undefined
  )
    return undefined;
  const [keyFeatures, valueFeatures] = [terms['key_features'] ?? features, terms['value_features'] ?? features];
  return sum([
    product([queries, features, heads, keyDim]),
    product([values, keyFeatures, keyHeads, keyDim]),
    product([values, valueFeatures, keyHeads, valueDim]),
    ...(terms['gates'] === 1 ? [product([queries, features, heads, valueDim])] : []),
    product([queries, values, heads, add(keyDim, valueDim)]),
    product([queries, heads, valueDim, ...outputs]),
  ]);
}

/** `name/kernel` and, with use_bias, `name/bias`. */
export function projection(
  args: LayerArguments,
  name: string,
  from: readonly string[],
  to: readonly string[],
): ArrayDeclaration[] {
  return [
    { name: 'kernel', path: `${name}/kernel`, dimensions: [...from, ...to] },
    ...(args.flag('use_bias') ? [{ name: 'bias', path: `${name}/bias`, dimensions: to }] : []),
  ];
}

export function requireFeatures(layer: string, { query, value, key }: AttentionInputs): void {
  for (const shape of [query, value, key]) requireKnown(layer, shape.at(-1) ?? null, -1, Axes.of(shape));
}

/**
 * The layers inside that have no arrays: they take the automatic names `softmax` and `dropout`, and the dropout has the
 * seed.
 */
export function addSoftmaxAndDropout(builder: LayerBuilder, args: LayerArguments): void {
  builder.create('Softmax', undefined, {});
  builder.create('Dropout', undefined, { rate: args.value('dropout') });
}

export const isTrue = (value: Value | undefined): boolean => value?.kind === 'bool' && value.value;

/** With return_attention_scores a pair. Undecided where that is not known. */
export function withScores(call: LayerCall, output: Shape, scores: () => TensorSpec): Nest<TensorSpec> {
  const asked = call.argument('return_attention_scores');
  if (isUndetermined(asked)) throw new Undecided(asked.reason);
  return isTrue(asked) ? tupleOf<TensorSpec>([{ shape: output }, scores()]) : { shape: output };
}

/** Dropout and flash attention exclude each other. */
export function checkFlashAttention(layer: string, args: LayerArguments): void {
  if (!isTrue(args.value('flash_attention')) || args.number('dropout') <= 0) return;
  throw new LayerError(
    'bad-argument',
    words`${layer}: dropout is not supported when flash attention is enabled; one of dropout=${args.number('dropout')} and flash_attention=True must go.`,
    { parameter: 'dropout' },
  );
}

export function requireWindow(layer: string, args: LayerArguments): void {
  const value = args.value('sliding_window');
  if (value.kind === 'none' || isUndetermined(value)) return;
  if (value.kind === 'int' && value.value > 0n) return;
  throw new LayerError('bad-argument', words`${layer}: sliding_window must be None or a positive integer.`, {
    parameter: 'sliding_window',
  });
}
