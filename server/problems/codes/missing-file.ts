import { defineProblem } from '../definition.ts';

export const missingFile = defineProblem({
  code: 'missing-file',
  topic: 'saving',
  severity: 'error',
  title: 'A file that the program has not written',
  finds:
    'A model or its weights are loaded from a folder that the program itself has made, and it has written no such file there. Keras says `File not found`.',
  repair: 'Correct the path, or save the file first.',
  example: {
    broken: `
import os
import tempfile
import keras
folder = tempfile.mkdtemp()
model = keras.Sequential([keras.Input((3,)), keras.layers.Dense(2)])
model.save(os.path.join(folder, "model.keras"))
loaded = keras.models.load_model(os.path.join(folder, "modell.keras"))
`,
    repaired: `
import os
import tempfile
import keras
folder = tempfile.mkdtemp()
model = keras.Sequential([keras.Input((3,)), keras.layers.Dense(2)])
model.save(os.path.join(folder, "model.keras"))
loaded = keras.models.load_model(os.path.join(folder, "model.keras"))
`,
  },
});
