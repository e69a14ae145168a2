/** `layerlens graph`: the picture of one model of a file. */
import type { Analysis } from '../analysis/analysis.ts';
import { modelGraphSvg } from '../explain/graph/model-graph.ts';
import type { ModelView } from '../explain/model-view.ts';
import type { Theme } from '../explain/options.ts';
import { modelsView } from '../features/model-view.ts';

export type GraphResult = { readonly svg: string; readonly remark?: string } | { readonly error: string };

/** Of several models the one of the given name (its variable's, or its own), or the last one that is built. */
export function graphOf(analysis: Analysis, wanted: string | undefined, theme: Theme, fold: boolean): GraphResult {
  const { models } = modelsView(analysis, () => undefined);
  if (models.length === 0) return { error: 'no Keras model is built here, as far as the code tells' };
  const names = [...new Set(models.map(nameOf))].join(', ');
  const candidates = wanted === undefined ? models : models.filter(({ variable, name }) => variable === wanted || name === wanted);
  const model = candidates.findLast(({ built, speculative }) => built && !speculative) ?? candidates.at(-1);
  if (model === undefined) return { error: `there is no model named ${wanted}; there are: ${names}` };
  const svg = modelGraphSvg(model, theme, { opened: new Set(), fold });
  return wanted === undefined && models.length > 1 ? { svg, remark: `this is ${nameOf(model)}, of: ${names}. --model NAME draws another one` } : { svg };
}

const nameOf = ({ variable, name }: ModelView<unknown>): string => variable ?? name;
