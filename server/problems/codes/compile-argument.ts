import { defineProblem } from '../definition.ts';

export const compileArgument = defineProblem({
  code: 'compile-argument',
  topic: 'training',
  severity: 'error',
  title: 'An argument that compile() does not take like this',
  finds:
    'In Keras 3, `metrics` must be a list, a tuple or a dict (Keras 2 takes a single text), and the third argument by position is `loss_weights` (in Keras 2 it is `metrics`). Keras says `Expected metrics argument to be a list, tuple, or dict`.',
  repair: 'Write `metrics=["accuracy"]`, by name and as a list.',
  example: {
    broken: `
import numpy as np
import keras
from keras import layers
x = np.random.rand(100, 8)
y = np.random.rand(100)
model = keras.Sequential([keras.Input((8,)), layers.Dense(16, activation='relu'), layers.Dense(1)])
model.compile('adam', loss='mse', metrics='mae')
model.fit(x, y)
`,
    repaired: `
import numpy as np
import keras
from keras import layers
x = np.random.rand(100, 8)
y = np.random.rand(100)
model = keras.Sequential([keras.Input((8,)), layers.Dense(16, activation='relu'), layers.Dense(1)])
model.compile('adam', loss='mse', metrics=['mae'])
model.fit(x, y)
`,
  },
});
