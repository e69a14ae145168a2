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

/**
 * Of several models the one that is wanted: by the name where the program uses it, its own, or one of these with the
 * line, as `small:18`. Else the last one that is built.
 */
export function graphOf(
  analysis: Analysis,
  wanted: string | undefined,
  { theme, fold, language }: GraphLook,
): GraphResult {
  const { models } = modelsView(analysis, () => undefined, language);
  if (models.length === 0) return { error: words`no Keras model is built here, as far as the code tells` };
  const labels = models.map(({ label }) => label.text).join('; ');
  const candidates = wanted === undefined ? models : models.filter((model) => isCalled(model, analysis, wanted));
  const model = candidates.findLast(({ built, speculative }) => built && !speculative) ?? candidates.at(-1);
  if (model === undefined) return { error: words`there is no model named ${wanted ?? ''}; there are: ${labels}` };
  const svg = modelGraphSvg(model, theme, { opened: new Set(), fold }, language);
  if (candidates.length === 1) return { svg };
  const { text } = model.label;
  if (wanted === undefined)
    return { svg, remark: words`this is ${text}, of: ${labels}. --model NAME draws another one` };
  return {
    svg,
    remark: words`this is ${text}, of: ${candidates.map(({ label }) => label.text).join('; ')}. --model NAME:LINE draws another one`,
  };
}

function isCalled(
  { label, variable, name, index }: ModelView<unknown>,
  { models, text }: Analysis,
  wanted: string,
): boolean {
  const names = [label.name, variable, name];
  if (wanted === label.text || names.includes(wanted)) return true;
  const [, called, line] = /^(.*):(\d+)$/.exec(wanted) ?? [];
  const { span, use } = models[index]!;
  return (
    line !== undefined &&
    names.includes(called) &&
    [span, ...(use.call === undefined ? [] : [use.call])].some(
      ({ start }) => text.positionAt(start).line + 1 === Number(line),
    )
  );
}
