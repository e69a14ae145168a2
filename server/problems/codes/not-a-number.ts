import { defineProblem } from '../definition.ts';

export const notANumber = defineProblem({
  code: 'not-a-number',
  topic: 'python',
  severity: 'error',
  title: 'A symbolic tensor is no number',
  finds: '`int()` or `float()` of a symbolic tensor: it has no value before data comes.',
  repair: 'Use a size of its shape (`int(x.shape[-1])`), or an operation of `keras.ops`.',
  example: {
    broken: `
from keras import Input, layers
x = Input((4,))
units = int(x)
`,
    repaired: `
from keras import Input, layers
x = Input((4,))
units = int(x.shape[-1])
`,
  },
});
