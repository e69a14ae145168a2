import type { LayerDefinition } from '../definition.ts';
import { pRelu } from './learned.ts';
import { elementwiseActivations } from './simple.ts';
import { softmax } from './softmax.ts';

export const activationLayers: readonly LayerDefinition[] = [...elementwiseActivations, pRelu, softmax];
