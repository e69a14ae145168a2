import type { LayerDefinition } from '../definition.ts';
import { adaptivePoolings } from './adaptive.ts';
import { globalPoolings } from './global.ts';
import { windowedPoolings } from './windowed.ts';

export const poolingLayers: readonly LayerDefinition[] = [...windowedPoolings, ...globalPoolings, ...adaptivePoolings];
