import { defineProblem } from '../definition.ts';

export const notBuilt = defineProblem({
  code: 'not-built',
  severity: 'error',
  title: 'Asked for weights before there are any',
  finds: 'A layer makes its weight arrays when it is first called or built. Before that it has none to count.',
  repair: 'Call it on data, or `build(input_shape)` it first; a `Sequential` model is built at once where it begins with an `Input`.',
  example: {
    broken: `
from keras import Input, layers
layer = layers.LSTM(8)
print(layer.count_params())
`,
    repaired: `
from keras import Input, layers
layer = layers.LSTM(8)
layer.build((None, 10, 4))
print(layer.count_params())
`,
  },
});
