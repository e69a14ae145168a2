import type { LayerDefinition } from '../definition.ts';

export const attentionLayers: readonly LayerDefinition[] = [];
