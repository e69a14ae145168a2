import { defineProblem } from '../definition.ts';
import { words } from '../../words/message.ts';

export const missingArgument = defineProblem({
  code: 'missing-argument',
  topic: 'arguments',
  severity: 'error',
  title: 'A required argument is missing',
  finds: 'A layer or a function is called without an argument that has no default.',
  repair: 'Pass the argument.',
  example: {
    broken: `
from keras import Input, layers
x = layers.Dense()(Input((16,)))
`,
    repaired: `
from keras import Input, layers
x = layers.Dense(units=8)(Input((16,)))
`,
  },
  fixes: ({ source, layer, span }) => {
    const call = source.callAt(span);
    const [query] = call?.arguments ?? [];
    if (
      layer?.definition?.family !== 'attention' ||
      !call ||
      !query ||
      call.arguments.length !== 1 ||
      query.name !== undefined
    )
      return [];
    return [
      {
        title: words`Attend to itself: call it on ${source.slice(query)} twice`,
        edits: [{ span: { start: query.end, end: query.end }, newText: `, ${source.slice(query)}` }],
        preferred: false,
      },
    ];
  },
});
