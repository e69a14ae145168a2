import { defineProblem } from '../definition.ts';

export const badVocabulary = defineProblem({
  code: 'bad-vocabulary',
  topic: 'arguments',
  severity: 'error',
  title: 'A vocabulary that the layer refuses',
  finds: 'The vocabulary of a lookup layer is empty, has an entry twice, or has a special token at the wrong place.',
  repair: 'List each term once, without the mask and out-of-vocabulary tokens.',
  example: {
    broken: `
from keras import Input, layers
lookup = layers.StringLookup(vocabulary=[])
`,
    repaired: `
from keras import Input, layers
lookup = layers.StringLookup(vocabulary=["a", "b"])
`,
  },
});
