import { defineProblem } from '../definition.ts';
import { flatten } from '../../keras/nests.ts';
import { sizeFix } from '../fixes/sizes.ts';

export const sizeMismatch = defineProblem({
  code: 'size-mismatch',
  topic: 'shapes',
  severity: 'error',
  title: 'An axis of another size than the layer was built for',
  finds:
    'A layer keeps the sizes that its weight arrays were made for. It is called again on an input with another size there.',
  repair: 'Make a second layer, or give both inputs the same size.',
  example: {
    broken: `
from keras import Input, layers
shared = layers.Dense(8)
a = shared(Input((16,)))
b = shared(Input((32,)))
`,
    repaired: `
from keras import Input, layers
shared = layers.Dense(8)
a = shared(Input((16,)))
b = shared(Input((16,)))
`,
  },
  fixes: (found) => {
    const built = found.layer?.buildInput && flatten(found.layer.buildInput)[0]?.shape;
    const size = built?.at(-1);
    const fix = typeof size === 'number' ? sizeFix(found, 0, size) : undefined;
    return fix ? [fix] : [];
  },
});
