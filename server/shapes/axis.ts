import { failure, success, type Result } from './result.ts';

/** The axis counted from the front, 0 … rank − 1; an axis of −1 is the last one. */
export function normalizeAxis(axis: number, rank: number): Result<number> {
  if (!Number.isInteger(axis) || axis < -rank || axis >= rank) {
    return failure(`axis ${axis} is out of bounds for ${rank === 1 ? '1 dimension' : `${rank} dimensions`}`);
  }
  return success(axis < 0 ? axis + rank : axis);
}

/** Each axis counted from the front, in the order given. Axes that repeat are an error, as in NumPy. */
export function normalizeAxes(axes: readonly number[], rank: number): Result<number[]> {
  const normalized: number[] = [];
  for (const axis of axes) {
    const result = normalizeAxis(axis, rank);
    if (!result.ok) return result;
    if (normalized.includes(result.value)) return failure(`axis ${axis} occurs twice`);
    normalized.push(result.value);
  }
  return success(normalized);
}
