/** Which tokens a lookup layer knows: given, set, or learned from data by adapt(). */
import type { CallArguments, Interpreter } from '../../../python/domain/interpreter.ts';
import { int, ListValue, NativeFunction, NONE, str, type Value } from '../../../python/domain/value.ts';
import { ArrayValue } from '../../../python/library/arrays/array-value.ts';
import { describedSymbol } from '../../../python/library/unknowns.ts';
import type { Dimension, Size } from '../../../shapes/dimension.ts';
import { DatasetValue } from '../../data/dataset.ts';
import { decoded } from '../../data/bytes-of-text.ts';
import { RaggedValue } from '../../data/ragged.ts';
import { refusing } from '../create.ts';
import { LayerError, Undecided, type LayerArguments } from '../definition.ts';
import type { LayerState } from '../layer-state.ts';
import { described } from '../refusals.ts';
import { sizeOf } from '../values.ts';
import { type Message, type Text, words } from '../../../words/message.ts';
import { undetermined, type Undetermined } from '../../../python/domain/undetermined.ts';

const VOCABULARY = 'vocabulary';
const SIZE = 'vocabulary size';

/** What differs between the lookup layers. */
export interface LookupKind {
  readonly layer: string;
  /** The token that stands for nothing, at index 0; None for none. */
  readonly mask: (args: LayerArguments) => Value;
  readonly outOfVocabulary: (args: LayerArguments) => Value;
  readonly indices: (args: LayerArguments) => number;
  /** Tokens of one text or value of the data; undefined where they are not surely these. */
  readonly tokens: (args: LayerArguments, value: Value) => readonly Value[] | undefined;
}

/** The tokens for what is out of the vocabulary are listed one by one. */
const MOST_INDICES = 100_000;

const keyOf = (value: Value): string | undefined =>
  value.kind === 'str'
    ? `s${value.value}`
    : value.kind === 'int'
      ? `i${value.value}`
      : value.kind === 'none'
        ? 'none'
        : undefined;

export const sameToken = (a: Value, b: Value): boolean => keyOf(a) !== undefined && keyOf(a) === keyOf(b);

/** The items of a vocabulary or of data; undefined where they are not all known. */
function itemsOf(value: Value): readonly Value[] | undefined {
  if (value.kind === 'tuple' || (value.kind === 'list' && !value.summary)) return value.items;
  return value instanceof ArrayValue && value.shape?.length === 1 ? value.elements : undefined;
}

/** All tokens of data to adapt to; undefined where they are not all known. */
function dataOf(data: Value): readonly Value[] | undefined {
  if (data instanceof ArrayValue) return data.elements;
  if (data instanceof RaggedValue) return data.flat.elements;
  if (data instanceof DatasetValue) {
    // The order does not matter.
    const items = data.items ?? data.sample;
    return items && allOf(items.map((item) => (item instanceof ArrayValue ? item.elements : undefined)));
  }
  const items = itemsOf(data);
  if (!items) return undefined;
  return allOf(items.map((item) => (item.kind === 'list' || item.kind === 'tuple' ? dataOf(item) : [item])));
}

const allOf = (parts: readonly (readonly Value[] | undefined)[]): readonly Value[] | undefined =>
  parts.every((part) => part !== undefined) ? parts.flat() : undefined;

/** Whether indices are given out, and not encodings. */
export const givesIndices = (args: LayerArguments): boolean => args.text('output_mode') === 'int';

/**
 * Tokens that stand before the vocabulary: the mask (only with indices), then those for what is out of the vocabulary.
 */
function specialTokens(kind: LookupKind, args: LayerArguments): readonly Value[] {
  const mask = kind.mask(args);
  const masks = mask.kind !== 'none' && givesIndices(args) ? [mask] : [];
  if (kind.indices(args) > MOST_INDICES)
    throw new Undecided(words`more than ${MOST_INDICES} indices for what is out of the vocabulary are not followed`);
  return [...masks, ...new Array<Value>(Math.max(kind.indices(args), 0)).fill(kind.outOfVocabulary(args))];
}

/** The vocabulary as given, without special tokens; 'none' where there is none, undefined where it is not known. */
function givenTokens(kind: LookupKind, args: LayerArguments, layer: LayerState): readonly Value[] | 'none' | undefined {
  const kept = layer.kept.get(VOCABULARY);
  const value = kept && !('instance' in kept) ? kept : args.value(VOCABULARY);
  if (value.kind === 'none') return 'none';
  const items = itemsOf(value);
  if (!items) return undefined;
  const special = specialTokens(kind, args);
  const starts = special.every((token, index) => {
    const item = items[index];
    return item !== undefined && sameToken(item, token);
  });
  return special.length > 0 && starts ? items.slice(special.length) : items;
}

