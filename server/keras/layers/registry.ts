import { activationLayers } from './activation/index.ts';
import { attentionLayers } from './attention/index.ts';
import { convolutionLayers } from './convolution/index.ts';
import { locallyConnectedLayers } from './convolution/locally-connected.ts';
import { coreLayers } from './core/index.ts';
import type { LayerDefinition } from './definition.ts';
import { embeddingLayers } from './embedding/index.ts';
import { mergingLayers } from './merging/index.ts';
import { normalizationLayers } from './normalization/index.ts';
import { poolingLayers } from './pooling/index.ts';
import { preprocessingLayers } from './preprocessing/index.ts';
import { abstractCell } from './recurrent/abstract-cell.ts';
import { recurrentLayers } from './recurrent/index.ts';
import { regularizationLayers } from './regularization/index.ts';
import { reshapingLayers } from './reshaping/index.ts';

/** Every declared layer. A new family is one import and one line here; a new layer of a family is no line at all. */
export const LAYERS: readonly LayerDefinition[] = [
  ...coreLayers,
  ...embeddingLayers,
  ...recurrentLayers,
  ...convolutionLayers,
  ...poolingLayers,
  ...normalizationLayers,
  ...attentionLayers,
  ...mergingLayers,
  ...reshapingLayers,
  ...regularizationLayers,
  ...activationLayers,
  ...preprocessingLayers,
];

/** Those that Keras 2 had besides. */
export const KERAS_2_LAYERS: readonly LayerDefinition[] = [...locallyConnectedLayers, abstractCell];

const named = new WeakMap<readonly LayerDefinition[], ReadonlyMap<string, LayerDefinition>>();

/** By public class name and by every other name. */
export function definitionsByName(layers: readonly LayerDefinition[] = LAYERS): ReadonlyMap<string, LayerDefinition> {
  const known = named.get(layers);
  if (known !== undefined) return known;
  const byName = new Map(
    layers.flatMap((definition) =>
      [definition.name, ...(definition.aliases ?? [])].map((name) => [name, definition] as const),
    ),
  );
  named.set(layers, byName);
  return byName;
}
