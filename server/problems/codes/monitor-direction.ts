import { defineProblem } from '../definition.ts';

export const monitorDirection = defineProblem({
  code: 'monitor-direction',
  topic: 'training',
  severity: 'error',
  title: 'A monitored value of which more may be better or worse',
  finds:
    "In Keras 3 a callback that monitors a value asks the metric of that name whether more or less of it is better. No metric of `compile()` has the name, or it is a function of the program, which does not say it. Keras says `Keras isn't able to automatically determine whether that metric should be maximized or minimized`.",
  repair: 'Write the name as `compile()` has it, or pass `mode="max"` or `mode="min"`.',
  example: {
    broken: `
import numpy as np
import keras
from keras import layers
x = np.random.rand(100, 8)
y = np.random.randint(0, 2, 100)
model = keras.Sequential([keras.Input((8,)), layers.Dense(16, activation='relu'), layers.Dense(1, activation='sigmoid')])
model.compile('adam', loss='binary_crossentropy', metrics=['accuracy'])
model.fit(x, y, validation_split=0.2, callbacks=[keras.callbacks.EarlyStopping(monitor='val_acc', mode='auto')])
`,
    repaired: `
import numpy as np
import keras
from keras import layers
x = np.random.rand(100, 8)
y = np.random.randint(0, 2, 100)
model = keras.Sequential([keras.Input((8,)), layers.Dense(16, activation='relu'), layers.Dense(1, activation='sigmoid')])
model.compile('adam', loss='binary_crossentropy', metrics=['accuracy'])
model.fit(x, y, validation_split=0.2, callbacks=[keras.callbacks.EarlyStopping(monitor='val_accuracy', mode='auto')])
`,
  },
});
