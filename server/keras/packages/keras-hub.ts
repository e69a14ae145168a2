/** KerasHub, formerly KerasNLP: https://github.com/keras-team/keras-hub, keras_hub/src/layers and src/models. */
import { floorDivide, type Dimension, type Size } from '../../shapes/dimension.ts';
import { type Axis, ofAxis } from '../../shapes/axes.ts';
import { multiHeadAttention } from '../layers/attention/multi-head.ts';
import {
  REQUIRED,
  Undecided,
  defineLayer,
  type ArrayDeclaration,
  type LayerArguments,
  type LayerDefinition,
  type Nest,
  type TensorSpec,
} from '../layers/definition.ts';
import { reversibleEmbedding } from '../layers/embedding/embedding.ts';
import { flatten } from '../nests.ts';
import { addUnnamed, dense, layerNorm, type LayerPackage, without } from './package.ts';
import { isUndetermined } from '../../python/domain/undetermined.ts';

const NAME = 'keras_hub';
const INITIALIZERS = { kernel_initializer: 'glorot_uniform', bias_initializer: 'zeros' } as const;
const hub = (definition: Omit<LayerDefinition, 'package'>): LayerDefinition =>
  defineLayer({ ...definition, package: NAME });

/** One number for each feature. */
const scale = (name: string): LayerDefinition =>
  hub({
    name,
    family: 'normalization',
    parameters: { epsilon: 1e-6 },
    callParameters: ['x'],
    terms: (_args, input) => ({ features: input.at(-1) }),
    arrays: () => [{ name: 'scale', dimensions: ['features'] }],
    output: (_args, { axes }) => axes.keep(),
  });

/** keras_hub.layers.RMSNormalization makes its array before it is called, of the size that it is given. */
const rmsNormalization = hub({
  name: 'RMSNormalization',
  family: 'normalization',
  parameters: { input_dim: REQUIRED },
  callParameters: ['x'],
  terms: (args) => ({ input_dim: args.size('input_dim') }),
  arrays: () => [{ name: 'scale', dimensions: ['input_dim'] }],
  output: (_args, { axes }) => axes.keep(),
});

/** Attention of Llama and Gemma: no biases, and key and value heads that query heads share. */
const cachedAttention = (
  name: string,
  first: 'hidden_states' | 'x',
  headDim: (args: LayerArguments, features: Size) => Size,
  unnamed: readonly ('Softmax' | 'Dropout')[],
  parameters: LayerDefinition['parameters'],
): LayerDefinition =>
  hub({
    name,
    family: 'attention',
    parameters,
    callParameters: [first, 'attention_mask', 'cache', 'cache_update_index', 'training'],
    terms: (args, input) => {
      const features = input.at(-1);
      return {
        features,
        query_heads: args.size('num_query_heads'),
        key_value_heads: args.size('num_key_value_heads'),
        head_dim: ofAxis(features, (known) => (known === null ? null : headDim(args, known))),
      };
    },
    build: (builder, args, layer) => {
      const { terms } = layer;
      const arrays = [
        ...dense('query', ['features'], ['query_heads', 'head_dim'], false),
        ...dense('key', ['features'], ['key_value_heads', 'head_dim'], false),
        ...dense('value', ['features'], ['key_value_heads', 'head_dim'], false),
        ...dense('attention_output', ['query_heads', 'head_dim'], ['features'], false),
      ];
      for (const array of arrays) builder.add(array, terms);
      addUnnamed(builder, args, ...unnamed);
    },
    output: (_args, call) => {
      without(call, 'cache');
      return call.axes.keep();
    },
  });

const llamaAttention = cachedAttention(
  'LlamaAttention',
  'hidden_states',
  (args, features) => floorDivide(features, args.size('num_query_heads')),
  ['Dropout'],
  {
    num_query_heads: REQUIRED,
    num_key_value_heads: REQUIRED,
    rope_max_wavelength: 10000,
    rope_position_scaling_factor: 1.0,
    rope_frequency_adjustment_factor: null,
    rope_low_freq_factor: null,
    rope_high_freq_factor: null,
    rope_pretraining_sequence_length: null,
    kernel_initializer: 'glorot_uniform',
    dropout: 0,
  },
);
const gemmaAttention = cachedAttention(
  'CachedGemmaAttention',
  'x',
  (args) => args.size('head_dim'),
  ['Dropout', 'Softmax'],
  {
    head_dim: REQUIRED,
    num_query_heads: REQUIRED,
    num_key_value_heads: REQUIRED,
    kernel_initializer: 'glorot_uniform',
    logit_soft_cap: null,
    use_sliding_window_attention: false,
    sliding_window_size: 4096,
    query_head_dim_normalize: true,
    dropout: 0,
  },
);

