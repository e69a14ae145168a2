import { defineProblem } from '../definition.ts';

export const labelsBroadcast = defineProblem({
  code: 'labels-broadcast',
  topic: 'training',
  severity: 'warning',
  title: 'Labels and output that are broadcast against each other',
  finds:
    'The labels and the output have different shapes, and the loss subtracts them all the same: one of them is repeated along an axis of the other. The loss goes down, but it compares numbers that do not belong together. It happens with a `Dense` on a sequence whose time axis was never taken away, and with labels of one axis too few.',
  repair:
    'Give the output the shape of the labels: `return_sequences=False` on the last recurrent layer, `Flatten()` or a global pooling layer before the last `Dense`, or the right number of units.',
  example: {
    broken: `
import numpy as np
import keras
from keras import layers
x = np.random.rand(100, 20, 8)
y = np.random.rand(100, 1)
model = keras.Sequential([keras.Input((20, 8)), layers.LSTM(16, return_sequences=True), layers.Dense(1)])
model.compile('adam', loss='mse')
model.fit(x, y)
`,
    repaired: `
import numpy as np
import keras
from keras import layers
x = np.random.rand(100, 20, 8)
y = np.random.rand(100, 1)
model = keras.Sequential([keras.Input((20, 8)), layers.LSTM(16), layers.Dense(1)])
model.compile('adam', loss='mse')
model.fit(x, y)
`,
  },
});
