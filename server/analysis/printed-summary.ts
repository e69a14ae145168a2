/** What `model.summary()` prints where that is not what the model lists and counts. */
import type { KerasTensor } from '../keras/graph/tensor.ts';
import type { LayerState, Weight } from '../keras/layers/layer-state.ts';
import { layersGiven } from '../keras/layers/packaged/called-at-init.ts';
import { trackedLayers } from '../keras/layers/tracking.ts';
import { allWeights, countOf, trainableWeights, unknownTrainable } from '../keras/layers/weights.ts';
import { SequentialModel } from '../keras/models/sequential.ts';
import { isIn } from '../keras/packaged-releases.ts';
import type { KerasSession } from '../keras/session.ts';
import type { ModelRow, PrintedSummary } from './analysis.ts';

/** Since then a Sequential is compiled itself. Before, the model inside of it was. */
const COMPILES_ITSELF = { since: 2.2 };
/** Until then each layer of the model says what of it is trained, whether the model is frozen or not. */
const COUNTS_BY_LAYER = { until: 1.2 };

/**
 * The rows of a Sequential model up to Keras 1.2: with what each layer is connected to, and in place of a Merge those
 * of the models that it joins. undefined for other models, and later.
 */
export function printedRows(
  { dialect }: KerasSession,
  layer: LayerState,
  row: (one: LayerState, connectedTo: readonly string[]) => ModelRow,
): readonly ModelRow[] | undefined {
  const { model } = layer;
  if (!dialect.keras1Names || !(model instanceof SequentialModel)) return undefined;
  // What is inside of a model that a Merge joins is no part of the graph.
  const own = new Set(model.shown);
  const nodes = new Set(model.functional?.nodes);
  return flattened(model).map((one) =>
    row(
      one,
      one.nodes
        .filter((node) => nodes.size === 0 || (nodes.has(node) && own.has(one)))
        .flatMap(({ inputs }) => inputs.map(sourceText)),
    ),
  );
}

function flattened(model: SequentialModel): readonly LayerState[] {
  const [first, ...others] = model.shown;
  const joined = first ? layersGiven(first) : [];
  if (!first || joined.length === 0) return model.shown;
  const inside = joined.flatMap((one) =>
    one.model instanceof SequentialModel ? flattened(one.model) : (one.model?.layers() ?? [one]),
  );
  return [...new Set([...inside, ...others])];
}

/** `lstm_1[0][0]`: the layer that made a tensor, which of its calls, and which of the tensors of that. */
export const sourceText = ({ node, tensorIndex }: KerasTensor): string =>
  `${node?.operation.operationName ?? '?'}[${node?.index ?? 0}][${tensorIndex}]`;

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
