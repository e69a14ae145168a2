import { defineProblem } from '../definition.ts';

export const mergeShapes = defineProblem({
  code: 'merge-shapes',
  severity: 'error',
  title: 'Shapes that cannot be merged',
  finds: '`Concatenate` needs inputs that agree on every axis but the one they are joined on; `Add`, `Multiply` and the like need shapes that broadcast; `Dot` needs equal sizes on the axes that meet.',
  repair: 'Give the layers in front the same sizes, join on another axis, or bring one of the tensors into the shape of the other (a `Dense` or a 1×1 convolution of that many units).',
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
});
