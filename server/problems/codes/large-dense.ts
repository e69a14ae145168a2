import { defineProblem } from '../definition.ts';

export const largeDense = defineProblem({
  code: 'large-dense',
  topic: 'models',
  severity: 'hint',
  title: 'A Dense layer with very many weights',
  finds:
    'A `Dense` after a flattened feature map has more than 200 million weights: 800 MB, and more than the rest of the model.',
  repair: 'Pool before it (`GlobalAveragePooling2D`, `MaxPooling2D`), or take fewer units.',
  example: {
    broken: `
import keras
from keras import layers
model = keras.Sequential([
    keras.Input((512, 512, 3)),
    layers.Conv2D(64, 3, activation='relu'),
    layers.Flatten(),
    layers.Dense(128, activation='relu'),
])
`,
    repaired: `
import keras
from keras import layers
model = keras.Sequential([
    keras.Input((512, 512, 3)),
    layers.Conv2D(64, 3, activation='relu'),
    layers.GlobalAveragePooling2D(),
    layers.Dense(128, activation='relu'),
])
`,
  },
});
