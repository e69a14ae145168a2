import { bool, ListValue, type Value } from '../../../python/domain/value.ts';
import { Undecided, type LayerBuilder } from '../definition.ts';
import type { LayerState } from '../layer-state.ts';
import { layerOf } from '../tracking.ts';
import { words } from '../../../words/message.ts';

/**
 * A new, unbuilt layer of the same configuration, as Keras makes one from get_config(). It belongs to the layer being
 * built only when it is tracked there.
 * @throws Undecided where the configuration of a class of the user's is not followed
 */
export function copyOf(
  builder: LayerBuilder,
  layer: LayerState,
  name: string,
  changes: Readonly<Record<string, Value>> = {},
): LayerState {
  const { definition } = layer;
  if (!definition || layer.instance.cls.declaration !== definition) {
    const made = Object.keys(changes).length === 0 ? builder.like(layer) : undefined;
    const like = made && layerOf(made);
    if (!like) throw new Undecided(words`a copy of ${layer.className} is made from its own get_config()`);
    builder.rename(like, name);
    return like;
  }
  const args: Record<string, Value> = {};
  for (const parameter of Object.keys(definition.parameters)) {
    if (parameter === '*') continue;
    const value = layer.args.value(parameter);
    args[parameter] = parameter === 'cell' || parameter === 'cells' ? copyInside(builder, value) : value;
  }
  return builder.make(definition.name, name, {
    ...args,
    dtype: layer.args.value('dtype'),
    trainable: bool(layer.trainable),
    ...changes,
  });
}

/** Cells of an RNN are copied with it. */
function copyInside(builder: LayerBuilder, value: Value): Value {
  const layer = layerOf(value);
  if (layer) return copyOf(builder, layer, layer.name).instance;
  if (value.kind === 'instance')
    throw new Undecided(words`a copy of ${value.cls.name} is made from its own get_config()`);
  if (value.kind !== 'list' && value.kind !== 'tuple') return value;
  return new ListValue(
    value.items.map((item) => copyInside(builder, item)),
    value.kind === 'list' ? value.summary : undefined,
  );
}
