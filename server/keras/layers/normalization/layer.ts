import type { Axes } from '../../../shapes/axes.ts';
import { LayerError, defineLayer, type LayerArguments } from '../definition.ts';
import { checkAxes, requireKnown } from '../refusals.ts';
import { axisTermNames, axisTerms, requireAxes } from './axes.ts';
import { words } from '../../../words/message.ts';

/** The normalized axes counted from the front, in order. LayerError bad-axis where one is not there or twice. */
function normalizedAxes(args: LayerArguments, input: Axes): number[] {
  const axes = requireAxes('LayerNormalization', args.integers('axis'), input, 'ValueError').sort((a, b) => a - b);
  if (new Set(axes).size !== axes.length) {
    throw new LayerError(
      'bad-axis',
      words`LayerNormalization: axis [${args.integers('axis').join(', ')}] names an axis twice: duplicate axes are not allowed.`,
      { parameter: 'axis' },
    );
  }
  return axes;
}

export const layerNormalization = defineLayer({
  name: 'LayerNormalization',
  family: 'normalization',
  parameters: {
    axis: -1,
    epsilon: 1e-3,
    center: true,
    scale: true,
    beta_initializer: 'zeros',
    gamma_initializer: 'ones',
    beta_regularizer: null,
    gamma_regularizer: null,
    beta_constraint: null,
    gamma_constraint: null,
    '*': null,
    rms_scaling: false,
  },
  validate: (args) => {
    checkAxes('LayerNormalization', args, 'axis');
  },
  terms: (args, input) => axisTerms(normalizedAxes(args, input), input),
  arrays: (args, _terms, input) => {
    const axes = normalizedAxes(args, input);
    for (const axis of axes) requireKnown('LayerNormalization', input.at(axis), axis, input);
    const dimensions = axisTermNames(axes, input);
    const rms = args.flag('rms_scaling');
    return [
      ...(rms || args.flag('scale') ? [{ name: 'gamma', dimensions }] : []),
      ...(!rms && args.flag('center') ? [{ name: 'beta', dimensions }] : []),
    ];
  },
  output: (args, { axes }) => {
    requireAxes('LayerNormalization', args.integers('axis'), axes, 'ValueError');
    return axes.keep();
  },
});
