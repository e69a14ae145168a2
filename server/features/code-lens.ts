import type { Analysis, ModelFact } from '../analysis/analysis.ts';
import { shortParameters } from '../explain/count-text.ts';
import type { Span } from '../python/syntax/place.ts';
import { joined, type Message, type Text, words } from '../words/message.ts';
import { callerLenses, exampleLenses } from './function-lenses.ts';
import { endOfLine } from './hints/lines.ts';
import { type ModelLabel, modelLabels } from './model-label.ts';
import { bySpan } from './spans.ts';

export interface CodeLens {
  readonly span: Span;
  readonly title: Message;
  readonly opens: Opened;
}

export type Opened =
  /** Which of the program's models it opens; of several, one is to be chosen. */
  | { readonly kind: 'summary'; readonly models: readonly number[] }
  /** A line of another file, from 0; of the notebook's cell where it is one. */
  | { readonly kind: 'caller'; readonly uri: string; readonly line: number; readonly cell: number | undefined }
  /** A comment that is to be written above the function; what is to be filled in is in braces, as in a snippet. */
  | { readonly kind: 'example'; readonly snippet: string };

/** So many models of one place have a lens each. */
const MOST_LENSES = 3;

/**
 * A line above each place where a model is made, and above each call that gives one: which model it is, and its
 * parameters.
 */
export function codeLenses(analysis: Analysis): readonly CodeLens[] {
  const {
    models,
    modelCalls,
    text: { text },
  } = analysis;
  const labels = modelLabels(analysis);
  const labelled = new Map(
    models.map((model, index): [ModelFact, Labelled] => [model, { model, index, label: labels[index]! }]),
  );
  const lines = new Set(models.map(({ span }) => endOfLine(text, span.start)));
  const made = bySpan(models).flatMap((facts) =>
    lensesOf(
      facts[0].span,
      facts.map((model) => labelled.get(model)!),
      ({ label }) => label.text,
    ),
  );
  const given = bySpan(modelCalls).flatMap((calls) => {
    const [{ span }] = calls;
    if (lines.has(endOfLine(text, span.start))) return [];
    const inside = [...new Set(calls.flatMap((call) => call.models))].map((model) => labelled.get(model)!);
    // The call and its line stand right below: the name is all that there is to say of one.
    const areNamed = new Set(inside.map(({ label }) => label.name)).size === inside.length;
    return lensesOf(span, inside, ({ label }) => label.name, areNamed ? MOST_LENSES : 1);
  });
  return [...made, ...given, ...callerLenses(analysis), ...exampleLenses(analysis)];
}

interface Labelled {
  readonly model: ModelFact;
  readonly index: number;
  readonly label: ModelLabel;
}

function lensesOf(
  span: Span,
  models: readonly Labelled[],
  nameOf: (one: Labelled) => Text,
  most = MOST_LENSES,
): readonly CodeLens[] {
  if (models.length > most)
    return [
      {
        span,
        title: words`Layer Lens: ${models.length} models · choose one`,
        opens: { kind: 'summary', models: models.map(({ index }) => index) },
      },
    ];
  return models.map((one, place) => ({
    span,
    title: titleOf(one.model, nameOf(one), place, models.length),
    opens: { kind: 'summary', models: [one.index] },
  }));
}

function titleOf({ built, total }: ModelFact, name: Text, place: number, of: number): Message {
  const count = built ? shortParameters(total) : undefined;
  const what = joined(count === undefined ? [name] : [name, count], ' · ');
  if (of === 1) return words`Layer Lens: ${what} · show summary`;
  return place === 0 ? words`Layer Lens: ${what}` : what;
}
