import { defineProblem } from '../definition.ts';

export const labelRange = defineProblem({
  code: 'label-range',
  topic: 'training',
  severity: 'error',
  title: 'Class numbers that the output has no place for',
  finds:
    'With `sparse_categorical_crossentropy`, the labels number the units of the last layer from 0. A number beyond the last unit makes TensorFlow raise `Received a label value of 10 which is outside the valid range of [0, 10)` on a CPU; on a GPU the loss becomes `nan`.',
  repair: 'Give the last layer as many units as there are classes, or number the classes from 0 on (not from 1).',
  example: {
    broken: `
import keras
from keras import layers
(x_train, y_train), _ = keras.datasets.mnist.load_data()
model = keras.Sequential([
    keras.Input((28, 28)),
    layers.Flatten(),
    layers.Dense(9, activation='softmax'),
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
