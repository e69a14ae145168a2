import { defineProblem } from '../definition.ts';

export const labelsCount = defineProblem({
  code: 'labels-count',
  topic: 'training',
  severity: 'error',
  title: 'Another number of label arrays than the model has outputs',
  finds:
    'A model with several outputs wants labels for each of them, as a list or a dict; a model with one output wants one array. Keras 3 says `y_true and y_pred have different structures`. Keras 2 gives one array to all outputs.',
  repair: 'Pass a list with one array of labels for each output, or a dict by the names of the outputs.',
  example: {
    broken: `
import numpy as np
import keras
from keras import layers
x = np.random.rand(100, 8)
price = np.random.rand(100, 1)
size = np.random.rand(100, 1)
inputs = keras.Input((8,))
model = keras.Model(inputs, [layers.Dense(1)(inputs), layers.Dense(1)(inputs)])
model.compile('adam', loss='mse')
model.fit(x, price)
`,
    repaired: `
import numpy as np
import keras
from keras import layers
x = np.random.rand(100, 8)
price = np.random.rand(100, 1)
size = np.random.rand(100, 1)
inputs = keras.Input((8,))
model = keras.Model(inputs, [layers.Dense(1)(inputs), layers.Dense(1)(inputs)])
model.compile('adam', loss='mse')
model.fit(x, [price, size])
`,
  },
});
