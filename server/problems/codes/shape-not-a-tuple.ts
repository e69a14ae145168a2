import { defineProblem } from '../definition.ts';

export const shapeNotATuple = defineProblem({
  code: 'shape-not-a-tuple',
  severity: 'error',
  title: 'A shape without its comma',
  finds: 'A shape is given as `(3)`, which is the number 3. A tuple of one needs a comma.',
  repair: 'Write `(3,)`.',
  example: {
    broken: `
from keras import Input, layers
inputs = Input(shape=(8))
x = layers.Dense(2)(inputs)
`,
    repaired: `
from keras import Input, layers
inputs = Input(shape=(8,))
x = layers.Dense(2)(inputs)
`,
  },
});
