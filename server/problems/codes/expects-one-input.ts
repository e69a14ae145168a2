import { defineProblem } from '../definition.ts';
import { argumentFix } from '../fixes/arguments.ts';
import { chainOf, recurrentCall } from '../fixes/feeders.ts';
import { insertLayer } from '../fixes/layers.ts';
import type { Fix } from '../problem.ts';
import { words } from '../../words/message.ts';

export const expectsOneInput = defineProblem({
  code: 'expects-one-input',
  topic: 'shapes',
  severity: 'error',
  title: 'A layer that takes one tensor',
  finds:
    'A layer for one input is called on a list of several tensors. It happens after a layer with several outputs, such as `LSTM(…, return_state=True)`, and in a `Sequential` model that has one.',
  repair: 'Pass one of the tensors, or merge them first (`Concatenate()([a, b])`).',
  example: {
    broken: `
from keras import Input, layers
a = Input((8,))
b = Input((8,))
x = layers.Dense(4)([a, b])
`,
    repaired: `
from keras import Input, layers
a = Input((8,))
b = Input((8,))
x = layers.Dense(4)(layers.Concatenate()([a, b]))
`,
  },
  fixes: (found) => {
    const { source, span } = found;
    const value = source.callAt(span)?.arguments[0]?.value;
    const fixes: (Fix | undefined)[] = [];
    if (value && (value.kind === 'List' || value.kind === 'Tuple') && value.elements.length > 0) {
      const [first] = value.elements;
      fixes.push({
        title: words`Call it on ${source.slice(first!)}`,
        edits: [{ span: value, newText: source.slice(first!) }],
        preferred: value.elements.length === 1,
      });
      if (value.elements.length > 1) fixes.push(insertLayer(found, 'Concatenate', ''));
    }
    const feeder = chainOf(found)[0]?.operation.layer;
    if (feeder?.definition && 'return_state' in feeder.definition.parameters)
      fixes.push(argumentFix(source, recurrentCall(source, feeder), 'return_state', null, true));
    return fixes.filter((fix) => fix !== undefined);
  },
});
