import { defineProblem } from '../definition.ts';

export const noSuchCall = defineProblem({
  code: 'no-such-call',
  topic: 'models',
  severity: 'error',
  title: 'Which call of a layer is meant',
  finds:
    'In Keras 2 a layer that was called on tensors of several shapes has no one `output_shape` or `input_shape`: it raises AttributeError. Up to Keras 2.3 that holds for `output` and `input` of every layer that was called twice. `get_output_at(2)` of a layer that was called twice raises ValueError.',
  repair: 'Ask for one call by its number: `layer.get_output_shape_at(0)`, `layer.get_output_at(0)`.',
  example: {
    broken: `
from tf_keras import Input, Model, layers
conv = layers.Conv1D(8, 3)
short, long = Input((20, 4)), Input((50, 4))
model = Model([short, long], [conv(short), conv(long)])
print(conv.output_shape)
`,
    repaired: `
from tf_keras import Input, Model, layers
conv = layers.Conv1D(8, 3)
short, long = Input((20, 4)), Input((50, 4))
model = Model([short, long], [conv(short), conv(long)])
print(conv.get_output_shape_at(0), conv.get_output_shape_at(1))
`,
  },
});
