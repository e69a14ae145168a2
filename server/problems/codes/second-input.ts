import { defineProblem } from '../definition.ts';
import { removeLayer } from '../fixes/layers.ts';

export const secondInput = defineProblem({
  code: 'second-input',
  topic: 'models',
  severity: 'error',
  title: 'A second input in a Sequential model',
  finds: 'A `Sequential` model has one input, at its beginning.',
  repair: 'Leave the second `Input` out; for several inputs use the functional API.',
  example: {
    broken: `
import keras
from keras import layers
model = keras.Sequential([
    keras.Input((4,)),
    keras.Input((4,)),
    layers.Dense(2),
])
`,
    repaired: `
import keras
from keras import layers
model = keras.Sequential([
    keras.Input((4,)),
    layers.Dense(2),
])
`,
  },
  fixes: (found) => {
    const fix = removeLayer(found, found.refusal.related[0]?.span);
    return fix ? [{ ...fix, preferred: true }] : [];
  },
});
