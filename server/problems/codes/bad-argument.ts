import { defineProblem } from '../definition.ts';
import { argumentFix, calledName, givenArgument } from '../fixes/arguments.ts';
import { validValues } from '../fixes/values.ts';
import type { Fix } from '../problem.ts';
import { words } from '../../words/message.ts';

export const badArgument = defineProblem({
  code: 'bad-argument',
  topic: 'arguments',
  severity: 'error',
  title: 'An argument that the layer refuses',
  finds:
    'An argument has a value or a type that Keras refuses when the layer is made: a size below 1, a word it does not know, a tuple of the wrong length, a float where an integer is needed.',
  repair: 'Pass one of the values that the message names. A division with `/` gives a float; `//` gives an integer.',
  example: {
    broken: `
from keras import Input, layers
x = layers.Dense(0)(Input((16,)))
`,
    repaired: `
from keras import Input, layers
x = layers.Dense(8)(Input((16,)))
`,
  },
  fixes: ({ source, layer, span, refusal }) => {
    const call = source.callAt(span) ?? source.callAt(layer?.site);
    if (!call) return [];
    const given = refusal.parameter === undefined ? undefined : givenArgument(source, call, refusal.parameter);
    if (!given) {
      // Two arguments do not go together: without one of them they do.
      return call.arguments.flatMap((argument): Fix[] =>
        argument.name === undefined
          ? []
          : [argumentFix(source, call, argument.name, null)].filter((fix) => fix !== undefined),
      );
    }
    const changed = validValues(source, given.value).map(
      (value, index): Fix => ({
        title: words`Change ${refusal.parameter ?? ''} of ${calledName(source, call)} to ${value}`,
        edits: [{ span: given.value, newText: value }],
        preferred: index === 0,
      }),
    );
    const without = argumentFix(source, call, refusal.parameter!, null);
    return [...changed, ...(without ? [without] : [])];
  },
});
