import type { LayerState, ModelState } from '../layers/layer-state.ts';
import { layersInAttributes } from '../layers/tracking.ts';

/** A model whose call() is the user's: its layers are those that its attributes hold. */
export class SubclassedModel implements ModelState {
  readonly modelKind = 'subclassed';
  private readonly owner: LayerState;
  constructor(owner: LayerState) {
    this.owner = owner;
  }
  layers(): readonly LayerState[] {
    return layersInAttributes(this.owner);
  }
}
