import { defineProblem } from '../definition.ts';
import type { Fix } from '../problem.ts';
import { words } from '../../words/message.ts';

export const notALayer = defineProblem({
  code: 'not-a-layer',
  topic: 'arguments',
  severity: 'error',
  title: 'A layer is expected here',
  finds:
    'Something else than a layer is added to a Sequential model or wrapped in a layer: a class that was not called, a function, a tensor.',
  repair: 'Call the class to make a layer: `LSTM(64)`, not `LSTM`.',
  example: {
    broken: `
import keras
from keras import layers
model = keras.Sequential([
    keras.Input((10, 4)),
    layers.Bidirectional(layers.LSTM),
])
`,
    repaired: `
import keras
from keras import layers
model = keras.Sequential([
    keras.Input((10, 4)),
    layers.Bidirectional(layers.LSTM(8)),
])
`,
  },
  fixes: ({ source, span }) => {
    const [list] = source.callAt(span)?.arguments ?? [];
    if (list?.value.kind !== 'List') return [];
    return list.value.elements.flatMap((element): Fix[] =>
      element.kind === 'List' || element.kind === 'Name'
        ? [
            {
              title: words`Put the layers of the list into this one: *${source.slice(element).slice(0, 20)}`,
              edits: [{ span: { start: element.start, end: element.start }, newText: '*' }],
              preferred: true,
            },
          ]
        : [],
    );
  },
});
