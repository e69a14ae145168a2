import type { LayerDefinition } from '../definition.ts';
import { concatenate } from './concatenate.ts';
import { dot } from './dot.ts';
import { elementwiseMerges } from './elementwise.ts';

export const mergingLayers: readonly LayerDefinition[] = [...elementwiseMerges, concatenate, dot];
