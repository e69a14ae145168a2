import { defineProblem } from '../definition.ts';
import { sizeFixes } from '../fixes/sizes.ts';

export const productShapes = defineProblem({
  code: 'product-shapes',
  topic: 'shapes',
  severity: 'error',
  title: 'A product of tensors that do not fit',
  finds: 'The axes that meet in a matrix product, a dot product or an einsum have different sizes.',
  repair: 'Transpose one of the tensors, or give the axes the same size.',
  example: {
    broken: `
from keras import Input, layers
from keras import ops
a = Input((3, 4))
x = ops.matmul(a, a)
`,
    repaired: `
from keras import Input, layers
from keras import ops
a = Input((3, 4))
x = ops.matmul(a, ops.transpose(a, (0, 2, 1)))
`,
  },
  fixes: (found) => sizeFixes(found),
});
