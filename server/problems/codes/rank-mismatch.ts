import { defineProblem } from '../definition.ts';

export const rankMismatch = defineProblem({
  code: 'rank-mismatch',
  severity: 'error',
  title: 'An input with the wrong number of dimensions',
  finds: 'A layer is called on a tensor of another rank than it takes: a recurrent layer wants `(batch, timesteps, features)`, `Conv2D` wants `(batch, height, width, channels)`. Keras says `expected ndim=3, found ndim=2`.',
  repair: 'Make the layer before it give that rank (`return_sequences=True` for stacked recurrent layers), bring the tensor into shape (`Flatten`, a pooling layer, `Reshape`), or state the input with all its axes.',
  example: {
    broken: `
import keras
from keras import layers
model = keras.Sequential([
    keras.Input((100, 4)),
    layers.LSTM(64),
    layers.LSTM(32),
])
`,
    repaired: `
import keras
from keras import layers
model = keras.Sequential([
    keras.Input((100, 4)),
    layers.LSTM(64, return_sequences=True),
    layers.LSTM(32),
])
`,
  },
});
