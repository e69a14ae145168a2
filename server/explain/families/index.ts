import type { LayerFact } from '../../analysis/analysis.ts';
import { additiveAttention, dotAttention, groupedQueryAttention, multiHeadAttention } from './attention.ts';
import { convolution, depthwiseConvolution, separableConvolution, transposedConvolution } from './convolution.ts';
import { convLstm } from './convolutional-recurrent.ts';
import { dense } from './dense.ts';
import { embedding } from './embedding.ts';
import {
  einsumDense,
  identity,
  lambda,
  noise,
  rmsNormalization,
  rnn,
  spectralNormalization,
  unitNormalization,
} from './general.ts';
import { concatenate, dot, elementwise } from './merging.ts';
import { batchNormalization, groupNormalization, layerNormalization } from './normalization.ts';
import {
  activation,
  alphaDropout,
  dropout,
  gaussianDropout,
  inputLayer,
  masking,
  prelu,
  spatialDropout,
} from './other.ts';
import { ownLayer } from './own.ts';
import {
  augmentation,
  categories,
  elasticTransform,
  imagePreprocessing,
  normalization,
  randomCrop,
  rescaling,
  trainingPreprocessing,
  vocabulary,
} from './preprocessing.ts';
import { gru, lstm, simpleRnn } from './recurrent.ts';
import { flattenLayer, globalPooling, permute, pooling, repeatVector, reshape } from './reshaping.ts';
import { adaptivePooling, cropping, upSampling, zeroPadding } from './spatial.ts';
import { type Reasons, Subject, type Teach, type Teaching } from './teaching.ts';
import { bidirectional, timeDistributed } from './wrappers.ts';

const each = (names: readonly string[], teach: Teach): readonly (readonly [string, Teach])[] =>
  names.map((name) => [name, teach] as const);

const TEACHINGS: ReadonlyMap<string, Teach> = new Map([
  ['InputLayer', inputLayer],
  ['Dense', dense],
  ['Bidirectional', bidirectional],
  ['TimeDistributed', timeDistributed],
  ['Embedding', embedding],
  ['MultiHeadAttention', multiHeadAttention],
  ['GroupedQueryAttention', groupedQueryAttention],
  ['Attention', dotAttention],
  ['AdditiveAttention', additiveAttention],
  ['BatchNormalization', batchNormalization],
  ['LayerNormalization', layerNormalization],
  ['GroupNormalization', groupNormalization],
  ['Flatten', flattenLayer],
  ['Reshape', reshape],
  ['Permute', permute],
  ['RepeatVector', repeatVector],
  ['Concatenate', concatenate],
  ['Dot', dot],
  ['Activation', activation],
  ['PReLU', prelu],
  ['Masking', masking],
  ['RNN', rnn],
  ['EinsumDense', einsumDense],
  ['Lambda', lambda],
  ['RMSNormalization', rmsNormalization],
  ['UnitNormalization', unitNormalization],
  ['SpectralNormalization', spectralNormalization],
  ['Identity', identity],
  ['GaussianNoise', noise],
  ['Rescaling', rescaling],
  ['Normalization', normalization],
  // A cell has the arrays of its layer, and works as that does at each timestep.
  ...each(['LSTM', 'LSTMCell'], lstm),
  ...each(['GRU', 'GRUCell'], gru),
  ...each(['SimpleRNN', 'SimpleRNNCell'], simpleRnn),
  ...each(['ConvLSTM1D', 'ConvLSTM2D', 'ConvLSTM3D'], convLstm),
  ...each(['ZeroPadding1D', 'ZeroPadding2D', 'ZeroPadding3D'], zeroPadding),
  ...each(['Cropping1D', 'Cropping2D', 'Cropping3D'], cropping),
  ...each(['UpSampling1D', 'UpSampling2D', 'UpSampling3D'], upSampling),
  ...each(
    ['1D', '2D', '3D'].flatMap((rank) => [`AdaptiveMaxPooling${rank}`, `AdaptiveAveragePooling${rank}`]),
    adaptivePooling,
  ),
  ...each(['TextVectorization', 'StringLookup', 'IntegerLookup'], vocabulary),
  ...each(['CategoryEncoding', 'Discretization', 'Hashing', 'HashedCrossing'], categories),
  ...each(['Resizing', 'CenterCrop', 'AutoContrast'], imagePreprocessing),
  ...each(['Equalization', 'Solarization'], trainingPreprocessing),
  ['RandomCrop', randomCrop],
  ['RandomElasticTransform', elasticTransform],
  ...each(
    [
      'AugMix',
      'CutMix',
      'MixUp',
      'RandAugment',
      'RandomBrightness',
      'RandomColorDegeneration',
      'RandomColorJitter',
      'RandomContrast',
      'RandomErasing',
      'RandomFlip',
      'RandomGaussianBlur',
      'RandomGrayscale',
      'RandomHue',
      'RandomInvert',
      'RandomPerspective',
      'RandomPosterization',
      'RandomRotation',
      'RandomSaturation',
      'RandomSharpness',
      'RandomShear',
      'RandomTranslation',
      'RandomZoom',
    ],
    augmentation,
  ),
  ...each(['Conv1D', 'Conv2D', 'Conv3D'], convolution),
  ...each(['Conv1DTranspose', 'Conv2DTranspose', 'Conv3DTranspose'], transposedConvolution),
  ...each(['DepthwiseConv1D', 'DepthwiseConv2D'], depthwiseConvolution),
  ...each(['SeparableConv1D', 'SeparableConv2D'], separableConvolution),
  ...each(['Add', 'Subtract', 'Multiply', 'Average', 'Maximum', 'Minimum'], elementwise),
  ...each(
    ['MaxPooling1D', 'MaxPooling2D', 'MaxPooling3D', 'AveragePooling1D', 'AveragePooling2D', 'AveragePooling3D'],
    pooling,
  ),
  ...each(
    ['1D', '2D', '3D'].flatMap((rank) => [`GlobalMaxPooling${rank}`, `GlobalAveragePooling${rank}`]),
    globalPooling,
  ),
  ...each(['SpatialDropout1D', 'SpatialDropout2D', 'SpatialDropout3D'], spatialDropout),
  ['Dropout', dropout],
  ['GaussianDropout', gaussianDropout],
  ['AlphaDropout', alphaDropout],
  ...each(['ReLU', 'LeakyReLU', 'ELU', 'Softmax'], activation),
]);

/**
 * What is said beside the layer's arrays: its own reasons, or those of the layer inside where it has no others. The two
 * of a Bidirectional are of one class.
 */
export function reasonsOf(layer: LayerFact, teaching: Teaching | undefined): Reasons {
  if (teaching?.reasons !== undefined) return teaching.reasons;
  const [inside, ...others] = layer.children;
  if (inside === undefined || others.some(({ className }) => className !== inside.className)) return {};
  return reasonsOf(inside, teach(new Subject(inside, undefined, undefined)));
}

/** What there is to teach about the layer at this call; undefined where there is nothing more than its table says. */
export function teach(subject: Subject): Teaching | undefined {
  const { layer } = subject;
  // A class of the user's that derives from a Keras layer may do anything: only what is inside it is sure.
  if (layer.kerasClass === undefined || layer.kerasClass !== layer.className) return ownLayer(subject);
  return TEACHINGS.get(layer.kerasClass)?.(subject);
}
