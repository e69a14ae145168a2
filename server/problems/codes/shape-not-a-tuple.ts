import { defineProblem } from '../definition.ts';
import { givenArgument } from '../fixes/arguments.ts';
import { words } from '../../words/message.ts';

export const shapeNotATuple = defineProblem({
  code: 'shape-not-a-tuple',
  topic: 'shapes',
  severity: 'error',
  title: 'A shape without its comma',
  finds:
    'A shape is given as `(3)`, which is the number 3. A tuple of one needs a comma. `input_shape=(3)` is refused by every Keras; `Input(shape=(3))` by Keras 3 only, which is a warning where the code may be for Keras 2.',
  repair: 'Write `(3,)`.',
  example: {
    broken: `
from keras import layers
import keras
model = keras.Sequential([layers.Dense(2, input_shape=(8))])
`,
    repaired: `
from keras import layers
import keras
model = keras.Sequential([layers.Dense(2, input_shape=(8,))])
`,
  },
  fixes: ({ source, layer, span, refusal }) => {
    const call = [source.callAt(span), source.callAt(layer?.site)].find(
      (one) => one && refusal.parameter !== undefined && givenArgument(source, one, refusal.parameter),
    );
    const value = call && givenArgument(source, call, refusal.parameter!)?.value;
    if (!value) return [];
    // `(8)` is the number with its brackets: the comma goes inside.
    const { text } = source.text;
    const before = /\(\s*$/.exec(text.slice(0, value.start));
    const after = /^\s*\)/.exec(text.slice(value.end));
    const bracketed = before && after && before.index !== text.indexOf('(', call.callee.end);
    return [
      bracketed
        ? {
            title: words`Add the comma: (${source.slice(value)},)`,
            edits: [{ span: { start: value.end, end: value.end }, newText: ',' }],
            preferred: true,
          }
        : {
            title: words`Make it a tuple: (${source.slice(value)},)`,
            edits: [{ span: value, newText: `(${source.slice(value)},)` }],
            preferred: true,
          },
    ];
  },
});
