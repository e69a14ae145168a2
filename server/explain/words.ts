import type { Count } from '../analysis/analysis.ts';
import { formatCount, type Dimension, type Size } from '../shapes/dimension.ts';
import { exactCount } from './count-text.ts';

/** `2 units`, `1 unit`, `n units`. */
export function counted(count: Size, noun: string, plural = `${noun}s`): string {
  return `${formatCount(count)} ${exactCount(count) === 1n ? noun : plural}`;
}

/** `a`, `a and b`, `a, b and c`. */
export function enumerated(items: readonly string[]): string {
  if (items.length < 2) return items.join('');
  return `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;
}

/** The size, where the dimension is one: neither None nor absent. */
export function knownSize(dimension: Dimension | undefined): Size | undefined {
  return dimension ?? undefined;
}

/** Is the count exactly this number? */
export const isExactly = (count: Count, value: number): boolean => exactCount(count) === BigInt(value);
