/** The axes of tensors as declarations of layers see them, and back. */
import { Axes, type Axis, UNKNOWN_AXIS } from '../../shapes/axes.ts';
import type { Dimension, Shape } from '../../shapes/dimension.ts';
import { withoutStandIn, withoutStandIns, withStandIns } from '../../shapes/stand-ins.ts';
import { type Output, type TensorSpec, type Terms, Undecided } from './definition.ts';

/** What is known of a tensor's axes. */
export const axesOf = ({ shape, axes }: TensorSpec): Axes => (shape ? withoutStandIns(shape) : (axes ?? Axes.UNKNOWN));

/** A tensor of these axes. */
export function specWith(axes: Axes, dtype?: string): TensorSpec {
  const { shape } = axes;
  return shape ? { shape, dtype } : { shape, axes: axes.isUnknown ? undefined : axes, dtype };
}

/** What a declaration gives, without what stood in for axes that are not known. */
export const specOfOutput = (output: Output): TensorSpec =>
  output instanceof Axes ? specWith(output.map(withoutStandIn)) : specWith(axesOf(output), output.dtype);

/** A tensor for a rule of whole shapes: where the number of its axes is known, integers stand in for unknown ones. */
export function standIn(axes: Axes, dtype: string | undefined): TensorSpec {
  const shape = withStandIns(axes);
  return shape ? { shape, dtype } : specWith(axes, dtype);
}

/** For a rule of whole shapes. @throws Undecided where the number of axes is not known. */
export function wholeShape(axes: Axes): Shape {
  const shape = withStandIns(axes);
  if (!shape) throw new Undecided('the shape of the input is not known');
  return shape;
}

/** For people: the shape, or what is known of its axes where it is not; undefined where that is nothing. */
export const shownShape = ({ shape, axes }: TensorSpec): Shape | Axes | undefined =>
  shape ?? (axes?.isUnknown ? undefined : axes);

const isKnown = (axis: Axis): boolean => axis !== UNKNOWN_AXIS && withoutStandIn(axis) !== UNKNOWN_AXIS;

/** The named numbers without those that are not known. */
export function knownTerms(terms: Readonly<Record<string, Axis>>): Terms {
  if (Object.values(terms).every(isKnown)) return terms as Terms;
  const known: Record<string, Dimension> = {};
  for (const [name, term] of Object.entries(terms)) {
    const axis = term === UNKNOWN_AXIS ? term : withoutStandIn(term);
    if (axis !== UNKNOWN_AXIS) known[name] = axis;
  }
  return known;
}
