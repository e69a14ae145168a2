import { defineProblem } from '../definition.ts';

export const mergeNeedsList = defineProblem({
  code: 'merge-needs-list',
  severity: 'error',
  title: 'A merging layer without a list of tensors',
  finds: 'A merging layer is called on a single tensor, or on the wrong number of them. Keras says `A merge layer should be called on a list of inputs`.',
  repair: 'Call it on a list: `Add()([a, b])`.',
  example: {
    broken: `
from keras import Input, layers
a = Input((8,))
b = Input((8,))
x = layers.Add()(a)
`,
    repaired: `
from keras import Input, layers
a = Input((8,))
b = Input((8,))
x = layers.Add()([a, b])
`,
  },
});
