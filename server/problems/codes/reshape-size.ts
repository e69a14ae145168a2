import { defineProblem } from '../definition.ts';

export const reshapeSize = defineProblem({
  code: 'reshape-size',
  severity: 'error',
  title: 'A reshape that changes the number of elements',
  finds: 'The target shape has another number of elements than the input has (the batch axis aside). Keras says `The total size of the tensor must be unchanged`.',
  repair: 'Choose sizes whose product is that of the input, or put -1 for the one that is left to find. The batch axis is not in `target_shape`.',
  example: {
    broken: `
from keras import Input, layers
x = layers.Reshape((28, 28))(Input((100,)))
`,
    repaired: `
from keras import Input, layers
x = layers.Reshape((10, 10))(Input((100,)))
`,
  },
});
