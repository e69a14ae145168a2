import { defineProblem } from '../definition.ts';
import { sizeFixes } from '../fixes/sizes.ts';

export const shapeMismatch = defineProblem({
  code: 'shape-mismatch',
  topic: 'shapes',
  severity: 'error',
  title: 'Shapes of inputs that do not go together',
  finds:
    'A layer takes several inputs (query and value, an input and its mean), and their shapes do not fit each other.',
  repair: 'Make the axes equal that the message names.',
  example: {
    broken: `
from keras import Input, layers
query = Input((5, 16))
value = Input((6, 16))
key = Input((7, 16))
x = layers.MultiHeadAttention(2, 8)(query, value, key)
`,
    repaired: `
from keras import Input, layers
query = Input((5, 16))
value = Input((6, 16))
key = Input((6, 16))
x = layers.MultiHeadAttention(2, 8)(query, value, key)
`,
  },
  fixes: (found) => sizeFixes(found),
});
