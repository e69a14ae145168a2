/** By which names a class of the program knows its arrays and the layers inside. */
import { Variable } from '../keras/graph/variable.ts';
import type { LayerState } from '../keras/layers/layer-state.ts';
import { layerOf } from '../keras/layers/tracking.ts';
import type { Value } from '../python/domain/value.ts';

export interface AttributeNames {
  /** By the path of the array. */
  readonly arrays: ReadonlyMap<string, string>;
  readonly layers: ReadonlyMap<LayerState, string>;
}

const NONE: AttributeNames = { arrays: new Map(), layers: new Map() };

/**
 * `w` for what stands in `self.w`, `blocks[0]` for the first of a list; of several, the first. Nothing for a class of
 * Keras, whose attributes are not the program's.
 */
export function attributeNames(layer: LayerState): AttributeNames {
  if (layer.definition?.name === layer.className) return NONE;
  const arrays = new Map<string, string>();
  const layers = new Map<LayerState, string>();
  const note = (value: Value, name: string): void => {
    const inside = layerOf(value);
    if (inside !== undefined && inside !== layer && !layers.has(inside)) layers.set(inside, name);
    if (value instanceof Variable && value.layer === layer && !arrays.has(value.weight.path))
      arrays.set(value.weight.path, name);
  };
  for (const [name, value] of layer.instance.attributes) {
    if (value.kind !== 'list' && value.kind !== 'tuple') note(value, name);
    else for (const [index, item] of value.items.entries()) note(item, `${name}[${index}]`);
  }
  return { arrays, layers };
}
