import { dimensionValue } from '../../graph/tensor.ts';
import { sizeOf } from '../values.ts';
import type { Size } from '../../../shapes/dimension.ts';
import {
  LayerError,
  REQUIRED,
  Undecided,
  defineLayer,
  type ArrayDeclaration,
  type LayerArguments,
  type LayerCall,
  type TensorSpec,
  type Terms,
} from '../definition.ts';
import { checkEach, described, requirePositive } from '../refusals.ts';
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
  type AttentionInputs,
} from './projections.ts';
import { KERNEL_AND_BIAS } from '../parameters.ts';
import { type Message, words } from '../../../words/message.ts';
import { isUndetermined } from '../../../python/domain/undetermined.ts';

const NAME = 'MultiHeadAttention';

/** `output_shape`: None, an int, or a list or tuple of ints. */
function outputSizes(args: LayerArguments): readonly Size[] | undefined {
  const value = args.value('output_shape');
  const refuse = (found: Message): LayerError =>
    new LayerError(
      'bad-argument',
      words`${NAME}: output_shape must be an integer or a tuple of integers, but ${found}.`,
      { parameter: 'output_shape' },
    );
  switch (value.kind) {
    case 'none':
      return undefined;
    case 'tuple':
    case 'list':
      if (value.items.length === 0) return undefined;
      return value.items.map((item) => {
        const size = sizeOf(item);
        if (size !== undefined) return size;
        if (isUndetermined(item)) throw new Undecided(item.reason);
        throw refuse(words`one is ${described(item)}`);
      });
    case 'str':
    case 'float':
    case 'dict':
      throw refuse(words`it is ${described(value)}`);
    default:
      return [args.size('output_shape')];
  }
}

function valueDimension(args: LayerArguments): Size {
  return args.optionalSize('value_dim') ?? args.size('key_dim');
}

/** Keras counts the axes on the values with their heads, so one more than the value has. */
function checkAttentionAxes(args: LayerArguments, { value }: AttentionInputs): void {
  if (args.isNone('attention_axes')) return;
  const rank = value.length + 1;
  for (const axis of args.integers('attention_axes')) {
    const place = axis < 0 ? axis + rank - 1 : axis;
    if (place < rank && place >= -rank) continue;
    throw new LayerError(
      'bad-axis',
      words`${NAME}: attention_axes ${axis} is out of bounds: index ${axis} for an input of ${value.length} axes.`,
      { parameter: 'attention_axes', exceptionType: 'IndexError' },
    );
  }
}

function arrays(
  args: LayerArguments,
  inputs: AttentionInputs,
): { readonly arrays: readonly ArrayDeclaration[]; readonly terms: Terms } {
  const { names, terms } = featureTerms(inputs);
  const output = outputSizes(args);
  const outputNames = output
    ? output.map((_, index) => (output.length === 1 ? 'output_features' : `output_${index + 1}`))
    : ['features'];
  const hasValueDim = !args.isNone('value_dim');
  const valueName = hasValueDim ? 'value_dim' : 'key_dim';
  return {
    terms: {
      ...terms,
      ...lengthTerms(inputs),
      ...(args.flag('use_gate') ? { gates: 1 } : {}),
      heads: args.size('num_heads'),
      key_dim: args.size('key_dim'),
      ...(hasValueDim ? { value_dim: valueDimension(args) } : {}),
      ...Object.fromEntries((output ?? []).map((size, index) => [outputNames[index], size])),
    },
    arrays: [
      ...projection(args, 'query', [names.query], ['heads', 'key_dim']),
      ...projection(args, 'key', [names.key], ['heads', 'key_dim']),
      ...(args.flag('use_gate') ? projection(args, 'gate', [names.query], ['heads', valueName]) : []),
      ...projection(args, 'value', [names.value], ['heads', valueName]),
      ...projection(args, 'attention_output', ['heads', valueName], outputNames),
    ],
  };
}

/**
 * For symbolic tensors Keras 3 says (batch, heads, query length, query length); computed scores, which are those of
 * Keras 2 too, have the value's length last.
 */
function scores(args: LayerArguments, call: LayerCall, { query, key }: AttentionInputs): TensorSpec {
  if (call.on === 'symbols' && args.kerasVersion === 3)
    return { shape: [query[0] ?? null, args.size('num_heads'), query[1] ?? null, query[1] ?? null] };
  if (query.length !== 3 || !args.isNone('attention_axes'))
    throw new Undecided('the shape of these scores is not declared');
  return { shape: [query[0] ?? null, args.size('num_heads'), query[1] ?? null, key[1] ?? null] };
}

/**
 * https://arxiv.org/abs/1706.03762: query, key and value are projected into heads of key_dim each, and back to the
 * query's features.
 */
export const multiHeadAttention = defineLayer({
  name: NAME,
  family: 'attention',
  parameters: {
    num_heads: REQUIRED,
    key_dim: REQUIRED,
    value_dim: null,
    dropout: 0.0,
    use_bias: true,
    output_shape: null,
    attention_axes: null,
    sliding_window: null,
    flash_attention: null,
    ...KERNEL_AND_BIAS,
    use_gate: false,
    seed: null,
  },
  callParameters: CALL_PARAMETERS,
  validate: (args) => {
    checkEach(
      () => requirePositive(NAME, args, 'num_heads', 'refused'),
      () => requirePositive(NAME, args, 'key_dim', 'refused'),
      () => (args.isNone('value_dim') ? undefined : requirePositive(NAME, args, 'value_dim', 'refused')),
      () => outputSizesAtConstruction(args),
      () => requireWindow(NAME, args),
      () => checkFlashAttention(NAME, args),
    );
  },
  build: (builder, args, _layer, _inputs, call) => {
    const inputs = attentionInputs(NAME, call);
    checkValueAndKey(NAME, inputs);
    requireFeatures(NAME, inputs);
    checkAttentionAxes(args, inputs);
    const declared = arrays(args, inputs);
    for (const array of declared.arrays) builder.add(array, declared.terms);
    addSoftmaxAndDropout(builder, args);
  },
  output: (args, call) => {
    const inputs = attentionInputs(NAME, call);
    checkValueAndKey(NAME, inputs);
    const output = outputSizes(args);
    return withScores(call, output ? [...inputs.query.slice(0, -1), ...output] : inputs.query, () =>
      scores(args, call, inputs),
    );
  },
  attributes: { value_dim: (args) => dimensionValue(valueDimension(args)) },
  multiplyAccumulates: (terms, output) =>
    attentionMultiplyAccumulates(terms, output, {
      queryHeads: 'heads',
      keyHeads: 'heads',
      keyDim: 'key_dim',
      valueDim: 'value_dim',
    }),
});

/** The constructor only refuses what cannot be made a tuple; the entries are looked at when the arrays are made. */
function outputSizesAtConstruction(args: LayerArguments): void {
  if (args.value('output_shape').kind === 'float') outputSizes(args);
}