/** A function of places: no arrays, and the shape stays. */
const encoding = (name: string, parameters: LayerDefinition['parameters']): LayerDefinition =>
  hub({
    name,
    family: 'embedding',
    parameters,
    callParameters: ['inputs', 'start_index', 'positions'],
    output: (_args, { axes }) => axes.keep(),
  });

const positionEmbedding = hub({
  name: 'PositionEmbedding',
  family: 'embedding',
  parameters: { sequence_length: REQUIRED, initializer: 'glorot_uniform' },
  callParameters: ['inputs', 'start_index', 'positions'],
  terms: (args, input) => ({ sequence_length: args.size('sequence_length'), features: input.at(-1) }),
  arrays: () => [{ name: 'embeddings', dimensions: ['sequence_length', 'features'] }],
  output: (_args, { axes }) => axes.keep(),
});

const tokenAndPositionEmbedding = hub({
  name: 'TokenAndPositionEmbedding',
  family: 'embedding',
  callParameters: ['inputs', 'start_index', 'positions'],
  parameters: {
    vocabulary_size: REQUIRED,
    sequence_length: REQUIRED,
    embedding_dim: REQUIRED,
    '*': null,
    tie_weights: true,
    embeddings_initializer: 'uniform',
    mask_zero: false,
  },
  terms: (args) => ({
    vocabulary_size: args.size('vocabulary_size'),
    sequence_length: args.size('sequence_length'),
    embedding_dim: args.size('embedding_dim'),
  }),
  arrays: (args) => [
    { name: 'embeddings', path: 'token_embedding/embeddings', dimensions: ['vocabulary_size', 'embedding_dim'] },
    ...(args.flag('tie_weights')
      ? []
      : [
          {
            name: 'reverse_embeddings',
            path: 'token_embedding/reverse_embeddings',
            dimensions: ['embedding_dim', 'vocabulary_size'],
          },
        ]),
    { name: 'embeddings', path: 'position_embedding/embeddings', dimensions: ['sequence_length', 'embedding_dim'] },
  ],
  output: (args, { axes }) => axes.append(args.size('embedding_dim')),
});

/** Heads of features // num_heads each, with biases. */
const attention = (path: string, from = 'features'): ArrayDeclaration[] => [
  ...dense(`${path}/query`, ['features'], ['heads', 'head_dim']),
  ...dense(`${path}/key`, [from], ['heads', 'head_dim']),
  ...dense(`${path}/value`, [from], ['heads', 'head_dim']),
  ...dense(`${path}/attention_output`, ['heads', 'head_dim'], ['features']),
];
const BLOCK = {
  intermediate_dim: REQUIRED,
  num_heads: REQUIRED,
  dropout: 0,
  activation: 'relu',
  layer_norm_epsilon: 1e-5,
  ...INITIALIZERS,
  normalize_first: false,
} as const;
const blockTerms = (args: LayerArguments, features: Axis): Readonly<Record<string, Axis>> => {
  const heads = args.size('num_heads');
  return {
    features,
    heads,
    head_dim: ofAxis(features, (known) => (known === null ? null : floorDivide(known, heads))),
    intermediate_dim: args.size('intermediate_dim'),
  };
};
const feedforward = (prefix: string): ArrayDeclaration[] => [
  ...dense(`${prefix}intermediate_dense`, ['features'], ['intermediate_dim']),
  ...dense(`${prefix}output_dense`, ['intermediate_dim'], ['features']),
];

const transformerEncoder = hub({
  name: 'TransformerEncoder',
  family: 'attention',
  parameters: BLOCK,
  callParameters: ['inputs', 'padding_mask', 'attention_mask', 'training', 'return_attention_scores'],
  terms: (args, input) => blockTerms(args, input.at(-1)),
  build: (builder, args, { terms }) => {
    const arrays = [
      ...attention('self_attention_layer'),
      ...layerNorm('self_attention_layer_norm'),
      ...layerNorm('feedforward_layer_norm'),
      ...feedforward('feedforward_'),
    ];
    for (const array of arrays) builder.add(array, terms);
    addUnnamed(builder, args, 'Softmax', 'Dropout');
  },
  output: (_args, call) => {
    without(call, 'return_attention_scores');
    return call.axes.keep();
  },
});

