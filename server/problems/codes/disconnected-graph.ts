import { defineProblem } from '../definition.ts';
import { givenArgument } from '../fixes/arguments.ts';
import { walk } from '../../python/syntax/walk.ts';
import { words } from '../../words/message.ts';

export const disconnectedGraph = defineProblem({
  code: 'disconnected-graph',
  topic: 'models',
  severity: 'error',
  title: 'The outputs need an input that is not given',
  finds:
    'A functional model’s outputs come from a tensor that its inputs do not lead to. Keras 2 says `Graph disconnected`.',
  repair: 'List every `Input` that the outputs depend on in `inputs=`, or use the tensor that was meant.',
  example: {
    broken: `
import keras
from keras import layers
a = keras.Input((8,))
b = keras.Input((8,))
model = keras.Model(a, layers.Add()([a, b]))
`,
    repaired: `
import keras
from keras import layers
a = keras.Input((8,))
b = keras.Input((8,))
model = keras.Model([a, b], layers.Add()([a, b]))
`,
  },
  fixes: ({ source, span, refusal }) => {
    const call = source.callAt(span);
    const inputs = call && givenArgument(source, call, 'inputs')?.value;
    const place = refusal.related[0]?.span;
    let name: string | undefined;
    walk(source.module, (node) => {
      if (node.kind === 'Assign' && place && node.value.isAt(place) && node.targets[0]?.kind === 'Name')
        name = node.targets[0].id;
    });
    if (!inputs || name === undefined) return [];
    const present =
      inputs.kind === 'List' || inputs.kind === 'Tuple'
        ? inputs.elements.map((element) => source.slice(element))
        : [source.slice(inputs)];
    const all = `[${[...present, name].join(', ')}]`;
    return [
      { title: words`Add ${name} to the inputs: ${all}`, edits: [{ span: inputs, newText: all }], preferred: true },
    ];
  },
});
