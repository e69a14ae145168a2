import { defineProblem } from '../definition.ts';

export const groups = defineProblem({
  code: 'groups',
  topic: 'shapes',
  severity: 'error',
  title: 'Channels that do not divide into groups',
  finds:
    'A grouped convolution or `GroupNormalization` splits channels into equal groups, and the number of channels (or of filters) is not divisible by the number of groups.',
  repair: 'Use a number of groups that divides both the channels of the input and the filters.',
  example: {
    broken: `
from keras import Input, layers
x = layers.Conv2D(30, 3, groups=4)(Input((28, 28, 8)))
`,
    repaired: `
from keras import Input, layers
x = layers.Conv2D(32, 3, groups=4)(Input((28, 28, 8)))
`,
  },
});
