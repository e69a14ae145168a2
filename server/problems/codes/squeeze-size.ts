import { defineProblem } from '../definition.ts';
import { feedsOf } from '../finding.ts';
import { argumentFix } from '../fixes/arguments.ts';
import type { Fix } from '../problem.ts';

export const squeezeSize = defineProblem({
  code: 'squeeze-size',
  topic: 'shapes',
  severity: 'error',
  title: 'An axis that cannot be squeezed',
  finds: '`squeeze` drops axes of size 1, and this axis has another size.',
  repair: 'Name an axis of size 1, or index the axis (`x[:, 0]`) if one of its elements is wanted.',
  example: {
    broken: `
from keras import Input, layers
from keras import ops
x = ops.squeeze(Input((3, 4)), axis=1)
`,
    repaired: `
from keras import Input, layers
from keras import ops
x = ops.squeeze(Input((1, 4)), axis=1)
`,
  },
  fixes: ({ source, call, span }) => {
    const shape = feedsOf({ call })[0]?.tensor.shape ?? [];
    return shape.flatMap((size, axis): Fix[] =>
      size === 1
        ? [argumentFix(source, source.callAt(span), 'axis', String(axis), true)].filter((fix) => fix !== undefined)
        : [],
    );
  },
});
