import type { LayerDefinition } from '../definition.ts';
import { flatten, permute, repeatVector, reshape } from './order.ts';
import { paddingLayers } from './padding.ts';
import { upSamplingLayers } from './upsampling.ts';

export const reshapingLayers: readonly LayerDefinition[] = [
  reshape,
  flatten,
  permute,
  repeatVector,
  ...paddingLayers,
  ...upSamplingLayers,
];
