/** The argument names of Keras 1, as keras/legacy/interfaces.py of Keras 2.2.4 converts them. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bindConstructor } from '../../../../server/keras/layers/bound-arguments.ts';
import { locallyConnectedLayers } from '../../../../server/keras/layers/convolution/locally-connected.ts';
import { definitionsByName } from '../../../../server/keras/layers/registry.ts';
import { str } from '../../../../server/python/domain/value.ts';
import { Top } from '../../../../server/python/domain/undetermined.ts';

const ARRAYS = {
  init: 'kernel_initializer',
  W_regularizer: 'kernel_regularizer',
  b_regularizer: 'bias_regularizer',
  W_constraint: 'kernel_constraint',
  b_constraint: 'bias_constraint',
  bias: 'use_bias',
};
const DENSE = { output_dim: 'units', ...ARRAYS };
const RECURRENT = {
  output_dim: 'units',
  init: 'kernel_initializer',
  inner_init: 'recurrent_initializer',
  inner_activation: 'recurrent_activation',
  W_regularizer: 'kernel_regularizer',
  b_regularizer: 'bias_regularizer',
  U_regularizer: 'recurrent_regularizer',
  dropout_W: 'dropout',
  dropout_U: 'recurrent_dropout',
  consume_less: 'implementation',
};
const { inner_activation: _, ...WITHOUT_GATES } = RECURRENT;
const WINDOW = { nb_filter: 'filters', border_mode: 'padding' };
const CONVOLUTION_1D = { ...WINDOW, filter_length: 'kernel_size', subsample_length: 'strides', ...ARRAYS };
const CONVOLUTION = { ...WINDOW, subsample: 'strides', dim_ordering: 'data_format', ...ARRAYS };
const SEPARABLE = {
  ...WINDOW,
  subsample: 'strides',
  dim_ordering: 'data_format',
  b_regularizer: 'bias_regularizer',
  b_constraint: 'bias_constraint',
  bias: 'use_bias',
  init: 'depthwise_initializer',
};
const CONVOLUTION_LSTM = {
  ...WINDOW,
  subsample: 'strides',
  dim_ordering: 'data_format',
  init: 'kernel_initializer',
  inner_init: 'recurrent_initializer',
  W_regularizer: 'kernel_regularizer',
  U_regularizer: 'recurrent_regularizer',
  b_regularizer: 'bias_regularizer',
  inner_activation: 'recurrent_activation',
  dropout_W: 'dropout',
  dropout_U: 'recurrent_dropout',
  bias: 'use_bias',
};

const FORMER: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  Dense: DENSE,
  SimpleRNN: WITHOUT_GATES,
  LSTM: { ...RECURRENT, forget_bias_init: 'unit_forget_bias' },
  GRU: RECURRENT,
  Conv1D: CONVOLUTION_1D,
  Conv2D: CONVOLUTION,
  Conv3D: CONVOLUTION,
  Conv2DTranspose: CONVOLUTION,
  SeparableConv2D: SEPARABLE,
  ConvLSTM2D: { ...CONVOLUTION_LSTM, forget_bias_init: 'unit_forget_bias' },
  LocallyConnected1D: CONVOLUTION_1D,
  LocallyConnected2D: CONVOLUTION,
};

/**
 * AtrousConvolution1D and 2D of keras/legacy/layers.py make a convolution of theirs; DepthwiseConv2D hands on what
 * Conv2D takes.
 */
const HANDED_ON: typeof FORMER = {
  Conv1D: { atrous_rate: 'dilation_rate' },
  Conv2D: { atrous_rate: 'dilation_rate' },
  DepthwiseConv2D: {
    kernel_initializer: 'depthwise_initializer',
    kernel_regularizer: 'depthwise_regularizer',
    kernel_constraint: 'depthwise_constraint',
  },
};

const definitions = new Map([
  ...definitionsByName(),
  ...locallyConnectedLayers.map((definition) => [definition.name, definition] as const),
]);
for (const [layer, names] of [...Object.entries(FORMER), ...Object.entries(HANDED_ON)]) {
  test(`former names in ${layer}: ${Object.keys(names).join(', ')}`, () => {
    const definition = definitions.get(layer)!;
    const given = (name: string): unknown => {
      const { values } = bindConstructor(layer, definition.parameters, definition.formerParameters ?? {}, {
        positional: [],
        keywords: new Map([[name, str('given')]]),
        incomplete: new Top('only one is of interest'),
      });
      return [...values]
        .filter(([, value]) => value.kind === 'str' && value.value === 'given')
        .map(([present]) => present);
    };
    for (const [former, present] of Object.entries(names)) assert.deepEqual(given(former), [present], former);
  });
}
