/** The layers that one piece of code made in its evaluations, and the models by which people tell them apart. */
import type { Analysis, LayerFact, ModelFact, ModelRow } from '../analysis/analysis.ts';
import { joined, type Text } from '../words/message.ts';
import { type ModelLabel, modelLabels } from './model-label.ts';

export interface Evaluation {
  readonly layer: LayerFact;
  /** By what it is found again after an edit, among those of its place. */
  readonly key: string;
  /** The key of the model that the layer is in. */
  readonly model: string | undefined;
  /**
   * `small · make(dense=256) · line 18`; with the layer's name where a model has several of them; the name alone where
   * it is in none.
   */
  readonly label: Text;
}

/** Which evaluation people mean: by its own key, or by that of a model. */
export interface Chosen {
  readonly evaluation?: string | undefined;
  readonly model?: string | undefined;
}

export function evaluationsOf(analysis: Analysis, layers: readonly LayerFact[]): readonly Evaluation[] {
  const holders = holdersOf(analysis);
  const inModel = new Map<ModelLabel | undefined, number>();
  for (const layer of layers) inModel.set(holders.get(layer), (inModel.get(holders.get(layer)) ?? 0) + 1);
  return layers.map((layer): Evaluation => {
    const owner = holders.get(layer);
    const label =
      owner === undefined
        ? layer.name
        : inModel.get(owner) === 1
          ? owner.text
          : joined([owner.text, layer.name], ' · ');
    return { layer, model: owner?.key, key: `${owner?.key ?? ''}\n${layer.name}`, label };
  });
}

/** The one that is meant, else the last, as everywhere. */
export function chosenOf(evaluations: readonly Evaluation[], { evaluation, model }: Chosen): Evaluation | undefined {
  return (
    evaluations.find(({ key }) => key === evaluation) ??
    evaluations.findLast((one) => model !== undefined && one.model === model) ??
    evaluations.at(-1)
  );
}

const known = new WeakMap<Analysis, ReadonlyMap<LayerFact, ModelLabel>>();

/** Of each layer, the label of the model that it is in; of several, the one that has it as a row of its own. */
function holdersOf(analysis: Analysis): ReadonlyMap<LayerFact, ModelLabel> {
  let holders = known.get(analysis);
  if (holders === undefined) {
    holders = findHolders(analysis.models, modelLabels(analysis));
    known.set(analysis, holders);
  }
  return holders;
}

function findHolders(models: readonly ModelFact[], labels: readonly ModelLabel[]): ReadonlyMap<LayerFact, ModelLabel> {
  const holders = new Map<LayerFact, ModelLabel>();
  const seen = new Set<readonly ModelRow[]>();
  const visit = (rows: readonly ModelRow[], label: ModelLabel, isInside: boolean): void => {
    if (isInside && seen.has(rows)) return;
    seen.add(rows);
    for (const { layer, inside } of rows) {
      if (layer !== undefined && !holders.has(layer)) holders.set(layer, label);
      if (inside !== undefined) visit(inside.rows, label, true);
    }
  };
  for (const [index, { rows }] of models.entries()) visit(rows, labels[index]!, false);
  return holders;
}
