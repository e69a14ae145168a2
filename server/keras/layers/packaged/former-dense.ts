/** MaxoutDense and Highway, which the package keras had up to 2.3, and TimeDistributedDense of Keras 1. */
import { type ArrayDeclaration, defineLayer, type LayerArguments, REQUIRED } from '../definition.ts';
import { requireKnown } from '../refusals.ts';

const SHARED = {
  weights: null,
  W_regularizer: null,
  b_regularizer: null,
  activity_regularizer: null,
  W_constraint: null,
  b_constraint: null,
  bias: true,
};

const withBias = (args: LayerArguments, ...arrays: readonly ArrayDeclaration[]): readonly ArrayDeclaration[] =>
  args.flag('bias') ? arrays : [];

export const maxoutDense = defineLayer({
  name: 'MaxoutDense',
  family: 'core',
  inReleases: { until: 2.3 },
  parameters: { output_dim: REQUIRED, nb_feature: 4, init: 'glorot_uniform', ...SHARED },
  rank: 2,
  terms: (args, input) => ({
    features: input.at(-1),
    units: args.size('output_dim'),
    pieces: args.size('nb_feature'),
  }),
  arrays: (args, terms, input) => {
    requireKnown('MaxoutDense', terms['features'], -1, input);
    return [
      { name: 'W', dimensions: ['pieces', 'features', 'units'] },
      ...withBias(args, { name: 'b', dimensions: ['pieces', 'units'] }),
    ];
  },
  fixedAxes: () => [-1],
  output: (args, { axes }) => axes.set(-1, args.size('output_dim')),
});

export const highway = defineLayer({
  name: 'Highway',
  family: 'core',
  inReleases: { until: 2.3 },
  parameters: { init: 'glorot_uniform', activation: null, ...SHARED },
  rank: 2,
  terms: (_args, input) => ({ features: input.at(-1) }),
  arrays: (args, terms, input) => {
    requireKnown('Highway', terms['features'], -1, input);
    const square = ['features', 'features'];
    return [
      { name: 'W', dimensions: square },
      { name: 'W_carry', dimensions: square },
      ...withBias(args, { name: 'b', dimensions: ['features'] }, { name: 'b_carry', dimensions: ['features'] }),
    ];
  },
  fixedAxes: () => [-1],
  output: (_args, { axes }) => axes.keep(),
});

export const timeDistributedDense = defineLayer({
  name: 'TimeDistributedDense',
  family: 'core',
  inReleases: { until: 1.2 },
  parameters: { output_dim: REQUIRED, init: 'glorot_uniform', activation: null, ...SHARED, input_length: null },
  rank: 3,
  terms: (args, input) => ({ features: input.at(-1), units: args.size('output_dim') }),
  arrays: (args, terms, input) => {
    requireKnown('TimeDistributedDense', terms['features'], -1, input);
    return [{ name: 'W', dimensions: ['features', 'units'] }, ...withBias(args, { name: 'b', dimensions: ['units'] })];
  },
  fixedAxes: () => [-1],
  output: (args, { axes }) => axes.set(-1, args.size('output_dim')),
});
