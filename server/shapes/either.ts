import { type Dimension, formatDimension, isNamed, sameDimension, type Shape } from './dimension.ts';
import { Expression } from './expression.ts';

/**
 * A longer name than this helps nobody, and dimensions that are joined again and again would double it each time, in
 * characters.
 */
const LONGEST_NAME = 48;

/**
 * The dimension that stands for either: itself where both agree, else a symbol such as `1 or 3`; undefined where that
 * would be too long to show.
 */
function eitherDimension(a: Dimension, b: Dimension): Dimension | undefined {
  if (sameDimension(a, b) === 'same') return a;
  const name = `${formatDimension(a)} or ${formatDimension(b)}`;
  return name.length > LONGEST_NAME
    ? undefined
    : Expression.symbol(name, { nonNegative: true, described: !isNamed(a) || !isNamed(b) });
}

/**
 * The shape that stands for either, dimension by dimension; undefined where they have different ranks, or a dimension
 * cannot be told.
 */
export function eitherShape(a: Shape | undefined, b: Shape | undefined): Shape | undefined {
  if (!a || !b || a.length !== b.length) return undefined;
  const joined: Dimension[] = [];
  for (const [axis, dimension] of a.entries()) {
    const either = eitherDimension(dimension, b[axis]!);
    if (either === undefined) return undefined;
    joined.push(either);
  }
  return joined;
}
