import { defineProblem } from '../definition.ts';

export const dataType = defineProblem({
  code: 'data-type',
  topic: 'training',
  severity: 'error',
  title: 'Data of a type that fit() does not take',
  finds:
    'Keras takes arrays, tensors, pandas tables and data sets. Python lists of numbers are refused (Keras 2 takes them where both x and y are lists), and so are arrays of lists of different lengths. Keras says `Unrecognized data type`, `Failed to find data adapter that can handle input` or `Failed to convert a NumPy array to a Tensor`.',
  repair:
    'Make an array of the list with `np.array(…)`. Bring lists of different lengths to one length with `pad_sequences`.',
  example: {
    broken: `
import numpy as np
import keras
from keras import layers
x = np.random.rand(4, 2)
y = [0, 1, 1, 0]
model = keras.Sequential([keras.Input((2,)), layers.Dense(1, activation='sigmoid')])
model.compile('adam', loss='binary_crossentropy')
model.fit(x, y)
`,
    repaired: `
import numpy as np
import keras
from keras import layers
x = np.random.rand(4, 2)
y = np.array([0, 1, 1, 0])
model = keras.Sequential([keras.Input((2,)), layers.Dense(1, activation='sigmoid')])
model.compile('adam', loss='binary_crossentropy')
model.fit(x, y)
`,
  },
});
