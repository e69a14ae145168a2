import { defineProblem } from '../definition.ts';

export const disconnectedGraph = defineProblem({
  code: 'disconnected-graph',
  severity: 'error',
  title: 'The outputs need an input that is not given',
  finds: 'A functional model’s outputs come from a tensor that its inputs do not lead to. Keras 2 says `Graph disconnected`.',
  repair: 'List every `Input` that the outputs depend on in `inputs=`, or use the tensor that was meant.',
  example: {
    broken: `
import keras
from keras import layers
a = keras.Input((8,))
b = keras.Input((8,))
model = keras.Model(a, layers.Add()([a, b]))
`,
    repaired: `
import keras
from keras import layers
a = keras.Input((8,))
b = keras.Input((8,))
model = keras.Model([a, b], layers.Add()([a, b]))
`,
  },
});
