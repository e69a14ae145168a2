/** Layers and their arrays as plain facts. */
import { OutOfFuel } from '../python/evaluate/fuel.ts';
import type { Interpreter } from '../python/domain/interpreter.ts';
import type { Value } from '../python/domain/value.ts';
import type { Place, SourceFile } from '../python/syntax/place.ts';
import type { LayerState, Weight } from '../keras/layers/layer-state.ts';
import { TOO_DEEP } from '../keras/layers/nesting.ts';
import { trackedLayers } from '../keras/layers/tracking.ts';
import {
  allWeights,
  countOf,
  trainableCount,
  unknownTrainable,
  unknownWeights,
  weightCount,
} from '../keras/layers/weights.ts';
import { subtract } from '../shapes/dimension.ts';
import type { LayerFact, ModelFact, ModelRow, NamedFactor, WeightFact } from './analysis.ts';
import { attributeNames, type AttributeNames } from './attribute-names.ts';
import { hasNames, type ModelNames } from './model-names.ts';
import { isUndetermined } from '../python/domain/undetermined.ts';

interface LayerFactsOptions {
  /** The descriptions of the text before an edit. */
  readonly before?: LayerFacts | undefined;
  /** Nothing of the layer has changed since. */
  readonly isSame?: (layer: LayerState) => boolean;
  /** The file that facts are about; undefined: the program's, in which all that it makes has its place. */
  readonly file?: SourceFile | undefined;
}

/** Describes each layer once; the description of a layer that is asked for again is the same object. */
export class LayerFacts {
  private readonly known = new Map<LayerState, LayerFact>();
  private readonly weights = new Map<LayerState, ReadonlyMap<Weight, WeightFact>>();
  private readonly interpreter: Interpreter;
  private before: LayerFacts | undefined;
  /** Something of the text before is told again. */
  hasReused = false;
  private readonly isSame: (layer: LayerState) => boolean;
  private readonly file: SourceFile | undefined;

  constructor(interpreter: Interpreter, { before, isSame = () => false, file }: LayerFactsOptions = {}) {
    this.interpreter = interpreter;
    this.before = before;
    this.isSame = isSame;
    this.file = file;
  }

  /** The place, where it is one of the file that facts are about. */
  here(place: Place | undefined): Place | undefined {
    return this.file === undefined || place?.file === this.file ? place : undefined;
  }

  /** All is described: what was before is not needed any more. */
  end(): void {
    this.before = undefined;
  }

  of(layer: LayerState): LayerFact {
    const known = this.known.get(layer);
    if (known) return known;
    const same = this.asBefore(layer);
    if (same) return same;
    const unknown = unknownWeights(layer);
    const weights = unknown === undefined ? allWeights(layer) : [];
    const attributes = attributeNames(layer);
    const described = describeWeights(weights, layer, attributes);
    this.weights.set(layer, described);
    const params = unknown === undefined ? countOf(weights) : undefined;
    const trainable = unknown === undefined ? trainableCount(layer) : undefined;
    const fact: { -readonly [K in keyof LayerFact]: LayerFact[K] } = {
      name: layer.name,
      className: layer.className,
      kerasClass: layer.definition?.package === undefined ? layer.definition?.name : undefined,
      family: layer.definition?.family,
      built: layer.built,
      weights: [...described.values()],
      params,
      trainable,
      nonTrainable: params !== undefined && trainable !== undefined ? subtract(params, trainable) : undefined,
      seeds: seedsOf(layer),
      terms: layer.terms,
      arguments: this.argumentsOf(layer),
      children: [],
      unknown: unknown ?? unknownTrainable(layer),
      site: this.here(layer.site),
    };
    this.known.set(layer, fact);
    const children = unknown === TOO_DEEP ? [] : trackedLayers(layer);
    fact.children = children.map((child) => this.of(child));
    if (attributes.layers.size > 0) fact.childAttributes = children.map((child) => attributes.layers.get(child));
    return fact;
  }

  private asBefore(layer: LayerState): LayerFact | undefined {
    const fact = this.before?.known.get(layer);
    if (fact === undefined || !this.isSame(layer)) return undefined;
    this.hasReused = true;
    this.known.set(layer, fact);
    this.weights.set(layer, this.before!.weights.get(layer)!);
    return fact;
  }

