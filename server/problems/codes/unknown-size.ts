import { defineProblem } from '../definition.ts';

export const unknownSize = defineProblem({
  code: 'unknown-size',
  severity: 'error',
  title: 'An array would have an unknown size',
  finds: 'A layer makes its weights from an axis of its input, and the size of that axis is None. Keras says that shapes of variables must be fully defined. It happens with `Flatten` before `Dense` where a spatial axis is None.',
  repair: 'State the size in `Input`, or use a layer that does without it, such as a global pooling.',
  example: {
    broken: `
import keras
from keras import layers
model = keras.Sequential([
    keras.Input((None, None, 3)),
    layers.Flatten(),
    layers.Dense(10),
])
`,
    repaired: `
import keras
from keras import layers
model = keras.Sequential([
    keras.Input((None, None, 3)),
    layers.GlobalAveragePooling2D(),
    layers.Dense(10),
])
`,
  },
});
