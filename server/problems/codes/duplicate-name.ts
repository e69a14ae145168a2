import { defineProblem } from '../definition.ts';

export const duplicateName = defineProblem({
  code: 'duplicate-name',
  severity: 'error',
  title: 'Two layers of the same name',
  finds: 'Layers in a model need names that differ.',
  repair: 'Give each layer its own `name=`, or leave it out.',
  example: {
    broken: `
import keras
from keras import layers
model = keras.Sequential([
    keras.Input((4,)),
    layers.Dense(8, activation="relu", name="fc"),
    layers.Dense(2, name="fc"),
])
`,
    repaired: `
import keras
from keras import layers
model = keras.Sequential([
    keras.Input((4,)),
    layers.Dense(8, activation="relu", name="fc"),
    layers.Dense(2, name="fc_2"),
])
`,
  },
});