/** How many entries an encoding has; None before a vocabulary is known, as in Keras. */
export function depth(kind: LookupKind, args: LayerArguments, layer: LayerState): Dimension {
  if (args.flag('pad_to_max_tokens')) return args.optionalSize('max_tokens') ?? null;
  const learned = layer.kept.get(SIZE);
  if (learned && !('instance' in learned)) {
    const size = sizeOf(learned);
    if (size === undefined) throw new Undecided('the size of the vocabulary is not known');
    return size;
  }
  const tokens = givenTokens(kind, args, layer);
  if (tokens === undefined) throw new Undecided('the size of the vocabulary is not known');
  return tokens === 'none' ? null : tokens.length + specialTokens(kind, args).length;
}

/** A vocabulary of unknown size: one named number for all that follows from it. */
function keepUnknownSize(interpreter: Interpreter, layer: LayerState, reason: Message): void {
  interpreter.touch(layer);
  layer.kept.set(SIZE, unknownSize(reason, `${layer.name}.vocabulary_size()`));
}

/** The layer's name is Keras's: the program may well call it something else. */
const unknownSize = (reason: Text, name: string): Undetermined =>
  undetermined(reason, { name, integer: true, makeSymbol: () => describedSymbol(name) });

/**
 * adapt(data): what is learned of texts or integers that are written in the program; otherwise a size of its own name.
 */
function adapt(kind: LookupKind, args: LayerArguments, layer: LayerState): NativeFunction['implementation'] {
  return (interpreter, { positional, keywords }) => {
    const data = positional[0] ?? keywords.get('data');
    const items = data && dataOf(data);
    interpreter.spend(Math.ceil((items?.length ?? 0) / 16));
    const texts = items && standardized(interpreter, args, items);
    const found = texts?.map((item) => kind.tokens(args, item));
    interpreter.touch(layer);
    if (!found || found.some((tokens) => tokens === undefined)) {
      keepUnknownSize(interpreter, layer, words`the vocabulary is learned from data`);
      return NONE;
    }
    const special = [...specialTokens(kind, args), kind.mask(args), kind.outOfVocabulary(args)];
    const counts = new Map<string, { token: Value; count: number }>();
    for (const token of found.flatMap((tokens) => tokens ?? [])) {
      const key = keyOf(token);
      if (key === undefined || special.some((one) => sameToken(one, token))) continue;
      counts.set(key, { token, count: (counts.get(key)?.count ?? 0) + 1 });
    }
    // Frequent tokens first; of equally frequent ones the last in the order of tokens.
    const ordered = [...counts.values()]
      .sort((a, b) => b.count - a.count || compareTokens(b.token, a.token))
      .map(({ token }) => token);
    const most = args.optionalSize('max_tokens');
    const room = typeof most === 'number' ? Math.max(most - specialTokens(kind, args).length, 0) : ordered.length;
    layer.kept.delete(SIZE);
    layer.kept.set(VOCABULARY, new ListValue([...ordered.slice(0, room)]));
    return NONE;
  };
}

/** Texts as a function of the program's makes them, which says how they are standardized. */
export function standardized(
  interpreter: Interpreter,
  args: LayerArguments,
  items: readonly Value[],
): readonly Value[] | undefined {
  const standardize = args.given('standardize') ? args.value('standardize') : NONE;
  if (standardize.kind !== 'function' && standardize.kind !== 'method') return items.map(asText);
  const texts = new ArrayValue({ shape: [items.length], dtype: 'string', elements: items, library: 'tensorflow' });
  const made = interpreter.tryOut(() => interpreter.call(standardize, [texts]));
  return made instanceof ArrayValue && made.elements?.length === items.length ? made.elements.map(asText) : undefined;
}

/** Bytes of a tensor as the text that they are. */
function asText(value: Value): Value {
  const text = value.kind === 'bytes' ? decoded(value.value) : undefined;
  return text === undefined ? value : str(text);
}

/** All tokens in the order of their indices; undefined where they are not known, or there are none yet. */
export function indexedTokens(kind: LookupKind, args: LayerArguments, layer: LayerState): readonly Value[] | undefined {
  if (layer.kept.has(SIZE)) return undefined;
  const tokens = givenTokens(kind, args, layer);
  return tokens === undefined || tokens === 'none' ? undefined : [...specialTokens(kind, args), ...tokens];
}

/** @throws LayerError for data where there is no vocabulary yet; a graph may still get one for its indices. */
export function refuseWithoutVocabulary(
  kind: LookupKind,
  args: LayerArguments,
  layer: LayerState,
  inGraph: boolean,
): void {
  if (layer.kept.has(SIZE) || layer.handedOut || args.flag('pad_to_max_tokens')) return;
  if (givenTokens(kind, args, layer) !== 'none' || (inGraph && givesIndices(args))) return;
  throw new LayerError(
    'not-adapted',
    words`${kind.layer} does not know its vocabulary yet: give vocabulary, or call adapt() on data before the layer is used.`,
    { exceptionType: givesIndices(args) ? 'FailedPreconditionError' : 'RuntimeError' },
  );
}

