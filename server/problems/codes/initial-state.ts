import { defineProblem } from '../definition.ts';

export const initialState = defineProblem({
  code: 'initial-state',
  topic: 'shapes',
  severity: 'error',
  title: 'initial_state does not fit the layer',
  finds:
    'A recurrent layer begins with one tensor of shape (batch, units) for each of its states: `LSTM` has two, h and c, `GRU` and `SimpleRNN` one; `Bidirectional` those of its forward layer and then those of its backward layer. Keras 2 refuses others when it builds the layer: “An `initial_state` was passed that is not compatible with `cell.state_size`”. Keras 3 makes the model all the same, and fails where data comes; there it is a warning.',
  repair:
    'Pass the states, and not the outputs, of the layer before: with `return_state=True` they follow its output. Behind a `Bidirectional` encoder, join both directions (`Concatenate()([forward_h, backward_h])`) and give the decoder twice as many units.',
  example: {
    broken: `
import numpy as np
from keras import layers
decoder = layers.GRU(16)
states = np.zeros((8, 32), dtype="float32")
decoded = decoder(np.zeros((8, 7, 3), dtype="float32"), initial_state=states)
`,
    repaired: `
import numpy as np
from keras import layers
decoder = layers.GRU(32)
states = np.zeros((8, 32), dtype="float32")
decoded = decoder(np.zeros((8, 7, 3), dtype="float32"), initial_state=states)
`,
  },
});
