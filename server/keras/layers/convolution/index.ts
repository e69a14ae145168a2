import type { LayerDefinition } from '../definition.ts';
import { depthwiseConvolutions } from './depthwise.ts';
import { plainConvolutions } from './plain.ts';
import { separableConvolutions } from './separable.ts';
import { transposedConvolutions } from './transposed.ts';

export const convolutionLayers: readonly LayerDefinition[] = [
  ...plainConvolutions,
  ...transposedConvolutions,
  ...depthwiseConvolutions,
  ...separableConvolutions,
];
