import { defineProblem } from '../definition.ts';

export const notImported = defineProblem({
  code: 'not-imported',
  topic: 'python',
  severity: 'hint',
  title: 'A name of Keras that is not imported',
  finds:
    'A name of Keras is used that this file does not import, as in a pasted snippet. Layer Lens takes it as Keras’s.',
  repair: 'Import it: `from keras.layers import LSTM`.',
  example: {
    broken: `
from keras import Input
x = LSTM(2)(Input((100, 4)))
`,
    repaired: `
from keras import Input
from keras.layers import LSTM
x = LSTM(2)(Input((100, 4)))
`,
  },
});
