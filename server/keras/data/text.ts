/** Words as numbers: `Tokenizer` and the functions around it. */
import { ArrayValue } from '../../python/library/arrays/array-value.ts';
import { sizeOf } from '../../python/library/arrays/conversion.ts';
import { define, NotDecided, type LibraryCall } from '../../python/library/arrays/library-call.ts';
import type { Size } from '../../shapes/dimension.ts';
import { bind } from '../../python/library/arrays/library-call.ts';
import type { HostEffects } from '../../python/domain/effects.ts';
import { HostValue } from '../../python/domain/host.ts';
import type { Interpreter } from '../../python/domain/interpreter.ts';
import type { Mutable } from '../../python/domain/journal.ts';
import {
  ClassValue,
  DictValue,
  int,
  ListValue,
  NONE,
  str,
  type NativeFunction,
  type Value,
} from '../../python/domain/value.ts';
import { counted, sequenceNumbers } from './word-numbers.ts';
import { describedInteger, describedSymbol } from '../../python/library/unknowns.ts';
import { words } from '../../words/message.ts';
import { isUndetermined, Top, undetermined, type Undetermined } from '../../python/domain/undetermined.ts';
import { defineState, kept, type State } from '../../python/domain/state.ts';

const usualFilters = '!"#$%&()*+,-./:;<=>?@[\\]^_`{|}~\t\n';
/** More characters than this are not counted. */
const longestText = 1_000_000;
/** Characters that are taken apart in the time of a step. */
const CHARACTERS_OF_A_STEP = 25;

interface Splitting {
  readonly filters: string;
  readonly lower: boolean;
  readonly split: string;
}

function wordsOf(text: string, { filters, lower, split }: Splitting): string[] {
  const prepared = lower ? text.toLowerCase() : text;
  let replaced = '';
  for (const character of prepared) replaced += filters.includes(character) ? split : character;
  return replaced.split(split).filter((word) => word !== '');
}

function splitting(call: LibraryCall): Splitting {
  return {
    filters: call.text('filters', usualFilters),
    lower: call.flag('lower', true),
    split: call.text('split', ' '),
  };
}

interface Vocabulary {
  /** Words in order of their numbers, the first has 1; undefined where the texts are not known. */
  readonly words: readonly string[] | undefined;
  /** The number of each word. */
  readonly places: ReadonlyMap<string, number>;
  readonly counts: ReadonlyMap<string, number>;
  readonly documents: number;
}

/** `keras.preprocessing.text.Tokenizer` */
export class Tokenizer extends HostValue implements Mutable {
  readonly typeName = 'Tokenizer';
  readonly options: Splitting;
  readonly numWords: Value;
  readonly outOfVocabulary: Value;
  readonly isByCharacter: boolean;
  vocabulary: Vocabulary = { words: [], places: new Map(), counts: new Map(), documents: 0 };
  /** The word index where it is not known: one for each fit, so that its length is one symbol. */
  openIndex: Undetermined | undefined;

  constructor(options: Splitting, numWords: Value, outOfVocabulary: Value, isByCharacter: boolean) {
    super();
    this.options = options;
    this.numWords = numWords;
    this.outOfVocabulary = outOfVocabulary;
    this.isByCharacter = isByCharacter;
  }
  get state(): State {
    return FITTED;
  }

  /** Words of one text; undefined where it is not known. */
  tokens(interpreter: Interpreter, text: Value): readonly string[] | undefined {
    if (text.kind === 'list' || text.kind === 'tuple') {
      if (text.kind === 'list' && text.summary) return undefined;
      const words = text.items.map((item) => (item.kind === 'str' ? this.cased(item.value) : undefined));
      return words.every((word) => word !== undefined) ? words : undefined;
    }
    if (text.kind !== 'str' || text.value.length > longestText) return undefined;
    interpreter.spend(Math.ceil(text.value.length / CHARACTERS_OF_A_STEP));
    return this.isByCharacter ? [...this.cased(text.value)] : wordsOf(text.value, this.options);
  }
  private cased(text: string): string {
    return this.options.lower ? text.toLowerCase() : text;
  }

