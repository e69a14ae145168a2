import { defineProblem } from '../definition.ts';

export const dataInputs = defineProblem({
  code: 'data-inputs',
  topic: 'training',
  severity: 'error',
  title: 'Another number of arrays than the model has inputs',
  finds:
    'A model with several inputs wants a list with an array for each, in order, or a dict with the names of its inputs as keys; a model with one input wants one array. Keras says `expects 2 input(s), but it received 1 input tensors` or `Missing data for input`.',
  repair: 'Pass the arrays as a list in the order of the inputs, or as a dict by the names that the inputs were given.',
  example: {
    broken: `
import numpy as np
import keras
from keras import layers
a = np.random.rand(100, 8)
b = np.random.rand(100, 4)
y = np.random.rand(100, 1)
first = keras.Input((8,), name='first')
second = keras.Input((4,), name='second')
joined = layers.concatenate([first, second])
model = keras.Model([first, second], layers.Dense(1)(joined))
model.compile('adam', loss='mse')
model.fit(a, y)
`,
    repaired: `
import numpy as np
import keras
from keras import layers
a = np.random.rand(100, 8)
b = np.random.rand(100, 4)
y = np.random.rand(100, 1)
first = keras.Input((8,), name='first')
second = keras.Input((4,), name='second')
joined = layers.concatenate([first, second])
model = keras.Model([first, second], layers.Dense(1)(joined))
model.compile('adam', loss='mse')
model.fit([a, b], y)
`,
  },
});
