import { defineProblem } from '../definition.ts';
import { sameDimension } from '../../shapes/dimension.ts';
import { feedsOf } from '../finding.ts';
import { argumentFix } from '../fixes/arguments.ts';
import { sizeFixes } from '../fixes/sizes.ts';
import type { Fix } from '../problem.ts';

export const mergeShapes = defineProblem({
  code: 'merge-shapes',
  topic: 'shapes',
  severity: 'error',
  title: 'Shapes that cannot be merged',
  finds:
    '`Concatenate` needs inputs that agree on every axis but the one they are joined on; `Add`, `Multiply` and the like need shapes that broadcast; `Dot` needs equal sizes on the axes that meet.',
  repair:
    'Give the layers in front the same sizes, join on another axis, or bring one of the tensors into the shape of the other (a `Dense` or a 1×1 convolution of that many units).',
  example: {
    broken: `
from keras import Input, layers
a = Input((10, 8))
b = Input((12, 8))
x = layers.Concatenate()([a, b])
`,
    repaired: `
from keras import Input, layers
a = Input((10, 8))
b = Input((12, 8))
x = layers.Concatenate(axis=1)([a, b])
`,
  },
  fixes: (found) => {
    const { source, layer, span } = found;
    const shapes = feedsOf(found).map(({ tensor }) => tensor.shape ?? []);
    const [first = []] = shapes;
    const joins = layer?.definition?.name === 'Concatenate';
    const axes =
      joins && shapes.every(({ length }) => length === first.length)
        ? first
            .map((_, axis) => axis)
            .filter(
              (axis) =>
                axis > 0 &&
                shapes.every((shape) =>
                  shape.every((size, i) => i === axis || sameDimension(size, first[i]!) !== 'different'),
                ),
            )
        : [];
    const joined = axes.map((axis): Fix | undefined =>
      argumentFix(source, source.callAt(layer?.site ?? span), 'axis', String(axis), axes.length === 1),
    );
    return [...joined, ...sizeFixes(found)].filter((fix) => fix !== undefined);
  },
});
