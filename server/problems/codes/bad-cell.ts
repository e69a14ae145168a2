import { defineProblem } from '../definition.ts';

export const badCell = defineProblem({
  code: 'bad-cell',
  topic: 'arguments',
  severity: 'error',
  title: 'Not a cell for RNN',
  finds:
    '`RNN` wraps a cell, which says in `state_size` (and `output_size`) what it keeps from step to step. This one does not, or says it in a form that Keras does not take.',
  repair: 'Pass one of Keras’s cells (`LSTMCell(64)`), or give your cell a `state_size`.',
  example: {
    broken: `
from keras import Input, layers
x = layers.RNN(layers.Dense(8))(Input((10, 4)))
`,
    repaired: `
from keras import Input, layers
x = layers.RNN(layers.LSTMCell(8))(Input((10, 4)))
`,
  },
});
