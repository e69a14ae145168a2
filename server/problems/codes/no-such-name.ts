import { defineProblem } from '../definition.ts';
import { words } from '../../words/message.ts';

export const noSuchName = defineProblem({
  code: 'no-such-name',
  topic: 'arguments',
  severity: 'error',
  title: 'A name that Keras does not have',
  finds:
    'A name that no release of Keras still possible has: of a public module (`layers.Dens`, `ops.reduce_mean`, `from keras.preprocessing.text import …` under Keras 3), or of a layer, a model or a symbolic tensor (`model.complie`, `dense.unit`, `x.numpy()`). Names that the program sets, and those that a `try` or `hasattr` asks for, are none.',
  repair: 'Correct the spelling, or use what Keras has in its place.',
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