  override havoc(interpreter: Interpreter, { called, reason }: HostEffects): void {
    if (called.has('fit_on_texts')) this.fit(interpreter, interpreter.unknown(reason), undefined);
  }

  fit(interpreter: Interpreter, texts: Value, receiver: string | undefined): void {
    interpreter.touch(this);
    const items = isUndetermined(texts) || texts instanceof ArrayValue ? undefined : interpreter.iterate(texts);
    const counts = new Map(this.vocabulary.counts);
    let documents = this.vocabulary.words ? this.vocabulary.documents : Number.NaN;
    for (const text of items ?? []) {
      interpreter.spend();
      const tokens = this.tokens(interpreter, text);
      if (!tokens) {
        documents = Number.NaN;
        break;
      }
      documents++;
      interpreter.spend(Math.ceil(tokens.length / 20));
      for (const token of tokens) counts.set(token, (counts.get(token) ?? 0) + 1);
    }
    if (!items || Number.isNaN(documents)) {
      this.vocabulary = { words: undefined, places: new Map(), counts: new Map(), documents: 0 };
      this.openIndex = interpreter.unknown(
        'the texts decide which words there are',
        `${receiver ?? 'tokenizer'}.word_index`,
      );
      return;
    }
    const ordered = [...counts].sort(([, a], [, b]) => b - a).map(([word]) => word);
    const oov = this.outOfVocabulary;
    const words = oov.kind === 'str' ? [...new Set([oov.value, ...ordered])] : ordered;
    this.vocabulary = { words, places: new Map(words.map((word, index) => [word, index + 1])), counts, documents };
    this.openIndex =
      oov.kind === 'str' || oov.kind === 'none'
        ? undefined
        : interpreter.unknown('oov_token is not known', `${receiver ?? 'tokenizer'}.word_index`);
  }

  /** Numbers of the words of one text, as `texts_to_sequences` gives them; undefined where they are not known. */
  numbers(interpreter: Interpreter, text: Value): number[] | undefined {
    const { words, places } = this.vocabulary;
    const tokens = this.tokens(interpreter, text);
    const limit =
      this.numWords.kind === 'none'
        ? Number.POSITIVE_INFINITY
        : this.numWords.kind === 'int'
          ? Number(this.numWords.value) || Number.POSITIVE_INFINITY
          : undefined;
    if (!words || !tokens || this.openIndex || limit === undefined) return undefined;
    const unseen = this.outOfVocabulary.kind === 'str' ? places.get(this.outOfVocabulary.value) : undefined;
    const numbers: number[] = [];
    for (const token of tokens) {
      const place = places.get(token);
      const number = place !== undefined && place < limit ? place : unseen;
      if (number !== undefined) numbers.push(number);
    }
    return numbers;
  }

  /** Texts of word numbers; what has no word is the token for that, or left out. */
  texts(rows: readonly (readonly number[])[]): readonly string[] | undefined {
    const { words } = this.vocabulary;
    const limit = this.numWords.kind === 'none' ? Number.POSITIVE_INFINITY : sizeOf(this.numWords);
    const unseen = this.outOfVocabulary.kind === 'str' ? this.outOfVocabulary.value : undefined;
    if (!words || this.openIndex || typeof limit !== 'number') return undefined;
    return rows.map((row) =>
      row
        .map((number) => (number < limit && words[number - 1] !== undefined ? words[number - 1] : unseen))
        .filter((word) => word !== undefined)
        .join(' '),
    );
  }

  /** Columns of `texts_to_matrix`: num_words, or one more than there are words. */
  get columns(): Size | undefined {
    const limit = this.numWords.kind === 'none' ? undefined : sizeOf(this.numWords);
    if (this.numWords.kind !== 'none') return limit === 0 ? undefined : limit;
    return this.vocabulary.words && !this.openIndex ? this.vocabulary.words.length + 1 : undefined;
  }

