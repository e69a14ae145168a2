/** Weight arrays of layers: their order, their counts, and what is trainable. */
import { add, multiply, product, type Size } from '../../shapes/dimension.ts';
import type { LayerState, Weight } from './layer-state.ts';
import type { KerasDialect } from '../releases.ts';
import { metricWeights } from './metric-weights.ts';
import { type Wanted, weightsInKeras2 } from './keras2-weights.ts';
import { MOST_LEVELS, TOO_DEEP } from './nesting.ts';
import { trackedLayers, unknownLayerIn } from './tracking.ts';
import { type Message, words } from '../../words/message.ts';

/**
 * In the order of get_weights(): own arrays first (trainable before not), then those of the layers inside. Keras 2
 * lists all that are trained now before all that are not, within each layer that is no model. Shared layers and arrays
 * count once.
 */
export function allWeights(layer: LayerState): readonly Weight[] {
  if (layer.args.kerasVersion === 2) return withMetrics(layer, weightsInKeras2(layer, 'all', ownWeights));
  const inside = trackedLayers(layer);
  if (inside.length === 0 && layer.borrowed.length === 0) return ownWeights(layer);
  const found = new Set<Weight>();
  findWeights(layer, inside, new Set(), found);
  return [...found];
}

/** `layer.weights`: of a model of the package keras up to 2.3, what is trained comes first, as in every layer. */
export function listedWeights(layer: LayerState, { standalone }: Pick<KerasDialect, 'standalone'>): readonly Weight[] {
  if (!standalone || layer.model === undefined) return allWeights(layer);
  return [
    ...new Set(
      ['trainable', 'non-trainable'].flatMap((wanted) => weightsInKeras2(layer, wanted as Wanted, ownWeights)),
    ),
  ];
}

function withMetrics(layer: LayerState, weights: readonly Weight[]): readonly Weight[] {
  const metrics = metricWeights(layer);
  return metrics.length === 0 ? weights : [...weights, ...metrics];
}

function findWeights(
  layer: LayerState,
  inside: readonly LayerState[],
  seen: Set<LayerState>,
  found: Set<Weight>,
): void {
  seen.add(layer);
  for (const weight of ownWeights(layer)) found.add(weight);
  for (const child of inside) if (!seen.has(child)) findWeights(child, trackedLayers(child), seen, found);
}

/** Without those of the layers inside. */
export function ownWeights({ borrowed, weights }: LayerState): readonly Weight[] {
  const own =
    borrowed.length === 0
      ? weights
      : [...borrowed.flatMap(({ from, name }) => from.weights.filter((weight) => weight.name === name)), ...weights];
  const firstFrozen = own.findIndex(({ kind }) => kind === 'frozen');
  if (firstFrozen < 0 || own.every(({ kind }, index) => index < firstFrozen || kind === 'frozen')) return own;
  return [...own.filter(({ kind }) => kind !== 'frozen'), ...own.filter(({ kind }) => kind === 'frozen')];
}

/** Those that training changes: none of a frozen layer's. */
export function trainableWeights(layer: LayerState): readonly Weight[] {
  if (!layer.trainable) return [];
  return layer.args.kerasVersion === 2
    ? weightsInKeras2(layer, 'trainable', ownWeights)
    : allWeights(layer).filter((weight) => weight.trainable);
}

/** The number of scalars that training changes; undefined where it is not known. */
export const trainableCount = (layer: LayerState): Size | undefined =>
  unknownTrainable(layer) === undefined ? countOf(trainableWeights(layer)) : undefined;

/** The reason why it is not known whether this layer or one inside it is trained. */
export function unknownTrainable(layer: LayerState, seen = new Set<LayerState>()): Message | undefined {
  if (seen.has(layer)) return undefined;
  seen.add(layer);
  if (layer.unknownTrainable !== undefined) return layer.unknownTrainable;
  // Nothing inside a frozen layer is trained.
  if (!layer.trainable) return undefined;
  for (const child of trackedLayers(layer)) {
    const reason = unknownTrainable(child, seen);
    if (reason !== undefined) return reason;
  }
  return undefined;
}

