import { failure, success, type Result } from './result.ts';
import { words } from '../words/message.ts';
import { countedNoun, exactly } from '../words/nouns.ts';

/** The axis counted from the front, 0 … rank − 1; an axis of −1 is the last one. */
export function normalizeAxis(axis: number, rank: number): Result<number> {
  if (!Number.isInteger(axis) || axis < -rank || axis >= rank) {
    return failure(words`axis ${axis} is out of bounds for ${countedNoun(exactly(rank), 'dimension')}`);
  }
  return success(axis < 0 ? axis + rank : axis);
}

/** Each axis counted from the front, in the order given. Axes that repeat are an error, as in NumPy. */
export function normalizeAxes(axes: readonly number[], rank: number): Result<number[]> {
  const normalized = new Set<number>();
  for (const axis of axes) {
    const result = normalizeAxis(axis, rank);
    if (!result.ok) return result;
    if (normalized.has(result.value)) return failure(words`axis ${axis} occurs twice`);
    normalized.add(result.value);
  }
  return success([...normalized]);
}

/** Is an axis one of these? A shape may have thousands, so they are not searched for each. */
export function isAmong(axes: readonly number[]): (axis: number) => boolean {
  const set = new Set(axes);
  return (axis) => set.has(axis);
}

/** The shape without some of its axes. */
export function withoutAxes<T>(shape: readonly T[], axes: readonly number[]): T[] {
  const isLeftOut = isAmong(axes);
  return shape.filter((_, axis) => !isLeftOut(axis));
}
