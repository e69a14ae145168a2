import { defineProblem } from '../definition.ts';

export const callbackMonitor = defineProblem({
  code: 'callback-monitor',
  topic: 'training',
  severity: 'warning',
  title: 'A callback that waits for a value that is not logged',
  finds:
    'The value that a callback monitors is none of those that this `fit()` logs: `val_loss` without validation data, or another name of a metric. Keras warns (`Early stopping conditioned on metric … which is not available`) and goes on, so the callback never stops anything.',
  repair: 'Monitor one of the names in the message, or give `fit()` validation data.',
  example: {
    broken: `
import numpy as np
import keras
from keras import layers
x = np.random.rand(100, 8)
y = np.random.rand(100)
model = keras.Sequential([keras.Input((8,)), layers.Dense(16, activation='relu'), layers.Dense(1)])
model.compile('adam', loss='mse')
model.fit(x, y, callbacks=[keras.callbacks.EarlyStopping(monitor='val_loss')])
`,
    repaired: `
import numpy as np
import keras
from keras import layers
x = np.random.rand(100, 8)
y = np.random.rand(100)
model = keras.Sequential([keras.Input((8,)), layers.Dense(16, activation='relu'), layers.Dense(1)])
model.compile('adam', loss='mse')
model.fit(x, y, validation_split=0.2, callbacks=[keras.callbacks.EarlyStopping(monitor='val_loss')])
`,
  },
});
