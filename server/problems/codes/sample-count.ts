import { defineProblem } from '../definition.ts';

export const sampleCount = defineProblem({
  code: 'sample-count',
  topic: 'training',
  severity: 'error',
  title: 'Arrays with different numbers of samples',
  finds:
    'The first axis of all arrays given to `fit()` counts the samples; they must agree. Keras says `Data cardinality is ambiguous`.',
  repair:
    'Look at where one of the arrays lost or gained rows: a split with other arguments, windows made from only one of the two, rows dropped from only one.',
  example: {
    broken: `
import numpy as np
import keras
from keras import layers
x = np.random.rand(100, 8)
y = np.random.rand(90)
model = keras.Sequential([keras.Input((8,)), layers.Dense(16, activation='relu'), layers.Dense(1)])
model.compile('adam', loss='mse')
model.fit(x, y)
`,
    repaired: `
import numpy as np
import keras
from keras import layers
x = np.random.rand(100, 8)
y = np.random.rand(100)
model = keras.Sequential([keras.Input((8,)), layers.Dense(16, activation='relu'), layers.Dense(1)])
model.compile('adam', loss='mse')
model.fit(x, y)
`,
  },
});
