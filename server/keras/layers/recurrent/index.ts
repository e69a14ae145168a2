import type { LayerDefinition } from '../definition.ts';
import { gatedLayers } from './gated.ts';

export const recurrentLayers: readonly LayerDefinition[] = [...gatedLayers];
