import { defineProblem } from '../definition.ts';

export const dataShape = defineProblem({
  code: 'data-shape',
  topic: 'training',
  severity: 'error',
  title: 'Data that does not fit the input of the model',
  finds:
    'The shape of the data, without the samples, is not the one that the model was made for, or a layer of the model cannot take it. A last axis of size 1 may be missing or too many. Keras says `expected shape=(None, 28, 28), found shape=(None, 784)`, or `expected ndim=4, found ndim=3`.',
  repair:
    'Bring the data into the shape of the input (`reshape`, a channel axis with `x[..., None]`), or make the model for the shape of the data: `Input(shape=x.shape[1:])`.',
  example: {
    broken: `
import numpy as np
import keras
from keras import layers
x = np.random.rand(100, 9)
y = np.random.rand(100)
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
