/** What Keras 3 takes and does otherwise than Keras 2: the program goes on, and people should know. */
import { words } from '../../words/message.ts';
import { keyword, methodOf, type SilentChange } from './rule.ts';

export const SILENT: readonly SilentChange[] = [
  {
    id: 'decay',
    title: words`decay is not taken any more`,
    finds:
      'Keras 3 warns of `decay` and leaves it out, so that the learning rate stays. A schedule does what it did: `InverseTimeDecay(lr, 1, decay)`.',
    example: `
from keras.optimizers import SGD
optimizer = SGD(0.1, decay=1e-6)
`,
    places: ({ calls, names }) =>
      calls.flatMap((call) => {
        const decay = keyword(call, 'decay');
        return decay && names.inKeras(call.callee)?.startsWith('keras.optimizers.') === true ? [decay] : [];
      }),
  },
  {
    id: 'input-length',
    title: words`input_length is not taken any more`,
    finds:
      'Keras 3 warns of `input_length` of an `Embedding` and leaves it out: a `Flatten` behind it needs an `Input` with the length.',
    example: `
from keras.layers import Embedding
layer = Embedding(100, 8, input_length=10)
`,
    places: ({ calls, names }) =>
      calls.flatMap((call) => {
        const length = keyword(call, 'input_length');
        return length && names.inKeras(call.callee)?.endsWith('.Embedding') === true ? [length] : [];
      }),
  },
  {
    id: 'weight-order',
    title: words`get_weights gives the arrays in another order`,
    finds:
      'In Keras 3 `get_weights()` of a model or of a layer with layers inside has the arrays in the order in which they were made. In Keras 2 those that are trained come first.',
    example: `
mean, variance = block.get_weights()[-2:]
`,
    places: ({ nodes }) =>
      nodes.flatMap((node) => {
        const isTaken = node.kind === 'Subscript' && node.object.kind === 'Call' && node.index.kind === 'Slice';
        return isTaken && methodOf(node.object)?.name === 'get_weights' ? [node] : [];
      }),
  },
  {
    id: 'legacy-files',
    title: words`Files that end in .h5`,
    finds:
      'Keras 3 writes `.h5` files of whole models still, and says that the format is of former times. A loss that `compile()` was given by a short name (`"mse"`) is not found when such a file is read.',
    example: `
model.save("model.h5")
`,
    places: ({ calls, slice }) =>
      calls.flatMap((call) => {
        const path = call.arguments[0];
        return methodOf(call)?.name === 'save' && path && /(?<!\.weights)\.(h5|hdf5)["']$/.test(slice(path))
          ? [path]
          : [];
      }),
  },
];
