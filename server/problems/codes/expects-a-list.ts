import { defineProblem } from '../definition.ts';
import type { Fix } from '../problem.ts';
import { words } from '../../words/message.ts';

export const expectsAList = defineProblem({
  code: 'expects-a-list',
  topic: 'shapes',
  severity: 'error',
  title: 'A layer that takes a list of tensors',
  finds: '`Attention`, `AdditiveAttention` and `HashedCrossing` are called on one list of tensors.',
  repair: 'Call it on a list: `Attention()([query, value])`.',
  example: {
    broken: `
from keras import Input, layers
query = Input((5, 16))
x = layers.Attention()(query)
`,
    repaired: `
from keras import Input, layers
query = Input((5, 16))
x = layers.Attention()([query, query])
`,
  },
  fixes: ({ source, span }) => {
    const call = source.callAt(span);
    const given = call?.arguments.filter(({ name }) => name === undefined) ?? [];
    const [first] = given;
    if (!first) return [];
    const text = source.slice({ start: first.start, end: given.at(-1)!.end });
    if (given.length > 1)
      return [
        {
          title: words`Put the tensors into a list`,
          edits: [{ span: { start: first.start, end: given.at(-1)!.end }, newText: `[${text}]` }],
          preferred: true,
        },
      ];
    const { value } = first;
    if (value.kind === 'Tuple')
      return [
        {
          title: words`Make the tuple a list`,
          edits: [{ span: value, newText: `[${value.elements.map((element) => source.slice(element)).join(', ')}]` }],
          preferred: true,
        },
      ];
    if (value.kind === 'List')
      return value.elements.length > 3
        ? [2, 3].map(
            (count): Fix => ({
              title: words`Pass the first ${count} only`,
              edits: [
                { span: { start: value.elements[count - 1]!.end, end: value.elements.at(-1)!.end }, newText: '' },
              ],
              preferred: false,
            }),
          )
        : [];
    return [
      {
        title: words`Attend to itself: [${text}, ${text}]`,
        edits: [{ span: value, newText: `[${text}, ${text}]` }],
        preferred: false,
      },
    ];
  },
});
