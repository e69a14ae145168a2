import { defineProblem } from '../definition.ts';

export const badEquation = defineProblem({
  code: 'bad-equation',
  topic: 'shapes',
  severity: 'error',
  title: 'An einsum equation that does not fit',
  finds:
    'The equation of an `EinsumDense` has letters that are nowhere else, or sizes in `output_shape` that the input contradicts.',
  repair:
    'Each letter of the output is in the input or in the kernel; `output_shape` gives sizes to the letters of the output after the batch.',
  example: {
    broken: `
from keras import Input, layers
x = layers.EinsumDense("abc,cd->aed", output_shape=(10, 8))(Input((10, 4)))
`,
    repaired: `
from keras import Input, layers
x = layers.EinsumDense("abc,cd->abd", output_shape=(10, 8))(Input((10, 4)))
`,
  },
});
