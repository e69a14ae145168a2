/**
 * Attention and AdditiveAttention: scores without projections, called on a list [query, value] or [query, value, key].
 */
import { add, type Dimension, type Shape, type Size } from '../../../shapes/dimension.ts';
import { isList } from '../../nests.ts';
import {
  LayerError,
  Undecided,
  defineLayer,
  type LayerArguments,
  type LayerCall,
  type LayerDefinition,
  type TensorSpec,
} from '../definition.ts';
import { valuesTimes } from '../../costs.ts';
import { checkEach, requireKnown, requireOneOf } from '../refusals.ts';
import { withScores } from './projections.ts';
import { words } from '../../../words/message.ts';
import { isUndetermined } from '../../../python/domain/undetermined.ts';

const CALL_PARAMETERS: readonly string[] = ['inputs', 'mask', 'training', 'return_attention_scores', 'use_causal_mask'];

interface Inputs {
  readonly query: Shape;
  readonly value: Shape;
  readonly key: Shape;
}

function inputsOf(layer: string, { inputs, list }: LayerCall): Inputs {
  if (!isList(inputs) || inputs.nest !== 'list') {
    if (!isList(inputs) && (inputs as TensorSpec).shape === undefined)
      throw new Undecided('what the layer is called on is not known');
    throw new LayerError(
      'expects-a-list',
      isList(inputs)
        ? words`${layer} must be called on a list of inputs, [query, value] or [query, value, key], and not on a tuple.`
        : words`${layer} must be called on a list of inputs, [query, value] or [query, value, key], and not on a single tensor.`,
    );
  }
  if (list.length < 2 || list.length > 3) {
    throw new LayerError(
      'expects-a-list',
      words`${layer} takes a list of 2 or 3 inputs, [query, value] or [query, value, key], but got ${list.length}.`,
    );
  }
  const [query, value, key = value] = list.map(({ shape }) => shape);
  if (!query || !value || !key) throw new Undecided('the shape of an input is not known');
  return { query, value, key };
}

/** `mask`: a list with one for the query, the value and maybe the key. */
function checkMask(layer: string, call: LayerCall): void {
  const mask = call.argument('mask');
  if (!mask || mask.kind === 'none' || isUndetermined(mask)) return;
  if (mask.kind !== 'list')
    throw new LayerError(
      'mask-mismatch',
      words`${layer}: mask must be a list, [query_mask, value_mask], but it is a single value.`,
      { parameter: 'mask' },
    );
  if (mask.summary || (mask.items.length >= 2 && mask.items.length <= 3)) return;
  throw new LayerError(
    'mask-mismatch',
    words`${layer}: mask must be a list of length 2 or 3, [query_mask, value_mask], but it has ${mask.items.length}.`,
    { parameter: 'mask' },
  );
}

/** The weighted sums of values for each query, and `perScore` for each of its scores. */
function attentionMacs(
  [query, value]: readonly Shape[],
  perScore: (query: Shape) => Dimension | undefined,
): Size | undefined {
  if (!query || !value) return undefined;
  const [sums, scores] = [
    valuesTimes(query.slice(0, -1), value.slice(-2)),
    valuesTimes(query.slice(0, -1), [value.at(-2), perScore(query)]),
  ];
  return sums === undefined || scores === undefined ? undefined : add(sums, scores);
}

function attentionLayer(
  name: string,
  options: Pick<LayerDefinition, 'parameters' | 'validate' | 'terms' | 'arrays' | 'multiplyAccumulates'> & {
    readonly base?: string;
  },
): LayerDefinition {
  return defineLayer({
    name,
    family: 'attention',
    keras2Parameters: { causal: 'causal' },
    callParameters: CALL_PARAMETERS,
    seeds: (args) => (args.number('dropout') > 0 ? 1 : 0),
    ...options,
    output: (_args, call) => {
      const { query, value, key } = inputsOf(name, call);
      checkMask(name, call);
      const leading = query.slice(0, -1);
      return withScores(call, [...leading, value.at(-1) ?? null], () => ({ shape: [...leading, key.at(-2) ?? null] }));
    },
  });
}

export const attention = attentionLayer('Attention', {
  parameters: { use_scale: false, score_mode: 'dot', dropout: 0.0, seed: null },
  // Scores are products of query and key, or sums of them that an activation function is applied to.
  multiplyAccumulates: (_terms, _output, layer, inputs = []) =>
    attentionMacs(inputs, (query) => (layer?.args.text('score_mode') === 'concat' ? 0 : query.at(-1))),
  validate: (args) =>
    checkEach(() => requireOneOf('Attention', args, 'score_mode', ['dot', 'concat'], { ignoreCase: false })),
  arrays: (args) => [
    ...(args.flag('use_scale') ? [{ name: 'scale', dimensions: [] }] : []),
    ...(args.text('score_mode') === 'concat' ? [{ name: 'concat_score_weight', dimensions: [] }] : []),
  ],
});

export const additiveAttention = attentionLayer('AdditiveAttention', {
  base: 'Attention',
  parameters: { use_scale: true, dropout: 0.0, '*': null, seed: null },
  // The scale is multiplied with the activated sums of query and key.
  multiplyAccumulates: (_terms, _output, layer, inputs = []) =>
    attentionMacs(inputs, (query) => (layer?.args.flag('use_scale') ? query.at(-1) : 0)),
  terms: (_args, input) => ({ features: input.at(-1) }),
  arrays: (args: LayerArguments, terms, input) => {
    if (!args.flag('use_scale')) return [];
    requireKnown('AdditiveAttention', terms['features'], -1, input);
    return [{ name: 'scale', dimensions: ['features'] }];
  },
});