/** With a second input, the encoder's, it attends to that too. */
const transformerDecoder = hub({
  name: 'TransformerDecoder',
  family: 'attention',
  parameters: BLOCK,
  callParameters: [
    'decoder_sequence',
    'encoder_sequence',
    'decoder_padding_mask',
    'decoder_attention_mask',
    'encoder_padding_mask',
    'encoder_attention_mask',
    'self_attention_cache',
    'self_attention_cache_update_index',
    'cross_attention_cache',
    'cross_attention_cache_update_index',
    'use_causal_mask',
    'training',
  ],
  terms: (args, input) => blockTerms(args, input.at(-1)),
  build: (builder, args, { terms }, _inputs, call) => {
    if (!call) throw new Undecided('whether it is called with an encoder sequence is not known');
    const encoder = encoderFeatures(
      call.tensors('encoder_sequence'),
      isUndetermined(call.argument('encoder_sequence')),
    );
    const all = encoder === undefined ? terms : { ...terms, encoder_features: encoder };
    const cross =
      encoder === undefined
        ? []
        : [...attention('cross_attention', 'encoder_features'), ...layerNorm('cross_attention_layer_norm')];
    const arrays = [
      ...attention('self_attention'),
      ...layerNorm('self_attention_layer_norm'),
      ...cross,
      ...feedforward('feedforward_'),
      ...layerNorm('feedforward_layer_norm'),
    ];
    for (const array of arrays) builder.add(array, all);
    addUnnamed(
      builder,
      args,
      'Softmax',
      'Dropout',
      ...(encoder === undefined ? [] : (['Softmax', 'Dropout'] as const)),
    );
  },
  output: (_args, call) => {
    without(call, 'self_attention_cache', 'cross_attention_cache');
    return call.axes.keep();
  },
});

/** undefined without an encoder. */
function encoderFeatures(sequence: Nest<TensorSpec> | undefined, unknown: boolean): Dimension | undefined {
  if (sequence === undefined) {
    if (unknown) throw new Undecided('the encoder sequence is not known');
    return undefined;
  }
  const shape = flatten(sequence)[0]?.shape;
  if (!shape) throw new Undecided('the shape of the encoder sequence is not known');
  return shape.at(-1) ?? null;
}

const fNetEncoder = hub({
  name: 'FNetEncoder',
  family: 'attention',
  parameters: { intermediate_dim: REQUIRED, dropout: 0, activation: 'relu', layer_norm_epsilon: 1e-5, ...INITIALIZERS },
  terms: (args, input) => ({ features: input.at(-1), intermediate_dim: args.size('intermediate_dim') }),
  arrays: () => [...layerNorm('mixing_layer_norm'), ...layerNorm('output_layer_norm'), ...feedforward('')],
  output: (_args, { axes }) => axes.keep(),
});

const cachedMultiHeadAttention: LayerDefinition = {
  ...multiHeadAttention,
  name: 'CachedMultiHeadAttention',
  base: 'MultiHeadAttention',
  package: NAME,
  callParameters: ['query', 'value', 'key', 'attention_mask', 'cache', 'cache_update_index', 'training'],
  output: (args, call, layer) => {
    without(call, 'cache');
    return multiHeadAttention.output(args, call, layer);
  },
};

/** Keras 3.13 has taken it over as it was. */
const reversible: LayerDefinition = { ...reversibleEmbedding, package: NAME };

export const kerasHub: LayerPackage = {
  formerly: [
    [/^keras_nlp\b/, 'keras_hub'],
    [/^keras_hub\.src\b/, 'keras_hub'],
    [/^keras_hub\.api\b/, 'keras_hub'],
  ],
  modules: {
    'keras_hub.layers': [
      reversible,
      positionEmbedding,
      tokenAndPositionEmbedding,
      encoding('SinePositionEncoding', { max_wavelength: 10000 }),
      encoding('RotaryEmbedding', { max_wavelength: 10000, scaling_factor: 1.0 }),
      transformerEncoder,
      transformerDecoder,
      fNetEncoder,
      cachedMultiHeadAttention,
      rmsNormalization,
    ],
    'keras_hub.models.llama.llama_layernorm': [scale('LlamaLayerNorm')],
    'keras_hub.models.llama.llama_attention': [llamaAttention],
    'keras_hub.models.gemma.rms_normalization': [scale('RMSNormalization')],
    'keras_hub.models.gemma.gemma_attention': [gemmaAttention],
  },
};
