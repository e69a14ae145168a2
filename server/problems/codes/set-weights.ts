import { defineProblem } from '../definition.ts';

export const setWeights = defineProblem({
  code: 'set-weights',
  topic: 'models',
  severity: 'error',
  title: 'Arrays that do not fit the layer',
  finds: '`set_weights` is given another number of arrays than the layer has, or arrays of other shapes.',
  repair: 'Pass the arrays in the order and shapes of `get_weights()`.',
  example: {
    broken: `
import numpy as np
import keras
from keras import layers
model = keras.Sequential([
    keras.Input((4,)),
    layers.Dense(2),
])
model.layers[0].set_weights([np.zeros((4, 2))])
`,
    repaired: `
import numpy as np
import keras
from keras import layers
model = keras.Sequential([
    keras.Input((4,)),
    layers.Dense(2),
])
model.layers[0].set_weights([np.zeros((4, 2)), np.zeros(2)])
`,
  },
});
