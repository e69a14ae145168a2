import { defineProblem } from '../definition.ts';

export const labelsMissing = defineProblem({
  code: 'labels-missing',
  topic: 'training',
  severity: 'error',
  title: 'No labels, but a loss that needs them',
  finds:
    '`fit()` or `evaluate()` is given only x, and the model is compiled with a loss that compares its output with labels. Keras 3 says `None values not supported`, Keras 2 `Target data is missing`.',
  repair: 'Pass the labels as the second argument. An autoencoder is trained with `model.fit(x, x)`.',
  example: {
    broken: `
import numpy as np
import keras
from keras import layers
x = np.random.rand(100, 8)
y = np.random.rand(100)
model = keras.Sequential([keras.Input((8,)), layers.Dense(16, activation='relu'), layers.Dense(1)])
model.compile('adam', loss='mse')
model.fit(x)
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
