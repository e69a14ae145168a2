/**
 * Which layers are inside a layer: those its definition made, and those the program put into its attributes, also in
 * lists and dicts.
 */
import type { Interpreter } from '../../python/domain/interpreter.ts';
import type { Value } from '../../python/domain/value.ts';
import { LayerState } from './layer-state.ts';
import { collectLayers } from './nesting.ts';
import { words } from '../../words/message.ts';
import { isUndetermined } from '../../python/domain/undetermined.ts';

/** In the order Keras tracks them. A layer in several places counts once. */
export function trackedLayers(layer: LayerState): readonly LayerState[] {
  return layer.model ? layer.model.layers() : layersInAttributes(layer);
}

export function layersInAttributes(layer: LayerState): readonly LayerState[] {
  if (layer.children.length === 0 && !hasContents(layer.instance.attributes)) return [];
  const found = new Set<LayerState>(layer.children);
  for (const value of layer.instance.attributes.values()) collectLayers(value, found);
  found.delete(layer);
  return [...found];
}

/** Whether one of these may be a layer, or hold some. */
function hasContents(attributes: ReadonlyMap<string, Value>): boolean {
  for (const { kind } of attributes.values())
    if (kind === 'instance' || kind === 'list' || kind === 'tuple' || kind === 'dict') return true;
  return false;
}

/** The attribute that holds something which is not known and which call() applies to tensors: it may be a layer. */
export function unknownLayerIn({ instance }: LayerState): string | undefined {
  for (const [name, value] of instance.attributes) if (mayBeLayer(value, 0)) return name;
  return undefined;
}

/** The attribute that held layers, and of which it is not known any more which ones. */
export function lostLayersIn({ instance }: LayerState): string | undefined {
  for (const [name, value] of instance.attributes) {
    const lost = value.kind === 'list' || value.kind === 'dict' ? value.summary : value;
    if (lost && isUndetermined(lost) && lost.pointsTo.some((one) => layerOf(one) !== undefined)) return name;
  }
  return undefined;
}

function mayBeLayer(value: Value, depth: number): boolean {
  if (depth > 4) return false;
  switch (value.kind) {
    case 'top':
    case 'symbol':
    case 'one-of':
      return (
        value.use.called ||
        value.pointsTo.some((one) => layerOf(one) !== undefined) ||
        [...value.derived.values()].some((derived) => mayBeLayer(derived, depth + 1))
      );
    case 'list':
      return [...value.items, ...(value.summary ? [value.summary] : [])].some((item) => mayBeLayer(item, depth + 1));
    case 'tuple':
      return value.items.some((item) => mayBeLayer(item, depth + 1));
    case 'dict':
      return (
        (value.summary !== undefined && mayBeLayer(value.summary, depth + 1)) ||
        [...value.entries.values()].some(([, item]) => mayBeLayer(item, depth + 1))
      );
    default:
      return false;
  }
}

/** A model ran on data that is not known: its layers may be built now. */
export function mayBeBuilt(interpreter: Interpreter, layer: LayerState): void {
  for (const child of trackedLayers(layer)) {
    if (child.built || child.mayBeBuilt) continue;
    interpreter.touch(child);
    child.mayBeBuilt = true;
    mayBeBuilt(interpreter, child);
  }
}

/**
 * A call() could not be followed to its end: whether it builds the layers inside that it was not seen to call is not
 * known, nor what they add to the count.
 */
export function perhapsBuilt(interpreter: Interpreter, layer: LayerState): void {
  for (const child of trackedLayers(layer)) {
    if (
      child.built ||
      child.unknown !== undefined ||
      child.lastOutput !== undefined ||
      (child.definition && !child.definition.arrays && !child.definition.build)
    )
      continue;
    interpreter.touch(child);
    child.unknown = words`call() of ${layer.className} could not be followed, and it may build this layer`;
    child.mayBeBuilt = true;
  }
}

export const layerOf = (value: Value): LayerState | undefined =>
  value.kind === 'instance' && value.host instanceof LayerState ? value.host : undefined;
