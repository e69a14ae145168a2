import type { LayerDefinition } from '../definition.ts';
import { dense, ternaryDense } from './dense.ts';

export const coreLayers: readonly LayerDefinition[] = [dense, ternaryDense];
