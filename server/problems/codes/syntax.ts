import { defineProblem } from '../definition.ts';

export const syntax = defineProblem({
  code: 'syntax',
  topic: 'python',
  severity: 'error',
  title: 'Not Python as it stands',
  finds: 'The code is not complete, or is not Python. Layer Lens reads around it.',
  repair: 'Correct the syntax.',
  example: {
    broken: `
from keras import Input, layers
x = layers.Dense(8(Input((16,)))
`,
    repaired: `
from keras import Input, layers
x = layers.Dense(8)(Input((16,)))
`,
  },
});
