import type { Axes, Axis } from '../../../shapes/axes.ts';
import { Undecided } from '../definition.ts';
import { requireAxis } from '../refusals.ts';

/** The names of the normalized axes as terms: `features` for the last axis alone, else `axis_1`, `axis_2` …. */
export function axisTerms(axes: readonly number[], input: Axes): Record<string, Axis> {
  const terms: Record<string, Axis> = {};
  for (const axis of axes) terms[axisTermName(axis, axes, input)] = input.at(axis);
  return terms;
}

export function axisTermNames(axes: readonly number[], input: Axes): string[] {
  return axes.map((axis) => axisTermName(axis, axes, input));
}

function axisTermName(axis: number, axes: readonly number[], input: Axes): string {
  if (axes.length === 1 && axis === -1) return 'features';
  if (input.rank === undefined) throw new Undecided('the number of axes is not known');
  const place = axis < 0 ? axis + input.rank : axis;
  return axes.length === 1 && place === input.rank - 1 ? 'features' : `axis_${place}`;
}

export function requireAxes(
  layer: string,
  axes: readonly number[],
  input: Axes,
  exceptionType: 'ValueError' | 'IndexError',
): number[] {
  return axes.map((axis) => requireAxis(layer, axis, input, exceptionType));
}
