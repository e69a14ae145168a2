/** `layer.variables` of Keras 3: weights, and the states of the seed generators. */
import type { Interpreter } from '../../python/domain/interpreter.ts';
import { isUndetermined } from '../../python/domain/undetermined.ts';
import type { Value } from '../../python/domain/value.ts';
import { SeedGenerator, SeedState } from '../data/seed-generator.ts';
import { Undecided } from './definition.ts';
import type { LayerState, Weight } from './layer-state.ts';
import { trackedLayers } from './tracking.ts';
import { ownWeights } from './weights.ts';
import { words } from '../../words/message.ts';

export type LayerVariable = { readonly weight: Weight; readonly owner: LayerState } | SeedState;

/** Lists in lists are followed this far. */
const DEEPEST = 4;

/**
 * In Keras's order: of each layer its own weights, its seeds, then what is inside. Each once.
 * @throws Undecided where it is not known how many seeds there are, or among which weights they stand
 */
export function variablesOf(interpreter: Interpreter, layer: LayerState): readonly LayerVariable[] {
  const seen = new Set<unknown>();
  const found: LayerVariable[] = [];
  const visit = (owner: LayerState): void => {
    if (seen.has(owner)) return;
    seen.add(owner);
    interpreter.spend(1 + owner.weights.length);
    for (const weight of ownWeights(owner)) {
      if (seen.has(weight)) continue;
      seen.add(weight);
      found.push({ weight, owner });
    }
    for (const seed of ownSeeds(owner)) {
      if (seen.has(seed)) continue;
      seen.add(seed);
      found.push(seed);
    }
    const before = found.length;
    for (const child of trackedLayers(owner)) visit(child);
    // The arrays of an attention's projections stand among its own here, and its dropout lies between them.
    if (owner.definition && ownWeights(owner).length > 0 && found.slice(before).some((one) => one instanceof SeedState))
      throw new Undecided('in which order Keras lists its variables is not followed');
  };
  visit(layer);
  return found;
}

function ownSeeds(layer: LayerState): readonly SeedState[] {
  const found: SeedState[] = [];
  const collect = (value: Value, depth: number): void => {
    if (depth > DEEPEST) return;
    if (value instanceof SeedGenerator) found.push(value.state);
    else if (value.kind === 'list' || value.kind === 'tuple') for (const item of value.items) collect(item, depth + 1);
    else if (value.kind === 'dict') for (const [, item] of value.entries.values()) collect(item, depth + 1);
    else if (isUndetermined(value) && !value.integer)
      throw new Undecided(words`whether one of the attributes of ${layer.className} is a seed generator is not known`);
  };
  if (!layer.definition || layer.instance.cls.definition)
    for (const value of layer.instance.attributes.values()) collect(value, 0);
  const declared = layer.definition?.seeds?.(layer.args) ?? 0;
  return [...Array.from({ length: declared }, () => new SeedState()), ...found];
}
