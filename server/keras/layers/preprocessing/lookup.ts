/** StringLookup and IntegerLookup: tokens to indices, or to encodings of them. */
import {
  defineLayer,
  LayerError,
  type LayerArguments,
  type LayerCall,
  type LayerDefinition,
  type ParameterTable,
} from '../definition.ts';
import type { LayerState } from '../layer-state.ts';
import type { Shape } from '../../../shapes/dimension.ts';
import { checkEach, requireOneOf } from '../refusals.ts';
import { inPlaceOfLast, oneHot } from './encoding.ts';
import { indices } from './lookup-values.ts';
import { checkVocabulary, depth, vocabularyMethods, type LookupKind } from './vocabulary.ts';
import { type Message, words } from '../../../words/message.ts';
import { isUndetermined } from '../../../python/domain/undetermined.ts';

/** Keras takes two old spellings. */
export const OUTPUT_MODES: readonly string[] = ['int', 'one_hot', 'multi_hot', 'count', 'tf_idf', 'binary', 'tf-idf'];

/**
 * The shape of looked-up tokens: as it is for indices, else encoded. Keras 3 infers float32 for encodings, and gives
 * int64 for data, but for `tf_idf`.
 */
export function lookedUp(
  kind: LookupKind,
  args: LayerArguments,
  layer: LayerState,
  shape: Shape,
  on: LayerCall['on'],
): { shape: Shape; dtype: string | undefined } {
  const mode = args.text('output_mode');
  if (mode === 'int') return { shape, dtype: 'int64' };
  const categories = depth(kind, args, layer);
  const isInferred = args.kerasVersion === 2 || on === 'symbols' || mode.startsWith('tf');
  return {
    shape: mode === 'one_hot' ? oneHot(shape, categories) : inPlaceOfLast(shape, categories),
    dtype: isInferred ? 'float32' : on === 'arrays' ? 'int64' : undefined,
  };
}

function checkTokens(layer: string, args: LayerArguments): void {
  const refuse = (parameter: string, message: Message): LayerError =>
    new LayerError('bad-argument', words`${layer}: ${message}.`, { parameter });
  const most = args.optionalSize('max_tokens');
  if (typeof most === 'number' && most <= 1)
    throw refuse('max_tokens', words`max_tokens must be greater than 1, but it is ${most}`);
  if (most === undefined && args.flag('pad_to_max_tokens'))
    throw refuse('pad_to_max_tokens', words`with pad_to_max_tokens=True, max_tokens must be set`);
}

function checkModes(layer: string, args: LayerArguments): void {
  const refuse = (parameter: string, message: Message): LayerError =>
    new LayerError('bad-argument', words`${layer}: ${message}.`, { parameter });
  const mode = requireOneOf(layer, args, 'output_mode', OUTPUT_MODES, { ignoreCase: false });
  if (args.flag('invert') && mode !== 'int')
    throw refuse('output_mode', words`with invert=True, output_mode must be "int", but it is "${mode}"`);
  if (args.flag('sparse') && mode === 'int')
    throw refuse('sparse', words`sparse=True needs an output_mode other than "int"`);
  const weights = args.value('idf_weights');
  const isTfIdf = mode === 'tf_idf' || mode === 'tf-idf';
  if (weights.kind !== 'none' && !isUndetermined(weights) && !isTfIdf)
    throw refuse('idf_weights', words`idf_weights are for output_mode="tf_idf"`);
  const vocabulary = args.value('vocabulary');
  if (!isTfIdf || vocabulary.kind === 'none' || isUndetermined(vocabulary)) return;
  if (weights.kind === 'none')
    throw refuse('idf_weights', words`with a vocabulary and output_mode="tf_idf", idf_weights must be given too`);
  if (
    weights.kind === 'list' &&
    vocabulary.kind === 'list' &&
    !weights.summary &&
    !vocabulary.summary &&
    weights.items.length !== vocabulary.items.length
  ) {
    throw refuse(
      'idf_weights',
      words`idf_weights must have one entry for each token, but there are ${weights.items.length} for ${vocabulary.items.length}`,
    );
  }
}

function checkIndices(layer: string, args: LayerArguments): void {
  const count = args.integer('num_oov_indices');
  if (count < 0)
    throw new LayerError('bad-argument', words`${layer}: num_oov_indices must be 0 or more, but it is ${count}.`, {
      parameter: 'num_oov_indices',
    });
}

function checkIntegerSalt(args: LayerArguments): void {
  if (
    args.isNone('salt') ||
    requireOneOf('IntegerLookup', args, 'oov_method', ['floormod', 'farmhash'], { ignoreCase: false }) === 'farmhash'
  )
    return;
  throw new LayerError('bad-argument', words`IntegerLookup: salt can only be used with oov_method="farmhash".`, {
    parameter: 'salt',
  });
}

function lookup(kind: LookupKind, parameters: ParameterTable, options: Partial<LayerDefinition> = {}): LayerDefinition {
  return defineLayer({
    name: kind.layer,
    family: 'preprocessing',
    parameters,
    output: (args, { shape, on }, layer) => lookedUp(kind, args, layer, shape, on),
    attributes: vocabularyMethods(kind),
    values: (args, layer, input) => indices(kind, args, layer, input),
    multiplyAccumulates: () => 0,
    ...options,
    validate: (args) => {
      checkEach(
        () => checkTokens(kind.layer, args),
        () => checkIndices(kind.layer, args),
        () => checkModes(kind.layer, args),
        () => checkVocabulary(kind, args, args.value('vocabulary')),
        () => options.validate?.(args),
      );
    },
  });
}

const ofArguments = {
  mask: (args: LayerArguments) => args.value('mask_token'),
  outOfVocabulary: (args: LayerArguments) => args.value('oov_token'),
  indices: (args: LayerArguments) => args.integer('num_oov_indices'),
};

/** Arguments that only a saved configuration has. */
const FROM_CONFIGURATION = {
  vocabulary_size: 'vocabulary_size',
  has_input_vocabulary: 'has_input_vocabulary',
  vocabulary_dtype: 'vocabulary_dtype',
};

export const lookupLayers: readonly LayerDefinition[] = [
  lookup(
    { layer: 'StringLookup', ...ofArguments, tokens: (_args, value) => (value.kind === 'str' ? [value] : undefined) },
    {
      max_tokens: null,
      num_oov_indices: 1,
      mask_token: null,
      oov_token: '[UNK]',
      vocabulary: null,
      idf_weights: null,
      invert: false,
      output_mode: 'int',
      pad_to_max_tokens: false,
      sparse: false,
      encoding: 'utf-8',
      '*': null,
      salt: null,
      oov_method: 'floormod',
    },
    { formerParameters: FROM_CONFIGURATION, commonByPosition: ['name'] },
  ),
  lookup(
    { layer: 'IntegerLookup', ...ofArguments, tokens: (_args, value) => (value.kind === 'int' ? [value] : undefined) },
    {
      max_tokens: null,
      num_oov_indices: 1,
      mask_token: null,
      oov_token: -1,
      vocabulary: null,
      vocabulary_dtype: 'int64',
      idf_weights: null,
      invert: false,
      output_mode: 'int',
      sparse: false,
      pad_to_max_tokens: false,
      oov_method: 'floormod',
      salt: null,
    },
    {
      formerParameters: {
        ...FROM_CONFIGURATION,
        max_values: 'max_tokens',
        mask_value: 'mask_token',
        oov_value: 'oov_token',
      },
      commonByPosition: ['name'],
      validate: checkIntegerSalt,
    },
  ),
];
