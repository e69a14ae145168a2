import type { LayerDefinition } from '../definition.ts';
import { augmentations } from './augmentation.ts';
import { melSpectrogram, stftSpectrogram } from './audio.ts';
import { categoryEncoding, discretization, hashedCrossing, hashing } from './categories.ts';
import { composedLayers } from './composed.ts';
import { imageLayers } from './images.ts';
import { lookupLayers } from './lookup.ts';
import { normalization } from './normalization.ts';
import { textVectorization } from './text-vectorization.ts';

export const preprocessingLayers: readonly LayerDefinition[] = [
  normalization,
  discretization,
  categoryEncoding,
  hashing,
  hashedCrossing,
  ...lookupLayers,
  textVectorization,
  ...imageLayers,
  ...augmentations,
  ...composedLayers,
  melSpectrogram,
  stftSpectrogram,
];