/** The reason why the arrays of this layer or one inside it are not all known. */
export function unknownWeights(layer: LayerState): Message | undefined {
  const own = unknownOwnWeights(layer);
  if (own !== undefined) return own;
  const inside = trackedLayers(layer);
  return inside.length === 0 ? undefined : unknownWeightsOf(inside, new Set([layer]), 1);
}

function unknownWeightsOf(layers: readonly LayerState[], seen: Set<LayerState>, depth: number): Message | undefined {
  for (const layer of layers) {
    if (seen.has(layer)) continue;
    if (depth > MOST_LEVELS) return TOO_DEEP;
    seen.add(layer);
    const reason = unknownOwnWeights(layer) ?? unknownWeightsOf(trackedLayers(layer), seen, depth + 1);
    if (reason !== undefined) return reason;
  }
  return undefined;
}

function unknownOwnWeights(layer: LayerState): Message | undefined {
  const own = layer.unknown ?? layer.model?.unknown;
  if (own !== undefined) return own;
  // Its constructor and its build() may make arrays and layers.
  const { cls } = layer.instance;
  if (cls.definition !== undefined && cls.unknownBase !== undefined)
    return words`a base class of ${cls.name} is not known`;
  if (layer.isPerhapsBuilt && layer.weights.length === 0 && mayHaveArrays(layer))
    return words`whether it is built is not known`;
  const held = unknownLayerIn(layer);
  return held === undefined ? undefined : words`what its attribute ${held} is, which it calls on tensors, is not known`;
}

const mayHaveArrays = ({ definition }: LayerState): boolean =>
  !definition || definition.arrays !== undefined || definition.build !== undefined;

/** The product of the sizes; undefined where the shape is not known. */
export const weightCount = (weight: Weight): Size | undefined => (weight.shape ? product(weight.shape) : undefined);

/** Sum of the counts; undefined where one is not known. */
export function countOf(weights: readonly Weight[]): Size | undefined {
  let sum: Size = 0;
  for (const weight of weights) {
    const count = weightCount(weight);
    if (count === undefined) return undefined;
    sum = add(sum, count);
  }
  return sum;
}

/**
 * `layer.trainable = value` reaches every layer and array inside. But Keras 3 on TensorFlow takes no notice of what an
 * attribute has already, so that a layer which is trainable stays as it is, whatever is frozen inside. In the package
 * keras up to 2.3 it reaches the layer in a wrapper, and none in a model, which trains nothing of them then.
 */
export function setTrainable(
  layer: LayerState,
  value: boolean,
  { version, standalone }: Pick<KerasDialect, 'version' | 'standalone'>,
  touch: (layer: LayerState) => void,
  seen = new Set<LayerState>(),
): void {
  if (seen.has(layer)) return;
  seen.add(layer);
  if (version === 3 && layer.trainable === value && layer.unknownTrainable === undefined) return;
  touch(layer);
  layer.trainable = value;
  layer.unknownTrainable = undefined;
  layer.weights = layer.weights.map((weight) =>
    weight.kind === 'trainable' ? { ...weight, trainable: value } : weight,
  );
  if (standalone && (layer.model !== undefined || layer.definition === undefined)) return;
  for (const child of trackedLayers(layer)) setTrainable(child, value, { version, standalone }, touch, seen);
}

/**
 * undefined where the count is not known, or the name of the data type is none of whole bytes, as it may be while it is
 * typed.
 */
export const bytesOf = (weight: Weight): Size | undefined => {
  const count = weightCount(weight);
  const bits =
    weight.dtype === 'float32' ? 32 : Number(/(\d+)$/.exec(weight.dtype)?.[1] ?? (weight.dtype === 'bool' ? 8 : 32));
  return count === undefined || bits % 8 !== 0 ? undefined : multiply(count, bits / 8);
};
