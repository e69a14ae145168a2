import type { LayerDefinition } from '../definition.ts';

export const preprocessingLayers: readonly LayerDefinition[] = [];
