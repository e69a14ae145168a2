import { defineLayer, type LayerArguments } from '../definition.ts';
import { requireKnown } from '../refusals.ts';
import { axisTermNames, axisTerms, requireAxes } from './axes.ts';

/** As written, in order: Keras does not count them from the front first. */
function writtenAxes(args: LayerArguments): number[] {
  return [...args.integers('axis')].sort((a, b) => a - b);
}

export const rmsNormalization = defineLayer({
  name: 'RMSNormalization',
  family: 'normalization',
  parameters: { axis: -1, epsilon: 1e-6 },
  callParameters: ['x'],
  terms: (args, input) => {
    requireAxes('RMSNormalization', writtenAxes(args), input, 'IndexError');
    return axisTerms(writtenAxes(args), input);
  },
  arrays: (args, _terms, input) => {
    const axes = writtenAxes(args);
    for (const axis of axes) requireKnown('RMSNormalization', input.at(axis), axis, input);
    return [{ name: 'scale', dimensions: axisTermNames(axes, input) }];
  },
  output: (args, { axes }) => {
    requireAxes('RMSNormalization', writtenAxes(args), axes, 'ValueError');
    return axes.keep();
  },
});
