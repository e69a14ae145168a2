import { defineProblem } from '../definition.ts';

export const notRegistered = defineProblem({
  code: 'not-registered',
  topic: 'saving',
  severity: 'error',
  title: 'Own classes and functions that a saved model names',
  finds:
    "`load_model`, `model_from_json`, `from_config` or `deserialize` meets a class or a function of the program's own, and nothing says which one is meant. Keras 3 says `Could not locate class …`, Keras 2 says `Unknown layer`.",
  repair:
    'Pass `custom_objects={"Name": Name}`, load within `keras.saving.custom_object_scope`, or decorate the class with `@keras.saving.register_keras_serializable()` before the model is saved.',
  example: {
    broken: `
import keras
from keras import layers
class Doubler(layers.Layer):
    def call(self, x):
        return x * 2
model = keras.Sequential([layers.Input((7,)), Doubler(), layers.Dense(3)])
model.save("doubler.keras")
loaded = keras.models.load_model("doubler.keras")
`,
    repaired: `
import keras
from keras import layers
class Doubler(layers.Layer):
    def call(self, x):
        return x * 2
model = keras.Sequential([layers.Input((7,)), Doubler(), layers.Dense(3)])
model.save("doubler.keras")
loaded = keras.models.load_model("doubler.keras", custom_objects={"Doubler": Doubler})
`,
  },
});
