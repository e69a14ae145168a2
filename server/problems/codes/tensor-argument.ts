import { defineProblem } from '../definition.ts';

export const tensorArgument = defineProblem({
  code: 'tensor-argument',
  topic: 'arguments',
  severity: 'error',
  title: 'A layer made with a tensor',
  finds:
    'A symbolic tensor is given to the constructor of a layer (`Flatten(x)`, `Dense(x)`), where the layer should be called on it.',
  repair: 'Make the layer first and call it then: `Flatten()(x)`, `Dense(10)(x)`.',
  example: {
    broken: `
from keras import Input, layers
x = Input((4, 3))
y = layers.Flatten(x)
`,
    repaired: `
from keras import Input, layers
x = Input((4, 3))
y = layers.Flatten()(x)
`,
  },
});
