import type { CallArguments } from '../../../python/domain/interpreter.ts';
import { int, type Value } from '../../../python/domain/value.ts';
import {
  REQUIRED,
  defineLayer,
  type LayerArguments,
  type LayerDefinition,
  type ParameterTable,
} from '../definition.ts';
import { checkEach } from '../refusals.ts';
import { requireNumber } from '../core/checks.ts';
import { requireNoiseShape } from './noise-shape.ts';

/** Keras 1 called the rate p. */
const FORMER_RATE = { p: 'rate' };

/** Up to Keras 2.3 a rate beyond 0 or 1 is taken as that. */
const withinBounds = (value: Value): Value =>
  (value.kind === 'int' || value.kind === 'float') && (value.value < 0 || value.value > 1)
    ? int(value.value < 0 ? 0 : 1)
    : value;

const rateWithinBounds = (args: CallArguments): CallArguments => ({
  ...args,
  positional: args.positional.map((value, i) => (i === 0 ? withinBounds(value) : value)),
  keywords: new Map(
    [...args.keywords].map(([name, value]) => [name, name === 'rate' || name === 'p' ? withinBounds(value) : value]),
  ),
});

/**
 * A layer that is random in training and passes its input on otherwise. Keras keeps a seed for it only where `rate` is
 * above 0.
 */
function noisy(
  name: string,
  rate: string,
  parameters: ParameterTable,
  options: Partial<LayerDefinition> = {},
): LayerDefinition {
  return defineLayer({
    name,
    family: 'regularization',
    parameters,
    callParameters: ['inputs', 'training'],
    output: (_args, { axes }) => axes.keep(),
    multiplyAccumulates: () => 0,
    seeds: (args) => (args.number(rate) > 0 ? 1 : 0),
    ...(rate === 'rate' ? { formerArguments: rateWithinBounds } : {}),
    ...options,
    validate: (args) => {
      checkEach(
        () => requireNumber(name, args, rate, { least: 0, most: 1 }),
        () => options.validate?.(args),
      );
    },
  });
}

function spatial(name: string, rank: number): LayerDefinition {
  const parameters: ParameterTable =
    rank === 3 ? { rate: REQUIRED, seed: null } : { rate: REQUIRED, data_format: null, seed: null };
  return noisy(name, 'rate', parameters, {
    base: 'Dropout',
    commonByPosition: ['name', 'dtype'],
    rank,
    formerParameters: { ...FORMER_RATE, dim_ordering: 'data_format' },
    validate: (args: LayerArguments) => checkEach(() => (rank === 3 ? undefined : args.dataFormat())),
  });
}

export const dropoutLayers: readonly LayerDefinition[] = [
  noisy(
    'Dropout',
    'rate',
    { rate: REQUIRED, noise_shape: null, seed: null },
    { formerParameters: FORMER_RATE, validate: (args) => requireNoiseShape('Dropout', args) },
  ),
  noisy('AlphaDropout', 'rate', { rate: REQUIRED, noise_shape: null, seed: null }, { formerParameters: FORMER_RATE }),
  noisy('GaussianDropout', 'rate', { rate: REQUIRED, seed: null }, { formerParameters: FORMER_RATE }),
  noisy('GaussianNoise', 'stddev', { stddev: REQUIRED, seed: null }, { formerParameters: { sigma: 'stddev' } }),
  spatial('SpatialDropout1D', 3),
  spatial('SpatialDropout2D', 4),
  spatial('SpatialDropout3D', 5),
];
