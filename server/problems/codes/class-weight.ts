import { defineProblem } from '../definition.ts';

export const classWeight = defineProblem({
  code: 'class-weight',
  topic: 'training',
  severity: 'error',
  title: 'class_weight that is not a dict',
  finds: "`class_weight` maps class numbers to weights. What scikit-learn's `compute_class_weight` gives is an array.",
  repair: 'Number the weights: `dict(enumerate(weights))`.',
  example: {
    broken: `
import numpy as np
import keras
from keras import layers
x = np.random.rand(100, 8)
y = np.random.randint(0, 2, 100)
model = keras.Sequential([keras.Input((8,)), layers.Dense(16, activation='relu'), layers.Dense(1, activation='sigmoid')])
model.compile('adam', loss='binary_crossentropy')
model.fit(x, y, class_weight=[1.0, 5.0])
`,
    repaired: `
import numpy as np
import keras
from keras import layers
x = np.random.rand(100, 8)
y = np.random.randint(0, 2, 100)
model = keras.Sequential([keras.Input((8,)), layers.Dense(16, activation='relu'), layers.Dense(1, activation='sigmoid')])
model.compile('adam', loss='binary_crossentropy')
model.fit(x, y, class_weight={0: 1.0, 1: 5.0})
`,
  },
});
