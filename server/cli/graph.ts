/** `layerlens graph`: the picture of one model of a file. */
import type { Analysis } from '../analysis/analysis.ts';
import { modelGraphSvg } from '../explain/graph/model-graph.ts';
import type { ModelView } from '../explain/model-view.ts';
import type { Theme } from '../explain/options.ts';
import { modelsView } from '../features/model-view.ts';
import type { Language } from '../words/language.ts';
import { words, type Text } from '../words/message.ts';

export type GraphResult = { readonly svg: string; readonly remark?: Text } | { readonly error: Text };

export interface GraphLook {
  readonly theme: Theme;
  /** Are repeated blocks drawn once? */
  readonly fold: boolean;
  readonly language: Language;
}

/** Of several models the one of the given name (its variable's, or its own), or the last one that is built. */
export function graphOf(analysis: Analysis, wanted: string | undefined, { theme, fold, language }: GraphLook): GraphResult {
  const { models } = modelsView(analysis, () => undefined, language);
  if (models.length === 0) return { error: words`no Keras model is built here, as far as the code tells` };
  const names = [...new Set(models.map(nameOf))].join(', ');
  const candidates = wanted === undefined ? models : models.filter(({ variable, name }) => variable === wanted || name === wanted);
  const model = candidates.findLast(({ built, speculative }) => built && !speculative) ?? candidates.at(-1);
  if (model === undefined) return { error: words`there is no model named ${wanted ?? ''}; there are: ${names}` };
  const svg = modelGraphSvg(model, theme, { opened: new Set(), fold }, language);
  if (wanted !== undefined || models.length === 1) return { svg };
  return { svg, remark: words`this is ${nameOf(model)}, of: ${names}. --model NAME draws another one` };
}

const nameOf = ({ variable, name }: ModelView<unknown>): string => variable ?? name;
