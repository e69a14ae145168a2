import type { LayerDefinition } from '../definition.ts';
import { elementwiseActivations } from './simple.ts';

export const activationLayers: readonly LayerDefinition[] = [...elementwiseActivations];
