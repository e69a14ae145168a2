import { formatDimension, formatShape, modulo, sameDimension, type Dimension } from '../../../shapes/dimension.ts';
import { LayerError, REQUIRED, defineLayer, type LayerArguments } from '../definition.ts';
import { checkEach } from '../refusals.ts';
import {
  CALL_PARAMETERS,
  addSoftmaxAndDropout,
  attentionInputs,
  attentionMultiplyAccumulates,
  checkFlashAttention,
  checkValueAndKey,
  featureTerms,
  lengthTerms,
  projection,
  requireFeatures,
  requireWindow,
  withScores,
} from './projections.ts';
import { KERNEL_AND_BIAS } from '../parameters.ts';
import { words } from '../../../words/message.ts';

const NAME = 'GroupQueryAttention';

function checkHeads(args: LayerArguments): void {
  const [queries, groups] = [args.size('num_query_heads'), args.size('num_key_value_heads')];
  if (typeof groups === 'number' && groups === 0) return;
  const rest = modulo(queries, groups);
  if (typeof rest !== 'number' || rest === 0) return;
  throw new LayerError(
    'bad-argument',
    words`${NAME}: num_query_heads must be divisible by num_key_value_heads, but ${formatDimension(queries)} is not by ${formatDimension(groups)}.`,
    { parameter: 'num_key_value_heads' },
  );
}

/**
 * Query heads share key and value heads in groups (https://arxiv.org/abs/2305.13245). The class GroupedQueryAttention
 * has `@keras_export("keras.layers.GroupQueryAttention")`.
 */
export const groupedQueryAttention = defineLayer({
  name: 'GroupedQueryAttention',
  aliases: [NAME],
  exportedAsAlias: true,
  family: 'attention',
  parameters: {
    head_dim: REQUIRED,
    num_query_heads: REQUIRED,
    num_key_value_heads: REQUIRED,
    dropout: 0.0,
    use_bias: true,
    sliding_window: null,
    flash_attention: null,
    ...KERNEL_AND_BIAS,
    use_gate: false,
    seed: null,
  },
  callParameters: CALL_PARAMETERS,
  validate: (args) => {
    checkEach(
      () => checkHeads(args),
      () => requireWindow(NAME, args),
      () => checkFlashAttention(NAME, args),
    );
  },
  build: (builder, args, _layer, _inputs, call) => {
    const inputs = attentionInputs(NAME, call);
    requireFeatures(NAME, inputs);
    const { names, terms } = featureTerms(inputs);
    const all = {
      ...terms,
      ...lengthTerms(inputs),
      ...(args.flag('use_gate') ? { gates: 1 } : {}),
      query_heads: args.size('num_query_heads'),
      key_value_heads: args.size('num_key_value_heads'),
      head_dim: args.size('head_dim'),
    };
    const arrays = [
      ...projection(args, 'query', [names.query], ['query_heads', 'head_dim']),
      ...projection(args, 'key', [names.key], ['key_value_heads', 'head_dim']),
      ...(args.flag('use_gate') ? projection(args, 'gate', [names.query], ['query_heads', 'head_dim']) : []),
      ...projection(args, 'value', [names.value], ['key_value_heads', 'head_dim']),
      ...projection(args, 'attention_output', ['query_heads', 'head_dim'], [names.query]),
    ];
    for (const array of arrays) builder.add(array, all);
    addSoftmaxAndDropout(builder, args);
  },
  output: (args, call) => {
    const inputs = attentionInputs(NAME, call);
    const { query, value, key } = inputs;
    if (call.on === 'symbols') {
      const differ = (a: Dimension, b: Dimension): boolean => sameDimension(a, b) === 'different';
      if (differ(query.at(-1) ?? null, value.at(-1) ?? null)) {
        throw new LayerError(
          'shape-mismatch',
          words`${NAME}: the last dimension of query and value must be equal, but the query is ${formatShape(query)} and the value ${formatShape(value)}.`,
          { parameter: 'value' },
        );
      }
      checkValueAndKey(NAME, inputs);
    }
    return withScores(call, query, () => ({
      shape: [query[0] ?? null, args.size('num_query_heads'), query[1] ?? null, key[1] ?? null],
    }));
  },
  multiplyAccumulates: (terms, output) =>
    attentionMultiplyAccumulates(terms, output, {
      queryHeads: 'query_heads',
      keyHeads: 'key_value_heads',
      keyDim: 'head_dim',
      valueDim: 'head_dim',
    }),
});
