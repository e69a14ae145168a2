import { defineProblem } from '../definition.ts';

export const softmaxOneUnit = defineProblem({
  code: 'softmax-one-unit',
  topic: 'training',
  severity: 'warning',
  title: 'Softmax over one number',
  finds:
    'Softmax makes its numbers add up to 1. Over a single one, the result is always 1, whatever the layer learned, and nothing is trained.',
  repair:
    'For two classes with one unit, use `sigmoid` and `binary_crossentropy`. For softmax, give the layer one unit for each class. For attention weights over timesteps, softmax must run along the time axis: `Softmax(axis=1)`.',
  example: {
    broken: `
import numpy as np
import keras
from keras import layers
x = np.random.rand(100, 8)
y = np.random.randint(0, 2, 100)
model = keras.Sequential([keras.Input((8,)), layers.Dense(16, activation='relu'), layers.Dense(1, activation='softmax')])
model.compile('adam', loss='binary_crossentropy')
model.fit(x, y)
`,
    repaired: `
import numpy as np
import keras
from keras import layers
x = np.random.rand(100, 8)
y = np.random.randint(0, 2, 100)
model = keras.Sequential([keras.Input((8,)), layers.Dense(16, activation='relu'), layers.Dense(1, activation='sigmoid')])
model.compile('adam', loss='binary_crossentropy')
model.fit(x, y)
`,
  },
});
