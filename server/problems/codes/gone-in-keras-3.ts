import { defineProblem } from '../definition.ts';
import { words } from '../../words/message.ts';

export const goneInKeras3 = defineProblem({
  code: 'gone-in-keras-3',
  topic: 'arguments',
  severity: 'error',
  title: 'Keras 3 has this no more',
  finds:
    'A method of Keras 2 is used that Keras 3 refuses. Where nothing says which Keras the code is for and TensorFlow brings either, it is a warning.',
  repair: 'Use what the message names instead, or set `layerlens.kerasVersion` to 2 where the code runs with Keras 2.',
  example: {
    broken: `
from keras import Input, layers
x = Input((4,))
sizes = x.shape.as_list()
`,
    repaired: `
from keras import Input, layers
x = Input((4,))
sizes = list(x.shape)
`,
  },
  fixes: ({ source, span }) => {
    const call = source.callAt(span);
    if (call?.callee.kind !== 'Attribute' || call.callee.name !== 'as_list') return [];
    return [
      {
        title: words`Use list()`,
        edits: [{ span: call, newText: `list(${source.slice(call.callee.object)})` }],
        preferred: true,
      },
    ];
  },
});
