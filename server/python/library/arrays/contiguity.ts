/** Whether an array in another shape shows the same memory, as NumPy decides it from the distances between elements. */
import type { Shape } from '../../../shapes/dimension.ts';

/** Axes with more than one place, and how far apart their places lie in memory. */
interface Axis {
  readonly size: number;
  readonly stride: number;
}

/**
 * `positions`: where the elements of the array lie. An array without elements shows nothing, and is a view like any
 * other.
 */
export function staysView(positions: readonly number[], shape: Shape, target: Shape): boolean {
  if (positions.length === 0) return true;
  const axes = axesOf(positions, shape as readonly number[]);
  const sizes = (target as readonly number[]).filter((size) => size !== 1);
  // Axes that are taken together must lie behind each other: each one's stride is the whole of the next.
  let from = 0;
  let next = 0;
  while (from < axes.length) {
    let old = axes[from]!.size;
    let to = from + 1;
    let made = sizes[next++] ?? 1;
    while (made !== old) {
      if (made < old) made *= sizes[next++] ?? old;
      else {
        const following = axes[to++];
        if (!following) return false;
        old *= following.size;
      }
    }
    for (let axis = from; axis < to - 1; axis++) {
      if (axes[axis]!.stride !== axes[axis + 1]!.size * axes[axis + 1]!.stride) return false;
    }
    from = to;
  }
  return true;
}

function axesOf(positions: readonly number[], shape: readonly number[]): Axis[] {
  const axes: Axis[] = [];
  let step = 1;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    const size = shape[axis]!;
    if (size > 1) axes.unshift({ size, stride: positions[step]! - positions[0]! });
    step *= size;
  }
  return axes;
}
