/** The dtype of what a layer gives for data, where its declaration says none. */
import { isFloat, resultType } from '../operations/dtypes.ts';
import { flatten, mapNest } from '../nests.ts';
import type { Nest, TensorSpec } from './definition.ts';
import type { LayerState } from './layer-state.ts';

/** Layers that only move, choose or combine what they get: whole numbers stay whole numbers. */
const KEEPS: ReadonlySet<string> = new Set([
  'Activation',
  'ActivityRegularization',
  'Add',
  'AlphaDropout',
  'Concatenate',
  'Dot',
  'Dropout',
  'GaussianDropout',
  'GaussianNoise',
  'Masking',
  'Maximum',
  'Minimum',
  'Multiply',
  'ReLU',
  'RepeatVector',
  'Subtract',
  ...[1, 2, 3].flatMap((rank) =>
    ['Cropping', 'GlobalMaxPooling', 'MaxPooling', 'SpatialDropout', 'UpSampling', 'ZeroPadding'].map(
      (name) => `${name}${rank}D`,
    ),
  ),
]);

/** What is no float is not cast to the dtype that the layer computes in; on symbolic tensors Keras says that one. */
export function dtypeOnData({ definition, dtype }: LayerState, inputs: Nest<TensorSpec>): string {
  const given = resultType(...flatten(inputs).map((spec) => spec.dtype));
  if (definition === undefined || given === undefined || given === 'string' || isFloat(given)) return dtype.compute;
  // TensorFlow divides whole numbers of 32 and 64 bits in 64 bits.
  if (definition.name === 'Average') return /^int(32|64)$/.test(given) ? 'float64' : dtype.compute;
  return KEEPS.has(definition.name) ? given : dtype.compute;
}

/** Floats come to call() in the dtype that the layer computes in. */
export const autocast = ({ dtype }: LayerState, inputs: Nest<TensorSpec>): Nest<TensorSpec> =>
  mapNest(inputs, (spec) =>
    isFloat(spec.dtype) && spec.dtype !== dtype.compute ? { ...spec, dtype: dtype.compute } : spec,
  );
