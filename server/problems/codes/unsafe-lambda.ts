import { defineProblem } from '../definition.ts';

export const unsafeLambda = defineProblem({
  code: 'unsafe-lambda',
  topic: 'saving',
  severity: 'error',
  title: 'A lambda in a saved model',
  finds:
    'A model with a `lambda` in it is loaded. Its code would be run, so Keras 3 refuses: `Requested the deserialization of a Python lambda`.',
  repair:
    'Give the function a name and pass it as a custom object, or load with `safe_mode=False` where the file is to be trusted.',
  example: {
    broken: `
import keras
from keras import layers
model = keras.Sequential([layers.Input((7,)), layers.Lambda(lambda x: x * 2), layers.Dense(3)])
model.save("model.keras")
loaded = keras.models.load_model("model.keras")
`,
    repaired: `
import keras
from keras import layers
model = keras.Sequential([layers.Input((7,)), layers.Lambda(lambda x: x * 2), layers.Dense(3)])
model.save("model.keras")
loaded = keras.models.load_model("model.keras", safe_mode=False)
`,
  },
});
