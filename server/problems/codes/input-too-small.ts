import { defineProblem } from '../definition.ts';

export const inputTooSmall = defineProblem({
  code: 'input-too-small',
  topic: 'shapes',
  severity: 'error',
  title: 'Images too small for the architecture',
  finds: 'A model of `keras.applications` shrinks its images several times and needs a least size.',
  repair: 'Resize the images, or choose an architecture for small ones.',
  example: {
    broken: `
import keras
from keras import layers
base = keras.applications.ResNet50(weights=None, include_top=False, input_shape=(28, 28, 3))
`,
    repaired: `
import keras
from keras import layers
base = keras.applications.ResNet50(weights=None, include_top=False, input_shape=(32, 32, 3))
`,
  },
});
