/** How far the integers of an array go, where that is sure. */
import type { ArrayValue } from '../../python/library/arrays/array-value.ts';

/** Fewer rows of a data set may miss a class; data sets of fewer rows are sorted by class. */
const ENOUGH_ROWS = 1000;
/** Natural logarithm of a chance that nobody needs to reckon with. */
const NEVER = -20;

/**
 * The largest element. `isCount`: taken from what the data set says of its classes. @param limit Drawn numbers count
 * where one of this size or more is sure to be among them.
 */
export function largestValue(
  { elements, classes, drawn, shape }: ArrayValue,
  limit: number,
): { readonly value: number; readonly isCount: boolean } | undefined {
  if (elements && elements.length > 0) {
    let value = -Infinity;
    for (const element of elements) {
      const number =
        element.kind === 'int'
          ? Number(element.value)
          : element.kind === 'float' && Number.isInteger(element.value)
            ? element.value
            : element.kind === 'bool'
              ? Number(element.value)
              : undefined;
      if (number === undefined) return undefined;
      value = Math.max(value, number);
    }
    return { value, isCount: false };
  }
  const count =
    shape?.reduce<number>((total, dimension) => (typeof dimension === 'number' ? total * dimension : Number.NaN), 1) ??
    Number.NaN;
  if (drawn && drawn.high > limit && Number.isFinite(count)) {
    const below = Math.max(0, limit - drawn.low) / (drawn.high - drawn.low);
    return count > 0 && count * Math.log(below) < NEVER ? { value: drawn.high - 1, isCount: false } : undefined;
  }
  return classes !== undefined && count >= Math.max(ENOUGH_ROWS, 20 * classes)
    ? { value: classes - 1, isCount: true }
    : undefined;
}
