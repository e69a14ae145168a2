import { defineProblem } from '../definition.ts';

export const badMethod = defineProblem({
  code: 'bad-method',
  topic: 'own-layers',
  severity: 'error',
  title: 'A method that Keras cannot call',
  finds:
    'A method of a layer class has arguments that Keras cannot fill: in Keras 3 the arguments of a `build()` with several are named after those of `call()`, with `_shape` behind; a layer in a `Sequential` model is called on one tensor.',
  repair: 'Name the arguments as the message says.',
  example: {
    broken: `
import keras
from keras import layers
class Pair(layers.Layer):
    def call(self):
        return None

model = keras.Sequential([keras.Input((4,)), Pair()])
`,
    repaired: `
import keras
from keras import layers
class Pair(layers.Layer):
    def call(self, x):
        return x

model = keras.Sequential([keras.Input((4,)), Pair()])
`,
  },
});
