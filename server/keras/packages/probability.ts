/**
 * TensorFlow Probability (https://github.com/tensorflow/probability, tensorflow_probability/python/layers): layers
 * whose arrays are distributions, and what makes a distribution of a tensor.
 */
import {
  REQUIRED,
  Undecided,
  defineLayer,
  type ArrayDeclaration,
  type LayerArguments,
  type LayerDefinition,
} from '../layers/definition.ts';
import { convolved, kernelNames, type SpatialRank, windowTerms } from '../layers/convolution/window.ts';
import { wholeShape } from '../layers/spec-axes.ts';
import type { LayerPackage } from './package.ts';

/** A default that is no value of a program: the package's own function, whose arrays are known. */
const MEAN_FIELD = 'default_mean_field_normal_fn()';
const SINGULAR = 'default_mean_field_normal_fn(is_singular=True)';
const STANDARD = 'default_multivariate_normal_fn';

const VARIATIONAL = {
  kernel_posterior_fn: MEAN_FIELD,
  kernel_posterior_tensor_fn: null,
  kernel_prior_fn: STANDARD,
  kernel_divergence_fn: null,
  bias_posterior_fn: SINGULAR,
  bias_posterior_tensor_fn: null,
  bias_prior_fn: null,
  bias_divergence_fn: null,
  seed: null,
} as const;

const isDefault = (args: LayerArguments, name: string, text: string): boolean => {
  const value = args.value(name);
  return value.kind === 'str' && value.value === text;
};

/**
 * By default a mean and a deviation for each number of the kernel, and a mean for each of the bias. Another function
 * makes what it likes.
 */
function variational(args: LayerArguments, kernel: readonly string[], bias: string): ArrayDeclaration[] {
  const priors =
    (args.isNone('kernel_prior_fn') || isDefault(args, 'kernel_prior_fn', STANDARD)) && args.isNone('bias_prior_fn');
  const posteriors =
    isDefault(args, 'kernel_posterior_fn', MEAN_FIELD) &&
    (args.isNone('bias_posterior_fn') || isDefault(args, 'bias_posterior_fn', SINGULAR));
  if (!priors || !posteriors) throw new Undecided('its arrays are those that the functions for its distributions make');
  return [
    { name: 'kernel_posterior_loc', dimensions: kernel },
    { name: 'kernel_posterior_untransformed_scale', dimensions: kernel },
    ...(args.isNone('bias_posterior_fn') ? [] : [{ name: 'bias_posterior_loc', dimensions: [bias] }]),
  ];
}

const dense = (name: string): LayerDefinition =>
  defineLayer({
    name,
    family: 'core',
    package: 'tensorflow_probability',
    parameters: { units: REQUIRED, activation: null, activity_regularizer: null, '*': null, ...VARIATIONAL },
    rank: { min: 2 },
    terms: (args, input) => ({ features: input.at(-1), units: args.size('units') }),
    arrays: (args) => variational(args, ['features', 'units'], 'units'),
    output: (args, { axes }) => axes.set(-1, args.size('units')),
  });

const convolution = (name: string, alias: string, rank: SpatialRank): LayerDefinition =>
  defineLayer({
    name,
    aliases: [alias],
    family: 'convolution',
    package: 'tensorflow_probability',
    parameters: {
      filters: REQUIRED,
      kernel_size: REQUIRED,
      strides: 1,
      padding: 'valid',
      data_format: 'channels_last',
      dilation_rate: 1,
      activation: null,
      activity_regularizer: null,
      '*': null,
      ...VARIATIONAL,
    },
    rank: rank + 2,
    terms: (args, input) => ({ ...windowTerms(args, rank, wholeShape(input)), filters: args.size('filters') }),
    arrays: (args) => variational(args, [...kernelNames(rank), 'channels', 'filters'], 'filters'),
    output: (args, { shape }) => ({ shape: convolved(name, args, rank, shape, args.size('filters')) }),
  });

/** Its arrays are made by functions of the program. */
const denseVariational = defineLayer({
  name: 'DenseVariational',
  family: 'core',
  package: 'tensorflow_probability',
  parameters: {
    units: REQUIRED,
    make_posterior_fn: REQUIRED,
    make_prior_fn: REQUIRED,
    kl_weight: null,
    kl_use_exact: false,
    activation: null,
    use_bias: true,
    activity_regularizer: null,
  },
  rank: { min: 2 },
  arrays: () => {
    throw new Undecided('its arrays are those that make_posterior_fn and make_prior_fn make');
  },
  output: (args, { axes }) => axes.set(-1, args.size('units')),
});

/**
 * Gives a distribution, which has the shape of what is drawn from it. It has no arrays where the function makes none,
 * and a function of tensors does not.
 */
const distributionLambda = defineLayer({
  name: 'DistributionLambda',
  family: 'core',
  package: 'tensorflow_probability',
  parameters: { make_distribution_fn: REQUIRED, convert_to_tensor_fn: null },
  output: () => {
    throw new Undecided('what is drawn from a distribution is not followed');
  },
});

const RANKS: readonly SpatialRank[] = [1, 2, 3];

export const probability: LayerPackage = {
  modules: {
    'tensorflow_probability.layers': [
      ...['DenseReparameterization', 'DenseLocalReparameterization', 'DenseFlipout'].map(dense),
      denseVariational,
      ...['Reparameterization', 'Flipout'].flatMap((estimator) =>
        RANKS.map((rank) => convolution(`Conv${rank}D${estimator}`, `Convolution${rank}D${estimator}`, rank)),
      ),
      distributionLambda,
    ],
  },
};
