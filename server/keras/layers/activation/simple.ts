/** Functions of each element: the shape stays, and there are no arrays. */
import {
  REQUIRED,
  defineLayer,
  type LayerArguments,
  type LayerDefinition,
  type ParameterTable,
} from '../definition.ts';
import { checkEach } from '../refusals.ts';
import { requireNumber } from '../core/checks.ts';

function elementwise(
  name: string,
  parameters: ParameterTable,
  options: Partial<LayerDefinition> = {},
): LayerDefinition {
  return defineLayer({
    name,
    family: 'activation',
    parameters,
    output: (_args, { axes }) => axes.keep(),
    multiplyAccumulates: () => 0,
    ...options,
  });
}

function checkSlope(layer: string): (args: LayerArguments) => void {
  return (args) => checkEach(() => requireNumber(layer, args, 'negative_slope', { least: 0 }));
}

export const activation = elementwise('Activation', { activation: REQUIRED });

export const elementwiseActivations: readonly LayerDefinition[] = [
  activation,
  elementwise('ELU', { alpha: 1.0 }),
  elementwise(
    'LeakyReLU',
    { negative_slope: 0.3 },
    { formerParameters: { alpha: 'negative_slope' }, validate: checkSlope('LeakyReLU') },
  ),
  elementwise(
    'ReLU',
    { max_value: null, negative_slope: 0.0, threshold: 0.0 },
    {
      validate: (args) => {
        checkEach(
          () => requireNumber('ReLU', args, 'max_value', { orNone: true, least: 0 }),
          () => requireNumber('ReLU', args, 'negative_slope', { least: 0 }),
          () => requireNumber('ReLU', args, 'threshold', { least: 0 }),
        );
      },
    },
  ),
  // Of Keras 2; Keras 3 has ReLU(threshold=…) instead.
  elementwise(
    'ThresholdedReLU',
    { theta: 1.0 },
    { validate: (args) => checkEach(() => requireNumber('ThresholdedReLU', args, 'theta', { least: 0 })) },
  ),
];
