/**
 * The order of arrays in Keras 2: a layer lists what is trained now, of itself and of the layers inside, before what is
 * not; a model lists the layers inside one after the other, and then its own.
 *
 * Source: `Layer.weights`, `trainable_weights` and `non_trainable_weights` of keras/engine/base_layer.py, and their
 * like in training.py, 2.15.
 */
import type { LayerState, Weight } from './layer-state.ts';
import { trackedLayers } from './tracking.ts';

export type Wanted = 'all' | 'trainable' | 'non-trainable';

/** `own` gives the arrays of a layer without those of the layers inside. */
export function weightsInKeras2(
  layer: LayerState,
  wanted: Wanted,
  own: (layer: LayerState) => readonly Weight[],
): Weight[] {
  const running = new Set<LayerState>();
  const listed = (one: LayerState, which: Wanted): Weight[] => {
    if (running.has(one)) return [];
    if (which === 'trainable' && !one.trainable) return [];
    if (which === 'all' && one.model === undefined)
      return [...listed(one, 'trainable'), ...listed(one, 'non-trainable')];
    running.add(one);
    const frozen = which === 'non-trainable' && !one.trainable;
    const ofItself = own(one).filter(({ kind }) => which === 'all' || frozen || kind === KIND_OF[which]);
    const children = trackedLayers(one);
    const ofChildren =
      frozen && one.model !== undefined
        ? [...inside(children, 'trainable'), ...inside(children, 'non-trainable')]
        : inside(children, frozen ? 'all' : which);
    running.delete(one);
    return one.model === undefined ? [...ofItself, ...ofChildren] : [...ofChildren, ...ofItself];
  };
  const inside = (children: readonly LayerState[], which: Wanted): Weight[] =>
    children.flatMap((child) => listed(child, which));
  return [...new Set(listed(layer, wanted))];
}

const KIND_OF = { trainable: 'trainable', 'non-trainable': 'frozen' } as const;
