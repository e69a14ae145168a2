/** Layers and their arrays as plain facts. */
import type { Interpreter } from '../python/values/interpreter.ts';
import type { LayerState, Weight } from '../keras/layers/layer-state.ts';
import { trackedLayers } from '../keras/layers/tracking.ts';
import { allWeights, countOf, trainableWeights, unknownWeights, weightCount } from '../keras/layers/weights.ts';
import { subtract, type Size } from '../shapes/dimension.ts';
import type { LayerFact, NamedFactor, WeightFact } from './analysis.ts';

/** Describes each layer once; the description of a layer that is asked for again is the same object. */
export class LayerFacts {
  private readonly known = new Map<LayerState, LayerFact>();
  private readonly interpreter: Interpreter;
  constructor(interpreter: Interpreter) { this.interpreter = interpreter; }

  of(layer: LayerState): LayerFact {
    const known = this.known.get(layer);
    if (known) return known;
    const unknown = unknownWeights(layer);
    const weights = unknown === undefined ? allWeights(layer) : [];
    const params = unknown === undefined ? countOf(weights) : undefined;
    const trainable = unknown === undefined && layer.unknownTrainable === undefined ? countOf(trainableWeights(layer)) : undefined;
    const fact: { -readonly [K in keyof LayerFact]: LayerFact[K] } = {
      id: this.known.size, name: layer.name, className: layer.className, kerasClass: layer.definition?.name, family: layer.definition?.family,
      built: layer.built, weights: weights.map((weight) => weightFact(weight, layer)), params, trainable,
      nonTrainable: params !== undefined && trainable !== undefined ? subtract(params, trainable) : undefined,
      seeds: seedsOf(layer), terms: layer.terms, arguments: this.argumentsOf(layer), children: [], unknown: unknown ?? layer.unknownTrainable, site: layer.site,
    };
    this.known.set(layer, fact);
    fact.children = trackedLayers(layer).map((child) => this.of(child));
    return fact;
  }

  private argumentsOf(layer: LayerState): ReadonlyMap<string, string> {
    const shown = new Map<string, string>();
    for (const name of Object.keys(layer.definition?.parameters ?? {})) {
      if (name === '*') continue;
      const value = layer.args.value(name);
      const text = value.kind === 'unknown' ? value.name : value.kind === 'instance' || value.kind === 'function' ? undefined : this.interpreter.repr(value);
      if (text !== undefined) shown.set(name, text);
    }
    return shown;
  }
}

function seedsOf(layer: LayerState): number {
  try { return layer.definition?.seeds?.(layer.args) ?? 0; } catch { return 0; }
}

export function weightFact(weight: Weight, layer: LayerState): WeightFact {
  return {
    name: weight.name, path: weight.path, shape: weight.shape, count: weightCount(weight), trainable: weight.trainable, dtype: weight.dtype,
    dimensions: weight.declaration?.dimensions.map((factors): NamedFactor[] => (typeof factors === 'string' ? [factors] : factors).flatMap((name) => {
      const value = layer.terms[name];
      return value === undefined || value === null ? [] : [{ name, value: value as Size }];
    })),
  };
}
