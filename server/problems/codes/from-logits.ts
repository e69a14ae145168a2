import { defineProblem } from '../definition.ts';

export const fromLogits = defineProblem({
  code: 'from-logits',
  topic: 'training',
  severity: 'warning',
  title: 'Logits and probabilities mixed up',
  finds:
    'The loss expects probabilities and the last layer has no activation, or the loss is told `from_logits=True` and the last layer normalizes. Keras warns of the second: `received from_logits=True, but the output argument was produced by a Softmax activation`.',
  repair: 'Either an activation on the last layer, or `from_logits=True` on the loss: one of the two.',
  example: {
    broken: `
import keras
from keras import layers
(x_train, y_train), _ = keras.datasets.mnist.load_data()
model = keras.Sequential([
    keras.Input((28, 28)),
    layers.Flatten(),
    layers.Dense(10),
])
model.compile('adam', loss='sparse_categorical_crossentropy')
model.fit(x_train, y_train)
`,
    repaired: `
import keras
from keras import layers
(x_train, y_train), _ = keras.datasets.mnist.load_data()
model = keras.Sequential([
    keras.Input((28, 28)),
    layers.Flatten(),
    layers.Dense(10, activation='softmax'),
])
model.compile('adam', loss='sparse_categorical_crossentropy')
model.fit(x_train, y_train)
`,
  },
});
