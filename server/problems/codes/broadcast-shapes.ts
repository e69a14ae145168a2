import { defineProblem } from '../definition.ts';
import { sizeFixes } from '../fixes/sizes.ts';

export const broadcastShapes = defineProblem({
  code: 'broadcast-shapes',
  topic: 'shapes',
  severity: 'error',
  title: 'Shapes that do not broadcast',
  finds:
    'An operation on two tensors needs shapes that broadcast: counted from the end, each pair of sizes is equal or one of them is 1.',
  repair: 'Give both tensors the same sizes, or a size of 1 where one is to be repeated.',
  example: {
    broken: `
from keras import Input, layers
a = Input((20,))
b = Input((30,))
x = a + b
`,
    repaired: `
from keras import Input, layers
a = Input((20,))
b = Input((20,))
x = a + b
`,
  },
  fixes: (found) => sizeFixes(found),
});
