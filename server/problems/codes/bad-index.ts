import { defineProblem } from '../definition.ts';

export const badIndex = defineProblem({
  code: 'bad-index',
  topic: 'shapes',
  severity: 'error',
  title: 'An index outside the tensor',
  finds:
    'A symbolic tensor is indexed past the end of an axis, with more indices than it has axes, or in a way that Keras does not take.',
  repair: 'Index within the shape; begin with `:` for the batch axis.',
  example: {
    broken: `
from keras import Input, layers
x = Input((5, 4))
y = x[:, 7]
`,
    repaired: `
from keras import Input, layers
x = Input((5, 4))
y = x[:, 4]
`,
  },
});
