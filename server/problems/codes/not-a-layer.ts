import { defineProblem } from '../definition.ts';

export const notALayer = defineProblem({
  code: 'not-a-layer',
  severity: 'error',
  title: 'A layer is expected here',
  finds: 'Something else than a layer is added to a Sequential model or wrapped in a layer: a class that was not called, a function, a tensor.',
  repair: 'Call the class to make a layer: `LSTM(64)`, not `LSTM`.',
  example: {
    broken: `
import keras
from keras import layers
model = keras.Sequential([
    keras.Input((10, 4)),
    layers.Bidirectional(layers.LSTM),
])
`,
    repaired: `
import keras
from keras import layers
model = keras.Sequential([
    keras.Input((10, 4)),
    layers.Bidirectional(layers.LSTM(8)),
])
`,
  },
});
