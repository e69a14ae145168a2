/**
 * What the factors of an array's dimensions are called, one by its place and so many of them, and the letter that
 * stands for them at the edge of a picture.
 */
import { joined, message, words, type Counted, type Message, type Text } from '../../words/message.ts';
import { inEnglish } from '../../words/language.ts';
import { countedNoun } from '../../words/nouns.ts';
import { GATES } from '../families/gates.ts';

export interface FactorWord {
  /** `feature 3` */
  readonly one: (place: string) => Text;
  /** `4 features` */
  readonly many: (size: Counted) => Text;
  /** `x` for x₁, x₂ …; empty: the number alone. */
  readonly letter: string;
}

const bias: FactorWord = {
  one: (place) => words`bias ${place}`,
  many: (size) => message('{0, plural, one {# bias} other {# biases}}', size),
  letter: 'b',
};
const number: FactorWord = {
  one: (place) => words`number ${place}`,
  many: (size) => countedNoun(size, 'number'),
  letter: '',
};

const WORDS: Readonly<Record<string, FactorWord>> = {
  features: { one: (place) => words`feature ${place}`, many: (size) => countedNoun(size, 'feature'), letter: 'x' },
  query_features: {
    one: (place) => words`feature ${place} of the query`,
    many: (size) => message('{0, plural, one {# feature of the query} other {# features of the query}}', size),
    letter: 'x',
  },
  key_features: {
    one: (place) => words`feature ${place} of the key`,
    many: (size) => message('{0, plural, one {# feature of the key} other {# features of the key}}', size),
    letter: 'x',
  },
  value_features: {
    one: (place) => words`feature ${place} of the value`,
    many: (size) => message('{0, plural, one {# feature of the value} other {# features of the value}}', size),
    letter: 'x',
  },
  output_features: {
    one: (place) => words`output feature ${place}`,
    many: (size) => message('{0, plural, one {# output feature} other {# output features}}', size),
    letter: 'y',
  },
  units: { one: (place) => words`unit ${place}`, many: (size) => countedNoun(size, 'unit'), letter: '' },
  filters: { one: (place) => words`filter ${place}`, many: (size) => countedNoun(size, 'filter'), letter: '' },
  channels: { one: (place) => words`channel ${place}`, many: (size) => countedNoun(size, 'channel'), letter: 'x' },
  channels_per_group: {
    one: (place) => words`channel ${place} of its group`,
    many: (size) => message('{0, plural, one {# channel of its group} other {# channels of its group}}', size),
    letter: 'x',
  },
  depth_multiplier: { one: (place) => words`window ${place}`, many: (size) => countedNoun(size, 'window'), letter: '' },
  heads: { one: (place) => words`head ${place}`, many: (size) => countedNoun(size, 'head'), letter: '' },
  query_heads: {
    one: (place) => words`query head ${place}`,
    many: (size) => countedNoun(size, 'query head'),
    letter: '',
  },
  key_value_heads: {
    one: (place) => words`key and value head ${place}`,
    many: (size) => countedNoun(size, 'key and value head'),
    letter: '',
  },
  input_dim: { one: (place) => words`index ${place}`, many: (size) => countedNoun(size, 'index'), letter: '' },
  output_dim: number,
  bias_rows: bias,
  biases: bias,
  groups: {
    one: (place) => words`group ${place}`,
    many: (size) => message('{0, plural, one {# group} other {# groups}}', size),
    letter: '',
  },
  key_dim: number,
  value_dim: number,
  head_dim: number,
  lora_rank: {
    one: (place) => words`LoRA direction ${place}`,
    many: (size) => message('{0, plural, one {# LoRA direction} other {# LoRA directions}}', size),
    letter: '',
  },
};

/** The word for a factor; a name that has none stands for itself. */
export function wordOf(factor: string): FactorWord {
  const axis = /^axis[ _](\d+)$/.exec(factor)?.[1];
  if (axis !== undefined) return placeOn(axis);
  return (
    WORDS[factor] ?? {
      one: (place) => joined([factor, place], ' '),
      many: (size) => joined([size.text, factor], ' '),
      letter: '',
    }
  );
}

const placeOn = (axis: string): FactorWord => ({
  one: (place) => words`place on axis ${axis}: ${place}`,
  many: (size) => message('{0, plural, one {# place on axis {1}} other {# places on axis {1}}}', size, axis),
  letter: '',
});

/** What a row of recurrent_kernel belongs to; `unit` is the name of the unit that had the value. */
export const PREVIOUS = {
  of: (unit: Text): Text => words`the previous hidden value of ${unit}`,
  many: (size: Counted): Text =>
    message('{0, plural, one {# previous hidden value} other {# previous hidden values}}', size),
  letter: 'h',
};

export interface GateWord {
  readonly letter: string;
  readonly word: Text;
}

/** The gates of a recurrent class or its cell, in the order of the columns; empty where it has none. */
export function gatesOf(kerasClass: string | undefined): readonly GateWord[] {
  return GATES[kerasClass?.replace(/^CuDNN|Cell$/g, '').replace(/^ConvLSTM\dD$/, 'LSTM') ?? ''] ?? [];
}

const GATE_NAMES: Readonly<Record<string, Message>> = {
  input: words`input gate`,
  forget: words`forget gate`,
  output: words`output gate`,
  update: words`update gate`,
  reset: words`reset gate`,
};

/** `forget gate`; the candidate is none. */
export const gateName = ({ word }: GateWord): Text => GATE_NAMES[inEnglish(word)] ?? word;

/** The kind of a head, without its number; undefined for what is none. */
export const headWord = (factor: string): Text | undefined => HEADS[factor];

const HEADS: Readonly<Record<string, Message>> = {
  heads: words`head`,
  query_heads: words`query head`,
  key_value_heads: words`key and value head`,
};

/** A size as a number in a sentence. */
export const sizeOf = (size: number): Counted => ({
  kind: 'counted',
  exact: BigInt(size),
  text: size.toLocaleString('en-US'),
});

const SUBSCRIPTS = '₀₁₂₃₄₅₆₇₈₉';
/** 12 → `₁₂` */
export const subscript = (number: number): string =>
  [...String(number)].map((digit) => SUBSCRIPTS[Number(digit)]).join('');
