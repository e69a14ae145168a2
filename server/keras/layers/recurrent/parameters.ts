/** Parameter tables that the recurrent layers and their cells share, in Keras's positional order. */
import { REQUIRED, type LayerArguments, type ParameterTable } from '../definition.ts';
import { requireNumber } from '../core/checks.ts';
import { checkEach, requirePositive } from '../refusals.ts';

const PARAMETERS_OF_ARRAYS = {
  initializers: {
    kernel_initializer: 'glorot_uniform',
    recurrent_initializer: 'orthogonal',
    bias_initializer: 'zeros',
  },
  regularizers: { kernel_regularizer: null, recurrent_regularizer: null, bias_regularizer: null },
  constraints: { kernel_constraint: null, recurrent_constraint: null, bias_constraint: null },
} as const;

const DROPOUTS = { dropout: 0.0, recurrent_dropout: 0.0 } as const;
const LOOP = { return_sequences: false, return_state: false, go_backwards: false, stateful: false } as const;
/** What all versions take by name without stating it. */
const BY_NAME = { '*': null, implementation: 2 } as const;
/** What Keras 2 takes besides: the axes are timesteps, batch then. */
export const KERAS_2_LOOP = { time_major: false } as const;

const { initializers, regularizers, constraints } = PARAMETERS_OF_ARRAYS;

export const LSTM_CELL: ParameterTable = {
  units: REQUIRED,
  activation: 'tanh',
  recurrent_activation: 'sigmoid',
  use_bias: true,
  ...initializers,
  unit_forget_bias: true,
  ...regularizers,
  ...constraints,
  ...DROPOUTS,
  seed: null,
  '*': null,
  implementation: 2,
};
export const LSTM: ParameterTable = {
  units: REQUIRED,
  activation: 'tanh',
  recurrent_activation: 'sigmoid',
  use_bias: true,
  ...initializers,
  unit_forget_bias: true,
  ...regularizers,
  activity_regularizer: null,
  ...constraints,
  ...DROPOUTS,
  seed: null,
  ...LOOP,
  unroll: false,
  use_cudnn: 'auto',
  ...BY_NAME,
};
export const GRU_CELL: ParameterTable = {
  units: REQUIRED,
  activation: 'tanh',
  recurrent_activation: 'sigmoid',
  use_bias: true,
  ...initializers,
  ...regularizers,
  ...constraints,
  ...DROPOUTS,
  reset_after: true,
  seed: null,
  '*': null,
  implementation: 2,
};
export const GRU: ParameterTable = {
  units: REQUIRED,
  activation: 'tanh',
  recurrent_activation: 'sigmoid',
  use_bias: true,
  ...initializers,
  ...regularizers,
  activity_regularizer: null,
  ...constraints,
  ...DROPOUTS,
  seed: null,
  ...LOOP,
  unroll: false,
  reset_after: true,
  use_cudnn: 'auto',
  ...BY_NAME,
};
export const SIMPLE_RNN_CELL: ParameterTable = {
  units: REQUIRED,
  activation: 'tanh',
  use_bias: true,
  ...initializers,
  ...regularizers,
  ...constraints,
  ...DROPOUTS,
  seed: null,
};
export const SIMPLE_RNN: ParameterTable = {
  units: REQUIRED,
  activation: 'tanh',
  use_bias: true,
  ...initializers,
  ...regularizers,
  activity_regularizer: null,
  ...constraints,
  ...DROPOUTS,
  ...LOOP,
  unroll: false,
  seed: null,
  ...BY_NAME,
};
/** The layers of Keras 2 that only run on a GPU: no activations, no dropout. */
export const CUDNN_LSTM: ParameterTable = {
  units: REQUIRED,
  ...initializers,
  unit_forget_bias: true,
  ...regularizers,
  activity_regularizer: null,
  ...constraints,
  ...LOOP,
  '*': null,
  time_major: false,
};
export const CUDNN_GRU: ParameterTable = {
  units: REQUIRED,
  ...initializers,
  ...regularizers,
  activity_regularizer: null,
  ...constraints,
  ...LOOP,
  '*': null,
  time_major: false,
};
export const RNN: ParameterTable = { cell: REQUIRED, ...LOOP, unroll: false, zero_output_for_mask: false, '*': null };

export function convolutional(one: number | readonly number[]): ParameterTable {
  return {
    filters: REQUIRED,
    kernel_size: REQUIRED,
    strides: one,
    padding: 'valid',
    data_format: null,
    dilation_rate: one,
    activation: 'tanh',
    recurrent_activation: 'sigmoid',
    use_bias: true,
    ...initializers,
    unit_forget_bias: true,
    ...regularizers,
    activity_regularizer: null,
    ...constraints,
    ...DROPOUTS,
    seed: null,
    ...LOOP,
    '*': null,
    unroll: false,
  };
}

/**
 * Argument names of Keras 1 and the present ones. `input_length` and `consume_less` change neither shapes nor arrays.
 */
export const FORMER_RECURRENT: Readonly<Record<string, string>> = {
  output_dim: 'units',
  init: 'kernel_initializer',
  inner_init: 'recurrent_initializer',
  forget_bias_init: 'unit_forget_bias',
  inner_activation: 'recurrent_activation',
  W_regularizer: 'kernel_regularizer',
  U_regularizer: 'recurrent_regularizer',
  b_regularizer: 'bias_regularizer',
  dropout_W: 'dropout',
  dropout_U: 'recurrent_dropout',
  consume_less: 'implementation',
  input_length: 'input_length',
};

/**
 * The refusals that every cell's constructor has in common. Keras compares `units` with 0 and does not look at its
 * type.
 */
export function checkUnits(layer: string): (args: LayerArguments) => void {
  return (args) => {
    checkEach(
      () => requirePositive(layer, args, 'units'),
      () => requireNumber(layer, args, 'dropout', { orNone: true }),
      () => requireNumber(layer, args, 'recurrent_dropout', { orNone: true }),
    );
  };
}
