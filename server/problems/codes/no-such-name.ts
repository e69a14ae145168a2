import { defineProblem } from '../definition.ts';

export const noSuchName = defineProblem({
  code: 'no-such-name',
  severity: 'error',
  title: 'A name that Keras does not have',
  finds: 'A class of `keras`, `keras.layers` or `keras.models` is misspelt by one letter.',
  repair: 'Correct the spelling.',
  example: {
    broken: `
import keras
from keras import layers
model = keras.Sequentials([keras.Input((4,)), layers.Dense(2)])
`,
    repaired: `
import keras
from keras import layers
model = keras.Sequential([keras.Input((4,)), layers.Dense(2)])
`,
  },
});
