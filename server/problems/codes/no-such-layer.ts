import { defineProblem } from '../definition.ts';

export const noSuchLayer = defineProblem({
  code: 'no-such-layer',
  topic: 'models',
  severity: 'error',
  title: 'The model has no such layer',
  finds:
    '`get_layer` is asked for a name or an index that the model does not have. In a notebook, names that Keras numbers (`dense_3`) are left out: they depend on which cells ran.',
  repair:
    'Use a name from the message; Keras numbers automatic names over the whole program, so give a `name=` to layers that you look up.',
  example: {
    broken: `
import keras
from keras import layers
model = keras.Sequential([
    keras.Input((16,)),
    layers.Dense(8, name="hidden"),
])
layer = model.get_layer("hiden")
`,
    repaired: `
import keras
from keras import layers
model = keras.Sequential([
    keras.Input((16,)),
    layers.Dense(8, name="hidden"),
])
layer = model.get_layer("hidden")
`,
  },
});
