import { defineProblem } from '../definition.ts';

export const binaryClasses = defineProblem({
  code: 'binary-classes',
  topic: 'training',
  severity: 'warning',
  title: 'More than two classes for one sigmoid',
  finds:
    'The labels have more than two classes, and the model ends with one unit and `binary_crossentropy`, which takes every label for a probability.',
  repair: 'One unit for each class with `softmax`, and `sparse_categorical_crossentropy`.',
  example: {
    broken: `
import keras
from keras import layers
(x_train, y_train), _ = keras.datasets.mnist.load_data()
model = keras.Sequential([
    keras.Input((28, 28)),
    layers.Flatten(),
    layers.Dense(1, activation='sigmoid'),
])
model.compile('adam', loss='binary_crossentropy')
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
