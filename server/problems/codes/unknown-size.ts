import { defineProblem } from '../definition.ts';
import { chainOf } from '../fixes/feeders.ts';
import { spelledClass } from '../fixes/layers.ts';
import { words } from '../../words/message.ts';

export const unknownSize = defineProblem({
  code: 'unknown-size',
  topic: 'shapes',
  severity: 'error',
  title: 'An array would have an unknown size',
  finds:
    'A layer makes its weights from an axis of its input, and the size of that axis is None. Keras says that shapes of variables must be fully defined. It happens with `Flatten` before `Dense` where a spatial axis is None.',
  repair: 'State the size in `Input`, or use a layer that does without it, such as a global pooling.',
  example: {
    broken: `
import keras
from keras import layers
model = keras.Sequential([
    keras.Input((None, None, 3)),
    layers.Flatten(),
    layers.Dense(10),
])
`,
    repaired: `
import keras
from keras import layers
model = keras.Sequential([
    keras.Input((None, None, 3)),
    layers.GlobalAveragePooling2D(),
    layers.Dense(10),
])
`,
  },
  fixes: (found) => {
    const { source } = found;
    const node = chainOf(found).find(({ operation }) => operation.layer?.definition?.name === 'Flatten');
    const call = source.callAt(node?.operation.layer?.site);
    const rank = node?.inputs[0]?.shape?.length;
    if (!call || rank === undefined || rank < 3 || rank > 5) return [];
    const name = `GlobalAveragePooling${rank - 2}D`;
    const spelled = spelledClass(source, call, name);
    return spelled
      ? [
          {
            title: words`Use ${name} instead of Flatten`,
            edits: [...spelled.edits, { span: call, newText: `${spelled.text}()` }],
            preferred: true,
          },
        ]
      : [];
  },
});
