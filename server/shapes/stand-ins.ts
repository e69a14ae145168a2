/**
 * Rules that are written for whole shapes, on shapes in which axes are not known: an integer stands in for each of
 * these, and what depends on it afterwards is not known.
 */
import { Axes, type Axis, UNKNOWN_AXIS } from './axes.ts';
import type { Dimension, Shape } from './dimension.ts';
import { Expression } from './expression.ts';

/** Undefined where the number of axes is not known. */
export const withStandIns = ({ all, shape }: Axes): Shape | undefined =>
  shape ?? all?.map((axis) => (axis === UNKNOWN_AXIS ? Expression.standIn() : axis));

const standsIn = (dimension: Dimension): boolean => dimension instanceof Expression && dimension.standsIn;

/** What the rule gave, as it is known. */
export const withoutStandIn = (dimension: Dimension): Axis => (standsIn(dimension) ? UNKNOWN_AXIS : dimension);

export const withoutStandIns = (shape: Shape): Axes =>
  Axes.ranked(shape.some(standsIn) ? shape.map(withoutStandIn) : shape);
