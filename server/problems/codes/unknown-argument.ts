import { defineProblem } from '../definition.ts';
import { argumentFix } from '../fixes/arguments.ts';

export const unknownArgument = defineProblem({
  code: 'unknown-argument',
  topic: 'arguments',
  severity: 'error',
  title: 'An argument that does not exist',
  finds:
    'A layer or a function is called with a keyword that it does not have. Keras says `Unrecognized keyword arguments`.',
  repair: 'Correct the spelling, or leave it out. Some arguments of Keras 2 are gone in Keras 3.',
  example: {
    broken: `
from keras import Input, layers
x = layers.LSTM(8, return_sequence=True)(Input((10, 4)))
`,
    repaired: `
from keras import Input, layers
x = layers.LSTM(8, return_sequences=True)(Input((10, 4)))
`,
  },
  fixes: ({ source, layer, span, refusal }) => {
    if (refusal.parameter === undefined) return [];
    const calls = [source.callAt(span), source.callAt(layer?.site)];
    const call = calls.find((one) => one?.arguments.some(({ name }) => name === refusal.parameter));
    const fix = argumentFix(source, call, refusal.parameter, null, refusal.repairs.length === 0);
    return fix ? [fix] : [];
  },
});
