import type { Count } from '../analysis/analysis.ts';
import { formatCount } from '../shapes/dimension.ts';

/** The exact integer, where the count is one. */
export function exactCount(count: Count): bigint | undefined {
  if (count === undefined) return undefined;
  return typeof count === 'number' ? BigInt(count) : count.constant;
}

/** `16,640`, `256·features + 16,640`, `?`. */
export function formatKnownCount(count: Count): string {
  return count === undefined ? '?' : formatCount(count);
}

/** `56 parameters`, `1 parameter`, `256·features + 16,640 parameters`. */
export function formatParameters(count: Count): string {
  return `${formatKnownCount(count)} ${exactCount(count) === 1n ? 'parameter' : 'parameters'}`;
}
