import { defineProblem } from '../definition.ts';
import { argumentFix } from '../fixes/arguments.ts';

export const repeatedArgument = defineProblem({
  code: 'repeated-argument',
  topic: 'arguments',
  severity: 'error',
  title: 'An argument given twice',
  finds: 'An argument is passed by position and by name. Python says `got multiple values for argument`.',
  repair: 'Leave one of them out.',
  example: {
    broken: `
from keras import Input, layers
x = layers.Dense(8, units=8)(Input((16,)))
`,
    repaired: `
from keras import Input, layers
x = layers.Dense(8)(Input((16,)))
`,
  },
  fixes: ({ source, span, refusal }) => {
    const fix =
      refusal.parameter === undefined
        ? undefined
        : argumentFix(source, source.callAt(span), refusal.parameter, null, true);
    return fix ? [fix] : [];
  },
});
