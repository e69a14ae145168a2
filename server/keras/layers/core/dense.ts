import { type Axes, type Axis, ofAxis } from '../../../shapes/axes.ts';
import type { Shape, Size } from '../../../shapes/dimension.ts';
import { valuesTimes } from '../../costs.ts';
import {
  REQUIRED,
  Undecided,
  defineLayer,
  type ArrayDeclaration,
  type LayerArguments,
  type Terms,
} from '../definition.ts';
import { checkEach, requireKnown, requirePositive } from '../refusals.ts';
import { loraArrays, loraTerms } from '../embedding/adapters.ts';
import { packed, quantizationOf } from '../embedding/quantization.ts';
import { requireNumber } from './checks.ts';
import { KERNEL_AND_BIAS } from '../parameters.ts';

/** Argument names of Keras 1 and the present ones. */
export const FORMER_DENSE: Readonly<Record<string, string>> = {
  output_dim: 'units',
  init: 'kernel_initializer',
  W_regularizer: 'kernel_regularizer',
  b_regularizer: 'bias_regularizer',
  W_constraint: 'kernel_constraint',
  b_constraint: 'bias_constraint',
  bias: 'use_bias',
};

/** features · units for each of the positions before the last axis. */
const multiplyAccumulates = (terms: Terms, output: Shape): Size | undefined => valuesTimes(output, [terms['features']]);

const bias = (args: LayerArguments): ArrayDeclaration[] =>
  args.flag('use_bias') ? [{ name: 'bias', dimensions: ['units'] }] : [];

function packedTerms(args: LayerArguments, input: Axes): Readonly<Record<string, Axis>> {
  switch (quantizationOf(args)) {
    case 'int4':
      return { packed_units: packed(args.size('units'), 2) };
    case 'ternary':
      return { packed_features: ofAxis(input.at(-1), (features) => packed(features, 5)) };
    default:
      return {};
  }
}

/** Kernel and scale of a quantized layer, which training leaves alone. */
function quantizedArrays(args: LayerArguments): ArrayDeclaration[] | undefined {
  const frozen = (dtype: string, kernel: readonly string[], scale: readonly string[]): ArrayDeclaration[] => [
    { name: 'kernel', dimensions: kernel, trainable: false, dtype },
    { name: 'kernel_scale', dimensions: scale, trainable: false },
  ];
  switch (quantizationOf(args)) {
    case 'int8':
      return frozen('int8', ['features', 'units'], ['units']);
    case 'int4':
      return frozen('int8', ['features', 'packed_units'], ['units']);
    case 'ternary':
      return frozen('uint8', ['packed_features', 'units'], []);
    default:
      return undefined;
  }
}

export const dense = defineLayer({
  name: 'Dense',
  family: 'core',
  aliases: ['TimeDistributedDense'],
  parameters: {
    units: REQUIRED,
    activation: null,
    use_bias: true,
    ...KERNEL_AND_BIAS,
    lora_rank: null,
    lora_alpha: null,
    quantization_config: null,
  },
  formerParameters: FORMER_DENSE,
  keras2Truncated: ['units'],
  callParameters: ['inputs', 'training'],
  rank: { min: 2 },
  validate: (args) => {
    // Keras 2 refuses less than none.
    const isNone = args.kerasVersion === 2 && args.value('units').kind === 'int' && args.size('units') === 0;
    if (!isNone) checkEach(() => requirePositive('Dense', args, 'units', 'refused'));
  },
  terms: (args, input) => ({
    features: input.at(-1),
    units: args.size('units'),
    ...loraTerms(args),
    ...packedTerms(args, input),
  }),
  arrays: (args, terms, input) => {
    requireKnown('Dense', terms['features'], -1, input);
    const lora = loraArrays(args, 'kernel', ['features'], 'units');
    const kernel = quantizedArrays(args) ?? [
      { name: 'kernel', dimensions: ['features', 'units'], frozenLater: lora.length > 0 },
    ];
    return [...kernel, ...bias(args), ...lora];
  },
  fixedAxes: () => [-1],
  output: (args, { axes }) => axes.set(-1, args.size('units')),
  multiplyAccumulates,
});

/** A Dense whose kernel is used as −1, 0 and 1; stored and trained like Dense's. */
export const ternaryDense = defineLayer({
  name: 'TernaryDense',
  family: 'core',
  parameters: { units: REQUIRED, threshold: null, activation: null, use_bias: true, ...KERNEL_AND_BIAS },
  rank: { min: 2 },
  validate: (args) => {
    checkEach(
      () => requirePositive('TernaryDense', args, 'units', 'refused'),
      () => requireNumber('TernaryDense', args, 'threshold', { orNone: true, least: 0 }),
    );
  },
  terms: (args, input) => ({ features: input.at(-1), units: args.size('units') }),
  arrays: (args, terms, input) => {
    requireKnown('TernaryDense', terms['features'], -1, input);
    if (quantizationOf(args) !== undefined)
      throw new Undecided('the arrays of a quantized TernaryDense are not declared');
    return [{ name: 'kernel', dimensions: ['features', 'units'] }, ...bias(args)];
  },
  fixedAxes: () => [-1],
  output: (args, { axes }) => axes.set(-1, args.size('units')),
  multiplyAccumulates,
});
