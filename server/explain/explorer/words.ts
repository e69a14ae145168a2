/** What the factors of an array's dimensions are called, one and many, and the letter that stands for them at the edge of a picture. */
import { GATES } from '../families/recurrent.ts';

export interface FactorWord {
  readonly one: string;
  readonly many: string;
  /** `x` for x₁, x₂ …; empty: the number alone. */
  readonly letter: string;
}

const word = (one: string, many = `${one}s`, letter = ''): FactorWord => ({ one, many, letter });

const WORDS: Readonly<Record<string, FactorWord>> = {
  features: word('feature', undefined, 'x'),
  query_features: word('feature of the query', 'features of the query', 'x'),
  key_features: word('feature of the key', 'features of the key', 'x'),
  value_features: word('feature of the value', 'features of the value', 'x'),
  output_features: word('output feature', undefined, 'y'),
  units: word('unit', undefined, ''),
  filters: word('filter'),
  channels: word('channel', undefined, 'x'),
  channels_per_group: word('channel of its group', 'channels of its group', 'x'),
  depth_multiplier: word('window'),
  heads: word('head'),
  query_heads: word('query head'),
  key_value_heads: word('key and value head'),
  input_dim: word('index', 'indices'),
  output_dim: word('number'),
  bias_rows: word('bias', 'biases', 'b'),
  biases: word('bias', 'biases', 'b'),
  groups: word('group'),
  key_dim: word('number'),
  value_dim: word('number'),
  head_dim: word('number'),
  lora_rank: word('LoRA direction'),
};

/** The word for a factor; a name that has none stands for itself. */
export function wordOf(factor: string): FactorWord {
  const axis = /^axis[ _](\d+)$/.exec(factor)?.[1];
  return WORDS[factor] ?? (axis === undefined ? word(factor, factor) : word(`place on axis ${axis}:`, `places on axis ${axis}`));
}

/** What a row of recurrent_kernel belongs to. */
export const PREVIOUS: FactorWord = word('previous hidden value', 'previous hidden values', 'h');

export interface GateWord { readonly letter: string; readonly word: string }

/** The gates of a recurrent class or its cell, in the order of the columns; empty where it has none. */
export function gatesOf(kerasClass: string | undefined): readonly GateWord[] {
  return GATES[kerasClass?.replace(/^CuDNN|Cell$/g, '').replace(/^ConvLSTM\dD$/, 'LSTM') ?? ''] ?? [];
}

/** `forget gate`; the candidate is none. */
export const gateName = ({ word }: GateWord): string => (word === 'candidate' ? 'candidate' : `${word} gate`);

const SUBSCRIPTS = '₀₁₂₃₄₅₆₇₈₉';
/** 12 → `₁₂` */
export const subscript = (number: number): string => [...String(number)].map((digit) => SUBSCRIPTS[Number(digit)]).join('');
