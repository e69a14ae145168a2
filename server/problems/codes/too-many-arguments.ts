import { defineProblem } from '../definition.ts';
import { calledName, removeArgument } from '../fixes/arguments.ts';
import { words } from '../../words/message.ts';

export const tooManyArguments = defineProblem({
  code: 'too-many-arguments',
  topic: 'arguments',
  severity: 'error',
  title: 'More positional arguments than there are',
  finds: 'A layer or a function is called with more arguments by position than it takes.',
  repair: 'Pass the arguments by name, and leave out what is too many.',
  example: {
    broken: `
from keras import Input, layers
x = layers.Flatten("channels_last", 2)(Input((4, 4)))
`,
    repaired: `
from keras import Input, layers
x = layers.Flatten("channels_last")(Input((4, 4)))
`,
  },
  fixes: ({ source, span }) => {
    const call = source.callAt(span);
    const last = call?.arguments.filter(({ name }) => name === undefined).at(-1);
    return call && last
      ? [
          {
            title: words`Remove ${source.slice(last)} from ${calledName(source, call)}`,
            edits: [removeArgument(source, last)],
            preferred: true,
          },
        ]
      : [];
  },
});
