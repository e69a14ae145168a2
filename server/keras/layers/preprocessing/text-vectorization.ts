import { str, type Value } from '../../../python/domain/value.ts';
import type { Shape } from '../../../shapes/dimension.ts';
import { LayerError, defineLayer, type LayerArguments } from '../definition.ts';
import { checkEach, described, requireOneOf } from '../refusals.ts';
import { OUTPUT_MODES, lookedUp } from './lookup.ts';
import { vectorized } from './lookup-values.ts';
import { checkVocabulary, vocabularyMethods, type LookupKind } from './vocabulary.ts';
import { type Message, words } from '../../../words/message.ts';

const NAME = 'TextVectorization';
const STANDARDIZATIONS = ['lower_and_strip_punctuation', 'lower', 'strip_punctuation'];
const SPLITS = ['whitespace', 'character'];
const PUNCTUATION = /[!"#$%&()*+,\-./:;<=>?@[\\\]^_`{|}~']/g;

/** None, a function, or one of the names. */
function checkChoice(args: LayerArguments, name: string, allowed: readonly string[]): void {
  const { kind } = args.value(name);
  if (kind === 'str' || kind === 'int' || kind === 'float' || kind === 'list')
    requireOneOf(NAME, args, name, allowed, { ignoreCase: false });
}

function checkLengths(args: LayerArguments): void {
  const refuse = (parameter: string, message: Message): LayerError =>
    new LayerError('bad-argument', words`${NAME}: ${message}.`, { parameter });
  const mode = requireOneOf(NAME, args, 'output_mode', OUTPUT_MODES, { ignoreCase: false });
  const length = args.value('output_sequence_length');
  if (mode === 'int') {
    if (['str', 'float', 'list', 'tuple'].includes(length.kind))
      throw refuse(
        'output_sequence_length',
        words`output_sequence_length must be None or an integer, but it is ${described(length)}`,
      );
    return;
  }
  if (length.kind === 'int')
    throw refuse(
      'output_sequence_length',
      words`output_sequence_length is for output_mode="int" only, and output_mode is "${mode}"`,
    );
  if (args.flag('ragged')) throw refuse('ragged', words`ragged=True is for output_mode="int" only`);
}

/** None, or a function of the program's, which the texts come from. */
const STANDARDIZED: ReadonlySet<Value['kind']> = new Set<Value['kind']>(['none', 'function', 'method']);

/**
 * The words of a text as the layer splits it; undefined where that is up to a function, to n-grams, or to rules of
 * other alphabets.
 */
function tokensOf(args: LayerArguments, value: Value): readonly Value[] | undefined {
  const [standardize, split, ngrams] = [args.value('standardize'), args.value('split'), args.value('ngrams')];
  const widths = widthsOf(ngrams);
  if (value.kind !== 'str' || widths === undefined || !/^[\t\n\r -~]*$/.test(value.value)) return undefined;
  let text = value.value;
  if (standardize.kind === 'str') {
    if (standardize.value.startsWith('lower')) text = text.toLowerCase();
    if (standardize.value.endsWith('strip_punctuation')) text = text.replace(PUNCTUATION, '');
  } else if (!STANDARDIZED.has(standardize.kind)) {
    return undefined;
  }
  if (split.kind === 'none') return widths.length > 0 ? undefined : [str(text)];
  if (split.kind !== 'str') return undefined;
  const words = split.value === 'character' ? [...text] : text.split(/\s+/).filter((word) => word !== '');
  if (widths.length === 0) return words.map(str);
  return widths.flatMap((width) =>
    words.slice(0, Math.max(0, words.length - width + 1)).map((_, at) => str(words.slice(at, at + width).join(' '))),
  );
}

/** So many words are one token: none for words alone; undefined where it is not known. A number is up to so many. */
function widthsOf(ngrams: Value): readonly number[] | undefined {
  if (ngrams.kind === 'none') return [];
  if (ngrams.kind === 'int')
    return ngrams.value < 1n || ngrams.value > 20n
      ? undefined
      : Array.from({ length: Number(ngrams.value) }, (_, index) => index + 1);
  if (ngrams.kind !== 'tuple' && ngrams.kind !== 'list') return undefined;
  const widths = ngrams.items.map((item) => (item.kind === 'int' ? Number(item.value) : 0));
  return widths.length > 0 && widths.every((width) => width > 0) ? widths : undefined;
}

/**
 * Keras 2 gives what it computes: words along one more axis than the texts (whose last axis of size 1 goes), or an
 * index for each text that is not split.
 */
function formerIndices(args: LayerArguments, shape: Shape): Shape {
  const length = args.optionalSize('output_sequence_length');
  if (!args.isNone('split')) return [...(shape.length > 1 ? shape.slice(0, -1) : shape), length ?? null];
  return length === undefined || length === null ? shape : [...shape.slice(0, -1), length];
}

const KIND: LookupKind = {
  layer: NAME,
  mask: () => str(''),
  outOfVocabulary: () => str('[UNK]'),
  indices: () => 1,
  tokens: tokensOf,
};

/**
 * Texts to sequences of indices, or to one encoding for each text. The vocabulary is looked up by a StringLookup
 * inside.
 */
export const textVectorization = defineLayer({
  name: NAME,
  family: 'preprocessing',
  parameters: {
    max_tokens: null,
    standardize: 'lower_and_strip_punctuation',
    split: 'whitespace',
    ngrams: null,
    output_mode: 'int',
    output_sequence_length: null,
    pad_to_max_tokens: false,
    vocabulary: null,
    idf_weights: null,
    sparse: false,
    ragged: false,
    encoding: 'utf-8',
  },
  commonByPosition: ['name'],
  formerParameters: { vocabulary_size: 'vocabulary_size', has_input_vocabulary: 'has_input_vocabulary' },
  validate: (args) => {
    checkEach(
      () => checkChoice(args, 'standardize', STANDARDIZATIONS),
      () => checkChoice(args, 'split', SPLITS),
      () => checkLengths(args),
      () => checkVocabulary(KIND, args, args.value('vocabulary')),
    );
  },
  // The look-up is a layer inside, with an automatic name.
  build: (builder) => {
    builder.create('StringLookup', undefined, {});
  },
  output: (args, { shape, on }, layer) => {
    if (args.text('output_mode') === 'int')
      return {
        shape:
          args.kerasVersion === 2
            ? formerIndices(args, shape)
            : [shape[0] ?? null, args.optionalSize('output_sequence_length') ?? null],
        dtype: 'int64',
      };
    const tokens = args.isNone('split') ? (shape.length <= 1 ? [...shape, 1] : shape) : [...shape, null];
    return lookedUp(KIND, args, layer, tokens, on);
  },
  attributes: vocabularyMethods(KIND),
  values: (args, layer, input, interpreter) => vectorized(KIND, args, layer, input, interpreter),
  multiplyAccumulates: () => 0,
});
