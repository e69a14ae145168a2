import { defineProblem } from '../definition.ts';

export const negativeSize = defineProblem({
  code: 'negative-size',
  severity: 'error',
  title: 'Nothing is left of an axis',
  finds: 'A convolution, a pooling or a cropping takes more of an axis than there is, so its output would have a size of zero or less. Keras says `Negative dimension size` or `computed output size would be negative`.',
  repair: 'Use `padding="same"`, a smaller kernel or pool, fewer layers that shrink the tensor, or larger inputs.',
  example: {
    broken: `
import keras
from keras import layers
model = keras.Sequential([
    keras.Input((8, 8, 3)),
    layers.MaxPooling2D(4),
    layers.Conv2D(16, 3),
])
`,
    repaired: `
import keras
from keras import layers
model = keras.Sequential([
    keras.Input((8, 8, 3)),
    layers.MaxPooling2D(4),
    layers.Conv2D(16, 3, padding="same"),
])
`,
  },
});
