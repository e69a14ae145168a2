import type { Shape, Size } from '../../../shapes/dimension.ts';
import type { LayerState } from '../layer-state.ts';

/** The multiply-accumulates of a layer inside; undefined where a class of the program says what it does. */
export function insideMacs(layer: LayerState | undefined, output: Shape): Size | undefined {
  if (!layer?.built || layer.instance.cls.lookup('call')?.kind === 'function') return undefined;
  return layer.definition?.multiplyAccumulates?.(layer.terms, output, layer);
}
