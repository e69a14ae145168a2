import { defineProblem } from '../definition.ts';

export const outputName = defineProblem({
  code: 'output-name',
  topic: 'training',
  severity: 'error',
  title: 'A loss or metric for an output that is not there',
  finds:
    'A dict in `compile(loss={…})` or `metrics={…}` names outputs by the layers that give them. `fit()` and `evaluate()` refuse a key that no output has.',
  repair: 'Use the `name=` of the output’s layer as the key, or give the layer that name.',
  example: {
    broken: `
import numpy as np
import keras
from keras import layers
inputs = keras.Input((8,))
price = layers.Dense(1, name='price')(inputs)
kind = layers.Dense(3, activation='softmax', name='kind')(inputs)
model = keras.Model(inputs, [price, kind])
model.compile('adam', loss={'price': 'mse', 'type': 'sparse_categorical_crossentropy'})
model.fit(np.zeros((100, 8)), {'price': np.zeros(100), 'kind': np.zeros(100)})
`,
    repaired: `
import numpy as np
import keras
from keras import layers
inputs = keras.Input((8,))
price = layers.Dense(1, name='price')(inputs)
kind = layers.Dense(3, activation='softmax', name='kind')(inputs)
model = keras.Model(inputs, [price, kind])
model.compile('adam', loss={'price': 'mse', 'kind': 'sparse_categorical_crossentropy'})
model.fit(np.zeros((100, 8)), {'price': np.zeros(100), 'kind': np.zeros(100)})
`,
  },
});