function compareTokens(a: Value, b: Value): number {
  if (a.kind === 'int' && b.kind === 'int') return a.value < b.value ? -1 : a.value > b.value ? 1 : 0;
  const [x, y] = [a.kind === 'str' ? a.value : '', b.kind === 'str' ? b.value : ''];
  return x < y ? -1 : x > y ? 1 : 0;
}

/** Methods of the lookup layers that programs call. */
export function vocabularyMethods(
  kind: LookupKind,
): Readonly<Record<string, (args: LayerArguments, layer: LayerState) => Value>> {
  const method =
    (
      name: string,
      run: (args: LayerArguments, layer: LayerState, interpreter: Interpreter, call: CallArguments) => Value,
    ) =>
    (args: LayerArguments, layer: LayerState): Value =>
      new NativeFunction(name, (interpreter, call) => {
        try {
          return run(args, layer, interpreter, call);
        } catch (error) {
          if (error instanceof Undecided) return interpreter.unknown(error.reason);
          throw error;
        }
      });
  return {
    adapt: method('adapt', (args, layer, interpreter, call) => adapt(kind, args, layer)(interpreter, call)),
    set_vocabulary: method('set_vocabulary', (args, layer, interpreter, { positional, keywords }) => {
      const vocabulary = positional[0] ?? keywords.get(VOCABULARY) ?? NONE;
      refusing(interpreter, layer, () => {
        checkVocabulary(kind, args, vocabulary);
      });
      interpreter.touch(layer);
      layer.kept.delete(SIZE);
      if (itemsOf(vocabulary)) layer.kept.set(VOCABULARY, vocabulary);
      else keepUnknownSize(interpreter, layer, words`the vocabulary is not known`);
      return NONE;
    }),
    vocabulary_size: method('vocabulary_size', (args, layer, interpreter) => {
      const learned = layer.kept.get(SIZE);
      if (learned && !('instance' in learned)) return learned;
      const tokens = givenTokens(kind, args, layer);
      if (tokens === undefined) {
        keepUnknownSize(interpreter, layer, words`the vocabulary is not known`);
        const kept = layer.kept.get(SIZE);
        return kept && !('instance' in kept) ? kept : NONE;
      }
      return int((tokens === 'none' ? 0 : tokens.length) + specialTokens(kind, args).length);
    }),
    get_vocabulary: method('get_vocabulary', (args, layer, interpreter, { positional, keywords }) => {
      const tokens = layer.kept.has(SIZE) ? undefined : givenTokens(kind, args, layer);
      if (tokens === undefined)
        return interpreter.unknown('the vocabulary is not known', `${layer.name}.get_vocabulary()`);
      const withSpecial = positional[0] ?? keywords.get('include_special_tokens');
      const special = withSpecial && interpreter.truth(withSpecial) === false ? [] : specialTokens(kind, args);
      return new ListValue(tokens === 'none' ? [...special] : [...special, ...tokens]);
    }),
  };
}

/**
 * LayerError for a vocabulary that Keras surely refuses: empty, with a token twice, or with a special token in its
 * middle.
 */
export function checkVocabulary(kind: LookupKind, args: LayerArguments, vocabulary: Value): void {
  const items = itemsOf(vocabulary);
  if (!items) return;
  const refuse = (message: Message): LayerError =>
    new LayerError('bad-vocabulary', words`${kind.layer}: ${message}.`, { parameter: VOCABULARY });
  if (items.length === 0) throw refuse(words`the vocabulary cannot be empty`);
  const special = specialTokens(kind, args);
  const starts =
    special.length > 0 &&
    special.every((token, index) => {
      const item = items[index];
      return item !== undefined && sameToken(item, token);
    });
  const tokens = starts ? items.slice(special.length) : items;
  const seen = new Set<string>();
  for (const token of tokens) {
    const key = keyOf(token);
    if (key === undefined) return;
    if (seen.has(key)) throw refuse(words`the vocabulary has ${described(token)} more than once (a repeated term)`);
    seen.add(key);
  }
  const contains = (token: Value): boolean => token.kind !== 'none' && tokens.some((one) => sameToken(one, token));
  if (contains(kind.mask(args)))
    throw refuse(
      words`the vocabulary has the mask token ${described(kind.mask(args))} in its middle; it goes first or is left out`,
    );
  if (args.flag('invert') && contains(kind.outOfVocabulary(args))) {
    throw refuse(
      words`the vocabulary has the OOV token ${described(kind.outOfVocabulary(args))} at an unexpected location; it goes first or is left out`,
    );
  }
  const most: Size | undefined = args.optionalSize('max_tokens');
  if (typeof most === 'number' && tokens.length + special.length > most) {
    throw refuse(
      words`the vocabulary has ${tokens.length + special.length} tokens, special tokens included, and max_tokens is ${most}`,
    );
  }
}
