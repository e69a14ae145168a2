/** Encodings of categories as vectors: where the axis of categories goes. */
import { sameDimension, type Dimension, type Shape } from '../../../shapes/dimension.ts';
import { Undecided } from '../definition.ts';

/** Whether the last axis is surely 1, or surely not. None is not 1. Undecided where it depends on a symbol. */
export function isOne(dimension: Dimension | undefined): boolean {
  if (dimension === undefined || dimension === null) return false;
  const sameness = sameDimension(dimension, 1);
  if (sameness === 'unsure') throw new Undecided('whether the last axis is 1 is not known');
  return sameness === 'same';
}

/** one_hot adds an axis, or takes the place of a last axis of 1 where there is another axis before it. */
export function oneHot(shape: Shape, depth: Dimension): Shape {
  return shape.length > 1 && isOne(shape.at(-1)) ? [...shape.slice(0, -1), depth] : [...shape, depth];
}

/** multi_hot, count and tf_idf put the depth in place of the last axis. */
export const inPlaceOfLast = (shape: Shape, depth: Dimension): Shape => [...shape.slice(0, -1), depth];
