import { defineProblem } from '../definition.ts';

export const notCompiled = defineProblem({
  code: 'not-compiled',
  topic: 'training',
  severity: 'error',
  title: 'A model that is trained before compile()',
  finds:
    '`fit()`, `evaluate()` or `train_on_batch()` is called on a model that was never compiled; in Keras 2, a copy made by `clone_model` needs its own `compile()`. Keras says `You must call compile() before using the model`.',
  repair: 'Call `model.compile(optimizer, loss)` first.',
  example: {
    broken: `
import numpy as np
import keras
from keras import layers
x = np.random.rand(100, 8)
y = np.random.rand(100)
model = keras.Sequential([keras.Input((8,)), layers.Dense(16, activation='relu'), layers.Dense(1)])
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
