import { defineProblem } from '../definition.ts';

export const notIterable = defineProblem({
  code: 'not-iterable',
  topic: 'python',
  severity: 'error',
  title: 'A symbolic tensor has no items',
  finds:
    'A symbolic tensor is iterated over or unpacked. Its items are only known when data comes, so Keras 3 refuses.',
  repair: 'Index it (`x[:, 0]`), or use `keras.ops.unstack`.',
  example: {
    broken: `
from keras import Input, layers
x = Input((3,), batch_size=2)
a, b = x
`,
    repaired: `
from keras import Input, layers
x = Input((3,), batch_size=2)
a, b = x[0], x[1]
`,
  },
});
