import { broadcastDimensions } from '../../../shapes/broadcasting.ts';
import { formatDimension, type Dimension, type Shape } from '../../../shapes/dimension.ts';
import { LayerError, defineLayer, type LayerDefinition } from '../definition.ts';
import { commonBatch, formatShapes, listedShapes } from './inputs.ts';
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

function elementwise(name: string, count?: number): LayerDefinition {
  return defineLayer({
    name,
    family: 'merging',
    parameters: {},
    output: (_args, call) => {
      const shapes = listedShapes(name, call);
      const batch = commonBatch(name, shapes);
      const [first = [], ...others] = shapes.map((shape) => shape.slice(1));
      const rest = others.reduce<Dimension[]>((shape, other) => merged(name, shape, other, shapes), [...first]);
      if (count !== undefined && shapes.length !== count) {
        throw new LayerError(
          'merge-needs-list',
          words`${name} takes a list of exactly ${count} inputs, but got ${shapes.length}: ${formatShapes(shapes)}.`,
        );
      }
      return { shape: [batch, ...rest] };
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
