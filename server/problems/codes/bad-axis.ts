import { defineProblem } from '../definition.ts';
import { argumentFix } from '../fixes/arguments.ts';

export const badAxis = defineProblem({
  code: 'bad-axis',
  topic: 'shapes',
  severity: 'error',
  title: 'An axis that the input does not have',
  finds:
    'An axis is named that is out of bounds for the shape of the input, is named twice, or is the batch axis where that is not allowed.',
  repair: 'Count axes from 0 with the batch axis first, or from the end with -1.',
  example: {
    broken: `
from keras import Input, layers
x = layers.BatchNormalization(axis=3)(Input((16,)))
`,
    repaired: `
from keras import Input, layers
x = layers.BatchNormalization(axis=-1)(Input((16,)))
`,
  },
  fixes: ({ source, layer, span, refusal }) => {
    const call = source.callAt(refusal.parameter === undefined || !layer ? span : (layer.site ?? span));
    return ['-1', '1', '0'].flatMap(
      (axis) => argumentFix(source, call, refusal.parameter ?? 'axis', axis, axis === '-1') ?? [],
    );
  },
});
