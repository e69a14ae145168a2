import type { ModelFact } from '../../analysis/analysis.ts';

/**
 * Is the model a single chain? Then Keras leaves out the column of connections. It is one where every call has one
 * input and no tensor
 * has two readers, so where no row has two connections, and only one row has none and only one feeds no other.
 */
export function isChain(model: ModelFact): boolean {
  if (model.modelKind !== 'functional') return true;
  if (model.rows.some(({ connectedTo }) => connectedTo.length > 1)) return false;
  const sources = model.rows.flatMap(({ connectedTo }) => connectedTo.map(sourceOf));
  return new Set(sources).size === sources.length && model.rows.length - sources.length <= 1;
}

/** The name of the layer that made the tensor: `lstm` of `lstm[0][0]`. */
export const sourceOf = (tensor: string): string => tensor.replace(/\[\d+\]\[\d+\]$/, '');