  private readonly models = new Map<LayerState, ModelFact>();
  /** The model as `describe` gives it. */
  ofModel(model: LayerState, names: ModelNames, describe: () => ModelFact): ModelFact {
    const before = this.before?.models.get(model);
    const isReused = before !== undefined && hasNames(before, names) && this.isSame(model);
    if (isReused) this.hasReused = true;
    const fact = isReused ? before : describe();
    this.models.set(model, fact);
    return fact;
  }

  private readonly rows = new Map<LayerState, readonly ModelRow[]>();
  /** The rows of a model as `describe` gives them the first time; a model inside itself has none there. */
  rowsOf(model: LayerState, describe: () => readonly ModelRow[]): readonly ModelRow[] {
    const known = this.rows.get(model);
    if (known) return known;
    this.rows.set(model, []);
    const rows = describe();
    this.rows.set(model, rows);
    return rows;
  }

  /** The array as it is described among those of the layer. */
  weight(layer: LayerState, weight: Weight): WeightFact {
    this.of(layer);
    return this.weights.get(layer)?.get(weight) ?? weightFact(weight, layer, '', layer.unknownTrainable === undefined);
  }

  private argumentsOf(layer: LayerState): ReadonlyMap<string, string> {
    const shown = new Map<string, string>();
    for (const name of Object.keys(layer.definition?.parameters ?? {})) {
      if (name === '*') continue;
      const value = layer.args.value(name);
      const text = isUndetermined(value)
        ? value.name
        : value.kind === 'instance' || value.kind === 'function'
          ? undefined
          : this.printed(value);
      if (text !== undefined) shown.set(name, text);
    }
    return shown;
  }

  /** As Python prints it; undefined where the program's fuel is gone, which large arguments would still take. */
  private printed(value: Value): string | undefined {
    try {
      return this.interpreter.repr(value);
    } catch (error) {
      if (error instanceof OutOfFuel) return undefined;
      throw error;
    }
  }
}

function seedsOf(layer: LayerState): number {
  try {
    return layer.definition?.seeds?.(layer.args) ?? 0;
  } catch {
    return 0;
  }
}

/** The layer that made an array, how the array's path begins, and whether it is decided that it is trained. */
interface Owner {
  readonly owner: LayerState;
  readonly prefix: string;
  readonly isDecided: boolean;
}

/** An array of a layer inside is explained by that layer's terms, and its path leads through it. */
function describeWeights(
  weights: readonly Weight[],
  layer: LayerState,
  { arrays }: AttributeNames,
): ReadonlyMap<Weight, WeightFact> {
  const owners = new Map<Weight, Owner>();
  const visit = (owner: LayerState, prefix: string, above: readonly LayerState[]): void => {
    const isDecided = [...above, owner].every((one) => one.unknownTrainable === undefined);
    for (const weight of owner.weights) if (!owners.has(weight)) owners.set(weight, { owner, prefix, isDecided });
    for (const child of trackedLayers(owner))
      if (!above.includes(child)) visit(child, `${prefix}${child.name}/`, [...above, owner]);
  };
  if (weights.some((weight) => !layer.weights.includes(weight))) visit(layer, '', [layer]);
  return new Map(
    weights.map((weight) => {
      const own = { owner: layer, prefix: '', isDecided: layer.unknownTrainable === undefined };
      const { owner, prefix, isDecided } = owners.get(weight) ?? own;
      const attribute = owner === layer ? arrays.get(weight.path) : undefined;
      return [
        weight,
        { ...weightFact(weight, owner, prefix, isDecided), ...(attribute === undefined ? {} : { attribute }) },
      ];
    }),
  );
}

function weightFact(weight: Weight, owner: LayerState, prefix: string, isDecided: boolean): WeightFact {
  return {
    name: weight.name,
    path: prefix + weight.path,
    shape: weight.shape,
    count: weightCount(weight),
    trainable: isDecided ? weight.trainable : undefined,
    kind: weight.kind,
    dtype: weight.dtype,
    dimensions: weight.declaration && namedFactors(weight.declaration.dimensions, owner),
  };
}

/** undefined where a term of the declaration has no size. */
function namedFactors(
  dimensions: readonly (string | readonly string[])[],
  { terms }: LayerState,
): NamedFactor[][] | undefined {
  const named: NamedFactor[][] = [];
  for (const factors of dimensions) {
    const dimension: NamedFactor[] = [];
    for (const name of typeof factors === 'string' ? [factors] : factors) {
      const value = terms[name];
      if (value === undefined || value === null) return undefined;
      dimension.push({ name, value });
    }
    named.push(dimension);
  }
  return named;
}
