import { defineProblem } from '../definition.ts';
import { words } from '../../words/message.ts';

export const notBuilt = defineProblem({
  code: 'not-built',
  topic: 'models',
  severity: 'error',
  title: 'Asked for weights before there are any',
  finds: 'A layer makes its weight arrays when it is first called or built. Before that it has none to count.',
  repair:
    'Call it on data, or `build(input_shape)` it first; a `Sequential` model is built at once where it begins with an `Input`.',
  example: {
    broken: `
from keras import Input, layers
layer = layers.LSTM(8)
print(layer.count_params())
`,
    repaired: `
from keras import Input, layers
layer = layers.LSTM(8)
layer.build((None, 10, 4))
print(layer.count_params())
`,
  },
  fixes: ({ source, span, refusal }) => {
    const end = /^\.(output|input)\b(?!s)/.exec(source.text.text.slice(span.end)) ?? undefined;
    const attribute = /\.(output|input)$/.exec(source.slice(span));
    if (refusal.exceptionType !== 'AttributeError') return [];
    const name = end?.[1] ?? attribute?.[1];
    const at = end ? span.end + 1 : span.end - (name?.length ?? 0);
    if (name === undefined) return [];
    return [
      {
        title: words`Use .${name}s[0]`,
        edits: [{ span: { start: at, end: at + name.length }, newText: `${name}s[0]` }],
        preferred: true,
      },
    ];
  },
});
