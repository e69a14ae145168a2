import { defineLayer } from '../definition.ts';
import { checkAxes } from '../refusals.ts';
import { requireAxes } from './axes.ts';

export const unitNormalization = defineLayer({
  name: 'UnitNormalization',
  family: 'normalization',
  parameters: { axis: -1 },
  validate: (args) => {
    checkAxes('UnitNormalization', args, 'axis');
  },
  output: (args, { axes }) => {
    requireAxes('UnitNormalization', args.integers('axis'), axes, 'ValueError');
    return axes.keep();
  },
});
