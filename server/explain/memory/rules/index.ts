/** What each layer keeps for its backward pass, by its class. */
import { words } from '../../../words/message.ts';
import { type Call, NotKnown } from '../call.ts';
import { activate } from './activations.ts';
import { OPERATIONS, type Rule } from './operations.ts';
import {
  batchNormalization,
  dropout,
  groupNormalization,
  largestOfAxis,
  largestOfWindow,
  layerNormalization,
  learnedSlope,
  moved,
  multiplied,
  noise,
  picked,
  rootMeanSquare,
  sameBuffer,
  summed,
  unitNormalization,
} from './plain.ts';
import { attention, embedding, multiHeadAttention, product, separable, tensorProduct } from './products.ts';
import { bidirectional, recurrent, timeDistributed } from './recurrent.ts';

const named = (names: string, rule: Rule): Record<string, Rule> =>
  Object.fromEntries(names.split(' ').map((name) => [name, rule]));

/** A layer that is an activation. */
const activation =
  (name: (call: Call) => string | undefined): Rule =>
  (call) =>
    activate(call, name(call), call.input, call.give(call.input.flows), call.yBytes);

const LAYERS: Readonly<Record<string, Rule>> = {
  ...named('Dense EinsumDense Conv1D Conv2D Conv3D', product),
  ...named('Conv1DTranspose Conv2DTranspose Conv3DTranspose DepthwiseConv1D DepthwiseConv2D', product),
  ...named('SeparableConv1D SeparableConv2D', separable),
  Embedding: embedding,
  Activation: activation((call) => call.text('activation')),
  ReLU: activation(() => 'relu'),
  LeakyReLU: activation(() => 'leaky_relu'),
  ELU: activation(() => 'elu'),
  Softmax: activation(() => 'softmax'),
  PReLU: learnedSlope,
  BatchNormalization: batchNormalization,
  LayerNormalization: layerNormalization,
  RMSNormalization: rootMeanSquare,
  GroupNormalization: groupNormalization,
  UnitNormalization: unitNormalization,
  ...named('Dropout SpatialDropout1D SpatialDropout2D SpatialDropout3D AlphaDropout', dropout),
  ...named('GaussianNoise GaussianDropout', noise),
  ...named('MaxPooling1D MaxPooling2D MaxPooling3D', largestOfWindow),
  ...named('GlobalMaxPooling1D GlobalMaxPooling2D GlobalMaxPooling3D', largestOfAxis),
  ...named('AveragePooling1D AveragePooling2D AveragePooling3D', moved),
  ...named('GlobalAveragePooling1D GlobalAveragePooling2D GlobalAveragePooling3D', moved),
  ...named('Add Average Subtract', summed),
  Multiply: multiplied,
  ...named('Maximum Minimum', picked),
  ...named('Concatenate Permute RepeatVector Masking', moved),
  ...named('ZeroPadding1D ZeroPadding2D ZeroPadding3D Cropping1D Cropping2D Cropping3D', moved),
  ...named('UpSampling1D UpSampling2D UpSampling3D', moved),
  Dot: tensorProduct,
  ...named('Reshape Flatten Identity ActivityRegularization', sameBuffer),
  ...named('MultiHeadAttention GroupQueryAttention GroupedQueryAttention', multiHeadAttention),
  ...named('Attention AdditiveAttention', attention),
  ...named('LSTM GRU SimpleRNN ConvLSTM1D ConvLSTM2D ConvLSTM3D', recurrent),
  Bidirectional: bidirectional,
  TimeDistributed: timeDistributed,
};

export function runRule(call: Call): void {
  const { layer } = call;
  const rule = layer === undefined ? ofTable(OPERATIONS, call.operation) : ofTable(LAYERS, layer.kerasClass ?? '');
  if (rule) {
    rule(call);
    return;
  }
  // What nothing flows through keeps nothing, whatever it does.
  if (layer?.family === 'preprocessing' || !(call.flowing(call.inputs) || call.hasTrained)) {
    call.step({ reads: call.inputs, makes: call.results.map(() => call.give(call.flowing(call.inputs))) });
    return;
  }
  throw new NotKnown(words`what ${layer?.className ?? call.operation} keeps for its gradient is not worked out`);
}

const ofTable = (table: Readonly<Record<string, Rule>>, name: string): Rule | undefined =>
  Object.hasOwn(table, name) ? table[name] : undefined;
