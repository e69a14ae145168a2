import type { Count } from '../analysis/analysis.ts';
import type { Dimension, Size } from '../shapes/dimension.ts';
import { words, type Message, type Text } from '../words/message.ts';
import { countedNoun, type Noun } from '../words/nouns.ts';
import { countedOf, exactCount } from './count-text.ts';

/** `2 units`, `1 unit`, `n units`. */
export const counted = (count: Size, noun: Noun): Message => countedNoun(countedOf(count), noun);

/** `a`, `a and b`, `a, b and c`. */
export function enumerated(items: readonly Text[]): Text {
  const [first = '', ...others] = items;
  const last = others.pop();
  if (last === undefined) return first;
  return words`${others.reduce<Text>((before, item) => words`${before}, ${item}`, first)} and ${last}`;
}

/** The size, where the dimension is one: neither None nor absent. */
export function knownSize(dimension: Dimension | undefined): Size | undefined {
  return dimension ?? undefined;
}

/** Is the count exactly this number? */
export const isExactly = (count: Count, value: number): boolean => exactCount(count) === BigInt(value);
