import { defineProblem } from '../definition.ts';
import { givenArgument } from '../fixes/arguments.ts';
import { words } from '../../words/message.ts';

export const maskMismatch = defineProblem({
  code: 'mask-mismatch',
  topic: 'shapes',
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
  fixes: ({ source, span }) => {
    const call = source.callAt(span);
    const mask = call && givenArgument(source, call, 'mask')?.value;
    if (!mask) return [];
    const text =
      mask.kind === 'List' && mask.elements.length === 1 ? source.slice(mask.elements[0]!) : source.slice(mask);
    return [
      {
        title: words`Pass a mask for the query and one for the value: [${text}, ${text}]`,
        edits: [{ span: mask, newText: `[${text}, ${text}]` }],
        preferred: false,
      },
    ];
  },
});
