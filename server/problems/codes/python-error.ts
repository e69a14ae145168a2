import { defineProblem } from '../definition.ts';

export const pythonError = defineProblem({
  code: 'python-error',
  topic: 'python',
  severity: 'error',
  title: 'Python raises here',
  finds:
    'Python itself raises an exception in a statement about tensors, layers or models: an index past the end of `model.layers`, a shape unpacked into too many names, a method called without an argument. It is reported in files, not in notebooks, whose cells run in any order.',
  repair: 'The exception says what is wrong; the hover over the names shows what they stand for.',
  example: {
    broken: `
from keras import Input, layers
inputs = Input((4,))
batch, steps, features = inputs.shape
`,
    repaired: `
from keras import Input, layers
inputs = Input((4,))
batch, features = inputs.shape
`,
  },
});
