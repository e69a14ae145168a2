/** Which model is shown, over edits. */
import { countedIn } from '../../../server/explain/model-view.ts';
import { countedNoun } from '../../../server/words/nouns.ts';
import { language, t } from '../common/language.ts';
import type { Model, ModelKey, Models, Place } from './messages.ts';

export interface Shown {
  readonly models: Models;
  readonly model: Model | undefined;
  /** Why it is not that of the code as it stands. */
  readonly note: string | undefined;
}

const nameOf = ({ variable, name }: Model): string => variable ?? name;

export function keyOf(model: Model, { models }: Models): ModelKey {
  const name = nameOf(model);
  return { name, nth: models.filter((other) => nameOf(other) === name && other.index < model.index).length };
}

export function findModel({ models }: Models, { name, nth }: ModelKey): Model | undefined {
  return models.filter((model) => nameOf(model) === name)[nth];
}

/**
 * What is shown after new models came. The model of the same name stays chosen, or the one in its place; while the code is broken, the last one that was good
 * stays where the new one is gone or knows less.
 */
export function nextShown(last: Shown | undefined, models: Models, wanted: ModelKey | undefined): Shown {
  const same = wanted && findModel(models, wanted);
  const before = last?.model;
  if (before !== undefined && models.broken !== undefined && knowsLess(same, before)) {
    const note = models.broken === 'syntax' ? t('The code is not complete at the moment.') : t('The code has an error.');
    return { models: last?.models ?? models, model: before, note: `${note} ${t('This is the model as it was before.')}` };
  }
  const inItsPlace = before && last?.models.models.length === models.models.length ? models.models[before.index] : undefined;
  return { models, model: same ?? inItsPlace ?? first(models), note: undefined };
}

/** The first one that the program builds; models in functions that nothing calls come after. */
export const first = ({ models }: Models): Model | undefined => models.find(({ speculative }) => !speculative) ?? models[0];

function knowsLess(now: Model | undefined, before: Model): boolean {
  if (now === undefined) return true;
  if (before.built && !now.built) return true;
  if (before.total.known !== 'unknown' && now.total.known === 'unknown') return true;
  return now.rows.length < before.rows.length;
}

/** `model · Functional`; where there are several, with their sizes, and with their lines where names do not tell them apart. */
export function modelLabel(model: Model, { models }: Models): string {
  const name = nameOf(model);
  const same = models.filter((other) => nameOf(other) === name).length > 1;
  const line = same && model.place !== undefined ? placeText(model.place) : undefined;
  const count = models.length === 1 || model.total.known !== 'number' || !model.built ? undefined : language.say(countedNoun(countedIn(model.total), 'parameter'));
  return [name, model.className, line, count, model.built ? undefined : t('not built'), model.speculative ? t('in a function that is not called') : undefined].filter((part) => part !== undefined).join(' · ');
}

/** `line 12`; in a notebook `line 3 of Cell 5, [4]`, as server/python/syntax/place-text.ts has it. */
function placeText({ range, cell }: Place): string {
  const line = range.start.line + 1;
  if (cell === undefined) return t('line {0}', line);
  const number = cell.index + 1;
  return cell.executionCount === undefined ? t('line {0} of Cell {1}', line, number) : t('line {0} of Cell {1}, [{2}]', line, number, cell.executionCount);
}
