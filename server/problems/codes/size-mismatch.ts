import { defineProblem } from '../definition.ts';

export const sizeMismatch = defineProblem({
  code: 'size-mismatch',
  severity: 'error',
  title: 'An axis of another size than the layer was built for',
  finds: 'A layer keeps the sizes that its weight arrays were made for. It is called again on an input with another size there.',
  repair: 'Make a second layer, or give both inputs the same size.',
  example: {
    broken: `
from keras import Input, layers
shared = layers.Dense(8)
a = shared(Input((16,)))
b = shared(Input((32,)))
`,
    repaired: `
from keras import Input, layers
shared = layers.Dense(8)
a = shared(Input((16,)))
b = shared(Input((16,)))
`,
  },
});
