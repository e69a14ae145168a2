import { defineProblem } from '../definition.ts';

export const symbolicTensor = defineProblem({
  code: 'symbolic-tensor',
  topic: 'python',
  severity: 'error',
  title: 'A symbolic tensor has no value yet',
  finds:
    'Python or NumPy asks a symbolic tensor of Keras 3 for its value: `if x:`, `not x`, `x and y`, `len(x)`, `np.sqrt(x)`, `x[0] = 1`, `x(y)`. It stands for data that comes later.',
  repair:
    'Use the operation of `keras.ops` (`ops.sqrt`, `ops.where`, `ops.cond`), the sizes in `x.shape`, or `x is not None`.',
  example: {
    broken: `
import numpy as np
from keras import Input, layers
x = Input((4,))
y = np.sqrt(layers.Dense(2)(x))
`,
    repaired: `
from keras import Input, layers, ops
x = Input((4,))
y = ops.sqrt(layers.Dense(2)(x))
`,
  },
});
