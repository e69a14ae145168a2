/** Where Keras 3 has its classes, as `print(type(layer))` tells: `keras.src.layers.core.dense`. */
import { snakeCase } from '../naming.ts';
import type { Family, LayerDefinition } from './definition.ts';

const FOLDERS: Readonly<Record<Family, string>> = {
  core: 'core',
  recurrent: 'rnn',
  convolution: 'convolutional',
  pooling: 'pooling',
  normalization: 'normalization',
  attention: 'attention',
  merging: 'merging',
  reshaping: 'reshaping',
  regularization: 'regularization',
  activation: 'activations',
  preprocessing: 'preprocessing.image_preprocessing',
  embedding: 'core',
};

const NO_IMAGES: ReadonlySet<string> = new Set([
  'CategoryEncoding',
  'Discretization',
  'HashedCrossing',
  'Hashing',
  'IntegerLookup',
  'MelSpectrogram',
  'Normalization',
  'Pipeline',
  'Rescaling',
  'STFTSpectrogram',
  'StringLookup',
  'TextVectorization',
]);

/** Files that are not named after the class. */
const FILES: Readonly<Record<string, string>> = {
  LeakyReLU: 'leaky_relu',
  PReLU: 'prelu',
  ReLU: 'relu',
  Lambda: 'lambda_layer',
  ContrastLimitedAdaptiveHistogramEqualization: 'clahe',
  MaxNumBoundingBoxes: 'max_num_bounding_box',
  SpatialDropout1D: 'spatial_dropout',
  SpatialDropout2D: 'spatial_dropout',
  SpatialDropout3D: 'spatial_dropout',
  GRUCell: 'gru',
  LSTMCell: 'lstm',
  SimpleRNNCell: 'simple_rnn',
};

/** Wrappers of what other libraries made stand elsewhere. */
const ELSEWHERE = /^(TFSMLayer|JaxLayer|FlaxLayer|TorchModuleWrapper)$/;

export function moduleOfClass({ name, family }: LayerDefinition): string {
  if (ELSEWHERE.test(name)) return 'keras.layers';
  const folder = NO_IMAGES.has(name) ? 'preprocessing' : FOLDERS[family];
  return `keras.src.layers.${folder}.${FILES[name] ?? snakeCase(name)}`;
}