  override getAttribute(interpreter: Interpreter, name: string): Value | undefined {
    const method = Object.hasOwn(methods, name) ? methods[name] : undefined;
    if (method) return bind(this, method);
    const { words: vocabulary, counts, documents } = this.vocabulary;
    switch (name) {
      case 'num_words':
        return this.numWords;
      case 'oov_token':
        return this.outOfVocabulary;
      case 'word_index':
        return (
          this.openIndex ??
          dictOf(
            interpreter,
            (vocabulary ?? []).map((word, index) => [str(word), int(index + 1)]),
          )
        );
      case 'index_word':
        return this.openIndex
          ? interpreter.unknown(this.openIndex.reason)
          : dictOf(
              interpreter,
              (vocabulary ?? []).map((word, index) => [int(index + 1), str(word)]),
            );
      case 'word_counts':
        return this.openIndex
          ? interpreter.unknown(this.openIndex.reason)
          : dictOf(
              interpreter,
              [...counts].map(([word, count]) => [str(word), int(count)]),
            );
      case 'document_count':
        return vocabulary ? int(documents) : describedInteger('the texts are not known', 'document_count');
      default:
        return name.startsWith('__') ? undefined : interpreter.unknown(words`${name} of a tokenizer is not worked out`);
    }
  }
  override truth(): boolean {
    return true;
  }
}

const FITTED = defineState<Pick<Tokenizer, 'vocabulary' | 'openIndex'>>(
  { vocabulary: kept(), openIndex: kept() },
  {
    join(a, b, { unknown }) {
      if (a.vocabulary === b.vocabulary) return a;
      return {
        vocabulary: { words: undefined, places: new Map(), counts: new Map(), documents: 0 },
        openIndex: a.openIndex ?? b.openIndex ?? unknown('which texts it is fitted on is not decided'),
      };
    },
  },
);

function dictOf(interpreter: Interpreter, pairs: readonly (readonly [Value, Value])[]): Value {
  const entries = new Map<string, readonly [Value, Value]>();
  interpreter.spend(Math.ceil(pairs.length / 8));
  for (const pair of pairs) {
    const key = interpreter.hashKey(pair[0]);
    if (key === undefined) return interpreter.unknown('the words are not known');
    entries.set(key, pair);
  }
  return new DictValue(entries);
}

function self(call: LibraryCall): Tokenizer {
  const value = call.required('self');
  if (value instanceof Tokenizer) return value;
  throw new NotDecided('the tokenizer is not known');
}

/** The number of texts: of something unknown, its length. */
function countOf(call: LibraryCall, texts: Value): Size {
  const size = sizeOf(call.interpreter.length(texts));
  if (size === undefined)
    throw new NotDecided('the number of texts is not known', isUndetermined(texts) ? texts : undefined);
  return size;
}

/** Of an array of lists of word numbers. */
export const TEXTS_NOT_KNOWN = words`the texts are not known`;

function sequences(call: LibraryCall, texts: Value): Value {
  const tokenizer = self(call);
  const items = isUndetermined(texts) || texts instanceof ArrayValue ? undefined : call.interpreter.iterate(texts);
  if (!items) {
    if (isUndetermined(texts)) return call.unknown('the texts are not known');
    return new ArrayValue({ shape: [countOf(call, texts)], dtype: 'object', reason: TEXTS_NOT_KNOWN });
  }
  const lists: Value[] = [];
  for (const text of items) {
    call.interpreter.spend();
    const numbers = tokenizer.numbers(call.interpreter, text);
    lists.push(
      numbers ? new ListValue(numbers.map((number) => int(number))) : new Top('the words of the text are not known'),
    );
  }
  return new ListValue(lists);
}

function matrix(
  call: LibraryCall,
  rows: Value,
  numbered: (call: LibraryCall, rows: Value) => readonly (readonly number[])[] | undefined,
): Value {
  const tokenizer = self(call);
  const columns =
    tokenizer.columns ??
    (call.sourceText === undefined
      ? describedSymbol('number of words')
      : sizeOf(
          call.interpreter.unknownInteger('the texts decide which words there are', `${call.sourceText}.shape[1]`),
        ));
  if (columns === undefined) throw new NotDecided('the number of words is not known');
  const mode = call.optional('mode');
  const counts = mode?.kind === 'str' && mode.value === 'count';
  const isPlain = mode === undefined || counts || (mode.kind === 'str' && mode.value === 'binary');
  const size = countOf(call, rows);
  return new ArrayValue({
    shape: [size, columns],
    dtype: 'float64',
    elements:
      isPlain && typeof columns === 'number'
        ? counted(call.interpreter, numbered(call, rows), columns, counts)
        : undefined,
    reason: words`it is counted in the texts`,
  });
}

