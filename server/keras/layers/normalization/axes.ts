import type { Dimension, Shape } from '../../../shapes/dimension.ts';
import { requireAxis } from '../refusals.ts';

/** The names of the normalized axes as terms: `features` for the last axis alone, else `axis_1`, `axis_2` …. */
export function axisTerms(axes: readonly number[], input: Shape): Record<string, Dimension> {
  const terms: Record<string, Dimension> = {};
  for (const axis of axes) terms[axisTermName(axis, axes, input)] = input.at(axis) ?? null;
  return terms;
}

export function axisTermNames(axes: readonly number[], input: Shape): string[] {
  return axes.map((axis) => axisTermName(axis, axes, input));
}

function axisTermName(axis: number, axes: readonly number[], input: Shape): string {
  const place = axis < 0 ? axis + input.length : axis;
  return axes.length === 1 && place === input.length - 1 ? 'features' : `axis_${place}`;
}

export function requireAxes(
  layer: string,
  axes: readonly number[],
  shape: Shape,
  exceptionType: 'ValueError' | 'IndexError',
): number[] {
  return axes.map((axis) => requireAxis(layer, axis, shape, exceptionType));
}
