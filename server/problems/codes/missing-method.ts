import { defineProblem } from '../definition.ts';

export const missingMethod = defineProblem({
  code: 'missing-method',
  topic: 'own-layers',
  severity: 'error',
  title: 'A layer without call()',
  finds:
    'A layer class of the program has no `call()` method. Keras 3 cannot tell what it gives, and raises NotImplementedError. (In Keras 2 such a layer gives back its input.)',
  repair: 'Write `def call(self, x):`.',
  example: {
    broken: `
import keras
from keras import layers
class Twice(layers.Layer):
    pass

x = Twice()(keras.Input((4,)))
`,
    repaired: `
import keras
from keras import layers
class Twice(layers.Layer):
    def call(self, x):
        return x * 2

x = Twice()(keras.Input((4,)))
`,
  },
});
