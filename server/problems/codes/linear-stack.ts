import { defineProblem } from '../definition.ts';

export const linearStack = defineProblem({
  code: 'linear-stack',
  topic: 'models',
  severity: 'hint',
  title: 'Two Dense layers with nothing between them',
  finds:
    'A `Dense` without an activation feeds another `Dense`. Two linear steps are one linear step: the first layer adds weights and no power.',
  repair: 'Give the first one an activation, such as `relu`.',
  example: {
    broken: `
import numpy as np
import keras
from keras import layers
x = np.random.rand(100, 8)
y = np.random.rand(100)
model = keras.Sequential([keras.Input((8,)), layers.Dense(16), layers.Dense(1)])
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
