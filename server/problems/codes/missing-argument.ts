import { defineProblem } from '../definition.ts';

export const missingArgument = defineProblem({
  code: 'missing-argument',
  severity: 'error',
  title: 'A required argument is missing',
  finds: 'A layer or a function is called without an argument that has no default.',
  repair: 'Pass the argument.',
  example: {
    broken: `
from keras import Input, layers
x = layers.Dense()(Input((16,)))
`,
    repaired: `
from keras import Input, layers
x = layers.Dense(units=8)(Input((16,)))
`,
  },
});
