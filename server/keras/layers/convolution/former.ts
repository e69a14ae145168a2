/** Argument names of Keras 1 and 2 that people still write, and the present ones. */
const COMMON: Readonly<Record<string, string>> = {
  border_mode: 'padding',
  dim_ordering: 'data_format',
  bias: 'use_bias',
  b_regularizer: 'bias_regularizer',
  b_constraint: 'bias_constraint',
  filter_length: 'kernel_size',
  subsample: 'strides',
  subsample_length: 'strides',
  atrous_rate: 'dilation_rate',
};

export const FORMER_CONVOLUTION: Readonly<Record<string, string>> = {
  ...COMMON,
  nb_filter: 'filters',
  init: 'kernel_initializer',
  W_regularizer: 'kernel_regularizer',
  W_constraint: 'kernel_constraint',
};

export const FORMER_DEPTHWISE: Readonly<Record<string, string>> = {
  ...COMMON,
  kernel_initializer: 'depthwise_initializer',
  kernel_regularizer: 'depthwise_regularizer',
  kernel_constraint: 'depthwise_constraint',
};

export const FORMER_SEPARABLE: Readonly<Record<string, string>> = {
  ...COMMON,
  nb_filter: 'filters',
  init: 'depthwise_initializer',
};
