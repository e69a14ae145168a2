import { defineProblem } from '../definition.ts';

export const noLayers = defineProblem({
  code: 'no-layers',
  topic: 'models',
  severity: 'error',
  title: 'A Sequential model without layers',
  finds: 'A `Sequential` model is built or called before any layer was added.',
  repair: 'Add layers first.',
  example: {
    broken: `
import keras
from keras import layers
model = keras.Sequential()
model.build((None, 4))
`,
    repaired: `
import keras
from keras import layers
model = keras.Sequential()
model.add(layers.Dense(2))
model.build((None, 4))
`,
  },
});
