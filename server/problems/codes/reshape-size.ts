import { defineProblem } from '../definition.ts';
import { feedsOf } from '../finding.ts';
import { givenArgument } from '../fixes/arguments.ts';
import { displayText } from '../fixes/layers.ts';
import type { Fix } from '../problem.ts';
import { type Message, words } from '../../words/message.ts';

export const reshapeSize = defineProblem({
  code: 'reshape-size',
  topic: 'shapes',
  severity: 'error',
  title: 'A reshape that changes the number of elements',
  finds:
    'The target shape has another number of elements than the input has (the batch axis aside). Keras says `The total size of the tensor must be unchanged`.',
  repair:
    'Choose sizes whose product is that of the input, or put -1 for the one that is left to find. The batch axis is not in `target_shape`.',
  example: {
    broken: `
from keras import Input, layers
x = layers.Reshape((28, 28))(Input((100,)))
`,
    repaired: `
from keras import Input, layers
x = layers.Reshape((10, 10))(Input((100,)))
`,
  },
  fixes: ({ source, layer, call, span }) => {
    const made = source.callAt(layer?.site ?? span);
    const shape = feedsOf({ call })[0]?.tensor.shape?.slice(1);
    const written = made && givenArgument(source, made, 'target_shape')?.value;
    if (
      !shape ||
      !written ||
      (written.kind !== 'Tuple' && written.kind !== 'List') ||
      !shape.every((size) => typeof size === 'number')
    )
      return [];
    const total = shape.reduce((product, size) => product * size, 1);
    const texts = written.elements.map((element) => source.slice(element));
    const sizes = texts.map(Number);
    const fix = (elements: readonly string[], titled: (text: string) => Message, preferred = false): Fix => {
      const newText = displayText(written, elements);
      return { title: titled(newText), edits: [{ span: written, newText }], preferred };
    };
    if (sizes.some((size) => !Number.isInteger(size))) return [];
    const solved = sizes.flatMap((size, axis): Fix[] => {
      const others = sizes.reduce((product, other, i) => (i === axis ? product : product * Math.abs(other)), 1);
      return others > 0 && total % others === 0 && total / others !== size
        ? [
            fix(
              texts.map((text, i) => (i === axis ? String(total / others) : text)),
              (text) => words`Make the sizes fit: ${text}`,
            ),
          ]
        : [];
    });
    const withoutBatch =
      sizes.slice(1).reduce((product, size) => product * size, 1) === total
        ? [fix(texts.slice(1), (text) => words`Leave out the batch size: ${text}`, true)]
        : [];
    return [
      ...withoutBatch,
      ...solved
        .reverse()
        .map((one, index) => ({ ...one, preferred: withoutBatch.length === 0 && index === 0 && solved.length === 1 })),
      fix([String(total)], (text) => words`Make it flat: ${text}`),
    ];
  },
});
