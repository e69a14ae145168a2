import { defineProblem } from '../definition.ts';

export const unknownFunction = defineProblem({
  code: 'unknown-function',
  topic: 'arguments',
  severity: 'error',
  title: 'A name of a function that Keras does not have',
  finds:
    'An activation, initializer, regularizer or constraint is given by a name that Keras does not know. Keras says `Could not interpret …`.',
  repair: 'Correct the spelling, or pass the function itself.',
  example: {
    broken: `
from keras import Input, layers
x = layers.Dense(8, activation="rellu")(Input((16,)))
`,
    repaired: `
from keras import Input, layers
x = layers.Dense(8, activation="relu")(Input((16,)))
`,
  },
});
