import { defineProblem } from '../definition.ts';

export const metricLabels = defineProblem({
  code: 'metric-labels',
  topic: 'training',
  severity: 'warning',
  title: 'A metric for another kind of labels',
  finds:
    '`categorical_accuracy` compares one-hot labels, `sparse_categorical_accuracy` class numbers. With the other kind the number is meaningless, or Keras raises.',
  repair: 'Use `"accuracy"`, which looks at the labels and chooses, or the metric of the same kind as the loss.',
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
model.compile('adam', loss='sparse_categorical_crossentropy', metrics=['categorical_accuracy'])
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
model.compile('adam', loss='sparse_categorical_crossentropy', metrics=['sparse_categorical_accuracy'])
model.fit(x_train, y_train)
`,
  },
});
