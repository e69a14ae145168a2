/**
 * Arguments of tf.keras 2 that choose how a layer computes and not what: they decide no shape and no array, and Keras 3
 * has them no more.
 */
import type { LayerDefinition } from './definition.ts';

/** Its base class takes a convolution's, which it has no kernel for. */
const SEPARABLE = /^SeparableConv/;
/** The same of the groups of a convolution's channels, which these do not look at. */
const WITHOUT_GROUPS = /^(?:SeparableConv|DepthwiseConv|Conv[123]DTranspose$)/;

/** By name, whose: tf_keras, the `**kwargs` that its constructors take apart. */
const TAKEN: Readonly<Record<string, (layer: LayerDefinition) => boolean>> = {
  fused: ({ name }) => name === 'BatchNormalization',
  virtual_batch_size: ({ name }) => name === 'BatchNormalization',
  adjustment: ({ name }) => name === 'BatchNormalization',
  kernel_initializer: ({ name }) => SEPARABLE.test(name),
  kernel_regularizer: ({ name }) => SEPARABLE.test(name),
  kernel_constraint: ({ name }) => SEPARABLE.test(name),
  groups: ({ name }) => WITHOUT_GROUPS.test(name),
  time_major: ({ name }) => name.startsWith('ConvLSTM'),
  noise_shape: ({ name }) => name.startsWith('SpatialDropout'),
  implementation: () => true,
  enable_caching_device: ({ family }) => family === 'recurrent',
  return_runtime: ({ name }) => name === 'LSTM' || name === 'GRU',
  reverse_state_order: ({ name }) => name === 'StackedRNNCells',
  zero_output_for_mask: ({ family }) => family === 'recurrent',
  use_one_hot_matmul: ({ name }) => name === 'Embedding',
  force_generator: ({ family }) => family === 'regularization' || family === 'recurrent',
  rng_type: ({ family }) => family === 'regularization' || family === 'recurrent',
  vocabulary_size: ({ family }) => family === 'preprocessing',
};

/** Where every layer's arrays lie on the devices: `kernel_layout`. */
const LAYOUT = /_layout$/;

export const takenByKeras2 = (layer: LayerDefinition, argument: string): boolean =>
  LAYOUT.test(argument) || (Object.hasOwn(TAKEN, argument) && TAKEN[argument]!(layer));
