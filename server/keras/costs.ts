/** Products and sums for multiply-accumulates: not known where a part of them is not. */
import { add, product, type Dimension, type Shape, type Size } from '../shapes/dimension.ts';

/** The product; undefined where a factor is None or not known. */
export function productOf(factors: readonly (Dimension | undefined)[]): Size | undefined {
  const sizes = factors.filter((factor) => factor !== null && factor !== undefined);
  return sizes.length === factors.length ? product(sizes) : undefined;
}

/** The sum; undefined where a part is not known. */
export function sumOf(parts: readonly (Size | undefined)[]): Size | undefined {
  return parts.reduce((sum, part) => (sum === undefined || part === undefined ? undefined : add(sum, part)), 0);
}

/** The values of one batch element, times other sizes. */
export const valuesTimes = (shape: Shape, others: readonly (Dimension | undefined)[]): Size | undefined =>
  productOf([...shape.slice(1), ...others]);
