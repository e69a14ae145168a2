import { defineProblem } from '../definition.ts';

export const missingSuperInit = defineProblem({
  code: 'missing-super-init',
  severity: 'error',
  title: '__init__() without super().__init__()',
  finds: 'A model class has an `__init__()` that does not call the one of Keras. Keras says `you forgot to call super().__init__()`.',
  repair: 'Write `super().__init__()` as the first statement of `__init__()`.',
  example: {
    broken: `
import keras
from keras import layers
class Net(keras.Model):
    def __init__(self):
        self.hidden = layers.Dense(8)
    def call(self, x):
        return self.hidden(x)

model = Net()
`,
    repaired: `
import keras
from keras import layers
class Net(keras.Model):
    def __init__(self):
        super().__init__()
        self.hidden = layers.Dense(8)
    def call(self, x):
        return self.hidden(x)

model = Net()
`,
  },
});
