import type { LayerDefinition } from '../definition.ts';
import { embedding, reversibleEmbedding } from './embedding.ts';

export const embeddingLayers: readonly LayerDefinition[] = [embedding, reversibleEmbedding];
