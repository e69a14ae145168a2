import { defineProblem } from '../definition.ts';

export const badArgument = defineProblem({
  code: 'bad-argument',
  severity: 'error',
  title: 'An argument that the layer refuses',
  finds: 'An argument has a value or a type that Keras refuses when the layer is made: a size below 1, a word it does not know, a tuple of the wrong length, a float where an integer is needed.',
  repair: 'Pass one of the values that the message names. A division with `/` gives a float; `//` gives an integer.',
  example: {
    broken: `
from keras import Input, layers
x = layers.Dense(0)(Input((16,)))
`,
    repaired: `
from keras import Input, layers
x = layers.Dense(8)(Input((16,)))
`,
  },
});
