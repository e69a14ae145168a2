import { defineProblem } from '../definition.ts';

export const pythonError = defineProblem({
  code: 'python-error',
  topic: 'python',
  severity: 'error',
  title: 'Python raises here',
  finds:
    'Python itself raises an exception: an index past the end of `model.layers`, a shape unpacked into too many names, a call without a required argument, an assertion that surely fails, or what the program raises of its own. It is reported where nothing unknown takes part; in programs, not in the parts of a package, which others import, and not in notebooks, whose cells run in any order.',
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
