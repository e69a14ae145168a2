import { defineProblem } from '../definition.ts';

export const labelsText = defineProblem({
  code: 'labels-text',
  topic: 'training',
  severity: 'error',
  title: 'Labels that are texts',
  finds: 'The labels are words, and losses need numbers. Keras says `Cast string to float is not supported`.',
  repair:
    'Number the classes: `LabelEncoder().fit_transform(y)`, `np.unique(y, return_inverse=True)[1]`, or `df["label"].astype("category").cat.codes`.',
  example: {
    broken: `
import numpy as np
import keras
from keras import layers
x = np.random.rand(4, 2)
y = np.array(['cat', 'dog', 'dog', 'cat'])
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
