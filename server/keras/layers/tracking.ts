/** Which layers are inside a layer: those its definition made, and those the program put into its attributes, also in lists and dicts. */
import type { Value } from '../../python/values/value.ts';
import { LayerState } from './layer-state.ts';

/** In the order Keras tracks them. A layer in several places counts once. */
export function trackedLayers(layer: LayerState): readonly LayerState[] {
  return layer.model ? layer.model.layers() : layersInAttributes(layer);
}

export function layersInAttributes(layer: LayerState): readonly LayerState[] {
  const found = new Set<LayerState>(layer.children);
  for (const value of layer.instance.attributes.values()) collect(value, found, 0);
  found.delete(layer);
  return [...found];
}

function collect(value: Value, found: Set<LayerState>, depth: number): void {
  if (depth > 4) return;
  switch (value.kind) {
    case 'instance': if (value.host instanceof LayerState) found.add(value.host); return;
    case 'list': case 'tuple': for (const item of value.items) collect(item, found, depth + 1); return;
    case 'dict': for (const [, item] of value.entries.values()) collect(item, found, depth + 1); return;
    default:
  }
}

export const layerOf = (value: Value): LayerState | undefined => (value.kind === 'instance' && value.host instanceof LayerState ? value.host : undefined);
