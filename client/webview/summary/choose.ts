/** Which model is shown, over edits. */
import { countedIn } from '../../../server/explain/model-view.ts';
import { countedNoun } from '../../../server/words/nouns.ts';
import { language, t } from '../common/language.ts';
import type { Model, Models } from './messages.ts';

export interface Shown {
  readonly models: Models;
  readonly model: Model | undefined;
  /** Why it is not that of the code as it stands. */
  readonly note: string | undefined;
}

/**
 * What is shown after new models came. The model of the same name stays chosen, or the one in its place; while the code
 * is broken, the last one that was good
 * stays where the new one is gone or knows less.
 */
export function nextShown(last: Shown | undefined, models: Models, wanted: string | undefined): Shown {
  const same = models.models.find(({ label }) => label.key === wanted);
  const before = last?.model;
  if (before !== undefined && models.broken !== undefined && knowsLess(same, before)) {
    const note =
      models.broken === 'syntax' ? t('The code is not complete at the moment.') : t('The code has an error.');
    return {
      models: last?.models ?? models,
      model: before,
      note: `${note} ${t('This is the model as it was before.')}`,
    };
  }
  const inItsPlace =
    before && last?.models.models.length === models.models.length ? models.models[before.index] : undefined;
  return { models, model: same ?? inItsPlace ?? first(models), note: undefined };
}

/** The first one that the program builds; models in functions that nothing calls come after. */
export const first = ({ models }: Models): Model | undefined =>
  models.find(({ speculative }) => !speculative) ?? models[0];

function knowsLess(now: Model | undefined, before: Model): boolean {
  if (now === undefined) return true;
  if (before.built && !now.built) return true;
  if (before.total.known !== 'unknown' && now.total.known === 'unknown') return true;
  return now.rows.length < before.rows.length;
}

/** `model · Functional`; where there are several, with their sizes. */
export function modelLabel(model: Model, { models }: Models): string {
  const count =
    models.length === 1 || model.total.known !== 'number' || !model.built
      ? undefined
      : language.say(countedNoun(countedIn(model.total), 'parameter'));
  return [
    model.label.text,
    model.className,
    count,
    model.built ? undefined : t('not built'),
    model.speculative ? t('in a function that is not called') : undefined,
  ]
    .filter((part) => part !== undefined)
    .join(' · ');
}
