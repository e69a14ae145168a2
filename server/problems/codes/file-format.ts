import { defineProblem } from '../definition.ts';

export const fileFormat = defineProblem({
  code: 'file-format',
  topic: 'training',
  severity: 'error',
  title: 'A file that this Keras does not write or read',
  finds:
    'Keras 3 tells the format of a file by its ending: models are `.keras` (or the former `.h5`), weights are `.weights.h5`. Other endings, `save_format` and the arguments of a SavedModel are refused: `The filename must end in .weights.h5`, `Invalid filepath extension for saving`.',
  repair: 'End the name as the message says. `model.export("folder")` writes a SavedModel for serving.',
  example: {
    broken: `
import keras
from keras import layers
model = keras.Sequential([keras.Input((8,)), layers.Dense(1)])
model.save_weights("best.h5")
`,
    repaired: `
import keras
from keras import layers
model = keras.Sequential([keras.Input((8,)), layers.Dense(1)])
model.save_weights("best.weights.h5")
`,
  },
});
