import { broadcastDimensions } from '../../../shapes/broadcasting.ts';
import { Axes, type Axis, ofAxis, UNKNOWN_AXIS } from '../../../shapes/axes.ts';
import { formatDimension, type Dimension, type Shape } from '../../../shapes/dimension.ts';
import { LayerError, defineLayer, type LayerDefinition } from '../definition.ts';
import { commonBatch, formatShapes, listedAxes, wholeShapes } from './inputs.ts';
import { words } from '../../../words/message.ts';

/**
 * Two shapes without their batch axes, aligned at the last axis: 1 gives way to the other size; None with anything is
 * None (unlike in
 * broadcasting of operators).
 */
function merged(layer: string, a: Shape, b: Shape, shapes: readonly Shape[]): Dimension[] {
  const [longer, shorter] = a.length < b.length ? [b, a] : [a, b];
  const offset = longer.length - shorter.length;
  return longer.map((dimension, axis) => {
    if (axis < offset) return dimension;
    const other = shorter[axis - offset] ?? null;
    if (dimension === null || other === null) return null;
    const joined = broadcastDimensions(dimension, other);
    if (joined !== undefined) return joined;
    throw new LayerError(
      'merge-shapes',
      words`${layer}: inputs have incompatible shapes ${formatShapes(shapes)}: at axis ${axis - longer.length} one has ${formatDimension(dimension)}, another ${formatDimension(other)}, and neither is 1.`,
    );
  });
}

/**
 * The same where not all is known. The batch axis is merged by itself, and does not meet another one where the ranks
 * differ.
 */
function mergedAxes(a: Axes, b: Axes): Axes {
  const batch = ofAxis(a.at(0), (x) => ofAxis(b.at(0), (y) => (x === null ? y : y === null ? x : mergedAxis(x, y))));
  const [least, most] = [Math.min(a.leastRank, b.leastRank), Math.max(a.leastRank, b.leastRank)];
  const last: Axis[] = [];
  for (let index = -1; index > -least; index--) last.unshift(mergedAxis(a.at(index), b.at(index)));
  if (a.rank === undefined || b.rank === undefined) return Axes.around([batch], last, Math.max(1, most));
  const longer = a.rank < b.rank ? b : a;
  return Axes.ranked([batch, ...(longer.all ?? []).slice(1, most - last.length), ...last]);
}

const mergedAxis = (a: Axis, b: Axis): Axis =>
  ofAxis(a, (x) =>
    ofAxis(b, (y) => {
      if (x === null || y === null) return null;
      const joined = broadcastDimensions(x, y);
      return joined === undefined ? UNKNOWN_AXIS : joined;
    }),
  );

function elementwise(name: string, count?: number): LayerDefinition {
  return defineLayer({
    name,
    family: 'merging',
    parameters: {},
    output: (_args, call) => {
      const all = listedAxes(name, call);
      const shapes = wholeShapes(all);
      if (!shapes) return all.reduce(mergedAxes);
      const batch = commonBatch(name, shapes);
      const [first = [], ...others] = shapes.map((shape) => shape.slice(1));
      const rest = others.reduce<Dimension[]>((shape, other) => merged(name, shape, other, shapes), [...first]);
      if (count !== undefined && shapes.length !== count) {
        throw new LayerError(
          'merge-needs-list',
          words`${name} takes a list of exactly ${count} inputs, but got ${shapes.length}: ${formatShapes(shapes)}.`,
        );
      }
      return Axes.of([batch, ...rest]);
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
