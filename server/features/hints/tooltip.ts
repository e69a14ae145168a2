/**
 * What a hint shows when it is pointed at: its exact text, where it was shortened, and what the hover says of the code
 * that it is about.
 */
import type { Analysis } from '../../analysis/analysis.ts';
import { code, type Document } from '../../explain/document/document.ts';
import { explainModel } from '../../explain/hovers/model.ts';
import type { ExplainOptions } from '../../explain/options.ts';
import { ENGLISH } from '../../words/language.ts';
import { hover } from '../hover.ts';
import { type HintOptions, type InlayHint, inlayHints } from '../inlay-hints.ts';

/** By what the hint of an answer is found again in the same text. */
export type HintPlace = Pick<InlayHint, 'offset' | 'nth'>;

/** undefined where there is no such hint, or nothing more to say. */
export function hintTooltip(
  analysis: Analysis,
  options: HintOptions,
  { offset, nth }: HintPlace,
  explain: ExplainOptions,
  language = ENGLISH,
): Document | undefined {
  const hint = inlayHints(analysis, options, { start: offset, end: offset }, language).find((one) => one.nth === nth);
  if (hint === undefined) return undefined;
  const exact: Document =
    hint.exact.length === 1 && language.say(hint.exact[0]!) === hint.text
      ? []
      : [{ block: 'list', items: hint.exact.map((exact) => [code(language.say(exact))]) }];
  const content = [...exact, ...contentOf(analysis, hint, explain)];
  return content.length === 0 ? undefined : content;
}

function contentOf(analysis: Analysis, { span, kind }: InlayHint, explain: ExplainOptions): Document {
  if (kind === 'more') return [];
  const models =
    kind === 'model' ? analysis.modelCalls.filter((call) => call.span.isAt(span)).flatMap((call) => call.models) : [];
  if (models.length > 0) return explainModel(models);
  return hover(analysis, span.start, explain)?.content ?? [];
}
