import { defineProblem } from '../definition.ts';

export const undefinedName = defineProblem({
  code: 'undefined-name',
  topic: 'python',
  severity: 'error',
  title: 'A name without a value',
  finds:
    'A name is read that has no value at this place: a typing mistake, a variable set further down, or one from a cell that is gone. Layer Lens goes on as if the most likely name stood there.',
  repair: 'Correct the name, or set it before.',
  example: {
    broken: `
from keras import Input, layers
inputs = Input((100, 4))
x = layers.LSTM(2)(x)
`,
    repaired: `
from keras import Input, layers
inputs = Input((100, 4))
x = layers.LSTM(2)(inputs)
`,
  },
});
