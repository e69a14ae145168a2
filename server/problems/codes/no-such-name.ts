import { defineProblem } from '../definition.ts';
import { words } from '../../words/message.ts';

export const noSuchName = defineProblem({
  code: 'no-such-name',
  topic: 'arguments',
  severity: 'error',
  title: 'A name that Keras does not have',
  finds: 'A class of `keras`, `keras.layers` or `keras.models` is misspelt by one letter.',
  repair: 'Correct the spelling.',
  example: {
    broken: `
import keras
from keras import layers
model = keras.Sequentials([keras.Input((4,)), layers.Dense(2)])
`,
    repaired: `
import keras
from keras import layers
model = keras.Sequential([keras.Input((4,)), layers.Dense(2)])
`,
  },
  fixes: ({ source, span, refusal }) => {
    const [, wrong] = /has no (\w+)\./.exec(refusal.message) ?? [];
    const at = wrong === undefined ? -1 : source.slice(span).indexOf(`.${wrong}`);
    if (at < 0 || refusal.parameter === undefined) return [];
    const start = span.start + at + 1;
    return [
      {
        title: words`Change to ${refusal.parameter}`,
        edits: [{ span: { start, end: start + wrong!.length }, newText: refusal.parameter }],
        preferred: true,
      },
    ];
  },
});