/** The same of texts. */
function numbersOfTexts(call: LibraryCall, texts: Value): readonly (readonly number[])[] | undefined {
  const lists = isUndetermined(texts) || texts instanceof ArrayValue ? texts : sequences(call, texts);
  return sequenceNumbers(lists);
}

/** `t` of `t.fit_on_texts(docs)`. */
function receiverText(call: LibraryCall): string | undefined {
  return /^([\w.]+)\.\w+\(/.exec(call.sourceText ?? '')?.[1];
}

const methods: Readonly<Record<string, NativeFunction>> = {
  fit_on_texts: define('fit_on_texts', 'self texts', (call) => {
    self(call).fit(call.interpreter, call.required('texts'), receiverText(call));
    return NONE;
  }),
  fit_on_sequences: define('fit_on_sequences', 'self sequences', () => NONE),
  texts_to_sequences: define('texts_to_sequences', 'self texts', (call) => sequences(call, call.required('texts'))),
  texts_to_sequences_generator: define('texts_to_sequences_generator', 'self texts', (call) =>
    sequences(call, call.required('texts')),
  ),
  texts_to_matrix: define('texts_to_matrix', 'self texts mode', (call) =>
    matrix(call, call.required('texts'), numbersOfTexts),
  ),
  sequences_to_matrix: define('sequences_to_matrix', 'self sequences mode', (call) =>
    matrix(call, call.required('sequences'), (_call, rows) => sequenceNumbers(rows)),
  ),
  sequences_to_texts: define('sequences_to_texts', 'self sequences', (call) => {
    const rows = sequenceNumbers(call.required('sequences'));
    const texts = rows && self(call).texts(rows);
    return texts ? new ListValue(texts.map((text) => str(text))) : call.unknown('the texts are not put together again');
  }),
  to_json: define('to_json', 'self', (call) => call.unknown('the description as JSON is not written out')),
  get_config: define('get_config', 'self', (call) => call.unknown('the configuration is not written out')),
};

const makeTokenizer = define(
  'Tokenizer',
  'num_words|nb_words filters lower split char_level oov_token analyzer',
  (call) =>
    new Tokenizer(
      splitting(call),
      call.passed('num_words') ?? NONE,
      call.passed('oov_token') ?? NONE,
      call.flag('char_level', false),
    ),
);

export const tokenizerClass = new ClassValue({
  name: 'Tokenizer',
  qualifiedName: 'keras.preprocessing.text.Tokenizer',
  construct: (interpreter, _cls, args) => makeTokenizer.implementation(interpreter, args),
});

export const textFunctions: Readonly<Record<string, Value>> = {
  Tokenizer: tokenizerClass,
  text_to_word_sequence: define(
    'text_to_word_sequence',
    'input_text|text filters lower split',
    (call) => new ListValue(wordsOf(call.text('input_text'), splitting(call)).map((word) => str(word))),
  ),
  /** One number for each word, drawn from a hash that changes from run to run. */
  one_hot: hashed('one_hot'),
  hashing_trick: hashed('hashing_trick'),
  tokenizer_from_json: define('tokenizer_from_json', 'json_string', (call) =>
    call.unknown('the tokenizer is read from a file'),
  ),
};

function hashed(name: string): NativeFunction {
  return define(
    name,
    name === 'one_hot' ? 'text|input_text n filters lower split' : 'text n hash_function filters lower split',
    (call) => {
      const text = call.required('text');
      if (text.kind !== 'str') throw new NotDecided('the text is not known');
      return new ListValue(
        wordsOf(text.value, splitting(call)).map(() => undetermined('it is a hash of the word', { integer: true })),
      );
    },
  );
}
