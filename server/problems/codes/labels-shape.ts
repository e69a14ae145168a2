import { defineProblem } from '../definition.ts';

export const labelsShape = defineProblem({
  code: 'labels-shape',
  topic: 'training',
  severity: 'error',
  title: 'Labels that do not fit the output and the loss',
  finds:
    'The labels given to `fit()` or `evaluate()` do not have the shape that the loss compares with the output: one-hot labels for `categorical_crossentropy`, class numbers for `sparse_categorical_crossentropy`, the shape of the output for `binary_crossentropy`, shapes that can be broadcast for the others. Keras 3 and Keras 2 refuse different things; the chosen version decides. Keras says `Shapes (None, 1) and (None, 10) are incompatible` or that `target` and `output` `must have the same shape`.',
  repair:
    'Take the loss that goes with the labels (`sparse_…` for class numbers), make the labels one-hot with `to_categorical`, or give the last layer as many units as there are columns in the labels.',
  example: {
    broken: `
import keras
from keras import layers
(x_train, y_train), _ = keras.datasets.mnist.load_data()
model = keras.Sequential([
    keras.Input((28, 28)),
    layers.Flatten(),
    layers.Dense(10, activation='softmax'),
])
model.compile('adam', loss='categorical_crossentropy')
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
