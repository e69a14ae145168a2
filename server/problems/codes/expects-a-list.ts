import { defineProblem } from '../definition.ts';

export const expectsAList = defineProblem({
  code: 'expects-a-list',
  severity: 'error',
  title: 'A layer that takes a list of tensors',
  finds: '`Attention`, `AdditiveAttention` and `HashedCrossing` are called on one list of tensors.',
  repair: 'Call it on a list: `Attention()([query, value])`.',
  example: {
    broken: `
from keras import Input, layers
query = Input((5, 16))
x = layers.Attention()(query)
`,
    repaired: `
from keras import Input, layers
query = Input((5, 16))
x = layers.Attention()([query, query])
`,
  },
});
