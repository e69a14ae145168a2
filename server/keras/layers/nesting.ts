/**
 * How deeply layers may be inside each other. Keras runs through them by recursion, which Python's stack ends before
 * this.
 */
import { noteChange } from '../../python/domain/journal.ts';
import type { Value } from '../../python/domain/value.ts';
import { LayerState } from './layer-state.ts';
import { words } from '../../words/message.ts';

export const MOST_LEVELS = 100;
/** Why nothing is known of a layer that is deeper than that. */
export const TOO_DEEP = words`layers are nested too deeply in it`;
/** Lists in lists are followed this far. */
const DEEPEST = 4;

/** Notes that `inner` is inside `owner`; false where that is too deep. */
export function nest(owner: LayerState, inner: LayerState): boolean {
  if (owner.level <= inner.level) {
    noteChange(owner);
    owner.level = inner.level + 1;
  }
  return owner.level <= MOST_LEVELS;
}

/** The same for the layers that an attribute holds; the layer is unknown where they are too deep. */
export function nestValue(owner: LayerState, value: Value): void {
  const found = new Set<LayerState>();
  collectLayers(value, found);
  for (const inner of found) {
    if (inner === owner || nest(owner, inner)) continue;
    noteChange(owner);
    owner.unknown = TOO_DEEP;
  }
}

/** The layers in a value, also in lists and dicts. */
export function collectLayers(value: Value, found: Set<LayerState>, depth = 0): void {
  if (depth > DEEPEST) return;
  switch (value.kind) {
    case 'instance':
      if (value.host instanceof LayerState) found.add(value.host);
      return;
    case 'list':
    case 'tuple':
      for (const item of value.items) collectLayers(item, found, depth + 1);
      return;
    case 'dict':
      for (const [, item] of value.entries.values()) collectLayers(item, found, depth + 1);
      return;
    default:
  }
}
