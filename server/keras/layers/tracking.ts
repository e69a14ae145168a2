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
  /** Those that came into a container which had its attribute, and how many are before that. */
  const later: { readonly inner: LayerState; readonly behind: number }[] = [];
  for (const value of layer.instance.attributes.values()) {
    const first = layer.heldAtFirst.get(value);
    const behind = found.size;
    if (!first) collectLayers(value, found);
    else {
      const held = new Set<LayerState>();
      collectLayers(value, held);
      for (const inner of held)
        if (first.has(inner)) found.add(inner);
        else later.push({ inner, behind });
    }
  }
  if (later.length > 0) return withLater([...found], later).filter((one) => one !== layer);
  found.delete(layer);
  return [...found];
}

/**
 * Keras 3 tracks what is added to a list when it is added, which is when it is made: behind what other attributes got
 * until then.
 */
function withLater(
  found: readonly LayerState[],
  later: readonly { readonly inner: LayerState; readonly behind: number }[],
): LayerState[] {
  const before = found.map((): LayerState[] => []);
  const atEnd: LayerState[] = [];
  for (const { inner, behind } of [...later].sort((a, b) => a.inner.made - b.inner.made)) {
    let place = behind;
    while (place < found.length && found[place]!.made < inner.made) place++;
    (before[place] ?? atEnd).push(inner);
  }
  return [...new Set([...found.flatMap((one, place) => [...before[place]!, one]), ...atEnd])];
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
