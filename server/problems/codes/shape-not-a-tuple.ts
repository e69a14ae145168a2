import { defineProblem } from '../definition.ts';

export const shapeNotATuple = defineProblem({
  code: 'shape-not-a-tuple',
  severity: 'error',
  title: 'A shape without its comma',
  finds: 'A shape is given as `(3)`, which is the number 3. A tuple of one needs a comma. `input_shape=(3)` is refused by every Keras; `Input(shape=(3))` by Keras 3 only, which is a warning where the code may be for Keras 2.',
  repair: 'Write `(3,)`.',
  example: {
    broken: `
from keras import layers
import keras
model = keras.Sequential([layers.Dense(2, input_shape=(8))])
`,
    repaired: `
from keras import layers
import keras
model = keras.Sequential([layers.Dense(2, input_shape=(8,))])
`,
  },
});
