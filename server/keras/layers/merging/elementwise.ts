import { broadcastDimensions } from '../../../shapes/broadcasting.ts';
import { Axes, type Axis, ofAxis, UNKNOWN_AXIS } from '../../../shapes/axes.ts';
import { formatDimension, type Dimension, type Shape } from '../../../shapes/dimension.ts';
import { LayerError, defineLayer, type LayerCall, type LayerDefinition } from '../definition.ts';
import { commonBatch, formatShapes, listedAxes, wholeShapes } from './inputs.ts';
import { words } from '../../../words/message.ts';

/**
 * What None with another size gives. Keras states None; TensorFlow's Keras 2 looks at what its operation gives, which
 * is the other size unless that is 1, for None may be any size then. It is not known where it is not known which of the
 * two runs the program.
 */
function withNone(size: Dimension, stated: LayerCall['asksStated']): Axis {
  if (size === null || size === 1 || stated === 'yes') return null;
  return stated === 'no' && typeof size === 'number' ? size : UNKNOWN_AXIS;
}

/** Two sizes; undefined where they differ and neither is 1. */
const mergedSize = (a: Dimension, b: Dimension, stated: LayerCall['asksStated']): Axis | undefined =>
  a === null || b === null ? withNone(a ?? b, stated) : broadcastDimensions(a, b);

/** Two shapes without their batch axes, aligned at the last axis: 1 gives way to the other size. */
function merged(
  layer: string,
  a: readonly Axis[],
  b: Shape,
  shapes: readonly Shape[],
  stated: LayerCall['asksStated'],
): Axis[] {
  const longest = Math.max(a.length, b.length);
  return Array.from({ length: longest }, (_, axis): Axis => {
    const dimension: Axis | undefined = a[a.length - longest + axis];
    const other = b[b.length - longest + axis];
    if (dimension === undefined || other === undefined) return (dimension === undefined ? other : dimension)!;
    if (dimension === UNKNOWN_AXIS) return UNKNOWN_AXIS;
    const joined = mergedSize(dimension, other, stated);
    if (joined !== undefined) return joined;
    throw new LayerError(
      'merge-shapes',
      words`${layer}: inputs have incompatible shapes ${formatShapes(shapes)}: at axis ${axis - longest} one has ${formatDimension(dimension)}, another ${formatDimension(other)}, and neither is 1.`,
    );
  });
}

/**
 * The same where not all is known. The batch axis is merged by itself, and does not meet another one where the ranks
 * differ.
 */
function mergedAxes(a: Axes, b: Axes, stated: LayerCall['asksStated']): Axes {
  const mergedAxis = (one: Axis, other: Axis): Axis =>
    ofAxis(one, (x) => ofAxis(other, (y) => mergedSize(x, y, stated) ?? UNKNOWN_AXIS));
  const batch = ofAxis(a.at(0), (x) => ofAxis(b.at(0), (y) => (x === null ? y : y === null ? x : mergedAxis(x, y))));
  const [least, most] = [Math.min(a.leastRank, b.leastRank), Math.max(a.leastRank, b.leastRank)];
  const last: Axis[] = [];
  for (let index = -1; index > -least; index--) last.unshift(mergedAxis(a.at(index), b.at(index)));
  if (a.rank === undefined || b.rank === undefined) return Axes.around([batch], last, Math.max(1, most));
  const longer = a.rank < b.rank ? b : a;
  return Axes.ranked([batch, ...(longer.all ?? []).slice(1, most - last.length), ...last]);
}

function elementwise(name: string, count?: number): LayerDefinition {
  return defineLayer({
    name,
    family: 'merging',
    parameters: {},
    output: (_args, call) => {
      const all = listedAxes(name, call);
      const shapes = wholeShapes(all);
      if (!shapes) return all.reduce((a, b) => mergedAxes(a, b, call.asksStated));
      const batch = commonBatch(name, shapes);
      const [first = [], ...others] = shapes.map((shape) => shape.slice(1));
      const rest = others.reduce<Axis[]>(
        (shape, other) => merged(name, shape, other, shapes, call.asksStated),
        [...first],
      );
      if (count !== undefined && shapes.length !== count) {
        throw new LayerError(
          'merge-needs-list',
          words`${name} takes a list of exactly ${count} inputs, but got ${shapes.length}: ${formatShapes(shapes)}.`,
        );
      }
      return Axes.ranked([batch, ...rest]);
    },
  });
}

export const elementwiseMerges: readonly LayerDefinition[] = [
  elementwise('Add'),
  elementwise('Subtract', 2),
  elementwise('Multiply'),
  elementwise('Average'),
  elementwise('Maximum'),
  elementwise('Minimum'),
];
