import type { LayerDefinition } from './definition.ts';

const NAMES = new Set([
  'UnitNormalization',
  'LeakyReLU',
  'ReLU',
  'Activation',
  'ELU',
  'Softmax',
  'AlphaDropout',
  'GaussianDropout',
  'GaussianNoise',
  'ActivityRegularization',
  'Dropout',
  'SpatialDropout1D',
  'SpatialDropout2D',
  'SpatialDropout3D',
  'Identity',
  'Masking',
  'Reshape',
]);

/**
 * Layers that Keras marks as built when they are made: they have nothing to build, and a summary never calls them
 * unbuilt.
 */
export const isBuiltAtInit = (definition: LayerDefinition): boolean =>
  NAMES.has(definition.name) || (definition.family === 'pooling' && !definition.name.startsWith('Adaptive'));
