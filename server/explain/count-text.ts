import type { Count } from '../analysis/analysis.ts';
import { formatCount } from '../shapes/dimension.ts';
import type { Counted, Message } from '../words/message.ts';
import { countedNoun } from '../words/nouns.ts';

/** The exact integer, where the count is one. */
export function exactCount(count: Count): bigint | undefined {
  if (count === undefined) return undefined;
  return typeof count === 'number' ? BigInt(count) : count.constant;
}

/** `16,640`, `256·features + 16,640`, `?`. */
export function formatKnownCount(count: Count): string {
  return count === undefined ? '?' : formatCount(count);
}

/** What a plural is decided by. */
export const countedOf = (count: Count): Counted => ({ kind: 'counted', exact: exactCount(count), text: formatKnownCount(count) });

/** `56 parameters`, `1 parameter`, `256·features + 16,640 parameters`. */
export const formatParameters = (count: Count): Message => countedNoun(countedOf(count), 'parameter');
