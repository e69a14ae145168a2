import { defineProblem } from '../definition.ts';

export const unbatchedDataset = defineProblem({
  code: 'unbatched-dataset',
  topic: 'training',
  severity: 'error',
  title: 'A data set without batches',
  finds:
    'The elements of the data set are single samples, and Keras takes each for a whole batch: the first axis of a sample counts as the batch. Keras says `expected ndim=2, found ndim=1` or `Invalid input shape`.',
  repair: 'Put the data set in batches: `dataset.batch(32)`.',
  example: {
    broken: `
import numpy as np
import keras
import tensorflow as tf
from keras import layers
x = np.random.rand(100, 8)
y = np.random.rand(100, 1)
data = tf.data.Dataset.from_tensor_slices((x, y))
model = keras.Sequential([keras.Input((8,)), layers.Dense(1)])
model.compile('adam', loss='mse')
model.fit(data)
`,
    repaired: `
import numpy as np
import keras
import tensorflow as tf
from keras import layers
x = np.random.rand(100, 8)
y = np.random.rand(100, 1)
data = tf.data.Dataset.from_tensor_slices((x, y)).batch(32)
model = keras.Sequential([keras.Input((8,)), layers.Dense(1)])
model.compile('adam', loss='mse')
model.fit(data)
`,
  },
});
