import { defineProblem } from '../definition.ts';

export const maskMismatch = defineProblem({
  code: 'mask-mismatch',
  severity: 'error',
  title: 'A mask that does not fit',
  finds: 'The mask that is passed has another shape, or another form, than the input asks for.',
  repair: 'A mask has one truth value for each step: `(batch, timesteps)`; `Attention` takes a list of two.',
  example: {
    broken: `
from keras import Input, layers
query = Input((5, 16))
mask = Input((5,), dtype="bool")
x = layers.Attention()([query, query], mask=mask)
`,
    repaired: `
from keras import Input, layers
query = Input((5, 16))
mask = Input((5,), dtype="bool")
x = layers.Attention()([query, query], mask=[mask, mask])
`,
  },
});
