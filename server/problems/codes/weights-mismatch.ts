import { defineProblem } from '../definition.ts';

export const weightsMismatch = defineProblem({
  code: 'weights-mismatch',
  topic: 'saving',
  severity: 'error',
  title: 'Weights of a file that do not fit the model',
  finds:
    '`load_weights` reads a file that the program has written from another model, and the arrays of a layer differ in number or shape. Keras 3 says `A total of … objects could not be loaded`.',
  repair: 'Build the model as the one that was saved, or load the weights of the layers that they share.',
  example: {
    broken: `
import keras
small = keras.Sequential([keras.Input((3,)), keras.layers.Dense(2)])
large = keras.Sequential([keras.Input((3,)), keras.layers.Dense(4)])
small.save_weights("small.weights.h5")
large.load_weights("small.weights.h5")
`,
    repaired: `
import keras
small = keras.Sequential([keras.Input((3,)), keras.layers.Dense(2)])
large = keras.Sequential([keras.Input((3,)), keras.layers.Dense(2)])
small.save_weights("small.weights.h5")
large.load_weights("small.weights.h5")
`,
  },
});
