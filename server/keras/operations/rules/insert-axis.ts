import type { Dimension, Shape } from '../../../shapes/dimension.ts';
import type { OperationArguments } from '../arguments.ts';
import { axisOf } from './reductions.ts';

/** The shape with a dimension put in at an axis, which counts in the result. */
export function insertAxis(args: OperationArguments, shape: Shape, axis: number, dimension: Dimension): Shape {
  const place = axisOf(args, axis, shape.length + 1);
  return [...shape.slice(0, place), dimension, ...shape.slice(place)];
}
