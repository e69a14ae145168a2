import { defineProblem } from '../definition.ts';

export const expectsOneInput = defineProblem({
  code: 'expects-one-input',
  severity: 'error',
  title: 'A layer that takes one tensor',
  finds: 'A layer for one input is called on a list of several tensors. It happens after a layer with several outputs, such as `LSTM(…, return_state=True)`, and in a `Sequential` model that has one.',
  repair: 'Pass one of the tensors, or merge them first (`Concatenate()([a, b])`).',
  example: {
    broken: `
from keras import Input, layers
a = Input((8,))
b = Input((8,))
x = layers.Dense(4)([a, b])
`,
    repaired: `
from keras import Input, layers
a = Input((8,))
b = Input((8,))
x = layers.Dense(4)(layers.Concatenate()([a, b]))
`,
  },
});
