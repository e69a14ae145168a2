import { defineProblem } from '../definition.ts';

export const notATensor = defineProblem({
  code: 'not-a-tensor',
  topic: 'python',
  severity: 'error',
  title: 'A tensor is expected here',
  finds:
    'A layer is called on another layer instead of a tensor, or `Model` is given something that is no symbolic tensor.',
  repair: 'Call the layer on a tensor first and pass what that gives.',
  example: {
    broken: `
from keras import Input, layers
inputs = Input((16,))
hidden = layers.Dense(8, activation="relu")
x = layers.Dense(4)(hidden)
`,
    repaired: `
from keras import Input, layers
inputs = Input((16,))
hidden = layers.Dense(8, activation="relu")
x = layers.Dense(4)(hidden(inputs))
`,
  },
});
