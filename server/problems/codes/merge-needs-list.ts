import { defineProblem } from '../definition.ts';
import type { Fix } from '../problem.ts';
import { words } from '../../words/message.ts';

export const mergeNeedsList = defineProblem({
  code: 'merge-needs-list',
  topic: 'shapes',
  severity: 'error',
  title: 'A merging layer without a list of tensors',
  finds:
    'A merging layer is called on a single tensor, or on the wrong number of them. Keras says `A merge layer should be called on a list of inputs`.',
  repair: 'Call it on a list: `Add()([a, b])`.',
  example: {
    broken: `
from keras import Input, layers
a = Input((8,))
b = Input((8,))
x = layers.Add()(a)
`,
    repaired: `
from keras import Input, layers
a = Input((8,))
b = Input((8,))
x = layers.Add()([a, b])
`,
  },
  fixes: ({ source, span }) => {
    const call = source.callAt(span);
    const given = call?.arguments.filter(({ name }) => name === undefined) ?? [];
    const [first] = given;
    if (!call || !first) return [];
    const last = given.at(-1)!;
    const list =
      given.length > 1
        ? [
            {
              title: words`Put the tensors into a list`,
              edits: [
                {
                  span: { start: first.start, end: last.end },
                  newText: `[${source.slice({ start: first.start, end: last.end })}]`,
                },
              ],
              preferred: true,
            },
          ]
        : [];
    const elements = first.value.kind === 'List' || first.value.kind === 'Tuple' ? first.value.elements : [first.value];
    const alone: Fix[] =
      elements.length === 1 && given.length === 1
        ? [
            {
              title: words`Use ${source.slice(elements[0]!)} without merging`,
              edits: [{ span: call, newText: source.slice(elements[0]!) }],
              preferred: false,
            },
          ]
        : [];
    const two: Fix[] =
      elements.length > 2 && given.length === 1
        ? [
            {
              title: words`Leave out all but two`,
              edits: [{ span: { start: elements[1]!.end, end: elements.at(-1)!.end }, newText: '' }],
              preferred: false,
            },
          ]
        : [];
    return [...list, ...alone, ...two];
  },
});
