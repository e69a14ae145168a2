import type { LayerDefinition } from '../definition.ts';
import { dense, ternaryDense } from './dense.ts';
import { einsumDense } from './einsum-dense.ts';
import { passingLayers } from './passing.ts';

export const coreLayers: readonly LayerDefinition[] = [...passingLayers, dense, einsumDense, ternaryDense];
