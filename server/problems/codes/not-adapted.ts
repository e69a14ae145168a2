import { defineProblem } from '../definition.ts';

export const notAdapted = defineProblem({
  code: 'not-adapted',
  topic: 'models',
  severity: 'error',
  title: 'A layer that has not seen data',
  finds:
    'A preprocessing layer learns from data in `adapt()`, or is given what it needs when it is made. This one has neither.',
  repair: 'Call `adapt(data)` before the layer is used, or pass what it is to know.',
  example: {
    broken: `
import numpy as np
from keras import layers
bins = layers.Discretization(num_bins=3)
x = bins(np.zeros((4, 1)))
`,
    repaired: `
import numpy as np
from keras import layers
bins = layers.Discretization(bin_boundaries=[0.0, 1.0])
x = bins(np.zeros((4, 1)))
`,
  },
});
