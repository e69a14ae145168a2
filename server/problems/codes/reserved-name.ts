import { defineProblem } from '../definition.ts';

export const reservedName = defineProblem({
  code: 'reserved-name',
  topic: 'own-layers',
  severity: 'error',
  title: 'An attribute that Keras keeps for itself',
  finds: 'An attribute of a model is set that Keras has reserved, such as `layers`.',
  repair: 'Use another name.',
  example: {
    broken: `
import keras
from keras import layers
model = keras.Sequential([keras.Input((4,)), layers.Dense(2)])
model.layers = []
`,
    repaired: `
import keras
from keras import layers
model = keras.Sequential([keras.Input((4,)), layers.Dense(2)])
model.blocks = []
`,
  },
});
