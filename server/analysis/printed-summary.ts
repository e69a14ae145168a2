/** What `model.summary()` prints where that is not what the model lists and counts. */
import type { LayerState, Weight } from '../keras/layers/layer-state.ts';
import { trackedLayers } from '../keras/layers/tracking.ts';
import { allWeights, countOf, trainableWeights, unknownTrainable } from '../keras/layers/weights.ts';
import { SequentialModel } from '../keras/models/sequential.ts';
import { isIn } from '../keras/packaged-releases.ts';
import type { KerasSession } from '../keras/session.ts';
import type { PrintedSummary } from './analysis.ts';

/** Since then a Sequential is compiled itself. Before, the model inside of it was. */
const COMPILES_ITSELF = { since: 2.2 };
/** Until then each layer of the model says what of it is trained, whether the model is frozen or not. */
const COUNTS_BY_LAYER = { until: 1.2 };

export function printedSummary({ dialect }: KerasSession, layer: LayerState): PrintedSummary {
  const form = dialect.summaryForm;
  if (!dialect.standalone) return { form };
  if (unknownTrainable(layer) !== undefined) return { form };
  const trained = isIn(dialect.packaged, COUNTS_BY_LAYER)
    ? trainedByLayer(layer)
    : layer.model instanceof SequentialModel && !isIn(dialect.packaged, COMPILES_ITSELF)
      ? undefined
      : layer.training?.collected;
  if (trained === undefined) return { form };
  const frozen = isIn(dialect.packaged, COUNTS_BY_LAYER) ? without(allWeights(layer), trained) : notTrained(layer);
  return { form, counts: { trainable: countOf(trained), nonTrainable: countOf(frozen) } };
}

/** What is not trainable now. An array that was trainable at compile() and is frozen now counts as both. */
const notTrained = (layer: LayerState): readonly Weight[] => without(allWeights(layer), trainableWeights(layer));

const without = (all: readonly Weight[], some: readonly Weight[]): readonly Weight[] => {
  const left = new Set(all);
  for (const weight of some) left.delete(weight);
  return [...left];
};

function trainedByLayer(layer: LayerState): readonly Weight[] {
  const found = new Set<Weight>();
  const seen = new Set<LayerState>();
  const walk = (one: LayerState): void => {
    if (seen.has(one)) return;
    seen.add(one);
    if (one.model === undefined) for (const weight of trainableWeights(one)) found.add(weight);
    else for (const child of trackedLayers(one)) walk(child);
  };
  walk(layer);
  return [...found];
}
