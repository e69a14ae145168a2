import type { LayerDefinition } from '../definition.ts';
import { batchNormalization } from './batch.ts';
import { groupNormalization } from './group.ts';
import { layerNormalization } from './layer.ts';
import { rmsNormalization } from './rms.ts';
import { spectralNormalization } from './spectral.ts';
import { unitNormalization } from './unit.ts';

export const normalizationLayers: readonly LayerDefinition[] = [
  batchNormalization,
  layerNormalization,
  groupNormalization,
  rmsNormalization,
  unitNormalization,
  spectralNormalization,
];
