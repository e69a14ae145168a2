import { defineProblem } from '../definition.ts';

export const regressionAccuracy = defineProblem({
  code: 'regression-accuracy',
  topic: 'training',
  severity: 'hint',
  title: 'Accuracy of a regression',
  finds:
    '`accuracy` counts predictions that are equal to the label. A regression hardly ever hits a number exactly, so it stays near 0 and says nothing.',
  repair: 'Use `"mae"` or another measure of distance.',
  example: {
    broken: `
import numpy as np
import keras
from keras import layers
x = np.random.rand(100, 8)
y = np.random.rand(100)
model = keras.Sequential([keras.Input((8,)), layers.Dense(16, activation='relu'), layers.Dense(1)])
model.compile('adam', loss='mse', metrics=['accuracy'])
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
