import { defineProblem } from '../definition.ts';

export const activationLoss = defineProblem({
  code: 'activation-loss',
  topic: 'training',
  severity: 'warning',
  title: 'A last activation that does not go with the loss',
  finds:
    'A loss of classes takes probabilities: `sigmoid` for `binary_crossentropy`, `softmax` for `categorical_crossentropy` and `sparse_categorical_crossentropy`. After `relu` or `tanh` the logarithm in the loss meets numbers that are no probabilities; `sigmoid` over several exclusive classes, and `softmax` with `binary_crossentropy` over more than two, train something else than meant.',
  repair: 'Change the activation of the last layer, or the loss.',
  example: {
    broken: `
import keras
from keras import layers
(x_train, y_train), _ = keras.datasets.mnist.load_data()
model = keras.Sequential([
    keras.Input((28, 28)),
    layers.Flatten(),
    layers.Dense(10, activation='relu'),
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
