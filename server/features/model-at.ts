import type { Analysis, Count, ModelFact } from '../analysis/analysis.ts';
import { formatKnownCount, tellingCount } from '../explain/count-text.ts';
import type { Span } from '../python/syntax/place.ts';
import { ENGLISH } from '../words/language.ts';
import { modelLabels, useSpan } from './model-label.ts';
import { endOfLine, startOfLine } from './hints/lines.ts';

/** A model by what people know it by; `key` is the same after an edit. */
export interface ModelChoice {
  /** Its place among the program's models. */
  readonly index: number;
  /** `small` */
  readonly name: string;
  /** `small · make(dense=256) · line 18` */
  readonly label: string;
  readonly key: string;
  /** All parameters, `1,024` or a formula; undefined while it is not built, or where it is not known. */
  readonly total: string | undefined;
}

export interface ModelAt extends ModelChoice {
  /** The same in three digits: `590 k`. */
  readonly short: string | undefined;
  readonly trainable: string | undefined;
  readonly nonTrainable: string | undefined;
  /** All models that the place is about, this one among them. */
  readonly choices: readonly ModelChoice[];
  /** The program has others. */
  readonly isOneOfSeveral: boolean;
}

/**
 * The model that the line at the offset is about: of several the one with the key `chosen`, else the last. Where it is
 * about none, the last one that is used before it, else the first.
 */
export function modelAt(analysis: Analysis, offset: number, chosen?: string, language = ENGLISH): ModelAt | undefined {
  const { models } = analysis;
  const choices = modelChoices(
    analysis,
    modelsAt(analysis, offset).map((model) => models.indexOf(model)),
    language,
  );
  const choice = choices.findLast(({ key }) => key === chosen) ?? choices.at(-1);
  const model = choice && models[choice.index];
  if (choice === undefined || model === undefined) return undefined;
  const { total, trainable, nonTrainable } = model;
  const counts = {
    short: countOf(model, total, tellingCount),
    trainable: countOf(model, trainable),
    nonTrainable: countOf(model, nonTrainable),
  };
  return { ...choice, ...counts, choices, isOneOfSeveral: models.length > 1 };
}

/** These models, by their places among the program's. */
export function modelChoices(
  analysis: Analysis,
  indices: readonly number[],
  language = ENGLISH,
): readonly ModelChoice[] {
  const labels = modelLabels(analysis);
  return indices.flatMap((index): readonly ModelChoice[] => {
    const [model, label] = [analysis.models[index], labels[index]];
    return model === undefined || label === undefined
      ? []
      : [
          {
            index,
            name: label.name,
            key: label.key,
            label: language.say(label.text),
            total: countOf(model, model.total),
          },
        ];
  });
}

const countOf = (
  { built }: ModelFact,
  count: Count,
  format: (count: Count) => string | undefined = formatKnownCount,
): string | undefined => (built && count !== undefined ? format(count) : undefined);

/** Those of the line, in the program's order. */
function modelsAt({ models, modelCalls, names, text: { text } }: Analysis, offset: number): readonly ModelFact[] {
  const line = { start: startOfLine(text, offset), end: endOfLine(text, offset) };
  const touches = ({ start, end }: Span) => start <= line.end && end >= line.start;
  const built = models.filter(({ span }) => touches(span));
  if (built.length > 0) return built;
  const given = new Set(modelCalls.filter(({ span }) => touches(span)).flatMap((call) => call.models));
  if (given.size > 0) return models.filter((model) => given.has(model));
  const named = names
    .filter(({ span, model }) => model !== undefined && touches(span))
    .map(({ model }) => model as ModelFact);
  if (named.length > 0) return named.slice(-1);
  const holding = models.filter(({ rows }) => rows.some(({ site }) => site !== undefined && touches(site)));
  if (holding.length > 0) return holding;
  const before = models.filter((model) => useSpan(model).start <= offset);
  const last =
    before.reduce<ModelFact | undefined>(
      (latest, one) => (latest === undefined || useSpan(one).start >= useSpan(latest).start ? one : latest),
      undefined,
    ) ?? models[0];
  return last === undefined ? [] : [last];
}
