/** Parameters that many layers have, with Keras's defaults. */
import type { ParameterTable } from './definition.ts';

/** How a kernel and a bias begin, what they cost and what they may be: one after the other, as in the signatures. */
export const KERNEL_AND_BIAS: ParameterTable = {
  kernel_initializer: 'glorot_uniform',
  bias_initializer: 'zeros',
  kernel_regularizer: null,
  bias_regularizer: null,
  activity_regularizer: null,
  kernel_constraint: null,
  bias_constraint: null,
};
