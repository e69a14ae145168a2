import { defineProblem } from '../definition.ts';

export const inputMismatch = defineProblem({
  code: 'input-mismatch',
  topic: 'models',
  severity: 'error',
  title: 'Not the input that the model takes',
  finds: 'A model is called or built on a shape that is not that of its input.',
  repair: 'Bring the data into the shape of the model’s `Input` (with the batch axis in front), or change the `Input`.',
  example: {
    broken: `
import numpy as np
import keras
from keras import layers
inputs = keras.Input((4, 3))
model = keras.Model(inputs, layers.Flatten()(inputs))
y = model(np.zeros((2, 4, 3, 5)))
`,
    repaired: `
import numpy as np
import keras
from keras import layers
inputs = keras.Input((4, 3))
model = keras.Model(inputs, layers.Flatten()(inputs))
y = model(np.zeros((2, 4, 3)))
`,
  },
});
