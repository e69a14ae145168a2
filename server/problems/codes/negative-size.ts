import { defineProblem } from '../definition.ts';
import { feedsOf } from '../finding.ts';
import { argumentFix } from '../fixes/arguments.ts';
import type { Fix } from '../problem.ts';

export const negativeSize = defineProblem({
  code: 'negative-size',
  topic: 'shapes',
  severity: 'error',
  title: 'Nothing is left of an axis',
  finds:
    'A convolution, a pooling or a cropping takes more of an axis than there is, so its output would have a size of zero or less. Keras says `Negative dimension size` or `computed output size would be negative`.',
  repair: 'Use `padding="same"`, a smaller kernel or pool, fewer layers that shrink the tensor, or larger inputs.',
  example: {
    broken: `
import keras
from keras import layers
model = keras.Sequential([
    keras.Input((8, 8, 3)),
    layers.MaxPooling2D(4),
    layers.Conv2D(16, 3),
])
`,
    repaired: `
import keras
from keras import layers
model = keras.Sequential([
    keras.Input((8, 8, 3)),
    layers.MaxPooling2D(4),
    layers.Conv2D(16, 3, padding="same"),
])
`,
  },
  fixes: ({ source, layer, call, span }) => {
    const made = source.callAt(layer?.site ?? span);
    const parameters = layer?.definition?.parameters ?? {};
    const shape = feedsOf({ call })[0]?.tensor.shape;
    if (!layer || !shape) return [];
    const first = layer.args.dataFormat() === 'channels_first' && 'data_format' in parameters ? 2 : 1;
    const spatial = shape.slice(first, first + Math.max(1, shape.length - 2));
    const smaller = ['kernel_size', 'pool_size', 'cropping'].flatMap((name): (Fix | undefined)[] => {
      if (!(name in parameters)) return [];
      const value = layer.args.value(name);
      const given = value.kind === 'tuple' || value.kind === 'list' ? value.items : spatial.map(() => value);
      if (
        given.length !== spatial.length ||
        given.some(({ kind }) => kind !== 'int') ||
        spatial.some((size) => typeof size !== 'number')
      )
        return [];
      const most = (size: number): number => (name === 'cropping' ? Math.floor((size - 1) / 2) : size);
      const sizes = given.map((one, axis) =>
        Math.min(Number(one.kind === 'int' ? one.value : 0), most(spatial[axis] as number)),
      );
      return [
        argumentFix(
          source,
          made,
          name,
          sizes.every((size) => size === sizes[0]) ? String(sizes[0]) : `(${sizes.join(', ')})`,
        ),
      ];
    });
    const padded =
      'padding' in parameters && typeof parameters['padding'] === 'string'
        ? [argumentFix(source, made, 'padding', '"same"', true)]
        : [];
    return [...padded, ...smaller].filter((fix) => fix !== undefined);
  },
});
