import { defineProblem } from '../definition.ts';

export const batchesArgument = defineProblem({
  code: 'batches-argument',
  topic: 'training',
  severity: 'error',
  title: 'An argument that does not go with data in batches',
  finds:
    'A data set, a generator or a sequence brings its labels and weights itself and cannot be cut: `y`, `sample_weight` and `validation_split` are refused beside it. Keras says `` `y` argument is not supported when using dataset as input ``, or that `validation_split` `is only supported for Tensors or NumPy arrays`.',
  repair: 'Let the data set give `(x, y)`, and pass another one as `validation_data`.',
  example: {
    broken: `
import numpy as np
import keras
import tensorflow as tf
from keras import layers
x = np.random.rand(100, 8)
y = np.random.rand(100, 1)
data = tf.data.Dataset.from_tensor_slices((x, y)).batch(32)
model = keras.Sequential([keras.Input((8,)), layers.Dense(1)])
model.compile('adam', loss='mse')
model.fit(data, validation_split=0.2)
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
