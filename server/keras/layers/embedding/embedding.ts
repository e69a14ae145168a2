import type { Axes } from '../../../shapes/axes.ts';
import {
  REQUIRED,
  Undecided,
  defineLayer,
  type ArrayDeclaration,
  type LayerArguments,
  type LayerCall,
  type ParameterTable,
  type Terms,
} from '../definition.ts';
import { checkEach, requireKnown, requirePositive } from '../refusals.ts';
import { loraArrays, loraTerms } from './adapters.ts';
import { packed, quantizationOf } from './quantization.ts';

/** Names of Keras 1. `input_length` and `dropout` have no effect on shapes or arrays. */
const FORMER: Readonly<Record<string, string>> = {
  init: 'embeddings_initializer',
  W_regularizer: 'embeddings_regularizer',
  W_constraint: 'embeddings_constraint',
  activity_regularizer: 'activity_regularizer',
  input_length: 'input_length',
  dropout: 'dropout',
};

const VECTORS: ParameterTable = {
  embeddings_initializer: 'uniform',
  embeddings_regularizer: null,
  embeddings_constraint: null,
  mask_zero: false,
};

const terms = (args: LayerArguments): Terms => ({
  input_dim: args.size('input_dim'),
  output_dim: args.size('output_dim'),
  ...loraTerms(args),
  ...(quantizationOf(args) === 'int4' ? { packed_output_dim: packed(args.size('output_dim'), 2) } : {}),
});

function checkSizes(layer: string): (args: LayerArguments) => void {
  return (args) => {
    checkEach(
      () => requirePositive(layer, args, 'input_dim', 'refused'),
      () => requirePositive(layer, args, 'output_dim', 'refused'),
    );
  };
}

/** A quantized array and its scales, which training leaves alone; undefined where the layer is not quantized. */
function quantized(
  args: LayerArguments,
  name: string,
  shape: (outputDim: string) => readonly string[],
): ArrayDeclaration[] | undefined {
  const mode = quantizationOf(args);
  if (mode === undefined) return undefined;
  if (mode === 'ternary') throw new Undecided('Embedding has no ternary quantization');
  return [
    { name, dimensions: shape(mode === 'int4' ? 'packed_output_dim' : 'output_dim'), trainable: false, dtype: 'int8' },
    { name: `${name}_scale`, dimensions: ['input_dim'], trainable: false },
  ];
}

/** One row for each index. */
function embeddings(args: LayerArguments): ArrayDeclaration[] {
  const lora = loraArrays(args, 'embeddings', ['input_dim'], 'output_dim');
  return (
    quantized(args, 'embeddings', (output) => ['input_dim', output]) ?? [
      { name: 'embeddings', dimensions: ['input_dim', 'output_dim'], frozenLater: lora.length > 0 },
      ...lora,
    ]
  );
}

export const embedding = defineLayer({
  name: 'Embedding',
  family: 'embedding',
  parameters: {
    input_dim: REQUIRED,
    output_dim: REQUIRED,
    ...VECTORS,
    weights: null,
    lora_rank: null,
    lora_alpha: null,
    quantization_config: null,
  },
  formerParameters: FORMER,
  keras2Parameters: { sparse: 'sparse' },
  validate: checkSizes('Embedding'),
  terms,
  arrays: embeddings,
  output: (args, { axes }) => axes.append(args.size('output_dim')),
  multiplyAccumulates: () => 0,
});

/** From vectors back to one score for each index: the last axis is `output_dim` and becomes `input_dim`. */
function reversed(args: LayerArguments, axes: Axes): Axes {
  if (axes.shape) requireKnown('ReversibleEmbedding', axes.at(-1), -1, axes);
  return axes.set(-1, args.size('input_dim'));
}

const isReverse = (call: LayerCall): boolean => {
  const value = call.argument('reverse');
  return value?.kind === 'bool' && value.value;
};

export const reversibleEmbedding = defineLayer({
  name: 'ReversibleEmbedding',
  family: 'embedding',
  base: 'Embedding',
  parameters: {
    input_dim: REQUIRED,
    output_dim: REQUIRED,
    tie_weights: true,
    ...VECTORS,
    reverse_dtype: null,
    logit_soft_cap: null,
    lora_rank: null,
    lora_alpha: null,
  },
  callParameters: ['inputs', 'reverse'],
  validate: checkSizes('ReversibleEmbedding'),
  terms,
  arrays: (args) => {
    if (args.flag('tie_weights')) return embeddings(args);
    const reverse = quantized(args, 'reverse_embeddings', (output) => [output, 'input_dim']) ?? [
      { name: 'reverse_embeddings', dimensions: ['output_dim', 'input_dim'] },
    ];
    return [...embeddings(args), ...reverse];
  },
  output: (args, call) => (isReverse(call) ? reversed(args, call.axes) : call.axes.append(args.size('output_dim'))),
});
