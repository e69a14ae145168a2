import type { LayerDefinition } from '../definition.ts';
import { additiveAttention, attention } from './dot-product.ts';
import { groupedQueryAttention } from './grouped-query.ts';
import { multiHeadAttention } from './multi-head.ts';

export const attentionLayers: readonly LayerDefinition[] = [
  multiHeadAttention,
  groupedQueryAttention,
  attention,
  additiveAttention,
];
