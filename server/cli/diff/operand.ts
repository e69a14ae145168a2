/** What `layerlens diff` compares: a saved model, or a model of a program. */
import type { Analysis, FunctionFact, ModelFact } from '../../analysis/analysis.ts';
import { modelLabels } from '../../features/model-label.ts';
import { joined, type Text, words } from '../../words/message.ts';
import { isSavedModel } from '../../workspace/saved/names.ts';

export interface Operand {
  readonly file: string;
  /** The model's name, its variable, the function that makes it, or one of these with a line; undefined: the last. */
  readonly wanted: string | undefined;
}

/** Reads `FILE` or `FILE:NAME`; a path of Windows may have a colon of its own. */
export function readOperand(text: string): Operand {
  const [, file, wanted] = /^(.+\.(?:py|ipynb)):(.+)$/is.exec(text) ?? [];
  return file === undefined || isSavedModel(text) ? { file: text, wanted: undefined } : { file, wanted };
}

/** The model that is meant, with what is to be said of it. */
export function modelMeant(
  analysis: Analysis,
  wanted: string | undefined,
): { readonly model: ModelFact; readonly remark?: Text } | { readonly error: Text } {
  const { models, functions } = analysis;
  if (models.length === 0) return { error: words`no Keras model is built here, as far as the code tells` };
  const labels = modelLabels(analysis);
  const all = labels.map(({ text }) => text);
  if (wanted === undefined) {
    const model = best(models);
    return models.length === 1
      ? { model }
      : { model, remark: words`this is ${labels[models.indexOf(model)]!.text}; FILE:NAME names another one` };
  }
  const named = models.filter((model, index) => {
    const { name, text } = labels[index]!;
    return wanted === text || withLine(wanted, analysis, model, [name, model.variable, model.name]);
  });
  if (named.length > 0) return { model: best(named) };
  const called = functions.filter(({ name }) => name === wanted).flatMap(modelsOf);
  const made = called.length > 0 ? called : inUncalled(analysis, wanted);
  if (made.length > 0) return { model: best(made) };
  return {
    error: words`there is no model or function that makes one named ${wanted}; there are: ${joined(all, '; ')}`,
  };
}

const modelsOf = ({ calls }: FunctionFact): readonly ModelFact[] => calls.flatMap(({ model }) => model ?? []);

/** Of functions that nothing calls: what is made inside. */
const inUncalled = ({ uncalled, models, text }: Analysis, wanted: string): readonly ModelFact[] =>
  uncalled
    .filter(({ name }) => text.text.slice(name.start, name.end) === wanted)
    .flatMap(({ definition }) => models.filter(({ span }) => span.isWithin(definition)));

/** The last one that the program builds; one of a function that nothing calls where there is no other. */
const best = (models: readonly ModelFact[]): ModelFact =>
  models.findLast(({ built, speculative }) => built && !speculative) ?? models.at(-1)!;

function withLine(
  wanted: string,
  { text }: Analysis,
  { span, use }: ModelFact,
  names: readonly (string | undefined)[],
): boolean {
  if (names.includes(wanted)) return true;
  const [, called, line] = /^(?:(.*):)?(\d+)$/.exec(wanted) ?? [];
  if (line === undefined || (called !== undefined && !names.includes(called))) return false;
  return [span, ...(use.call === undefined ? [] : [use.call])].some(
    ({ start }) => text.positionAt(start).line + 1 === Number(line),
  );
}
