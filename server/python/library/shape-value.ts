/** Shapes as Python sees them. */
import { type Axes, type Axis, UNKNOWN_AXIS } from '../../shapes/axes.ts';
import type { Dimension } from '../../shapes/dimension.ts';
import type { Text } from '../../words/message.ts';
import { Top, undetermined } from '../domain/undetermined.ts';
import { type ClassValue, int, NONE, TupleValue, type Value } from '../domain/value.ts';

/** A dimension as Python sees it: an int, None, or an integer that is known by its name. */
export function dimensionValue(dimension: Dimension): Value {
  if (dimension === null) return NONE;
  if (typeof dimension === 'number') return int(dimension);
  const { constant } = dimension;
  return constant !== undefined
    ? int(constant)
    : undetermined('the program does not decide it', { name: dimension.toString(), integer: true, size: dimension });
}

/** The same; an axis that is not known may be an int or None. */
export const valueOfAxis = (axis: Axis): Value =>
  axis === UNKNOWN_AXIS ? new Top('the size of the axis is not known') : dimensionValue(axis);

/** The shape: a tuple where the number of axes is known. */
export function valueOfAxes(axes: Axes, reason: Text, cls?: ClassValue): Value {
  const { all } = axes;
  if (all) return new TupleValue(all.map(valueOfAxis), cls);
  const shape = new Top(reason);
  shape.axes = axes;
  return shape;
}
